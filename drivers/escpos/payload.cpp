#include "drivers/escpos/payload.hpp"

#include "drivers/escpos/check_digit.hpp"
#include "drivers/escpos/code128_bars.hpp"
#include "drivers/escpos/word.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>

namespace makegood::escpos {
namespace {

using drivers::Bitmap;

std::optional<SymbolKind> kind_of(std::uint8_t m) {
    const unsigned number = m >= 65 ? m - 65u : m;
    constexpr SymbolKind kinds[] = {SymbolKind::upc_a,  SymbolKind::upc_e,  SymbolKind::ean13,
                                    SymbolKind::ean8,   SymbolKind::code39, SymbolKind::interleaved_2_of_5,
                                    SymbolKind::codabar};
    if (number < std::size(kinds))
        return kinds[number];
    constexpr SymbolKind later_kinds[] = {
        SymbolKind::code93,  SymbolKind::code128,         SymbolKind::gs1_128,          SymbolKind::databar,
        SymbolKind::databar, SymbolKind::databar_limited, SymbolKind::databar_expanded, SymbolKind::code128};
    if (m >= 72 && m - 72u < std::size(later_kinds))
        return later_kinds[m - 72];
    return std::nullopt;
}

// `length` digits and the right check digit, whether it came, came wrong or did not come: printers compute it.
tl::expected<std::string, std::string> with_check_digit(std::string digits, std::size_t length) {
    if (!std::all_of(digits.begin(), digits.end(), [](char digit) { return digit >= '0' && digit <= '9'; }))
        return tl::unexpected<std::string>("the bar code takes digits only");
    if (digits.size() != length && digits.size() != length + 1)
        return tl::unexpected<std::string>("the bar code takes " + std::to_string(length) + " digits");
    digits.resize(length);
    digits.push_back(check_digit(digits));
    return digits;
}

// UPC-E of a UPC-A number whose zeros can be left out (GS1 General Specifications, 5.2.2.4.2).
tl::expected<std::string, std::string> upc_e_data(std::string digits) {
    if (digits.size() < 11)
        return digits.substr(0, 7); // zint adds the check digit, which is that of the long form
    const std::string company = digits.substr(1, 5);
    const std::string item = digits.substr(6, 5);
    const std::string system = digits.substr(0, 1);
    if (company.substr(3) == "00" && company[2] <= '2' && item.substr(0, 2) == "00")
        return system + company.substr(0, 2) + item.substr(2) + company[2];
    if (company.substr(3) == "00" && item.substr(0, 3) == "000")
        return system + company.substr(0, 3) + item.substr(3) + '3';
    if (company[4] == '0' && item.substr(0, 4) == "0000")
        return system + company.substr(0, 4) + item[4] + '4';
    if (item.substr(0, 4) == "0000" && item[4] >= '5')
        return system + company + item[4];
    return tl::unexpected<std::string>("the number has no short form as UPC-E");
}

tl::expected<std::string, std::string> symbol_data(SymbolKind kind, std::span<const std::uint8_t> data) {
    std::string text(data.begin(), data.end());
    switch (kind) {
    case SymbolKind::upc_a:
        return with_check_digit(std::move(text), 11);
    case SymbolKind::ean13:
        return with_check_digit(std::move(text), 12);
    case SymbolKind::ean8:
        return with_check_digit(std::move(text), 7);
    case SymbolKind::upc_e:
        return upc_e_data(std::move(text));
    case SymbolKind::code39:
        std::erase(text, '*');
        return text;
    case SymbolKind::interleaved_2_of_5:
        text.resize(text.size() / 2 * 2);
        return text;
    default:
        return text;
    }
}

} // namespace

Bitmap bitmap_from_rows(std::span<const std::uint8_t> data, unsigned bytes_per_row, unsigned width_dots,
                        unsigned height, unsigned most_dots) {
    assert(data.size() >= std::size_t{bytes_per_row} * height && width_dots <= bytes_per_row * 8);
    Bitmap bitmap(std::min(width_dots, most_dots), height);
    for (unsigned y = 0; y < height; ++y) {
        const auto row = data.subspan(std::size_t{y} * bytes_per_row, bitmap.bytes_per_row());
        const auto start = bitmap.rows.begin() + static_cast<std::ptrdiff_t>(std::size_t{y} * bitmap.bytes_per_row());
        std::copy(row.begin(), row.end(), start);
        if (bitmap.width_dots % 8 != 0)
            *(start + bitmap.bytes_per_row() - 1) &= static_cast<std::uint8_t>(0xFF00u >> bitmap.width_dots % 8);
    }
    return bitmap;
}

Bitmap bitmap_from_columns(std::span<const std::uint8_t> data, unsigned bytes_per_column, unsigned most_dots) {
    if (bytes_per_column == 0)
        return {};
    const auto columns = static_cast<unsigned>(std::min<std::size_t>(data.size() / bytes_per_column, most_dots));
    Bitmap bitmap(columns, bytes_per_column * 8);
    for (unsigned x = 0; x < columns; ++x)
        for (unsigned y = 0; y < bytes_per_column * 8; ++y)
            if ((data[std::size_t{x} * bytes_per_column + y / 8] >> (7 - y % 8) & 1) != 0)
                bitmap.blacken(x, y);
    return bitmap;
}

tl::expected<SymbolRequest, std::string> barcode_request(std::span<const std::uint8_t> command) {
    const std::uint8_t m = command[2];
    const auto kind = kind_of(m);
    if (!kind)
        return tl::unexpected<std::string>("bar code " + std::to_string(m) + " of GS k is not drawn");
    auto data = command.subspan(m >= 65 ? 4 : 3);
    if (m < 65 && !data.empty() && data.back() == 0)
        data = data.first(data.size() - 1);
    if (*kind >= SymbolKind::databar && *kind <= SymbolKind::databar_expanded)
        return databar_request(*kind, data);
    SymbolRequest request;
    request.kind = *kind;
    if (m >= 73) {
        auto code = m == 73 ? read_code128(data) : m == 74 ? read_gs1_128(data) : read_code128_auto(data);
        if (!code)
            return tl::unexpected(code.error());
        request.data = std::move(code->data);
        request.label = std::move(code->label);
        request.code128_values = std::move(code->values);
        return request;
    }
    auto text = symbol_data(*kind, data);
    if (!text)
        return tl::unexpected(text.error());
    request.data = std::move(*text);
    return request;
}

tl::expected<SymbolRequest, std::string> databar_request(SymbolKind kind, std::span<const std::uint8_t> data) {
    SymbolRequest request;
    request.kind = kind;
    request.gs1.assign(data.begin(), data.end());
    if (kind == SymbolKind::databar_expanded || kind == SymbolKind::databar_expanded_stacked) {
        request.label = request.gs1;
        std::copy_if(data.begin(), data.end(), std::back_inserter(request.data),
                     [](std::uint8_t byte) { return byte != '(' && byte != ')'; });
        return request;
    }
    const auto number = with_check_digit(request.gs1, 13);
    if (!number)
        return tl::unexpected(number.error());
    request.gs1 = number->substr(0, 13);
    request.data = "01" + *number;
    request.label = "(01)" + *number;
    return request;
}

tl::expected<Bitmap, std::string> graphics_picture(std::span<const std::uint8_t> size_and_data, DotOrder order,
                                                   unsigned named_colours, unsigned most_dots) {
    if (size_and_data.size() < 4)
        return tl::unexpected<std::string>("the picture has no size");
    const auto width = static_cast<unsigned>(word(size_and_data[0], size_and_data[1]));
    const auto height = static_cast<unsigned>(word(size_and_data[2], size_and_data[3]));
    const unsigned bytes_per_row = (width + 7) / 8;
    const unsigned bytes_per_column = (height + 7) / 8;
    const std::size_t bytes =
        order == DotOrder::rows ? std::size_t{bytes_per_row} * height : std::size_t{bytes_per_column} * width;
    auto data = size_and_data.subspan(4);
    Bitmap whole;
    for (unsigned plane = 0; plane < std::max(1u, named_colours); ++plane) {
        const std::size_t name = named_colours > 0 ? 1 : 0;
        if (bytes == 0 || data.size() < bytes + name)
            return tl::unexpected<std::string>("the picture holds fewer bytes than its size says: nothing is printed");
        const auto dots = data.subspan(name, bytes);
        Bitmap colour = order == DotOrder::rows ? bitmap_from_rows(dots, bytes_per_row, width, height, most_dots)
                                                : bitmap_from_columns(dots, bytes_per_column, most_dots);
        if (order == DotOrder::columns)
            colour.rows.resize(std::size_t{colour.bytes_per_row()} * height);
        if (plane == 0)
            whole = std::move(colour);
        else
            std::transform(whole.rows.begin(), whole.rows.end(), colour.rows.begin(), whole.rows.begin(),
                           [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a | b); });
        data = data.subspan(bytes + name);
    }
    return whole;
}

} // namespace makegood::escpos
