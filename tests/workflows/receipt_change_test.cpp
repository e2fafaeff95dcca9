#include "workflows/receipt_change.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"

using namespace makegood;

namespace {

RetailTransaction as_first_told() {
    const auto line = [](int number, const char* code, std::int64_t minor_units) {
        return LineItem{.number = LineNumber(number),
                        .code = ItemCode(code),
                        .name = code,
                        .quantity = one_unit,
                        .amount = Money(minor_units, testing::eur)};
    };
    return {.key = {BusinessUnitId("1"), WorkstationId("2"), *Date::from_iso("2011-10-05"), "17"},
            .number = "17",
            .begun_at = *CivilTime::from_iso("2011-10-05T10:00:00"),
            .operator_id = OperatorId("7"),
            .customer_reference = {},
            .total = Money(300, testing::eur),
            .lines = {line(1, "A", 100), line(2, "B", 200)},
            .tenders = {{"Cash", Money(300, testing::eur), ""}}};
}

} // namespace

TEST_CASE("a receipt that was sent again says what is new", "[receipt change]") {
    const auto before = as_first_told();
    auto after = before;
    CHECK(change_between(before, after).is_empty());

    after.lines[0].quantity = Quantity::of_milli(2'000);
    after.lines[1].number = LineNumber(3);
    after.total = Money(400, testing::eur);
    const auto change = change_between(before, after);
    REQUIRE(change.lines.size() == 3);
    CHECK(change.lines[0].before->quantity == one_unit);
    CHECK(change.lines[0].after->quantity == Quantity::of_milli(2'000));
    CHECK(change.lines[1].before->name == "B");
    CHECK_FALSE(change.lines[1].after);
    CHECK_FALSE(change.lines[2].before);
    CHECK(change.lines[2].after->name == "B");
    CHECK(change.total_before == before.total);
    CHECK_FALSE(change.head);
    CHECK_FALSE(change.payments);
    CHECK_FALSE(change.details);
}

TEST_CASE("each part of a receipt that changes is named", "[receipt change]") {
    const auto before = as_first_told();
    auto after = before;
    SECTION("its head") {
        after.operator_id = OperatorId("8");
        CHECK(change_between(before, after).head);
    }
    SECTION("its payments") {
        after.tenders[0].kind = "CreditDebit";
        CHECK(change_between(before, after).payments);
    }
    SECTION("its taxes") {
        after.taxes = {{"VAT", 20'000, Money(50, testing::eur), true}};
        CHECK(change_between(before, after).details);
    }
    SECTION("what a line tells beside its amount") {
        after.lines[0].entry_method = EntryMethod::keyed;
        CHECK(change_between(before, after).lines.size() == 1);
    }
    CHECK_FALSE(change_between(before, after).is_empty());
}
