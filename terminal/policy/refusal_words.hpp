#pragma once

#include "terminal/text/words.hpp"
#include "workflows/recovery/desk.hpp"

#include <string>
#include <string_view>

namespace makegood {

// "already_made_good": for programs, and after "refusal." the key of its sentence.
std::string_view name_of(DeskRefusalReason reason);
// Said to whoever stands at the counter.
std::string refusal_in_words(const DeskRefusal& refusal, const text::Words& words, CivilTime now);

} // namespace makegood
