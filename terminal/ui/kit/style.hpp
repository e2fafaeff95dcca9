#pragma once

#include "terminal/text/typesetter.hpp"
#include "terminal/ui/theme.hpp"

namespace makegood::ui {

enum class Style { display, title, heading, body, label, secondary, caption };
enum class Align { start, center, end, right }; // right: numbers in a column, whose digits line up in every language
enum class Ink { ink, secondary, disabled, primary, on_primary, ok, warn, bad, info, inverse };
enum class Surface {
    background,
    surface,
    subtle,
    selected,
    ok_tint,
    warn_tint,
    bad_tint,
    info_tint,
    primary,
    paper,
    inverse
};
enum class Tone { neutral, ok, warn, bad, info };
enum class Look { primary, secondary, ghost };

// Sizes in lpx before the text scale. Persian letters are smaller in their em and need more room between lines.
struct TypeSize {
    text::Weight weight;
    float size;
    float line_height;
};
TypeSize type_size(Style style, text::Direction direction);

Token token(Ink ink);
Token token(Surface surface);
Token ink_of(Tone tone);
Token tint_of(Tone tone);

} // namespace makegood::ui
