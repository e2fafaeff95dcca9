#include "terminal/export/csv_writer.hpp"

#include "terminal/text/unicode.hpp"

#include <unicode/uchar.h>

namespace makegood {

namespace {

bool begins_formula(char32_t letter) {
    return std::u32string_view(U"=+-@＝＋－＠﹦﹢﹣﹫−").find(letter) != std::u32string_view::npos;
}

bool is_unseen(char32_t letter) {
    const auto code_point = static_cast<UChar32>(letter);
    return u_isUWhiteSpace(code_point) || u_charType(code_point) == U_FORMAT_CHAR ||
           u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

} // namespace

std::string without_formulas(std::string_view from_outside) {
    std::string safe;
    bool at_begin = true;
    for (const auto letter : text::decode(text::plain(from_outside)).code_points) {
        if (at_begin && begins_formula(letter))
            safe += '\'';
        at_begin = letter == U';' || (at_begin && is_unseen(letter));
        text::append(safe, letter);
    }
    return safe;
}

CsvWriter::CsvWriter(std::ostream& out) : out_(out) {
    out_ << "\xEF\xBB\xBF";
}

CsvWriter& CsvWriter::text(std::string_view cell) {
    auto& out = next_cell();
    out << '"';
    for (const char c : without_formulas(cell))
        c == '"' ? out << "\"\"" : out << c;
    out << '"';
    return *this;
}

CsvWriter& CsvWriter::number(std::int64_t cell) {
    next_cell() << std::to_string(cell);
    return *this;
}

CsvWriter& CsvWriter::amount(const Money& cell) {
    next_cell() << cell.to_decimal();
    return *this;
}

void CsvWriter::end_row() {
    out_ << "\r\n";
    row_is_empty_ = true;
}

std::ostream& CsvWriter::next_cell() {
    if (!row_is_empty_)
        out_ << ',';
    row_is_empty_ = false;
    return out_;
}

} // namespace makegood
