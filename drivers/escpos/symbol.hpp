#pragma once

#include "drivers/printer/document.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::escpos {

enum class SymbolKind {
    upc_a,
    upc_e,
    ean13,
    ean8,
    code39,
    interleaved_2_of_5,
    codabar,
    code93,
    code128,
    gs1_128,
    databar,
    databar_limited,
    databar_expanded,
    databar_stacked,
    databar_stacked_omnidirectional,
    databar_expanded_stacked,
    qr,
    pdf417,
    aztec,
    data_matrix,
    maxicode,
};

// "Code 128", "QR": the name that stands in texts of the paper.
std::string_view name_of(SymbolKind kind);

struct SymbolRequest {
    SymbolKind kind = SymbolKind::code128;
    std::string data;                           // what a reader reads, without the start and stop characters of Code 39
    unsigned error_correction = 1;              // QR: 1 (L) to 4 (H)
    unsigned columns = 0;                       // PDF417 data columns, 0 lets the symbol choose
    unsigned mode = 2;                          // MaxiCode: 2 and 3 (carriers' addresses) are not drawn
    std::string label{};                        // what stands beside the bars; empty where it is the data
    std::string gs1{};                          // for DataBar: the article number, or fields as "(01)..."
    std::vector<std::uint8_t> code128_values{}; // for Code 128: from the start character on
};

// One dot a module, without quiet zone; bar codes are one dot high unless they are stacked. The error is the reason why
// the data makes no such symbol. A check digit that is missing is added. MaxiCode has one size on every paper: its dots
// are those of a printer of 203 dots per inch.
tl::expected<drivers::Bitmap, std::string> symbol_modules(const SymbolRequest& request);

// Each dot becomes a block of the given size.
drivers::Bitmap scaled(const drivers::Bitmap& bitmap, unsigned width_factor, unsigned height_factor);

} // namespace makegood::escpos
