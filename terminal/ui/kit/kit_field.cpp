#include "terminal/ui/kit/kit.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <cstdlib>

namespace makegood::ui {

namespace {

constexpr float least_box_height = 60;
constexpr float label_gap = 6;
constexpr float box_padding = 16;
constexpr float caret_lpx = 2;
constexpr std::string_view dot = "\u2022";

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

std::size_t letter_before(std::string_view text, std::size_t at) {
    while (at > 0 && continues(text[--at])) {
    }
    return at;
}

std::size_t letter_after(std::string_view text, std::size_t at) {
    if (at < text.size())
        ++at;
    while (at < text.size() && continues(text[at]))
        ++at;
    return at;
}

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

// Persian (U+06F0) and Arabic (U+0660) digits become 0 to 9; everything else is dropped.
std::string only_digits(std::string_view typed) {
    std::string digits;
    for (char32_t letter : text::decode(typed).code_points) {
        for (char32_t zero : {U'0', U'\u0660', U'\u06f0'}) {
            if (letter >= zero && letter <= zero + 9)
                digits += static_cast<char>('0' + (letter - zero));
        }
    }
    return digits;
}

void insert(TextFieldState& state, std::string_view typed) {
    if (state.text.size() + typed.size() > state.limit)
        return;
    state.text.insert(state.caret, typed);
    state.caret += typed.size();
}

void erase(TextFieldState& state, std::size_t from, std::size_t until) {
    state.text.erase(from, until - from);
    state.caret = from;
}

// The caret place nearest to the left or right of where the caret stands, as the eye sees it.
std::size_t beside(const text::Line& line, std::size_t caret, std::size_t size, bool to_right) {
    int here = text::caret_x(line, static_cast<std::uint32_t>(caret));
    std::size_t best = caret;
    int best_distance = 0;
    auto offer = [&](std::uint32_t offset) {
        int distance = text::caret_x(line, offset) - here;
        if (!to_right)
            distance = -distance;
        if (distance > 0 && (best_distance == 0 || distance < best_distance)) {
            best = offset;
            best_distance = distance;
        }
    };
    for (const auto& cell : line.cells)
        offer(cell.begin);
    offer(static_cast<std::uint32_t>(size));
    return best;
}

} // namespace

float Kit::field_height() const {
    return line_height(Style::secondary) + label_gap + std::max(least_box_height, line_height(Style::heading) + 24);
}

void Kit::edit(TextFieldState& state, FieldKind kind, const text::Line& line, const Event& event) {
    if (const auto* typed = std::get_if<TypedText>(&event))
        insert(state, kind == FieldKind::text ? text::plain(typed->utf8) : only_digits(typed->utf8));
    const auto* press = std::get_if<KeyPress>(&event);
    if (!press)
        return;
    bool moves = kind != FieldKind::secret;
    switch (press->key) {
    case Key::backspace:
        return erase(state, letter_before(state.text, state.caret), state.caret);
    case Key::erase:
        return erase(state, state.caret, letter_after(state.text, state.caret));
    case Key::home:
        state.caret = moves ? 0 : state.caret;
        return;
    case Key::end:
        state.caret = state.text.size();
        return;
    case Key::left:
    case Key::right:
        if (moves)
            state.caret = beside(line, state.caret, state.text.size(), press->key == Key::right);
        return;
    default:
        return;
    }
}

bool Kit::field(Rect rect, std::string_view key, TextFieldState& state, std::string_view label,
                std::string_view placeholder, FieldKind kind) {
    const std::string before = state.text;
    state.caret = std::min(state.caret, state.text.size());
    const Style style = kind == FieldKind::text ? Style::body : Style::heading;
    const auto type = type_size(style, input_.direction);
    int size_px = px(type.size * text_scale());
    // A code or a PIN reads from the left also in Persian, whatever stands in it.
    const auto base = kind == FieldKind::text ? input_.direction : text::Direction::left_to_right;
    auto shown = [&] {
        std::string dots;
        for (std::size_t count = kind == FieldKind::secret ? letters(state.text) : 0; count > 0; --count)
            dots += dot;
        return kind == FieldKind::secret ? dots : state.text;
    };
    auto set_line = [&]() -> const text::Line& { return typesetter_.line(shown(), type.weight, size_px, base); };

    bool focused = interaction_.focused(key);
    wants_text_ |= focused;
    if (focused) {
        for (const auto& event : input_.events)
            edit(state, kind, set_line(), event);
        for (const auto& event : typed_before_)
            edit(state, kind, set_line(), event);
        keyboard_.field = typed_by_keyboard(kind) ? key : std::string_view();
        keyboard_.wanted |= activated(key) && typed_by_keyboard(kind);
    }

    write(rect.cut_top(line_height(Style::secondary)), label, Style::secondary, color(Token::ink_secondary),
          Align::start, false);
    rect.cut_top(label_gap);
    fill(rect, 10, color(Token::surface));
    outline(rect, 10, focused ? std::max(px(2), edge_px()) : edge_px(), color(focused ? Token::primary : Token::edge));
    const Rect inside = rect.inset(box_padding, 4);
    const PixelRect room = pixels(inside);
    const text::Line& line = set_line();
    bool secret = kind == FieldKind::secret;
    int caret = secret ? line.width_px : text::caret_x(line, static_cast<std::uint32_t>(state.caret));
    int spare = room.width - line.width_px - px(caret_lpx);
    int left = room.left + (right_to_left() ? std::max(spare, 0) : 0);
    if (spare < 0) // too long: what is around the caret is shown
        left = room.left - std::clamp(caret - room.width / 2, 0, -spare);
    if (activated(key) && !secret) {
        // In the free room after the text the caret goes to its end, also where its last letter stands on the other
        // side.
        const int x = static_cast<int>(interaction_.pointer_x()) - left;
        const bool after = right_to_left() ? x < 0 : x > line.width_px;
        state.caret = after ? state.text.size() : text::offset_at(line, x);
    }

    canvas_.push_clip(room);
    if (state.text.empty() && !placeholder.empty())
        write(inside, placeholder, Style::body, color(Token::disabled), Align::start, true);
    const auto metrics = typesetter_.metrics(type.weight, size_px);
    int top = room.top + (room.height - metrics.ascent_px - metrics.descent_px) / 2;
    canvas_.glyphs(line, size_px, left, top + metrics.ascent_px + lowered_px(size_px, input_.direction),
                   color(Token::ink));
    if (focused)
        canvas_.fill({left + caret, top, px(caret_lpx), metrics.ascent_px + metrics.descent_px}, color(Token::primary));
    canvas_.pop_clip();

    Node& node = add_target(rect, key, Role::field, label, {});
    node.value = shown();
    if (secret)
        node.secret_letters = letters(state.text);
    focus_ring(rect, key, 10, Ring::outside);
    return state.text != before;
}

} // namespace makegood::ui
