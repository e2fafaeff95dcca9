#include "terminal/command/csv_line.hpp"

#include "terminal/export/csv_writer.hpp"

namespace makegood {

namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
}

} // namespace

std::string csv_field(std::string_view text) {
    std::string field = "\"";
    for (const char c : is_number(text) ? std::string(text) : without_formulas(text)) {
        if (c == '"')
            field += '"';
        field += c;
    }
    return field + "\"";
}

std::string csv_line(std::initializer_list<std::string_view> fields) {
    std::string line;
    for (const auto field : fields)
        line += (line.empty() ? "" : ",") + csv_field(field);
    return line;
}

} // namespace makegood
