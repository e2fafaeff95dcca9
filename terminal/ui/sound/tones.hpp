#pragma once

#include "terminal/ui/sound/signal.hpp"

#include <cstdint>
#include <vector>

namespace makegood::ui {

// Mono samples of the tones that stand for a signal (UX.md 7), beginning and ending in silence so that nothing clicks.
// `rate` in samples a second; `volume` 0 to 100 percent of the loudest. Nothing at volume 0.
std::vector<std::int16_t> tones_of(Signal signal, int rate, int volume);

} // namespace makegood::ui
