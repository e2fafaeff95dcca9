#pragma once

#include "terminal/text/words.hpp"
#include "terminal/ui/kit/kit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Every component of the kit in its states, on pages that stand for no shop and no case: for the eyes of those who work
// on the screens, for `makegood play`'s verb `gallery` and for the tests of the kit.
namespace makegood::ui::gallery {

enum class Page { home, decision, approval, states, letters, figures, lists, sheet, keyboard };
inline constexpr std::size_t page_count = 9;

std::string_view name(Page page);
std::optional<Page> page_named(std::string_view name);

// What people did on the pages.
struct State {
    TextFieldState number{"", 0, 32};
    TextFieldState name{"", 0, 64};
    TextFieldState pin{"1234", 4, 6};
    int count = 2;
    std::string last; // key of what was activated last
    bool toast = true;
    std::optional<std::int64_t> toast_until_ms; // from its first frame on
    bool sheet_up = false;
    std::array<float, page_count> heights{}; // lpx of the pages that scroll, as the frame before drew them
};

// Between the kit's begin and end.
void draw(Kit& kit, const text::Words& words, State& state, Page page);

} // namespace makegood::ui::gallery
