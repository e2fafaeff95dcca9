#pragma once

#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

struct CareKindWords {
    CareKind kind;
    const char* name; // in keys, and in the catalogue as care.kind.NAME
    Icon icon;
};
std::span<const CareKindWords> care_kinds();
const CareKindWords& words_of(CareKind kind);

// What the customer said, in one line: their own words first.
std::string said_in_words(const CareEntry& entry, const text::Words& words);

// A department or a person.
std::string who_in_words(const std::string& who, const Scene& scene);

Taken care_form(Kit& kit, Rect area, const Scene& scene);
Taken care_list(Kit& kit, Rect area, const Scene& scene);
Taken care_page(Kit& kit, Rect area, const CareEntry& entry, const Scene& scene);

} // namespace makegood::ui
