#include "terminal/feeds/clean_text.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::feeds;

TEST_CASE("an excerpt shows of a card's number only the last four digits") {
    struct Row {
        const char* text;
        const char* shown;
    };
    // 4111111111111111 is Visa's public number for tests; 5010251553984 is a GTIN.
    const Row rows[] = {
        {"4111111111111111", "************1111"},
        {"a,4111 1111 1111 1111,b", "a,**** **** **** 1111,b"},
        {"4111-1111-1111-1111", "****-****-****-1111"},
        {"4111111111111112", "4111111111111112"}, // fails the check
        {"5010251553984", "5010251553984"},
        {"2011-10-05 10:21", "2011-10-05 10:21"},
        {"12345678901234567890", "12345678901234567890"}, // too long
        {"451 - 452 -", "451 - 452 -"},
    };
    for (const auto& row : rows)
        CHECK(excerpt(row.text) == row.shown);
    CHECK(excerpt(std::string(117, 'x') + "4111111111111111") == std::string(117, 'x') + "***\u2026");
}
