#include "drivers/escpos/page_builder.hpp"

#include "drivers/escpos/paper_words.hpp"
#include "drivers/escpos/turned.hpp"
#include "drivers/escpos/utf8.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace makegood::escpos {
namespace {

using drivers::Bitmap;

constexpr std::int64_t most_blanks = 200;   // between two words: noise must not fill the memory with them
constexpr std::int64_t first_baseline = 21; // of the 24 dots of a character of font A

// Dots of a cell below its baseline: 3 of 24, 6 of a double-height one.
constexpr std::int64_t descent(const CharacterStyle& style) {
    return style.cell_height_dots / 8;
}

} // namespace

PageBuilder::PageBuilder(PaperArea area, unsigned direction, std::int64_t line_spacing)
    : area_(area), direction_(direction), line_spacing_(line_spacing) {
    begin_area();
}

void PageBuilder::set_area(PaperArea area) {
    area_ = area;
    begin_area();
}

void PageBuilder::set_direction(unsigned direction) {
    direction_ = direction;
    begin_area();
}

void PageBuilder::begin_area() {
    ++area_number_;
    cursor_ = 0;
    baseline_ = first_baseline;
}

void PageBuilder::move_down_to(std::int64_t y) {
    const std::int64_t height = is_sideways() ? area_.width : area_.height;
    if (y >= 0 && y <= height)
        baseline_ = y;
}

void PageBuilder::move_to(std::int64_t x) {
    if (x >= 0 && x <= line_width())
        cursor_ = x;
}

void PageBuilder::clear_area() {
    const auto stands_here = [this](const auto& printed) { return printed.area && area_.holds(*printed.area); };
    std::erase_if(texts_, stands_here);
    std::erase_if(pictures_, stands_here);
    std::erase_if(symbols_, stands_here);
    std::erase_if(words_, [this](const Words& words) { return area_.holds(words.area); });
    begin_area();
}

void PageBuilder::put(std::u32string_view text, const CharacterStyle& style) {
    while (!text.empty()) {
        const std::int64_t room = line_width() - cursor_ - style.cell_width_dots;
        if (room < 0 && cursor_ > 0) {
            end_line();
            continue;
        }
        const std::size_t fitting = room < 0 ? 1 : static_cast<std::size_t>(room / style.advance_dots) + 1;
        const auto part = text.substr(0, fitting);
        const std::int64_t start = cursor_;
        place_text(start, baseline_ + descent(style) - style.cell_height_dots, part, style);
        cursor_ += static_cast<std::int64_t>(part.size()) * style.advance_dots;
        note(start, cursor_, style.advance_dots, std::u32string(part));
        text.remove_prefix(part.size());
    }
}

void PageBuilder::put_in_line(Bitmap bitmap) {
    const std::int64_t width = bitmap.width_dots;
    const std::int64_t height = bitmap.height_dots();
    const auto [x, y] = corner_of(cursor_, baseline_ - height, width, height);
    note(cursor_, cursor_ + width, 12, from_utf8(picture_note(bitmap.width_dots, bitmap.height_dots())));
    weight_ += bitmap.rows.size() + sizeof(PrintedPicture);
    pictures_.push_back({x, y, turned(bitmap, 4 - direction_), area_});
    cursor_ = std::min(cursor_ + width, line_width());
}

void PageBuilder::put_symbol(PrintedSymbol symbol, std::string_view text_above, std::string_view text_below,
                             const CharacterStyle& style) {
    const std::int64_t width = symbol.bitmap.width_dots;
    const std::int64_t height = symbol.bitmap.height_dots();
    const auto put_label = [&](std::string_view label, std::int64_t top) {
        const std::u32string text = from_utf8(label);
        const std::int64_t text_width = static_cast<std::int64_t>(text.size()) * style.advance_dots;
        if (!text.empty())
            place_text(std::max<std::int64_t>(0, cursor_ + (width - text_width) / 2), top, text, style);
    };
    put_label(text_above, baseline_ - height - style.cell_height_dots);
    put_label(text_below, baseline_);
    note(cursor_, cursor_ + width, 12, from_utf8(symbol_note(symbol)));
    weight_ += symbol.bitmap.rows.size() + symbol.data.size() + sizeof(PrintedSymbol);
    const auto [x, y] = corner_of(cursor_, baseline_ - height, width, height);
    symbol.x = x;
    symbol.y = y;
    symbol.bitmap = turned(symbol.bitmap, 4 - direction_);
    symbol.area = area_;
    symbols_.push_back(std::move(symbol));
    cursor_ = std::min(cursor_ + width, line_width());
}

