#include "terminal/ui/kiosk/wait.hpp"
#include "tests/support/catch.hpp"

namespace makegood::ui {

TEST_CASE("nothing for 150 ms, an outline to a second, then words", "[ui]") {
    struct Case {
        std::int64_t waited_ms;
        bool leads_on;
        WaitShown shown;
        std::optional<std::int64_t> changes_at;
    };
    const Case cases[] = {
        {0, true, WaitShown::nothing, 150},     {149, true, WaitShown::nothing, 150},
        {150, true, WaitShown::outline, 1000},  {999, true, WaitShown::outline, 1000},
        {1000, true, WaitShown::words, {}},     {90'000, true, WaitShown::words, {}},
        {0, false, WaitShown::nothing, 1000},   {150, false, WaitShown::nothing, 1000},
        {999, false, WaitShown::nothing, 1000}, {1000, false, WaitShown::words, {}},
    };
    for (const auto& [waited_ms, leads_on, shown, changes_at] : cases) {
        INFO(waited_ms << (leads_on ? " leads on" : " stays"));
        CHECK(wait_shown_after(waited_ms, leads_on) == shown);
        CHECK(wait_changes_at(waited_ms, leads_on) == changes_at);
    }
}

} // namespace makegood::ui
