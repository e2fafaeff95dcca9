#include "workflows/privacy/customer_search.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

const Money ten(1'000, *Currency::from_code("EUR"));

RecalledDays days(int from, int to, int spread) {
    return {Date{15'000 + from}, Date{15'000 + to}, spread};
}

} // namespace

TEST_CASE("a customer is named by a phone or a number, a purchase by what is remembered of it", "[privacy]") {
    struct Row {
        RecalledPurchase told;
        bool names_a_customer;
        bool tells_of_the_purchase;
    };
    const std::vector<Row> rows = {
        {{}, false, false},
        {{.phone = "0912"}, true, false},
        {{.customer_reference = "C7"}, true, false},
        {{.card_last_four = "1234"}, false, false},
        {{.weekday = 5, .item_count = 3, .phone = "0912"}, true, false},
        {{.workstation = WorkstationId("1"), .served_by = OperatorId("7"), .phone = "0912"}, true, false},
        {{.items = {"milk"}, .phone = "0912"}, true, true},
        {{.total = RecalledAmount{ten}, .phone = "0912"}, true, true},
        {{.prices = {RecalledAmount{ten}}, .phone = "0912"}, true, true},
        {{.number = "12??", .phone = "0912"}, true, true},
        {{.payment_reference = "881204"}, false, true},
        {{.days = days(0, 0, 0)}, false, true},
        {{.days = days(0, 62, 0)}, false, true},
        {{.days = days(0, 40, 11)}, false, true},
        {{.days = days(0, 63, 0)}, false, false},
        {{.days = days(0, 40, 12)}, false, false},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        CHECK(names_a_customer(rows[i].told) == rows[i].names_a_customer);
        CHECK(tells_of_the_purchase(rows[i].told) == rows[i].tells_of_the_purchase);
    }
}

TEST_CASE("only what stands on the receipt opens it", "[privacy]") {
    const RecalledPurchase soon{.days = days(0, 3, 2)}, whenever{.days = days(0, 365, 0)};
    const auto shown = [](const RecalledPurchase& told, RecalledFact fact, bool matched) {
        const RecallReason reasons[] = {{RecalledFact::phone, 0, true}, {fact, 0, matched}};
        return stands_on_it(told, reasons);
    };
    CHECK(shown(soon, RecalledFact::item, true));
    CHECK_FALSE(shown(soon, RecalledFact::item, false));
    CHECK(shown(soon, RecalledFact::total, true));
    CHECK(shown(soon, RecalledFact::price, true));
    CHECK(shown(soon, RecalledFact::days, true));
    CHECK_FALSE(shown(soon, RecalledFact::days, false));
    CHECK_FALSE(shown(whenever, RecalledFact::days, true));
    CHECK_FALSE(shown(soon, RecalledFact::weekday, true));
    CHECK_FALSE(shown(soon, RecalledFact::card, true));
    CHECK_FALSE(shown(soon, RecalledFact::customer, true));
}
