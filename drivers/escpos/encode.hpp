#pragma once

#include "drivers/printer/document.hpp"
#include "drivers/printer/profile.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace makegood::escpos {

enum class EncodeRefusal {
    character_not_printable, // no code page of the printer has it: send the line as a picture
    bad_bar_code_data,       // characters, length or check digit do not fit the symbology
    bad_qr_data,             // empty, more than a QR code holds, or a sequence that printers execute
    symbol_too_wide,         // not even as a QR code
    picture_too_wide,
    bad_pulse, // times outside 2 to 510 ms, or a rest too short for the solenoid
    no_drawer, // the profile has none
};

struct EncodeError {
    EncodeRefusal refusal;
    std::size_t element = 0; // index in Document::elements
    char32_t character = 0;  // of character_not_printable
    std::string detail;      // what is wrong, in English
};

// The document as ESC/POS for the printer, from its initialisation on; nothing is printed of a document that cannot be
// printed whole. Control characters (U+0000-001F, 7F-9F) are left out of texts; nothing in the bytes is a real-time
// command. A bar code wider than the line is printed as a QR code with its data below it. After these bytes, automatic
// status has to be asked for again, because they begin with ESC @.
tl::expected<std::vector<std::uint8_t>, EncodeError> encode(const drivers::Document& document,
                                                            const drivers::Profile& profile);

// Asks for the block 37 22 id 00 when everything before is on paper (Epson, GS ( H function 48). The id's bytes are
// 20-7E.
void append_completion_request(std::vector<std::uint8_t>& bytes, std::span<const std::uint8_t, 4> id);

} // namespace makegood::escpos
