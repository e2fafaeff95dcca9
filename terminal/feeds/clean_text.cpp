#include "terminal/feeds/clean_text.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace makegood::feeds {

namespace {

constexpr std::size_t longest_card_number = 40; // bytes, with what may stand between its digits

struct Character {
    std::uint32_t code_point = 0;
    std::size_t size = 0; // 0 when the bytes are no UTF-8
};

// RFC 3629, section 4.
Character first_character(std::string_view bytes) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
    const auto lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < size)
        return {};
    std::uint32_t code_point = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80)
            return {};
        code_point = code_point << 6U | (byte(i) & 0x3FU);
    }
    const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (overlong || surrogate || code_point > 0x10FFFF)
        return {};
    return {code_point, size};
}

// ISO/IEC 7812-1, annex B (Luhn).
bool passes_card_check(std::string_view digits) {
    int sum = 0;
    for (std::size_t from_end = 0; from_end < digits.size(); ++from_end) {
        const int digit = digits[digits.size() - 1 - from_end] - '0';
        const int counted = from_end % 2 == 1 ? 2 * digit : digit;
        sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
}

std::string without_card_numbers(std::string text) {
    const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        if (!is_digit(begin))
            continue;
        std::vector<std::size_t> places;
        std::string digits;
        std::size_t at = begin;
        for (; is_digit(at) || ((text[at] == ' ' || text[at] == '-') && is_digit(at + 1)); ++at)
            if (is_digit(at)) {
                places.push_back(at);
                digits += text[at];
            }
        if (digits.size() >= 13 && digits.size() <= 19 && passes_card_check(digits))
            for (std::size_t i = 0; i + 4 < places.size(); ++i)
                text[places[i]] = '*';
        begin = at;
    }
    return text;
}

bool may_be_shown(std::uint32_t code_point) {
    const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
    const bool direction =
        (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
    return !control && !direction;
}

} // namespace

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string excerpt(std::string_view whole, std::size_t bytes) {
    const auto masked = without_card_numbers(std::string(whole.substr(0, bytes + longest_card_number)));
    std::string_view text = masked;
    constexpr std::string_view unknown = "\xEF\xBF\xBD";
    constexpr std::string_view more = "\xE2\x80\xA6";
    std::string shown;
    while (!text.empty()) {
        const auto character = first_character(text);
        const auto size = character.size == 0 ? 1 : character.size;
        const bool good = character.size != 0 && may_be_shown(character.code_point);
        const auto piece = good ? text.substr(0, size) : unknown;
        if (shown.size() + piece.size() > bytes)
            return shown.append(more);
        shown.append(piece);
        text.remove_prefix(size);
    }
    return shown;
}

} // namespace makegood::feeds
