#include "terminal/text/numbers.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;
using namespace makegood::text;

TEST_CASE("numbers have the digits and groups of their language") {
    struct Row {
        std::int64_t value;
        std::string english;
        std::string persian;
    };
    const Row rows[] = {
        {0, "0", "۰"},
        {7, "7", "۷"},
        {410'000, "410,000", "۴۱۰٬۰۰۰"},
        {-5, "-5", "\u200E\u2212۵"},
        {INT64_MAX, "9,223,372,036,854,775,807", "۹٬۲۲۳٬۳۷۲٬۰۳۶٬۸۵۴٬۷۷۵٬۸۰۷"},
    };
    for (const auto& row : rows) {
        CHECK(integer(Language::english, row.value) == row.english);
        CHECK(integer(Language::persian, row.value) == row.persian);
    }
}

TEST_CASE("quantities and decimals are exact") {
    CHECK(quantity(Language::english, Quantity::of_milli(742)) == "0.742");
    CHECK(quantity(Language::persian, Quantity::of_milli(742)) == "۰٫۷۴۲");
    CHECK(quantity(Language::persian, Quantity::of_milli(1500)) == "۱٫۵");
    CHECK(quantity(Language::english, one_unit) == "1");
    CHECK(decimal(Language::english, "12.30", 2) == "12.30");
    CHECK(decimal(Language::english, "90071992547409.93", 2) == "90,071,992,547,409.93");
    CHECK(decimal(Language::persian, "12.3", 3) == "۱۲٫۳۰۰");
}

TEST_CASE("codes have Latin digits whatever they were typed in") {
    CHECK(with_latin_digits("A-۱۰۴٢") == "A-1042");
    CHECK(with_latin_digits("021 کد") == "021 کد");
    CHECK(with_latin_digits("") == "");
}
