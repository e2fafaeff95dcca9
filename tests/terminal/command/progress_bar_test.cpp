#include "terminal/command/progress_bar.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("the bar shows bytes, receipts and rate at most ten times a second, and leaves nothing behind") {
    const auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "en").value();
    std::vector<std::string> written;
    double now = 100;
    {
        ProgressBar bar(
            words, [&] { return now; }, [&](const std::string& text) { written.push_back(text); });
        for (int i = 0; i <= 1'000; ++i, now += 0.001) {
            bar.stored(10);
            bar.bytes_read(static_cast<std::uint64_t>(i), 2'000);
        }
        CHECK(written.size() >= 9);
        CHECK(written.size() <= 10);
        now = 102;
        bar.bytes_read(1'500, 2'000);
        CHECK(written.back() == "\r\x1b[K[##################......] 75 % · 10,010 receipts stored · 5,005 a second");
    }
    CHECK(written.back() == "\r\x1b[K");
}

TEST_CASE("work that is done at once shows no bar at all") {
    const auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "fa").value();
    std::string written;
    {
        ProgressBar bar(
            words, [] { return 5.0; }, [&](const std::string& text) { written += text; });
        bar.bytes_read(10, 10);
        bar.stored(1);
    }
    CHECK(written.empty());
}
