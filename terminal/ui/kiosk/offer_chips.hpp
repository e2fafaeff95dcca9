#pragma once

#include "terminal/ui/kiosk/chip_flow.hpp"

namespace makegood::ui {

// Every way that puts right what is claimed, each asking for ChooseOffer, with `chosen` marked; below them, when goods
// are to be brought later, the days to promise them for. One way alone is no choice: none then. Keys begin with
// `prefix` and a point.
std::vector<Chip> offer_chips(const Scene& scene, std::string_view prefix, const std::optional<Offer>& chosen);

} // namespace makegood::ui
