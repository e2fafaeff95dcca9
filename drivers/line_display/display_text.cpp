#include "drivers/line_display/display_text.hpp"

#include "drivers/escpos/code_page.hpp"
#include "drivers/escpos/utf8.hpp"

#include <initializer_list>
#include <optional>

namespace makegood::drivers {

namespace {

char32_t with_latin_digit(char32_t character) {
    if (character >= U'\u06F0' && character <= U'\u06F9')
        return U'0' + (character - U'\u06F0');
    if (character >= U'\u0660' && character <= U'\u0669')
        return U'0' + (character - U'\u0660');
    return character == U'\u00A0' || character == U'\u202F' ? U' ' : character;
}

// Nothing where any character cannot be shown.
std::optional<std::string> shown(const std::string& text, const escpos::CodePageTable* page) {
    std::string bytes;
    for (const char32_t written : escpos::from_utf8(text)) {
        const char32_t character = with_latin_digit(written);
        const bool is_ascii = character >= 0x20 && character < 0x7F;
        const auto byte = is_ascii                   ? std::optional(static_cast<std::uint8_t>(character))
                          : page && character > 0x9F ? escpos::byte_of(*page, character)
                                                     : std::nullopt;
        if (!byte)
            return std::nullopt;
        bytes += static_cast<char>(*byte);
    }
    return bytes;
}

void append(std::vector<std::uint8_t>& bytes, std::initializer_list<std::uint8_t> more) {
    bytes.insert(bytes.end(), more);
}

} // namespace

std::string display_line(const DisplayLine& line, const CodePage& page) {
    auto bytes = shown(line.text, escpos::find_code_page(page.name)).value_or("");
    if (line.at_end && bytes.size() > display_columns)
        bytes.clear();
    if (line.at_end)
        bytes.insert(0, display_columns - bytes.size(), ' ');
    bytes.resize(display_columns, ' ');
    return bytes;
}

std::vector<std::uint8_t> display_start(const CodePage& page) {
    return {0x1B, 0x40, 0x1B, 0x74, page.number, 0x1F, 0x01, 0x1F, 0x43, 0x00, 0x0C};
}

std::vector<std::uint8_t> display_bytes(const DisplayText& text, const CodePage& page) {
    std::vector<std::uint8_t> bytes;
    for (const auto& [line, row] : {std::pair{&text.upper, std::uint8_t{1}}, {&text.lower, std::uint8_t{2}}}) {
        append(bytes, {0x1F, 0x24, 0x01, row});
        const auto shown_line = display_line(*line, page);
        bytes.insert(bytes.end(), shown_line.begin(), shown_line.end());
    }
    return bytes;
}

} // namespace makegood::drivers
