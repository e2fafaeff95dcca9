#pragma once

#include "workflows/wording.hpp"

#include <array>
#include <string_view>

namespace makegood::ui {

// Four rows of what the keys type, from the top, each from the left in every language; keys are parted by blanks.
using KeyboardLayer = std::array<std::string_view, 4>;

struct KeyboardLayout {
    KeyboardLayer plain;
    KeyboardLayer shifted; // has as many keys in each row
    std::string_view before_space;
    std::string_view after_space;
};

inline constexpr std::string_view zwnj = "\u200C";

// English: as on every desk. Persian: the order of ISIRI 9147:2007, whose second layer gave ژ its place beside ز and
// ZWNJ and the Persian comma and question mark theirs beside the space; the Arabic ي and ك, which no Persian word
// needs, have made room for ء.
const KeyboardLayout& keyboard_layout(Language language);

} // namespace makegood::ui
