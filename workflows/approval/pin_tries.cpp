#include "workflows/approval/pin_tries.hpp"

#include <algorithm>

namespace makegood {

namespace {

int whole_minutes(std::int64_t ms) {
    return static_cast<int>((ms + 59'999) / 60'000);
}

int left_after(const PinAttempts& attempts) {
    return (failures_until_lock - attempts.failures_in_a_row % failures_until_lock) % failures_until_lock;
}

std::optional<DeskRefusal> why_no_try(const Ledger& ledger, const Clock& clock, const StaffId& staff) {
    const MonotonicTime now = clock.monotonic();
    const auto of_person = pin_lock(ledger.pin_attempts(staff), now);
    if (of_person && of_person->disabled)
        return DeskRefusal{.reason = DeskRefusalReason::pin_disabled};
    if (const auto of_all = terminal_lock(ledger.pin_attempts(anybody), now))
        return DeskRefusal{.reason = DeskRefusalReason::pins_locked_here,
                           .minutes_left = whole_minutes(of_all->remaining_ms)};
    if (of_person)
        return DeskRefusal{.reason = DeskRefusalReason::pin_locked,
                           .minutes_left = whole_minutes(of_person->remaining_ms)};
    return std::nullopt;
}

} // namespace

std::optional<DeskRefusal> count_pin_try(Ledger& ledger, const Clock& clock, const StaffId& staff,
                                         const RequestId& request) {
    if (!ledger.staff(staff))
        return DeskRefusal{.reason = DeskRefusalReason::staff_unknown};
    if (ledger.pin_tried_by(request))
        return std::nullopt;
    if (auto refusal = why_no_try(ledger, clock, staff))
        return refusal;
    ledger.append(PinTried{staff, clock.monotonic()}, {staff, request});
    return std::nullopt;
}

std::optional<DeskRefusal> take_in_pin_try(Ledger& ledger, const Clock& clock, const StaffId& staff,
                                           const RequestId& pin_try, bool was_right, const RequestId& request) {
    if (ledger.pin_tried_by(pin_try) != staff)
        return DeskRefusal{.reason = DeskRefusalReason::pin_not_counted};
    if (!was_right) {
        if (auto locked = why_no_try(ledger, clock, staff))
            return locked;
        return DeskRefusal{
            .reason = DeskRefusalReason::pin_wrong,
            .tries_left = std::min(left_after(ledger.pin_attempts(staff)), left_after(ledger.pin_attempts(anybody)))};
    }
    ledger.append(PinAccepted{staff}, {staff, request});
    if (ledger.pin_to_change(staff))
        return DeskRefusal{.reason = DeskRefusalReason::pin_to_change};
    return std::nullopt;
}

} // namespace makegood
