#include "drivers/scanner/repeat_filter.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::drivers;
using namespace std::chrono_literals;

TEST_CASE("the same label within the window is one scan", "[scanner]") {
    RepeatFilter filter(300ms);
    const MonotonicTime start{};
    CHECK_FALSE(filter.is_repeat("A", start));
    CHECK(filter.is_repeat("A", start + 299ms));
    CHECK(filter.is_repeat("A", start + 598ms)); // still lying there
    CHECK_FALSE(filter.is_repeat("A", start + 898ms));
    CHECK_FALSE(filter.is_repeat("B", start + 900ms));
    CHECK_FALSE(filter.is_repeat("A", start + 901ms));
    CHECK(filter.dropped() == 2);
}

TEST_CASE("a window of 0 drops nothing", "[scanner]") {
    RepeatFilter filter(0ms);
    CHECK_FALSE(filter.is_repeat("A", MonotonicTime{}));
    CHECK_FALSE(filter.is_repeat("A", MonotonicTime{}));
    CHECK(filter.dropped() == 0);
}
