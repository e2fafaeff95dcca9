#include "terminal/config/shop_identity.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("a name that was chosen goes before one that is configured, each in its language", "[config]") {
    struct Row {
        const char* what;
        Wording configured;
        Wording chosen;
        Wording called;
    };
    const Row rows[] = {
        {"nobody said anything", {}, {}, {"Our shop", "فروشگاه ما"}},
        {"one language stands for both", {}, {"Corner", ""}, {"Corner", "Corner"}},
        {"likewise", {}, {"", "نان سحر"}, {"نان سحر", "نان سحر"}},
        {"shop.toml says both", {"Corner", "سر کوچه"}, {"Bakery", ""}, {"Bakery", "سر کوچه"}},
        {"shop.toml says the other", {"", "سر کوچه"}, {"Bakery", ""}, {"Bakery", "سر کوچه"}},
        {"both were chosen", {"Corner", "سر کوچه"}, {"Bakery", "نان سحر"}, {"Bakery", "نان سحر"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(full_name(over({row.configured, {}}, {row.chosen, {}})) == row.called);
    }
}

TEST_CASE("likewise what people count in", "[config]") {
    const auto euro = money_unit_named("EUR"), toman = money_unit_named("toman");
    CHECK(over({{}, euro}, {{}, toman}).money == toman);
    CHECK(over({{}, euro}, {}).money == euro);
    CHECK_FALSE(over({}, {}).money);
}
