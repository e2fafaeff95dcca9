#include "drivers/cash_drawer/drawer_requests.hpp"

#include "drivers/escpos/drawer_pulse.hpp"

#include <algorithm>
#include <utility>

namespace makegood::drivers {

namespace {

constexpr std::size_t most_known = 64;

// From the beginning of a pulse to the end of its rest.
std::chrono::milliseconds time_of(const DrawerPulse& pulse, bool in_real_time) {
    const unsigned on_ms = in_real_time ? (pulse.on_ms + 99) / 100 * 100 : pulse.on_ms;
    return std::chrono::milliseconds(on_ms +
                                     (pulse.bears_short_rests ? pulse.off_ms : std::max(pulse.off_ms, 4 * on_ms)));
}

} // namespace

DrawerRequests::Current* DrawerRequests::current() {
    while (!current_) {
        auto next = waiting_.take();
        if (!next)
            return nullptr;
        if (std::ranges::find(known_, next->id) != known_.end())
            continue;
        known_.push_back(next->id);
        if (known_.size() > most_known)
            known_.pop_front();
        current_.emplace(Current{std::move(*next)});
    }
    return &*current_;
}

std::array<std::uint8_t, 5> DrawerRequests::take_pulse(bool in_real_time, DrawerPin pin, MonotonicTime now) {
    current_->sent.emplace(Sent{in_real_time, pin});
    cut_off_ = false; // a greeting went before
    rests_until_ = now + time_of(settings_.pulse, in_real_time);
    return in_real_time ? escpos::real_time_pulse_bytes(settings_.pulse) : escpos::pulse_bytes(settings_.pulse);
}

void DrawerRequests::not_taken() {
    current_->sent.reset();
    rests_until_ = {};
}

bool DrawerRequests::watch(MonotonicTime now, bool left, bool printer_held, DrawerPin pin,
                           const std::stop_token& stop) {
    if (current() == nullptr)
        return false;
    const bool is_late = now - current_->request.asked >= patience;
    auto& sent = current_->sent;
    if (!sent) {
        if (is_late)
            refuse(DrawerOutcome::not_delivered, "the printer took nothing in time", stop);
        return false;
    }
    if (left && !sent->left_at)
        sent->left_at = now;
    const bool stays_here = !sent->left_at && is_late;
    if (has_opened(pin))
        conclude(DrawerOutcome::opened, {}, stop);
    else if (stays_here)
        conclude(DrawerOutcome::unconfirmed, "nobody knows whether the command left in time", stop);
    else if (printer_held && !sent->in_real_time)
        conclude(DrawerOutcome::unconfirmed, "the printer stopped before it came to the command", stop);
    else if (sent->left_at && now - *sent->left_at >= watched)
        conclude(DrawerOutcome::pulsed, {}, stop);
    return stays_here;
}

// While its levels are not known, the one that followed two pulses in a row means "open": after one alone somebody may
// have closed it just then.
bool DrawerRequests::has_opened(DrawerPin pin) {
    if (open_level_ != DrawerPin::unknown)
        return pin == open_level_;
    const DrawerPin before = current_->sent->pin_before;
    if (before == DrawerPin::unknown || pin == DrawerPin::unknown || pin == before)
        return false;
    current_->sent->pin_before = pin;
    if (std::exchange(once_seen_, pin) != pin)
        return false;
    open_level_ = just_learned_ = pin;
    return true;
}

void DrawerRequests::refuse(DrawerOutcome outcome, std::string why, const std::stop_token& stop) {
    conclude(outcome, std::move(why), stop);
}

void DrawerRequests::lose(const std::string& why, const std::stop_token& stop) {
    if (!current_ || !current_->sent)
        return;
    cut_off_ = true;
    conclude(DrawerOutcome::unconfirmed, why, stop);
}

void DrawerRequests::give_up(const std::string& why, const std::stop_token& stop) {
    lose(why, stop);
    while (current() != nullptr)
        conclude(DrawerOutcome::not_delivered, why, stop);
}

void DrawerRequests::conclude(DrawerOutcome outcome, std::string why, const std::stop_token& stop) {
    DrawerCompleteEvent event{.request_id = std::move(current_->request.id),
                              .outcome = outcome,
                              .open_level = std::exchange(just_learned_, DrawerPin::unknown),
                              .detail = std::move(why)};
    current_.reset();
    report_.drawer_complete(std::move(event), stop);
}

} // namespace makegood::drivers
