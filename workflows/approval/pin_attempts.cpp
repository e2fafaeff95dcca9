#include "workflows/approval/pin_attempts.hpp"

namespace makegood {

std::optional<PinLock> pin_lock(const PinAttempts& attempts, const MonotonicTime& now) {
    if (attempts.failures_in_a_row >= failures_until_disabled)
        return PinLock{.disabled = true};
    if (attempts.failures_in_a_row == 0 || attempts.failures_in_a_row % failures_until_lock != 0)
        return std::nullopt;
    const std::int64_t passed = attempts.last_try.boot == now.boot ? now.ms - attempts.last_try.ms : now.ms;
    if (passed >= lock_ms)
        return std::nullopt;
    return PinLock{.remaining_ms = lock_ms - passed};
}

std::optional<PinLock> terminal_lock(PinAttempts of_all, const MonotonicTime& now) {
    if (of_all.failures_in_a_row == 0 || of_all.failures_in_a_row % failures_until_lock != 0)
        return std::nullopt;
    of_all.failures_in_a_row = failures_until_lock;
    return pin_lock(of_all, now);
}

} // namespace makegood
