#include "terminal/ui/gallery/gallery.hpp"

#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>
#include <array>

namespace makegood::ui::gallery {

namespace {

struct Entry {
    std::string_view name;
    void (*draw)(Easel&);
};
constexpr std::array<Entry, page_count> pages = {{{"home", home_page},
                                                  {"decision", decision_page},
                                                  {"approval", approval_page},
                                                  {"states", states_page},
                                                  {"letters", letters_page},
                                                  {"figures", figures_page},
                                                  {"lists", lists_page},
                                                  {"sheet", sheet_page},
                                                  {"keyboard", keyboard_page}}};
constexpr float endless = 100'000;
constexpr float ring_room = 8; // around what can have the focus

} // namespace

std::string_view name(Page page) {
    return pages[static_cast<std::size_t>(page)].name;
}

std::optional<Page> page_named(std::string_view name) {
    const auto found = std::ranges::find(pages, name, &Entry::name);
    return found == pages.end() ? std::nullopt : std::optional(static_cast<Page>(found - pages.begin()));
}

void draw(Kit& kit, const text::Words& words, State& state, Page page) {
    Easel easel{kit, words, state, page};
    kit.screen(name(page));
    pages[static_cast<std::size_t>(page)].draw(easel);
    if (!kit.keyboard_up())
        return;
    kit.keyboard({.shift = words.say("keyboard.shift"),
                  .erase = words.say("keyboard.erase"),
                  .zwnj = words.say("keyboard.zwnj"),
                  .space = words.say("keyboard.space"),
                  .done = words.say("button.done"),
                  .english = words.say("language.en"),
                  .persian = words.say("language.fa")});
}

Rect Easel::header(std::string_view title) {
    Rect screen = kit.viewport();
    Rect bar = screen.cut_top(std::max(64.0f, kit.line_height(Style::title) + 16));
    kit.card(bar, Surface::surface, 0, false);
    Rect under = bar;
    kit.line(under.cut_bottom(1));
    bar = bar.inset(16, 8);
    const std::string back = words.say("button.back");
    const float width = kit.text_width(back, Style::label) + 76;
    tapped("page.back", kit.button(bar.cut_start(width), "page.back", Look::ghost, Icon::back, back));
    bar.cut_start(8);
    kit.text(bar.middle(bar.width, kit.line_height(Style::title)), "page.title", say(title), Style::title);
    if (kit.keyboard_up())
        screen.cut_bottom(kit.keyboard_height());
    return screen;
}

void Easel::heading(Rect& place, std::string_view key, std::string_view utf8) {
    kit.text(place.cut_top(kit.text_height(utf8, Style::heading, place.width)), key, utf8, Style::heading);
    place.cut_top(12);
}

Rect Easel::begin_scrolling(const Rect& screen) {
    const float height = state.heights[static_cast<std::size_t>(page)];
    top = kit.begin_scroll(screen, "page.all", height).top;
    return {screen.start + ring_room, top + ring_room, screen.width - 2 * ring_room - Kit::scrollbar_room(), endless};
}

void Easel::end_scrolling(const Rect& left) {
    state.heights[static_cast<std::size_t>(page)] = left.top + ring_room - top;
    kit.end_scroll();
}

} // namespace makegood::ui::gallery
