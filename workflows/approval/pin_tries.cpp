#include "workflows/approval/pin_tries.hpp"

namespace makegood {

namespace {

int whole_minutes(std::int64_t ms) {
    return static_cast<int>((ms + 59'999) / 60'000);
}

} // namespace

std::optional<DeskRefusal> count_pin_try(Ledger& ledger, const Clock& clock, const StaffId& staff,
                                         const RequestId& request) {
    if (!ledger.staff(staff))
        return DeskRefusal{.reason = DeskRefusalReason::staff_unknown};
    if (ledger.pin_tried_by(request))
        return std::nullopt;
    const MonotonicTime now = clock.monotonic();
    if (const auto lock = pin_lock(ledger.pin_attempts(staff), now)) {
        if (lock->disabled)
            return DeskRefusal{.reason = DeskRefusalReason::pin_disabled};
        return DeskRefusal{.reason = DeskRefusalReason::pin_locked, .minutes_left = whole_minutes(lock->remaining_ms)};
    }
    ledger.append(PinTried{staff, now}, {staff, request});
    return std::nullopt;
}

std::optional<DeskRefusal> take_in_pin_try(Ledger& ledger, const StaffId& staff, const RequestId& pin_try,
                                           bool was_right, const RequestId& request) {
    if (ledger.pin_tried_by(pin_try) != staff)
        return DeskRefusal{.reason = DeskRefusalReason::pin_not_counted};
    if (!was_right) {
        const int failures = ledger.pin_attempts(staff).failures_in_a_row;
        return DeskRefusal{.reason = DeskRefusalReason::pin_wrong,
                           .tries_left = (failures_until_lock - failures % failures_until_lock) % failures_until_lock};
    }
    ledger.append(PinAccepted{staff}, {staff, request});
    if (ledger.pin_to_change(staff))
        return DeskRefusal{.reason = DeskRefusalReason::pin_to_change};
    return std::nullopt;
}

} // namespace makegood
