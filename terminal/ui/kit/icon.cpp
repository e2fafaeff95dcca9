#include "terminal/ui/kit/icon.hpp"

#include "terminal/text/unicode.hpp"

namespace makegood::ui {

namespace {

constexpr char32_t chevron_left = 0xe5cb;

char32_t turned(Icon icon) {
    switch (icon) {
    case Icon::back:
        return static_cast<char32_t>(Icon::forward);
    case Icon::forward:
        return static_cast<char32_t>(Icon::back);
    case Icon::chevron:
        return chevron_left;
    default:
        return static_cast<char32_t>(icon);
    }
}

} // namespace

std::string utf8(Icon icon, text::Direction direction) {
    std::string written;
    text::append(written, direction == text::Direction::right_to_left ? turned(icon) : static_cast<char32_t>(icon));
    return written;
}

} // namespace makegood::ui
