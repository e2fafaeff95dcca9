#include "drivers/escpos/paper_builder.hpp"

#include "drivers/escpos/paper_words.hpp"
#include "drivers/escpos/turned.hpp"
#include "drivers/escpos/utf8.hpp"

#include <algorithm>
#include <utility>

namespace makegood::escpos {
namespace {

using drivers::Alignment;
using drivers::Bitmap;

// ESC d feeds 255 lines with three bytes: noise must not fill the memory with blank lines.
constexpr std::size_t most_lines = 100000;

} // namespace

PaperBuilder::PaperBuilder(unsigned width_dots, unsigned blade_dots)
    : blade_dots_(blade_dots), area_width_(width_dots) {
    paper_.width_dots = width_dots;
}

void PaperBuilder::set_area(std::int64_t left_margin, std::int64_t width) {
    left_margin_ = std::clamp<std::int64_t>(left_margin, 0, paper_.width_dots);
    area_width_ = std::clamp<std::int64_t>(width, 0, paper_.width_dots - left_margin_);
}

void PaperBuilder::move_to(std::int64_t x) {
    cursor_ = std::clamp<std::int64_t>(x, 0, area_width_);
}

void PaperBuilder::put(std::u32string_view text, const CharacterStyle& style) {
    while (!text.empty()) {
        const std::size_t fitting = fitting_characters(style);
        if (fitting == 0 && cursor_ > 0) {
            end_line();
            continue;
        }
        const std::u32string_view part = text.substr(0, std::max<std::size_t>(fitting, 1));
        put_part(part, style);
        text.remove_prefix(part.size());
    }
}

std::size_t PaperBuilder::fitting_characters(const CharacterStyle& style) const {
    const std::int64_t room = area_width_ - cursor_ - style.cell_width_dots;
    return room < 0 ? 0 : static_cast<std::size_t>(room / style.advance_dots) + 1;
}

void PaperBuilder::put_part(std::u32string_view part, const CharacterStyle& style) {
    const bool continues = !line_texts_.empty() && line_texts_.back().style == style && cursor_ == line_end_;
    if (!continues) {
        // A jump by tab or position is that many blanks for who reads the text.
        if (cursor_ > line_end_)
            line_words_.append(static_cast<std::size_t>((cursor_ - line_end_) / style.advance_dots), U' ');
        line_texts_.push_back({cursor_, 0, style, {}, 0, {}});
    }
    line_texts_.back().text.append(part);
    line_words_.append(part);
    cursor_ += static_cast<std::int64_t>(part.size()) * style.advance_dots;
    line_end_ = std::max(line_end_, cursor_);
}

void PaperBuilder::put_in_line(Bitmap bitmap) {
    const std::string note = picture_note(bitmap.width_dots, bitmap.height_dots());
    line_words_.append(note.begin(), note.end());
    const std::int64_t x = cursor_;
    cursor_ = std::min<std::int64_t>(cursor_ + bitmap.width_dots, area_width_);
    line_end_ = std::max(line_end_, cursor_);
    line_pictures_.push_back({x, 0, std::move(bitmap), {}});
}

void PaperBuilder::end_line() {
    std::int64_t height = 0;
    for (const auto& text : line_texts_)
        height = std::max<std::int64_t>(height, text.style.cell_height_dots);
    for (const auto& picture : line_pictures_)
        height = std::max<std::int64_t>(height, picture.bitmap.height_dots());
    const std::int64_t left = aligned(line_end_);
    if (line_texts_.empty() && !line_pictures_.empty())
        note_picture(static_cast<unsigned>(line_end_), static_cast<unsigned>(height));
    else
        put_note(trimmed(line_words_));
    for (auto& text : line_texts_) {
        text.x += left;
        text.y = y_ + height - text.style.cell_height_dots;
        if (upside_down_) {
            text.x = mirrored(text.x, text.length_dots());
            text.y = y_;
            text.quarters = 2;
        }
        paper_.texts.push_back(std::move(text));
    }
    for (auto& picture : line_pictures_) {
        picture.x += left;
        picture.y = y_ + height - picture.bitmap.height_dots();
        if (upside_down_) {
            picture.x = mirrored(picture.x, picture.bitmap.width_dots);
            picture.y = y_;
            picture.bitmap = turned(picture.bitmap, 2);
        }
        paper_.pictures.push_back(std::move(picture));
    }
    drop_line();
    advance(std::max(height, line_spacing_));
}

void PaperBuilder::drop_line() {
    line_texts_.clear();
    line_pictures_.clear();
    line_words_.clear();
    cursor_ = 0;
    line_end_ = 0;
}

void PaperBuilder::feed(std::int64_t dots) {
    if (line_is_empty())
        return advance(dots);
    const std::int64_t spacing = std::exchange(line_spacing_, dots);
    end_line();
    line_spacing_ = spacing;
}

void PaperBuilder::put_picture(Bitmap bitmap) {
    put_upright_picture(upside_down_ ? turned(bitmap, 2) : std::move(bitmap));
    auto& picture = paper_.pictures.back();
    if (upside_down_)
        picture.x = mirrored(picture.x, picture.bitmap.width_dots);
}

void PaperBuilder::put_upright_picture(Bitmap bitmap) {
    if (!line_is_empty())
        end_line();
    const std::int64_t height = bitmap.height_dots();
    note_picture(bitmap.width_dots, bitmap.height_dots());
    paper_.pictures.push_back({aligned(bitmap.width_dots), y_, std::move(bitmap), {}});
    advance(height);
}

// Drivers send a picture in bands and pieces: what has no gap above it is one line of the text.
void PaperBuilder::note_picture(unsigned width, unsigned height) {
    const bool continues = noted_.lines > 0 && noted_.lines == paper_.lines.size() && noted_.end == y_;
    if (continues)
        paper_.lines.pop_back();
    noted_.width = std::max(continues ? noted_.width : 0, width);
    noted_.height = (continues ? noted_.height : 0) + height;
    noted_.end = y_ + height;
    if (paper_.lines.size() < most_lines)
        paper_.lines.push_back({noted_.end - noted_.height, picture_note(noted_.width, noted_.height)});
    noted_.lines = paper_.lines.size();
}

void PaperBuilder::put_symbol(PrintedSymbol symbol, std::string_view text_above, std::string_view text_below,
                              const CharacterStyle& style) {
    if (!line_is_empty())
        end_line();
    symbol.x = aligned(symbol.bitmap.width_dots);
    const std::int64_t width = symbol.bitmap.width_dots;
    put_note(symbol_note(symbol));
    if (upside_down_) {
        symbol.x = mirrored(symbol.x, width);
        symbol.bitmap = turned(symbol.bitmap, 2);
        std::swap(text_above, text_below);
    }
    if (!text_above.empty())
        put_centered_text(text_above, symbol.x, width, style);
    symbol.y = y_;
    advance(symbol.bitmap.height_dots());
    if (!text_below.empty())
        put_centered_text(text_below, symbol.x, width, style);
    paper_.symbols.push_back(std::move(symbol));
}

void PaperBuilder::put_page(Page page) {
    if (!line_is_empty())
        end_line();
    const auto take = [this](auto& from, auto& to) {
        for (auto& printed : from) {
            printed.y += y_;
            if (printed.area)
                printed.area->y += y_;
            to.push_back(std::move(printed));
        }
    };
    take(page.texts, paper_.texts);
    take(page.pictures, paper_.pictures);
    take(page.symbols, paper_.symbols);
    for (auto& line : page.lines)
        put_note(std::move(line.text));
    advance(page.height_dots);
}

void PaperBuilder::put_note(std::string text) {
    if (paper_.lines.size() < most_lines)
        paper_.lines.push_back({y_, std::move(text)});
}

void PaperBuilder::cut(bool partial, bool feeds_to_blade, std::int64_t dots, AfterCut after) {
    if (!line_is_empty())
        end_line();
    const std::int64_t at = feeds_to_blade ? y_ + dots : std::max<std::int64_t>(0, y_ - blade_dots_);
    paper_.cuts.push_back({at, partial});
    const std::int64_t head = after == AfterCut::back_at_cut ? at : std::max<std::int64_t>(y_, at + blade_dots_);
    advance(head - y_);
    lines_at_cut_ = paper_.lines.size();
}

Paper PaperBuilder::finish() {
    if (!line_texts_.empty() || !line_pictures_.empty())
        end_line();
    // What hangs in the printer behind the last cut is not of this paper.
    if (!paper_.cuts.empty() && lines_at_cut_ == paper_.lines.size())
        paper_.length_dots = paper_.cuts.back().y;
    return std::move(paper_);
}

std::int64_t PaperBuilder::aligned(std::int64_t width) const {
    const std::int64_t room = std::max<std::int64_t>(0, area_width_ - width);
    switch (alignment_) {
    case Alignment::left:
        return left_margin_;
    case Alignment::center:
        return left_margin_ + room / 2;
    case Alignment::right:
        return left_margin_ + room;
    }
    return left_margin_;
}

// Where a box stands when its line is turned round in the printing area.
std::int64_t PaperBuilder::mirrored(std::int64_t x, std::int64_t width) const {
    return 2 * left_margin_ + area_width_ - x - width;
}

void PaperBuilder::put_centered_text(std::string_view text, std::int64_t left, std::int64_t width,
                                     const CharacterStyle& style) {
    std::u32string characters = from_utf8(text);
    const std::int64_t text_width = static_cast<std::int64_t>(characters.size()) * style.advance_dots;
    paper_.texts.push_back({std::max<std::int64_t>(0, left + (width - text_width) / 2),
                            y_,
                            style,
                            std::move(characters),
                            upside_down_ ? 2u : 0u,
                            {}});
    advance(style.cell_height_dots);
}

void PaperBuilder::advance(std::int64_t dots) {
    y_ = std::max<std::int64_t>(0, y_ + dots);
    paper_.length_dots = std::max(paper_.length_dots, y_);
}

} // namespace makegood::escpos
