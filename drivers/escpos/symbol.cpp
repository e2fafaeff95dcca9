#include "drivers/escpos/symbol.hpp"

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
        return BARCODE_CODE128;
    case SymbolKind::qr:
        return BARCODE_QRCODE;
    case SymbolKind::pdf417:
        return BARCODE_PDF417;
    case SymbolKind::aztec:
        return BARCODE_AZTEC;
    case SymbolKind::data_matrix:
        return BARCODE_DATAMATRIX;
    }
    return BARCODE_CODE128;
}

struct DeleteSymbol {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

// encoded_data keeps module x of a row in bit x % 8 of byte x / 8 (zint 2.12 manual, 5.5 "Buffering").
Bitmap copy_modules(const zint_symbol& symbol) {
    const auto width = static_cast<unsigned>(symbol.width);
    const auto height = static_cast<unsigned>(symbol.rows);
    Bitmap bitmap(width, height);
    for (unsigned y = 0; y < height; ++y)
        for (unsigned x = 0; x < width; ++x)
            if ((symbol.encoded_data[y][x / 8] >> (x % 8) & 1) != 0)
                bitmap.blacken(x, y);
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
    case SymbolKind::qr:
        return "QR";
    case SymbolKind::pdf417:
        return "PDF417";
    case SymbolKind::aztec:
        return "Aztec";
    case SymbolKind::data_matrix:
        return "Data Matrix";
    }
    return "";
}

tl::expected<Bitmap, std::string> symbol_modules(const SymbolRequest& request) {
    if (request.data.empty())
        return tl::unexpected<std::string>("no data");
    if (request.data.size() > ZINT_MAX_DATA_LEN)
        return tl::unexpected<std::string>("too much data");
    const std::unique_ptr<zint_symbol, DeleteSymbol> symbol(ZBarcode_Create());
    if (symbol == nullptr)
        return tl::unexpected<std::string>("out of memory");
    symbol->symbology = zint_symbology(request.kind);
    symbol->input_mode = DATA_MODE;
    if (request.kind == SymbolKind::qr)
        symbol->option_1 = static_cast<int>(std::clamp(request.error_correction, 1u, 4u));
    if (request.kind == SymbolKind::pdf417 && request.columns > 0)
        symbol->option_2 = static_cast<int>(request.columns);
    // zint takes eight digits of BARCODE_EANX for a short EAN-13; with seven it adds the check digit itself.
    const std::size_t length =
        request.kind == SymbolKind::ean8 ? std::min<std::size_t>(request.data.size(), 7) : request.data.size();
    const int result = ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(request.data.data()),
                                       static_cast<int>(length));
    if (result >= ZINT_ERROR)
        return tl::unexpected<std::string>(symbol->errtxt);
    return copy_modules(*symbol);
}

Bitmap scaled(const Bitmap& bitmap, unsigned width_factor, unsigned height_factor) {
    if (width_factor == 1 && height_factor == 1)
        return bitmap;
    Bitmap large(bitmap.width_dots * width_factor, bitmap.height_dots() * height_factor);
    const auto row_bytes = static_cast<std::ptrdiff_t>(large.bytes_per_row());
    for (unsigned y = 0; y < large.height_dots(); y += height_factor) {
        for (unsigned x = 0; x < large.width_dots; ++x)
            if (bitmap.is_black(x / width_factor, y / height_factor))
                large.blacken(x, y);
        const auto row = large.rows.begin() + y * row_bytes;
        for (unsigned copy = 1; copy < height_factor; ++copy)
            std::copy_n(row, row_bytes, row + copy * row_bytes);
    }
    return large;
}

} // namespace makegood::escpos
