#pragma once

#include "terminal/ui/kiosk/screens.hpp"

#include <vector>

namespace makegood::ui {

// Whether something of the line can be put right, or why nothing can.
Enabled claimable(const FoundReceipt& found, const LineItem& line, const FoundReceipt::LineHistory& history,
                  const Scene& scene);

// Where lines have nothing left to put right: what goes by the customer's word, of the one line if it is only one.
std::optional<OpenTold> help_by_word(const FoundReceipt& found);

// What our own records say of a line, above all lines: one tap is enough.
struct Suggestion {
    ListItem item;
    Action action;
};
// What the left-behind log holds first, then what was given without a receipt and may have been this; each by the
// places of the lines.
std::vector<Suggestion> suggestions(const Scene& scene);

} // namespace makegood::ui
