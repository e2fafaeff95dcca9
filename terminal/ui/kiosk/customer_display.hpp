#pragma once

#include "drivers/line_display/display_text.hpp"
#include "terminal/ui/kiosk/kiosk_state.hpp"

#include <string>

namespace makegood::ui {

// Who greets on the customer's display of two lines.
struct DisplayedShop {
    std::string welcome; // in Latin letters; empty: the catalogue's
    std::string name;
    text::RialsAs rials = text::RialsAs::rial;
};

// "EUR 1,234.50", "IRR 410,000", "TOMAN 41,000".
std::string amount_in_latin(Money amount, text::RialsAs rials);

// What is being done, and what the customer gets. Catalogues keep its sentences ("display.…") within twenty columns of
// ASCII, since few of these displays know other letters.
drivers::DisplayText display_text(const KioskState& state, const text::Words& words, const DisplayedShop& shop);
// Once they have what they get.
drivers::DisplayText display_goodbye(const KioskState& state, const text::Words& words);
// By which somebody sees whether each column shows.
drivers::DisplayText display_test(const text::Words& words);

} // namespace makegood::ui
