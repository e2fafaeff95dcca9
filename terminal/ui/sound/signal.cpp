#include "terminal/ui/sound/signal.hpp"

#include <array>

namespace makegood::ui {

namespace {

constexpr std::array<std::string_view, 4> signal_names = {"accepted", "done", "not_found", "attention"};

} // namespace

std::string_view name(Signal signal) {
    return signal_names[static_cast<std::size_t>(signal)];
}

std::optional<Signal> signal_named(std::string_view wanted) {
    for (std::size_t i = 0; i < signal_names.size(); ++i)
        if (signal_names[i] == wanted)
            return static_cast<Signal>(i);
    return std::nullopt;
}

} // namespace makegood::ui
