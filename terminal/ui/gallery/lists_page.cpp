#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>

namespace makegood::ui::gallery {

namespace {

constexpr std::size_t rows = 400;

// The chosen row has room below it for what can be done with it.
ListItem item_of(Easel& easel, std::size_t index) {
    auto row = receipt_line(easel, static_cast<int>(index % 5));
    row.leads_on = !row.selected;
    row.selected = index == 0;
    return {.key = "lists.row." + std::to_string(index + 1),
            .row = row,
            .enabled = index == 3 ? Enabled{false, easel.say("decision.already")} : Enabled{},
            .below = index == 0 ? easel.kit.chip_height() + 16 : 0};
}

void filled(Easel& easel, const Rect& place) {
    auto& kit = easel.kit;
    const auto below = [&](std::size_t, Rect room) {
        const std::string label = easel.say("home.missing");
        room = room.inset(8);
        easel.tapped("lists.chip",
                     kit.chip(room.cut_start(kit.chip_width(label)).middle(kit.chip_width(label), kit.chip_height()),
                              "lists.chip", Icon::bag, label, false));
    };
    if (const auto tapped = kit.list(
            place, "lists.rows", rows, [&](std::size_t index) { return item_of(easel, index); }, below))
        easel.state.last = "lists.row." + std::to_string(*tapped + 1);
}

void button(Easel& easel, Rect& place, const std::string& key, Look look, Icon icon, const std::string& label) {
    const float width = std::min(place.width, easel.kit.text_width(label, Style::label) + 120);
    const float height = easel.kit.button_height(look, icon, label, {}, width);
    easel.tapped(key, easel.kit.button(place.cut_top(height).cut_start(width), key, look, icon, label));
    place.cut_top(32);
}

// One friendly line, and what to do next.
void empty(Easel& easel, Rect& place) {
    easel.kit.hero(place.cut_top(240), "lists.empty", Icon::check_circle, easel.say("lists.empty"), {});
    place.cut_top(12);
    button(easel, place, "lists.next", Look::secondary, Icon::search, easel.say("lists.next"));
}

// As it is after a second.
void loading(Easel& easel, Rect& place) {
    auto& kit = easel.kit;
    kit.skeleton(place.cut_top(152), "lists.skeleton", easel.say("approval.looking"), 2);
    place.cut_top(12);
    const std::string longer = easel.say("lists.loading");
    kit.text(place.cut_top(kit.text_height(longer, Style::body, place.width)), "lists.loading", longer, Style::body,
             Ink::secondary);
    place.cut_top(8);
    button(easel, place, "lists.cancel", Look::ghost, Icon::close, easel.words.say("button.cancel"));
}

void error(Easel& easel, Rect& place) {
    auto& kit = easel.kit;
    const std::string what = easel.say("lists.error"), retry = easel.words.say("button.retry");
    easel.tapped("lists.error.action", kit.banner(place.cut_top(kit.banner_height(what, place.width, retry)),
                                                  "lists.error", Icon::error, what, Tone::bad, retry));
}

} // namespace

void lists_page(Easel& easel) {
    Rect screen = easel.header("lists.title").inset(16);
    const bool compact = easel.kit.layout() == Layout::compact;
    Rect start = compact ? screen.cut_top(screen.height / 2 - 8) : screen.cut_start(screen.width / 2 - 8);
    compact ? screen.cut_top(16) : screen.cut_start(16);
    filled(easel, start);
    Rect all = easel.begin_scrolling(screen);
    empty(easel, all);
    loading(easel, all);
    error(easel, all);
    easel.end_scrolling(all);
}

} // namespace makegood::ui::gallery
