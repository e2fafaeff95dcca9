#pragma once

#include <cstdint>
#include <optional>

namespace makegood::ui {

// What a person sees of an answer that doesn't come: at first nothing, then the outline of the screen that it leads to,
// then words and a way out (UX.md 8).
enum class WaitShown { nothing, outline, words };

// After so many ms. `leads_on`: the answer brings another screen, so there is something to outline.
WaitShown wait_shown_after(std::int64_t waited_ms, bool leads_on);
// When that changes next, in ms of waiting; none: it stays so.
std::optional<std::int64_t> wait_changes_at(std::int64_t waited_ms, bool leads_on);

} // namespace makegood::ui
