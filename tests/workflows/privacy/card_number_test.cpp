#include "tests/support/catch.hpp"
#include "workflows/privacy/card_number.hpp"

using namespace makegood;

// Numbers that issuers publish for tests of payment software.
TEST_CASE("the number of a card is known, in groups or not") {
    for (const auto* number :
         {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "2223003122003222",
          "378282246310005", "6011111111111117", "3566002020360505", "6200000000000005"}) {
        INFO(number);
        CHECK(looks_like_card_number(number));
    }
}

TEST_CASE("other numbers are not") {
    for (const auto* number : {
             "",
             "4111111111111112",     // another check digit
             "411111111111111",      // one digit short, and then Luhn's digit is wrong
             "1111111111111117",     // no issuer begins so
             "5000112637922",        // an EAN-13
             "0104012345123456",     // a GS1 element string
             "0000000000000000",     // Luhn's digit is right, no issuer
             "41111111111111111111", // twenty digits
             "4111 1111 1111 111a",
             "R-2-111005-017",
         }) {
        INFO(number);
        CHECK_FALSE(looks_like_card_number(number));
    }
}

TEST_CASE("the number of a card is found among other words") {
    struct Row {
        const char* text;
        std::optional<std::string> number;
    };
    const Row rows[] = {
        {"4111 1111 1111 1111", "4111111111111111"},
        {"a card, 4111-1111-1111-1111, lay on top", "4111111111111111"},
        {"2 of them: 4111111111111111", "4111111111111111"},
        {"2 4111 1111 1111 1111", "4111111111111111"},
        {"4111 1111 1111 1111 7", "4111111111111111"},
        {"کارت4111111111111111", "4111111111111111"},
        {"", std::nullopt},
        {"a blue coat, 2 gloves", std::nullopt},
        {"until 2011-12-05 17:42", std::nullopt},
        {"41111111111111111111", std::nullopt}, // twenty digits in one group
        {"4111 1111, 1111 1111", std::nullopt},
        {"4111111111111112", std::nullopt},
    };
    for (const auto& row : rows) {
        INFO(row.text);
        CHECK(card_number_in(row.text) == row.number);
    }
}
