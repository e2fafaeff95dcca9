#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace makegood {

// Digits of a PIN (the shortest: NIST SP 800-63B-4, activation secrets).
constexpr std::size_t shortest_pin = 6;
constexpr std::size_t longest_pin = 12;

// RELIABILITY 4: ten failures lock for 30 minutes, a hundred in a row disable until a person enrols again.
constexpr int failures_until_lock = 10;
constexpr int failures_until_disabled = 100;
constexpr std::int64_t lock_ms = 30 * 60 * 1000;

// A point on the machine's own clock, which nobody can set: milliseconds since the boot that `boot` names.
struct MonotonicTime {
    std::string boot;
    std::int64_t ms = 0;

    friend bool operator==(const MonotonicTime&, const MonotonicTime&) = default;
};

// What is known of one person's tries, counted before each is verified.
struct PinAttempts {
    int failures_in_a_row = 0; // tries since the last success
    MonotonicTime last_try{};
};

// How long a person still has to wait: nothing when a try is allowed, `disabled` when no waiting helps. The time since
// the last try is what the monotonic clock saw; across a restart it is only what passed since that restart, so that
// setting the calendar or pulling the plug never shortens a lock.
struct PinLock {
    bool disabled = false;
    std::int64_t remaining_ms = 0;

    friend bool operator==(const PinLock&, const PinLock&) = default;
};
std::optional<PinLock> pin_lock(const PinAttempts& attempts, const MonotonicTime& now);
// Likewise of all who try at one terminal: each ten in a row lock it, and nothing disables it.
std::optional<PinLock> terminal_lock(PinAttempts of_all, const MonotonicTime& now);

} // namespace makegood
