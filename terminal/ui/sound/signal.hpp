#pragma once

#include <optional>
#include <string_view>

namespace makegood::ui {

// What a person should hear and see at once (UX.md 7), in the order of how much it asks of them.
enum class Signal {
    accepted,  // a scan led somewhere
    done,      // given, or printed
    not_found, // a scan that fits nothing here
    attention, // a manager is needed, a device is away, the desk or the storage says no
};

std::string_view name(Signal signal);
// Nothing for an unknown name.
std::optional<Signal> signal_named(std::string_view name);

} // namespace makegood::ui
