#include "drivers/escpos/symbol.hpp"

#include "drivers/escpos/code128_bars.hpp"

#include <zint.h>

#include <algorithm>
#include <memory>

namespace makegood::escpos {
namespace {

using drivers::Bitmap;

int zint_symbology(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::upc_a:
        return BARCODE_UPCA;
    case SymbolKind::upc_e:
        return BARCODE_UPCE;
    case SymbolKind::ean13:
    case SymbolKind::ean8:
        return BARCODE_EANX;
    case SymbolKind::code39:
        return BARCODE_CODE39;
    case SymbolKind::interleaved_2_of_5:
        return BARCODE_C25INTER;
    case SymbolKind::codabar:
        return BARCODE_CODABAR;
    case SymbolKind::code93:
        return BARCODE_CODE93;
    case SymbolKind::code128:
    case SymbolKind::gs1_128:
        return BARCODE_CODE128;
    case SymbolKind::databar:
        return BARCODE_DBAR_OMN;
    case SymbolKind::databar_limited:
        return BARCODE_DBAR_LTD;
    case SymbolKind::databar_expanded:
        return BARCODE_DBAR_EXP;
    case SymbolKind::databar_stacked:
        return BARCODE_DBAR_STK;
    case SymbolKind::databar_stacked_omnidirectional:
        return BARCODE_DBAR_OMNSTK;
    case SymbolKind::databar_expanded_stacked:
        return BARCODE_DBAR_EXPSTK;
    case SymbolKind::qr:
        return BARCODE_QRCODE;
    case SymbolKind::pdf417:
        return BARCODE_PDF417;
    case SymbolKind::aztec:
        return BARCODE_AZTEC;
    case SymbolKind::data_matrix:
        return BARCODE_DATAMATRIX;
    case SymbolKind::maxicode:
        return BARCODE_MAXICODE;
    }
    return BARCODE_CODE128;
}

struct DeleteSymbol {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

// Modules of a row; 0 where all rows are one module high. zint leaves 0 for rows whose height is free: 33 and 34 are
// the least that readers want (ISO/IEC 24724, 5.3 and 7.2).
unsigned free_row_modules(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::databar_stacked:
        return 7;
    case SymbolKind::databar_stacked_omnidirectional:
        return 33;
    case SymbolKind::databar_expanded_stacked:
        return 34;
    default:
        return 0;
    }
}

unsigned row_modules(const zint_symbol& symbol, unsigned row, unsigned free_modules) {
    if (free_modules == 0)
        return 1;
    const auto modules = static_cast<unsigned>(symbol.row_height[row]);
    return modules == 0 ? free_modules : std::min(modules, 100u);
}

// encoded_data keeps module x of a row in bit x % 8 of byte x / 8 (zint 2.12 manual, 5.5 "Buffering").
Bitmap copy_modules(const zint_symbol& symbol, unsigned free_modules) {
    const auto width = static_cast<unsigned>(symbol.width);
    const auto rows = static_cast<unsigned>(symbol.rows);
    unsigned height = 0;
    for (unsigned row = 0; row < rows; ++row)
        height += row_modules(symbol, row, free_modules);
    Bitmap bitmap(width, height);
    unsigned y = 0;
    for (unsigned row = 0; row < rows; ++row)
        for (unsigned left = row_modules(symbol, row, free_modules); left > 0; --left, ++y)
            for (unsigned x = 0; x < width; ++x)
                if ((symbol.encoded_data[row][x / 8] >> (x % 8) & 1) != 0)
                    bitmap.blacken(x, y);
    return bitmap;
}

// Hexagons and rings, as zint draws them, in the size that the standard gives (ISO/IEC 16023: 28.14 mm wide).
tl::expected<Bitmap, std::string> copy_drawing(zint_symbol& symbol) {
    constexpr unsigned width_dots = 225;
    if (ZBarcode_Buffer(&symbol, 0) >= ZINT_ERROR || symbol.bitmap == nullptr || symbol.bitmap_width <= 0)
        return tl::unexpected<std::string>(symbol.errtxt);
    const auto width = static_cast<unsigned>(symbol.bitmap_width), height = static_cast<unsigned>(symbol.bitmap_height);
    Bitmap bitmap(width_dots, height * width_dots / width);
    for (unsigned y = 0; y < bitmap.height_dots(); ++y)
        for (unsigned x = 0; x < width_dots; ++x) {
            const auto from_x = (2 * x + 1) * width / (2 * width_dots);
            const auto from_y = std::min((2 * y + 1) * width / (2 * width_dots), height - 1);
            if (symbol.bitmap[(std::size_t{from_y} * width + from_x) * 3] < 128) // red, green, blue
                bitmap.blacken(x, y);
        }
    return bitmap;
}

} // namespace

