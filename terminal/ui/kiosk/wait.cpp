#include "terminal/ui/kiosk/wait.hpp"

namespace makegood::ui {

namespace {

constexpr std::int64_t outline_after_ms = 150;
constexpr std::int64_t words_after_ms = 1'000;

} // namespace

WaitShown wait_shown_after(std::int64_t waited_ms, bool leads_on) {
    if (waited_ms >= words_after_ms)
        return WaitShown::words;
    return leads_on && waited_ms >= outline_after_ms ? WaitShown::outline : WaitShown::nothing;
}

std::optional<std::int64_t> wait_changes_at(std::int64_t waited_ms, bool leads_on) {
    if (leads_on && waited_ms < outline_after_ms)
        return outline_after_ms;
    return waited_ms < words_after_ms ? std::optional(words_after_ms) : std::nullopt;
}

} // namespace makegood::ui
