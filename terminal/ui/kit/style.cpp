#include "terminal/ui/kit/style.hpp"

#include <array>

namespace makegood::ui {

namespace {

struct Sizes {
    text::Weight weight;
    float english;
    float persian;
};

constexpr std::array<Sizes, 7> sizes = {{
    {text::Weight::bold, 34, 34},
    {text::Weight::bold, 24, 24},
    {text::Weight::bold, 20, 21},
    {text::Weight::regular, 18, 19},
    {text::Weight::medium, 18, 19},
    {text::Weight::regular, 16, 17},
    {text::Weight::regular, 15, 16},
}};

} // namespace

TypeSize type_size(Style style, text::Direction direction) {
    const auto& entry = sizes[static_cast<std::size_t>(style)];
    if (direction == text::Direction::right_to_left)
        return {entry.weight, entry.persian, entry.persian * 1.5f};
    return {entry.weight, entry.english, entry.english * 1.35f};
}

Token token(Ink ink) {
    constexpr std::array tokens = {Token::ink, Token::ink_secondary, Token::disabled, Token::primary, Token::on_primary,
                                   Token::ok,  Token::warn,          Token::bad,      Token::info,    Token::surface};
    return tokens[static_cast<std::size_t>(ink)];
}

Token token(Surface surface) {
    constexpr std::array tokens = {Token::background, Token::surface,   Token::subtle,   Token::selected,
                                   Token::ok_tint,    Token::warn_tint, Token::bad_tint, Token::info_tint,
                                   Token::primary,    Token::paper,     Token::ink};
    return tokens[static_cast<std::size_t>(surface)];
}

Token ink_of(Tone tone) {
    constexpr std::array tokens = {Token::ink_secondary, Token::ok, Token::warn, Token::bad, Token::info};
    return tokens[static_cast<std::size_t>(tone)];
}

Token tint_of(Tone tone) {
    constexpr std::array tokens = {Token::subtle, Token::ok_tint, Token::warn_tint, Token::bad_tint, Token::info_tint};
    return tokens[static_cast<std::size_t>(tone)];
}

} // namespace makegood::ui
