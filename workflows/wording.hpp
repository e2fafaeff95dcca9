#pragma once

#include <string>

namespace makegood {

enum class Language { english, persian };

// A sentence that the shop wrote itself (a rule, a cause, a phrase): kept in both languages for ever.
struct Wording {
    std::string english;
    std::string persian;

    const std::string& in(Language language) const { return language == Language::english ? english : persian; }
    friend bool operator==(const Wording&, const Wording&) = default;
};

} // namespace makegood
