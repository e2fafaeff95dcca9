#pragma once

#include "drivers/escpos/symbol.hpp"
#include "drivers/printer/document.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <span>
#include <string>

namespace makegood::escpos {

// Rows of whole bytes, top to bottom (GS v 0, GS ( L): `width_dots` of each row are kept, at most `most_dots`. The data
// must hold `height` rows of `bytes_per_row`.
drivers::Bitmap bitmap_from_rows(std::span<const std::uint8_t> data, unsigned bytes_per_row, unsigned width_dots,
                                 unsigned height, unsigned most_dots);

// Columns of `bytes_per_column` bytes from left to right, highest bit on top (ESC *, FS q, GS *).
drivers::Bitmap bitmap_from_columns(std::span<const std::uint8_t> data, unsigned bytes_per_column, unsigned most_dots);

// What the whole command GS k prints. The error names what the printer refuses.
tl::expected<SymbolRequest, std::string> barcode_request(std::span<const std::uint8_t> command);

// A DataBar of GS k or GS ( k: an article number of 13 digits, for the expanded kinds fields as "(01)...".
tl::expected<SymbolRequest, std::string> databar_request(SymbolKind kind, std::span<const std::uint8_t> data);

enum class DotOrder { rows, columns };

// A picture of GS ( L from xL xH yL yH on. Then come its dots, or so many times the number of a colour and its dots;
// colours become black. The error says what is missing.
tl::expected<drivers::Bitmap, std::string> graphics_picture(std::span<const std::uint8_t> size_and_data, DotOrder order,
                                                            unsigned named_colours, unsigned most_dots);

} // namespace makegood::escpos
