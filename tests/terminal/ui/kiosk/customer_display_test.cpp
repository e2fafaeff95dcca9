#include "terminal/ui/kiosk/customer_display.hpp"

#include "tests/support/catch.hpp"

#include <fstream>

using namespace makegood;
using namespace makegood::ui;

TEST_CASE("every sentence of the two lines fits, in letters that each display has", "[display]") {
    int sentences = 0;
    for (const auto* language : {"en", "fa"}) {
        std::ifstream catalogue(std::string(MAKEGOOD_SOURCE_DIR "/assets/words/") + language + "/customer.txt");
        for (std::string line; std::getline(catalogue, line);) {
            if (!line.starts_with("display."))
                continue;
            ++sentences;
            const std::string sentence = line.substr(line.find(" = ") + 3);
            INFO(line);
            CHECK(drivers::display_line({sentence}, {0, "none"}).substr(0, sentence.size()) == sentence);
        }
    }
    CHECK(sentences > 40);
}

TEST_CASE("an amount stands there in Latin digits, as people count", "[display]") {
    using text::RialsAs;
    const auto [minor_units, currency, rials, expected] =
        GENERATE(table<std::int64_t, const char*, RialsAs, const char*>({
            {2'850, "EUR", RialsAs::rial, "EUR 28.50"},
            {5, "EUR", RialsAs::rial, "EUR 0.05"},
            {123'456'789, "EUR", RialsAs::rial, "EUR 1,234,567.89"},
            {999, "IRR", RialsAs::rial, "IRR 999"},
            {410'000, "IRR", RialsAs::rial, "IRR 410,000"},
            {410'000, "IRR", RialsAs::toman, "TOMAN 41,000"},
            {410'005, "IRR", RialsAs::toman, "IRR 410,005"},
            {-1'234, "IRR", RialsAs::rial, "IRR -1,234"},
        }));
    CHECK(amount_in_latin(Money(minor_units, *Currency::from_code(currency)), rials) == expected);
}

TEST_CASE("in practice the display says that nothing is real, and shows no amount", "[display]") {
    const auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "en");
    REQUIRE(words);
    KioskState state;
    CHECK(display_text(state, *words, {"", "Corner Shop"}) == drivers::DisplayText{{"Welcome"}, {"Corner Shop"}});
    CHECK(display_text(state, *words, {"Hello", "Corner Shop"}).upper.text == "Hello");
    state.practice = true;
    CHECK(display_text(state, *words, {"", "Corner Shop"}) ==
          drivers::DisplayText{{"Practice, not real"}, {"Welcome"}});
    CHECK(display_goodbye(state, *words).upper.text == "Practice, not real");
}
