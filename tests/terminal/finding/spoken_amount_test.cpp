#include "terminal/finding/spoken_amount.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

const MoneyUnit in_euro{*Currency::from_code("EUR")};
const MoneyUnit rial = *money_unit_named("IRR");
const MoneyUnit toman = *money_unit_named("toman");

struct Spoken {
    const char* said;
    MoneyUnit unit;
    std::int64_t minor_units;
    std::optional<int> permille;
};

} // namespace

TEST_CASE("amounts as people say them") {
    const Spoken rows[] = {
        {"139.12", in_euro, 13'912, {}},
        {"139", in_euro, 13'900, {}},
        {"1,390.50", in_euro, 139'050, {}},
        {"139.12±10%", in_euro, 13'912, 100},
        {"139.12 +- 2.5 %", in_euro, 13'912, 25},
        {"139.12±0%", in_euro, 13'912, 0},
        {"about 140", in_euro, 14'000, 100},
        {"~140", in_euro, 14'000, 100},
        {"140 EUR", in_euro, 14'000, {}},
        {"۱۳۹٫۵", in_euro, 13'950, {}},
        {"1400000", rial, 1'400'000, {}},
        {"140 هزار تومان", rial, 1'400'000, {}},
        {"حدود ۱۴۰ هزار تومن", rial, 1'400'000, 100},
        {"۱٬۴۰۰٬۰۰۰ ریال", rial, 1'400'000, {}},
        {"1.4 million rial", rial, 1'400'000, {}},
        {"140000", toman, 1'400'000, {}},
        {"۱۴۰", toman, 1'400'000, {}},
        {"۱۴۰ تومن", toman, 1'400'000, {}},
        {"1.2 میلیون", toman, 12'000'000, {}},
        {"1400000 ریال", toman, 1'400'000, {}},
    };
    for (const auto& row : rows) {
        INFO(row.said);
        const auto heard = understand_amount(row.said, row.unit);
        REQUIRE(heard);
        CHECK(heard->amount.minor_units() == row.minor_units);
        CHECK(heard->permille == row.permille);
    }
}

TEST_CASE("what is no amount is none") {
    for (const auto* said : {"", "abc", "-5", "12.345", "1.2.3", "99999999999999999999", "9000000000000000 million",
                             "10 apples", "10±200%", "±10%", "=1+1"}) {
        INFO(said);
        CHECK_FALSE(understand_amount(said, in_euro));
    }
}