std::string_view name_of(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::upc_a:
        return "UPC-A";
    case SymbolKind::upc_e:
        return "UPC-E";
    case SymbolKind::ean13:
        return "EAN-13";
    case SymbolKind::ean8:
        return "EAN-8";
    case SymbolKind::code39:
        return "Code 39";
    case SymbolKind::interleaved_2_of_5:
        return "ITF";
    case SymbolKind::codabar:
        return "Codabar";
    case SymbolKind::code93:
        return "Code 93";
    case SymbolKind::code128:
        return "Code 128";
    case SymbolKind::gs1_128:
        return "GS1-128";
    case SymbolKind::databar:
        return "DataBar";
    case SymbolKind::databar_limited:
        return "DataBar Limited";
    case SymbolKind::databar_expanded:
        return "DataBar Expanded";
    case SymbolKind::databar_stacked:
        return "DataBar Stacked";
    case SymbolKind::databar_stacked_omnidirectional:
        return "DataBar Stacked Omnidirectional";
    case SymbolKind::databar_expanded_stacked:
        return "DataBar Expanded Stacked";
    case SymbolKind::qr:
        return "QR";
    case SymbolKind::pdf417:
        return "PDF417";
    case SymbolKind::aztec:
        return "Aztec";
    case SymbolKind::data_matrix:
        return "Data Matrix";
    case SymbolKind::maxicode:
        return "MaxiCode";
    }
    return "";
}

tl::expected<Bitmap, std::string> symbol_modules(const SymbolRequest& request) {
    if (!request.code128_values.empty())
        return code128_bars(request.code128_values);
    const std::string& data = request.gs1.empty() ? request.data : request.gs1;
    if (data.empty())
        return tl::unexpected<std::string>("no data");
    if (data.size() > ZINT_MAX_DATA_LEN)
        return tl::unexpected<std::string>("too much data");
    const std::unique_ptr<zint_symbol, DeleteSymbol> symbol(ZBarcode_Create());
    if (symbol == nullptr)
        return tl::unexpected<std::string>("out of memory");
    symbol->symbology = zint_symbology(request.kind);
    const bool has_fields = request.gs1.starts_with('(');
    symbol->input_mode = has_fields ? GS1_MODE | GS1PARENS_MODE | GS1NOCHECK_MODE : DATA_MODE;
    if (request.kind == SymbolKind::qr)
        symbol->option_1 = static_cast<int>(std::clamp(request.error_correction, 1u, 4u));
    if (request.kind == SymbolKind::pdf417 && request.columns > 0)
        symbol->option_2 = static_cast<int>(request.columns);
    if (request.kind == SymbolKind::maxicode && request.mode < 4)
        return tl::unexpected<std::string>("carriers' modes are not drawn");
    if (request.kind == SymbolKind::maxicode)
        symbol->option_1 = static_cast<int>(request.mode);
    // zint takes eight digits of BARCODE_EANX for a short EAN-13; with seven it adds the check digit itself.
    const std::size_t length = request.kind == SymbolKind::ean8 ? std::min<std::size_t>(data.size(), 7) : data.size();
    const int result =
        ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(data.data()), static_cast<int>(length));
    if (result >= ZINT_ERROR)
        return tl::unexpected<std::string>(symbol->errtxt);
    return request.kind == SymbolKind::maxicode ? copy_drawing(*symbol)
                                                : copy_modules(*symbol, free_row_modules(request.kind));
}

Bitmap scaled(const Bitmap& bitmap, unsigned width_factor, unsigned height_factor) {
    if (width_factor == 1 && height_factor == 1)
        return bitmap;
    Bitmap large(bitmap.width_dots * width_factor, bitmap.height_dots() * height_factor);
    const auto row_bytes = static_cast<std::ptrdiff_t>(large.bytes_per_row());
    for (unsigned y = 0; y < bitmap.height_dots(); ++y) {
        const auto row = large.rows.begin() + y * height_factor * row_bytes;
        for (unsigned x = 0; x < bitmap.width_dots; ++x)
            if (bitmap.is_black(x, y))
                for (unsigned dot = x * width_factor; dot < (x + 1) * width_factor; ++dot)
                    row[dot / 8] |= static_cast<std::uint8_t>(0x80u >> dot % 8);
        for (unsigned copy = 1; copy < height_factor; ++copy)
            std::copy_n(row, row_bytes, row + copy * row_bytes);
    }
    return large;
}

} // namespace makegood::escpos
