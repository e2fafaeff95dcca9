#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace makegood {

// A field of a CSV file that people open: in quotes, on one line. What a spreadsheet would take for a formula gets a '
// before it; a plain number stays one.
std::string csv_field(std::string_view text);

// Without its line end.
std::string csv_line(std::initializer_list<std::string_view> fields);

} // namespace makegood
