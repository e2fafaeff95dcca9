#pragma once

#include <string>
#include <string_view>

namespace makegood::feeds {

// Whether a C0 control other than TAB, LF and CR stands in the text: it may be a command to a printer.
bool has_control_character(std::string_view text);

// A part of the text without ASCII blanks, tabs and line ends at its ends.
std::string_view trimmed(std::string_view text);

// At most `bytes` of the text for a report: cut between characters, control characters, direction marks (U+202A to
// U+202E, U+2066 to U+2069) and bytes that are no UTF-8 shown as U+FFFD.
// Of what may be a card's number (13 to 19 digits, blanks and hyphens between them, that pass the check of ISO/IEC
// 7812-1) only the last four digits are shown.
std::string excerpt(std::string_view text, std::size_t bytes = 120);

} // namespace makegood::feeds
