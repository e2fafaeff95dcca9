#pragma once

#include "terminal/ui/gallery/gallery.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace makegood::ui::gallery {

// What every page is drawn with.
struct Easel {
    Kit& kit;
    const text::Words& words;
    State& state;
    Page page;
    float top = 0; // of what scrolls

    std::string say(std::string_view key) const { return words.say("gallery." + std::string(key)); }
    void tapped(std::string key, bool yes) {
        if (yes)
            state.last = std::move(key);
    }
    // The bar at the top; returns what is left of the screen.
    Rect header(std::string_view title);
    void heading(Rect& place, std::string_view key, std::string_view utf8);
    // Everything until end_scrolling, drawn from the rect's top down, scrolls where it is higher than `screen`.
    Rect begin_scrolling(const Rect& screen);
    void end_scrolling(const Rect& left);
};

void home_page(Easel& easel);
void decision_page(Easel& easel);
void approval_page(Easel& easel);
void states_page(Easel& easel);
void letters_page(Easel& easel);
void figures_page(Easel& easel);
void lists_page(Easel& easel);
void sheet_page(Easel& easel);
void keyboard_page(Easel& easel);

// The story of one request, on two of the pages.
std::vector<Moment> story(const Easel& easel);
// A line of the receipt, 0 to 4, on three of them.
Row receipt_line(Easel& easel, int index);

} // namespace makegood::ui::gallery
