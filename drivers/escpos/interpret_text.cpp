#include "drivers/escpos/interpreter.hpp"

#include "drivers/escpos/code_page.hpp"
#include "drivers/escpos/national_set.hpp"

#include <algorithm>

namespace makegood::escpos {
namespace {

constexpr char32_t most_user_glyphs = 65000;

} // namespace

void Interpreter::take_text(std::span<const std::uint8_t> bytes) {
    if (printed_is_stale_)
        set_printed();
    characters_.clear();
    bool has_hole = false;
    bool has_upper = false;
    for (const std::uint8_t byte : bytes) {
        const char32_t character = printed_[byte];
        if (character == 0)
            continue;
        has_upper = has_upper || byte >= 0x80;
        has_hole = has_hole || character == U'\xFFFD';
        characters_.push_back(character);
    }
    if (has_upper && state_.kanji)
        problem_once("two-byte characters are not drawn");
    if (has_hole)
        problem_once("code page " + std::to_string(state_.code_page) +
                     (table_ == nullptr ? " is not in the profile" : " has holes that were printed"));
    surface().put(characters_, style());
}

void Interpreter::set_printed() {
    printed_is_stale_ = false;
    for (std::uint8_t byte = 0x20; byte < 0x7F; ++byte)
        printed_[byte] = table_ == nullptr ? byte : character_of(*table_, byte);
    for (const auto& [byte, character] : national_characters(state_.national_set))
        printed_[byte] = character;
    for (unsigned byte = 0x80; byte < 0x100; ++byte) {
        const char32_t character = table_ == nullptr ? 0 : character_of(*table_, static_cast<std::uint8_t>(byte));
        printed_[byte] = character == 0 ? U'\xFFFD' : character;
    }
    if (!state_.user_glyphs)
        return;
    for (auto glyph = user_glyphs_.lower_bound({state_.font, 0});
         glyph != user_glyphs_.end() && glyph->first.first == state_.font; ++glyph)
        printed_[glyph->first.second] = glyph->second;
}

// ESC & y c1 c2, then for each character its width and as many columns of y bytes.
void Interpreter::define_user_glyphs(std::span<const std::uint8_t> command) {
    const std::size_t bytes_per_column = command[2];
    const auto cell = cell_of(state_.font);
    auto& glyphs = builder_.paper().user_glyphs;
    std::size_t at = 5;
    for (unsigned byte = command[3]; byte <= command[4]; ++byte) {
        const std::size_t columns = command[at];
        const auto dots = command.subspan(at + 1, columns * bytes_per_column);
        at += 1 + dots.size();
        if (byte < 0x20 || byte > 0x7E)
            continue;
        if (glyphs.size() >= most_user_glyphs)
            return problem_once("more glyphs than any receipt has are not kept");
        drivers::Bitmap glyph(cell.width, cell.height);
        for (unsigned x = 0; x < std::min<std::size_t>(columns, cell.width); ++x)
            for (unsigned y = 0; y < std::min<std::size_t>(bytes_per_column * 8, cell.height); ++y)
                if ((dots[x * bytes_per_column + y / 8] >> (7 - y % 8) & 1) != 0)
                    glyph.blacken(x, y);
        user_glyphs_[{state_.font, static_cast<std::uint8_t>(byte)}] =
            first_user_glyph + static_cast<char32_t>(glyphs.size());
        glyphs.push_back(std::move(glyph));
    }
    set_characters();
}

// Each font has glyphs of its own.
void Interpreter::set_font(Font font) {
    printed_is_stale_ = printed_is_stale_ || (state_.user_glyphs && font != state_.font);
    state_.font = font;
}

CharacterStyle Interpreter::style() const {
    CharacterStyle style;
    const auto cell = cell_of(state_.font);
    style.cell_width_dots = cell.width * state_.width_factor;
    style.cell_height_dots = cell.height * state_.height_factor;
    style.rotated = state_.rotated && !page_;
    if (style.rotated)
        std::swap(style.cell_width_dots, style.cell_height_dots);
    style.advance_dots = style.cell_width_dots + state_.right_spacing_dots * state_.width_factor;
    style.underline_dots = state_.underline_dots;
    style.bold = state_.bold || state_.double_strike;
    style.reverse = state_.reverse;
    return style;
}

const CodePageTable* Interpreter::page_table() const {
    const auto page = std::find_if(profile_.code_pages.begin(), profile_.code_pages.end(),
                                   [this](const auto& candidate) { return candidate.number == state_.code_page; });
    return page == profile_.code_pages.end() ? nullptr : find_code_page(page->name);
}

} // namespace makegood::escpos
