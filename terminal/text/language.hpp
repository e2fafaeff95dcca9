#pragma once

#include "terminal/text/line.hpp"
#include "workflows/wording.hpp"

#include <optional>
#include <string_view>

namespace makegood::text {

using makegood::Language;

// "en", "fa"; nothing for any other text.
constexpr std::optional<Language> language_of(std::string_view code) {
    if (code == "en")
        return Language::english;
    if (code == "fa")
        return Language::persian;
    return std::nullopt;
}

constexpr std::string_view code_of(Language language) {
    return language == Language::english ? "en" : "fa";
}

constexpr Direction direction_of(Language language) {
    return language == Language::english ? Direction::left_to_right : Direction::right_to_left;
}

// ICU's name of it. British dates; Persian has the Jalali calendar and its own digits.
constexpr const char* locale_of(Language language) {
    return language == Language::english ? "en_GB" : "fa_IR@calendar=persian;numbers=arabext";
}

} // namespace makegood::text
