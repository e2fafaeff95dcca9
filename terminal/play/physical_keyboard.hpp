#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

union SDL_Event;

namespace makegood {

// What a keyboard's layout makes of its keys, for letters and digits.
enum class KeyboardLayout { us, uk, fr, fa, ar };
std::optional<KeyboardLayout> keyboard_layout_named(std::string_view name);

// One key each: going down, and what the layout types by it, as SDL tells them. `text` is ASCII and names keys by what
// a keyboard of the United States types with them; '\n' is Enter.
using KeyEvents = std::vector<SDL_Event>;
std::vector<KeyEvents> key_events(std::string_view text, KeyboardLayout layout);

} // namespace makegood
