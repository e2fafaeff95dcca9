#pragma once

#include "workflows/money.hpp"

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace makegood {

// A text that no spreadsheet takes for a formula, on one line. Line breaks and tabs become blanks, other controls go
// (text::plain). An apostrophe stands before = + - @ and their full-width and small forms where they begin the text, or
// a part of it after a semicolon (many spreadsheets split there), also behind blanks and letters that nobody sees.
std::string without_formulas(std::string_view from_outside);

// CSV for people and their spreadsheets: RFC 4180 in UTF-8, its byte order mark in front, every row on one physical
// line. Texts are quoted and hold no formula; numbers stand bare and stay numbers. `out` outlives it, and tells of
// failures.
class CsvWriter {
  public:
    explicit CsvWriter(std::ostream& out);

    CsvWriter& text(std::string_view cell);
    CsvWriter& number(std::int64_t cell);
    // In the currency's larger unit, as "-12.50".
    CsvWriter& amount(const Money& cell);
    void end_row();

  private:
    std::ostream& next_cell();

    std::ostream& out_;
    bool row_is_empty_ = true;
};

} // namespace makegood
