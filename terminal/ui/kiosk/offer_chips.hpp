#pragma once

#include "terminal/ui/kiosk/chip_flow.hpp"

namespace makegood::ui {

// Every way that puts right what is claimed, each asking for ChooseOffer, with `chosen` marked; below them, when goods
// are to be brought later, the days to promise them for. One way alone is no choice: none then. Keys begin with
// `prefix` and a point.
std::vector<Chip> offer_chips(const Scene& scene, std::string_view prefix, const std::optional<Offer>& chosen);

// A sentence to say, in the customer's language.
std::string said_to_customer(const Scene& scene, std::string_view key);

// In which the customer hears and reads it, each in its own script.
std::vector<Chip> languages_of_customer(const Scene& scene, std::string_view prefix);

} // namespace makegood::ui
