#include "terminal/command/csv_line.hpp"

namespace makegood {

namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
}

bool may_be_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != text.npos && !is_number(text);
}

} // namespace

std::string csv_field(std::string_view text) {
    std::string field = may_be_formula(text) ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"')
            field += '"';
        field += c == '\n' || c == '\r' ? ' ' : c;
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