void PageBuilder::feed(std::int64_t dots) {
    cursor_ = 0;
    baseline_ = std::max<std::int64_t>(0, baseline_ + dots);
}

// The area's lines, turned into the page: where the top left corner of a box of a line comes to lie.
PageBuilder::Corner PageBuilder::corner_of(std::int64_t x, std::int64_t y, std::int64_t width,
                                           std::int64_t height) const {
    switch (direction_) {
    case 1:
        return {area_.x + y, area_.y + area_.height - x - width};
    case 2:
        return {area_.x + area_.width - x - width, area_.y + area_.height - y - height};
    case 3:
        return {area_.x + area_.width - y - height, area_.y + x};
    default:
        return {area_.x + x, area_.y + y};
    }
}

void PageBuilder::place_text(std::int64_t x, std::int64_t top, std::u32string_view text, const CharacterStyle& style) {
    PrintedText printed{0, 0, style, std::u32string(text), (4 - direction_) % 4, area_};
    const auto [left, upper] = corner_of(x, top, printed.length_dots(), style.cell_height_dots);
    printed.x = left;
    printed.y = upper;
    weight_ += text.size() * sizeof(char32_t) + sizeof(PrintedText);
    texts_.push_back(std::move(printed));
}

void PageBuilder::note(std::int64_t x, std::int64_t end, unsigned advance, std::u32string text) {
    weight_ += text.size() * sizeof(char32_t) + sizeof(Words);
    words_.push_back({area_number_, baseline_, x, end, advance, area_, std::move(text)});
}

Page PageBuilder::take_page() {
    auto read_lines = lines();
    words_ = {};
    return with_height({0, std::move(texts_), std::move(pictures_), std::move(symbols_), std::move(read_lines)});
}

// Down to the end of the lowest area that holds something or is in hand.
Page PageBuilder::with_height(Page page) const {
    page.height_dots = area_.y + area_.height;
    const auto reach = [&page](const auto& printed) {
        page.height_dots = std::max(page.height_dots, printed.area->y + printed.area->height);
    };
    std::for_each(page.texts.begin(), page.texts.end(), reach);
    std::for_each(page.pictures.begin(), page.pictures.end(), reach);
    std::for_each(page.symbols.begin(), page.symbols.end(), reach);
    return page;
}

// Area after area, each read from its first line to its last whatever the order in which they were filled.
std::vector<PrintedLine> PageBuilder::lines() const {
    std::vector<const Words*> sorted;
    for (const auto& words : words_)
        sorted.push_back(&words);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Words* a, const Words* b) {
        return std::tie(a->area_number, a->baseline, a->x) < std::tie(b->area_number, b->baseline, b->x);
    });
    std::vector<PrintedLine> lines;
    std::u32string line;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const Words& words = *sorted[i];
        const bool continues =
            i > 0 && sorted[i - 1]->area_number == words.area_number && sorted[i - 1]->baseline == words.baseline;
        const std::int64_t gap = words.x - (continues ? sorted[i - 1]->end : 0);
        line.append(static_cast<std::size_t>(std::clamp<std::int64_t>(gap / words.advance, 0, most_blanks)), U' ');
        line.append(words.text);
        const bool ends = i + 1 == sorted.size() || sorted[i + 1]->area_number != words.area_number ||
                          sorted[i + 1]->baseline != words.baseline;
        if (ends)
            lines.push_back({words.area.y, trimmed(std::exchange(line, {}))});
    }
    return lines;
}

} // namespace makegood::escpos
