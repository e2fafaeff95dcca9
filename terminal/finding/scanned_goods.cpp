#include "terminal/finding/scanned_goods.hpp"

#include "drivers/scanner/aim_identifier.hpp"
#include "workflows/labels/digital_link.hpp"
#include "workflows/labels/gtin.hpp"

#include <algorithm>

namespace makegood {

namespace {

using drivers::Symbology;
using Goods = Expected<ScannedGoods, gs1::LabelError>;

constexpr std::size_t ean_13_digits = 13;
constexpr std::size_t gtin_digits = 14;
constexpr std::string_view gtin_identifier = "01";

bool holds_element_string(Symbology symbology) {
    return symbology == Symbology::gs1_128 || symbology == Symbology::databar ||
           symbology == Symbology::gs1_data_matrix || symbology == Symbology::gs1_qr_code ||
           symbology == Symbology::gs1_dot_code;
}

ScannedGoods as_it_came(std::string_view label) {
    return {ItemCode(std::string(label))};
}

ItemCode code_of(std::string_view gtin) {
    return ItemCode(shortest_gtin(gtin));
}

Goods goods_of_elements(const Expected<gs1::Elements, gs1::LabelError>& elements, std::string_view label, Date today) {
    if (!elements)
        return refused(elements.error());
    auto package = package_label_of(*elements, today);
    if (!package)
        return as_it_came(label);
    return ScannedGoods{code_of(package->gtin), {}, std::move(package->lot), package->keeps_until};
}

Goods goods_of_gtin(std::string_view digits) {
    const auto gtin = gtin_of(digits);
    if (!gtin)
        return refused(gs1::LabelError{gs1::LabelFault::check_digit_wrong, {}, digits.size() - 1});
    return ScannedGoods{code_of(*gtin)};
}

std::optional<ItemCode> code_of_upc_e(std::string_view digits) {
    const auto upc_a = expanded_upc_e(digits);
    const auto gtin = upc_a ? gtin_of(*upc_a) : std::nullopt;
    return gtin ? std::optional(code_of(*gtin)) : std::nullopt;
}

// Thirteen digits by the standard; scanners that are set so send UPC-A with twelve and UPC-E as it is printed. With an
// add-on the product comes first, and with a composite symbol what that says follows.
Goods goods_of_ean(std::string_view label, Symbology symbology, Date today) {
    constexpr std::string_view composite_follows = "|]e0";
    if (const auto composite = label.find(composite_follows); composite != label.npos) {
        auto goods = goods_of_gtin(label.substr(0, composite));
        if (!goods)
            return goods;
        const auto gtin = gtin_of(label.substr(0, composite)).value();
        const auto more = label.substr(composite + composite_follows.size());
        return goods_of_elements(gs1::read_element_string(std::string(gtin_identifier).append(gtin).append(more)),
                                 label, today);
    }
    if (symbology == Symbology::ean_addon)
        return label.size() > ean_13_digits ? goods_of_gtin(label.substr(0, ean_13_digits)) : as_it_came(label);
    if (symbology == Symbology::ean_upc)
        if (auto code = code_of_upc_e(label))
            return ScannedGoods{std::move(*code)};
    return goods_of_gtin(label);
}

// What no identifier named: an element string if it is a right one that begins with a product, eight digits of an EAN-8
// or else of a UPC-E.
ScannedGoods goods_by_length(std::string_view label, Date today) {
    auto plain = as_it_came(label);
    const bool is_bracketed = label.starts_with('(');
    const bool begins_with_product = label.size() >= gtin_identifier.size() + gtin_digits &&
                                     label.starts_with(gtin_identifier) &&
                                     gtin_of(label.substr(gtin_identifier.size(), gtin_digits));
    if (is_bracketed || begins_with_product) {
        auto goods = goods_of_elements(is_bracketed ? gs1::read_bracketed(label) : gs1::read_element_string(label),
                                       label, today);
        if (!goods)
            return plain;
        goods->or_else.push_back(std::move(plain.code));
        return *goods;
    }
    constexpr std::size_t upc_e_digits = 8;
    if (label.size() == upc_e_digits)
        if (auto code = code_of_upc_e(label))
            plain.or_else.push_back(std::move(*code));
    return plain;
}

// What one of the shop's scales printed; nothing where it was none of them.
std::optional<Goods> goods_of_scale(std::string_view label, std::span<const MeasurePattern> scales) {
    const auto ean = label.size() == ean_13_digits - 1 ? "0" + std::string(label) : std::string(label);
    const auto scale = std::ranges::find_if(scales, [&](const MeasurePattern& one) { return one.fits(ean); });
    if (scale == scales.end())
        return std::nullopt;
    auto read = scale->read(ean);
    if (!read)
        return refused(gs1::LabelError{gs1::LabelFault::value_check_wrong, {}, 0});
    ScannedGoods goods{ItemCode(std::string(label)), {}, {}, {}, read->measured, read->value};
    for (std::size_t i = 1; i < read->codes.size(); ++i)
        goods.or_else.emplace_back(std::move(read->codes[i]));
    return goods;
}

} // namespace

Goods goods_on(const drivers::ScanData& scan, Date today, std::span<const MeasurePattern> scales) {
    const auto symbology = scan.aim_identifier ? drivers::symbology_of(*scan.aim_identifier) : Symbology::unknown;
    const std::string_view label = scan.label;
    if (holds_element_string(symbology))
        return goods_of_elements(gs1::read_element_string(label), label, today);
    if (label.starts_with(gs1::separator))
        return goods_of_elements(gs1::read_element_string(label.substr(1)), label, today);
    if (symbology == Symbology::ean_upc || symbology == Symbology::unknown)
        if (auto goods = goods_of_scale(label, scales))
            return std::move(*goods);
    if (symbology == Symbology::ean_upc || symbology == Symbology::ean_8 || symbology == Symbology::ean_addon)
        return goods_of_ean(label, symbology, today);
    if (symbology == Symbology::interleaved_2_of_5 && label.size() == gtin_digits)
        return goods_of_gtin(label);
    if (gs1::is_web_address(label)) {
        const auto link = gs1::read_digital_link(label);
        const bool is_another = !link && link.error().fault == gs1::LabelFault::no_key;
        return is_another ? as_it_came(label) : goods_of_elements(link, label, today);
    }
    return symbology == Symbology::unknown ? goods_by_length(label, today) : as_it_came(label);
}

} // namespace makegood
