#include "workflows/recovery/returns.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"

using namespace makegood;

namespace {

LineItem sold_line(int number, std::string code, int pieces, std::int64_t minor_units) {
    return {.number = LineNumber(number),
            .code = ItemCode(std::move(code)),
            .quantity = Quantity::of_milli(pieces * 1000),
            .amount = Money(minor_units, testing::eur)};
}

RetailTransaction sale_of(std::vector<LineItem> lines) {
    return {.key = {BusinessUnitId("1"), WorkstationId("2"), *Date::from_iso("2011-10-05"), "17"},
            .number = "17",
            .operator_id = {},
            .customer_reference = {},
            .total = Money(0, testing::eur),
            .lines = std::move(lines),
            .tenders = {}};
}

ReturnedGoods goods_back(std::string code, int pieces, std::int64_t minor_units, const char* at) {
    return {.receipt = {{BusinessUnitId("1"), WorkstationId("2"), *Date::from_iso("2011-10-20"), "90"}},
            .number = "90",
            .line = LineNumber(1),
            .at = *CivilTime::from_iso(at),
            .code = ItemCode(std::move(code)),
            .quantity = Quantity::of_milli(pieces * 1000),
            .amount = Money(minor_units, testing::eur)};
}

constexpr auto first_day = "2011-10-20T10:00:00";
constexpr auto next_day = "2011-10-21T10:00:00";

} // namespace

TEST_CASE("a return that names its sale settles the named line, whatever was paid out", "[returns]") {
    const auto sale = sale_of({sold_line(1, "A", 2, 400), sold_line(2, "A", 1, 200)});
    auto goods = goods_back("A", 1, 150, first_day);
    goods.names_this_sale = true;
    goods.named_line = LineNumber(2);
    const auto found = match_returns(sale, {goods});
    REQUIRE(found.size() == 1);
    CHECK(found.at(LineNumber(2)).settled == one_unit);
    CHECK(found.at(LineNumber(2)).last == goods.at);
    CHECK(found.at(LineNumber(2)).maybe.empty());
}

TEST_CASE("a return that names its sale and no line fills the lines of its item in their order", "[returns]") {
    const auto sale = sale_of({sold_line(1, "A", 2, 400), sold_line(2, "B", 5, 500), sold_line(3, "A", 2, 400)});
    auto goods = goods_back("A", 3, 600, first_day);
    goods.names_this_sale = true;
    const auto found = match_returns(sale, {goods});
    REQUIRE(found.size() == 2);
    CHECK(found.at(LineNumber(1)).settled == Quantity::of_milli(2000));
    CHECK(found.at(LineNumber(3)).settled == one_unit);
}

TEST_CASE("a named line with another item on it is a slip of the till's counting", "[returns]") {
    const auto sale = sale_of({sold_line(1, "A", 1, 200), sold_line(2, "B", 1, 200)});
    auto goods = goods_back("A", 1, 200, first_day);
    goods.names_this_sale = true;
    goods.named_line = LineNumber(GENERATE(2, 9));
    const auto found = match_returns(sale, {goods});
    REQUIRE(found.size() == 1);
    CHECK(found.at(LineNumber(1)).settled == one_unit);
}

TEST_CASE("never more comes back than was sold", "[returns]") {
    const auto sale = sale_of({sold_line(1, "A", 2, 400)});
    auto first = goods_back("A", 2, 400, first_day);
    first.names_this_sale = true;
    auto second = first;
    second.at = *CivilTime::from_iso(next_day);
    const auto found = match_returns(sale, {first, second});
    CHECK(found.at(LineNumber(1)).settled == Quantity::of_milli(2000));
    CHECK(found.at(LineNumber(1)).last == first.at);
}

TEST_CASE("a return without a name belongs to the only sale of that item to that customer", "[returns]") {
    struct Row {
        const char* what;
        int other_sales;
        bool same_customer;
        std::int64_t paid_out;
        Quantity settled;
        std::size_t maybe;
    };
    const Row rows[] = {
        {"the only sale, at its price", 0, true, 200, one_unit, 0},
        {"a unit of rounding beside it", 0, true, 201, one_unit, 0},
        {"bought twice", 1, true, 200, Quantity(), 1},
        {"nobody knows who", 0, false, 200, Quantity(), 1},
        {"another price", 0, true, 150, Quantity(), 0},
    };
    const auto sale = sale_of({sold_line(1, "A", 2, 400), sold_line(2, "B", 1, 200)});
    for (const auto& row : rows) {
        INFO(row.what);
        auto goods = goods_back("A", 1, row.paid_out, first_day);
        goods.same_customer = row.same_customer;
        goods.other_sales = row.other_sales;
        const auto found = match_returns(sale, {goods});
        CHECK_FALSE(found.contains(LineNumber(2)));
        const auto line = found.contains(LineNumber(1)) ? found.at(LineNumber(1)) : LineReturns{};
        CHECK(line.settled == row.settled);
        CHECK(line.maybe.size() == row.maybe);
    }
}

TEST_CASE("fees, voided lines and tickets that were not paid take no returns", "[returns]") {
    auto sale = sale_of({sold_line(1, "A", 1, 200), sold_line(2, "A", 1, 200)});
    sale.lines[0].voided = true;
    sale.lines[1].kind = LineKind::fee;
    auto goods = goods_back("A", 1, 200, first_day);
    goods.names_this_sale = true;
    CHECK(match_returns(sale, {goods}).empty());
    sale.lines[0].voided = false;
    sale.kind = RetailTransactionKind::suspended;
    CHECK(match_returns(sale, {goods}).empty());
}
