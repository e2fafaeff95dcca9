#include "terminal/storage/facts.hpp"
#include "terminal/storage/intake.hpp"
#include "terminal/storage/returned_goods.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr auto milk_line = LineNumber(1);
constexpr auto loyal = "member-9";

struct ReturnsShop {
    TemporaryFolder folder;
    Connection connection = writing(folder);
    Pepper pepper = must(Pepper::open(folder.path(), true));
    Facts facts{connection};

    void take(const RetailTransaction& receipt) {
        Intake intake(connection, pepper, rows_in_bulk);
        must(intake.take(receipt));
        must(intake.finish());
    }
    LineReturns milk_of(const RetailTransaction& sale) {
        const auto found = must(facts.returns_of(sale.key));
        return found.contains(milk_line) ? found.at(milk_line) : LineReturns{};
    }
};

RetailTransaction sale_to(std::string sequence, std::string customer) {
    auto sale = groceries(std::move(sequence));
    sale.customer_reference = std::move(customer);
    return sale;
}

// One of the two litres of milk, a fortnight later.
RetailTransaction milk_back(std::string customer) {
    auto back = groceries("0900");
    back.key.business_day = *Date::from_iso("2011-10-19");
    back.begun_at = *CivilTime::from_iso("2011-10-19T09:00:00");
    back.kind = RetailTransactionKind::return_;
    back.customer_reference = std::move(customer);
    back.tenders.clear();
    back.lines.erase(back.lines.begin() + 1, back.lines.end());
    back.lines[0].kind = LineKind::returned;
    back.lines[0].quantity = Quantity::of_milli(-1000);
    back.lines[0].amount = Money(-165, back.total.currency());
    back.total = back.lines[0].amount;
    return back;
}

} // namespace

TEST_CASE("what a till says of a sale is kept as it was told", "[returns]") {
    ReturnsShop shop;
    auto sale = groceries();
    sale.lines[0].discount = Money(50, sale.total.currency());
    sale.lines[1].unit = Unit::kilogram;
    sale.taxes = {{"VAT", 20'000, Money(100, sale.total.currency()), true},
                  {"", std::nullopt, Money(7, sale.total.currency()), false}};
    sale.links = {{TransactionLink::Reason::resumed, groceries("0007").key}};
    shop.take(sale);
    const auto found = must(shop.facts.find_receipt(sale.key));
    REQUIRE(found);
    CHECK(found->receipt.lines[0].discount == sale.lines[0].discount);
    CHECK_FALSE(found->receipt.lines[1].discount);
    CHECK(found->receipt.lines[1].unit == Unit::kilogram);
    CHECK(found->receipt.lines[0].unit == Unit::each);
    CHECK(found->receipt.taxes == sale.taxes);
    CHECK(found->receipt.links == sale.links);

    SECTION("and any of it that changes is a revision") {
        const auto change = GENERATE(0, 1, 2, 3);
        auto again = sale;
        if (change == 0)
            again.lines[0].discount.reset();
        else if (change == 1)
            again.lines[1].unit = Unit::pound;
        else if (change == 2)
            again.taxes[0].percent_milli = 9'000;
        else
            again.links[0].line = LineNumber(1);
        shop.take(again);
        CHECK(must(shop.facts.find_receipt(sale.key))->revisions == 2);
        shop.take(sale);
        CHECK(must(shop.facts.find_receipt(sale.key))->revisions == 2);
    }
}

TEST_CASE("a ticket that was set aside is told by the receipt that goes on with it", "[returns]") {
    ReturnsShop shop;
    auto ticket = groceries("0007");
    ticket.kind = RetailTransactionKind::suspended;
    auto sale = groceries();
    sale.links = {{TransactionLink::Reason::resumed, ticket.key}};
    shop.take(ticket);
    CHECK(must(shop.facts.find_receipt(ticket.key))->receipt.kind == RetailTransactionKind::suspended);
    CHECK_FALSE(must(shop.facts.resumed_by(ticket.key)));
    shop.take(sale);
    CHECK(must(shop.facts.resumed_by(ticket.key)) == sale.key);
    // Nobody bought what was only rung up.
    CHECK(must(shop.facts.find_by_item(ItemCode("4011"), 10)).size() == 1);
}

TEST_CASE("a return that names its sale is found there, whichever came first", "[returns]") {
    ReturnsShop shop;
    const auto sale = groceries();
    auto back = milk_back("");
    back.links = {{TransactionLink::Reason::returned, sale.key, LineNumber(1), milk_line}};
    const bool return_first = GENERATE(true, false);
    shop.take(return_first ? back : sale);
    shop.take(return_first ? sale : back);
    const auto milk = shop.milk_of(sale);
    CHECK(milk.settled == one_unit);
    CHECK(milk.last == back.begun_at);
    CHECK(milk.maybe.empty());

    SECTION("and not when the whole return was voided") {
        auto corrected = back;
        corrected.kind = RetailTransactionKind::voided;
        shop.take(corrected);
        CHECK(shop.milk_of(sale).settled.is_zero());
    }
    SECTION("and not when the till takes it back with a correction") {
        auto corrected = back;
        corrected.lines[0].voided = true;
        shop.take(corrected);
        CHECK(shop.milk_of(sale).settled.is_zero());
    }
}

TEST_CASE("a return without a name belongs where its customer bought the item", "[returns]") {
    ReturnsShop shop;
    const auto sale = sale_to("0042", loyal);
    shop.take(sale);
    shop.take(milk_back(loyal));
    CHECK(shop.milk_of(sale).settled == one_unit);

    SECTION("also behind many returns by others") {
        for (int i = 0; i < most_returns_looked_at + 1; ++i) {
            auto other = milk_back("");
            other.key.sequence = "08" + std::to_string(i);
            other.key.business_day = *Date::from_iso("2011-10-12");
            other.begun_at = *CivilTime::from_iso("2011-10-12T09:00:00");
            shop.take(other);
        }
        CHECK(shop.milk_of(sale).settled == one_unit);
    }
    SECTION("which is not certain when they bought it twice") {
        const auto other = sale_to("0043", loyal);
        shop.take(other);
        for (const auto& one : {sale, other}) {
            CHECK(shop.milk_of(one).settled.is_zero());
            CHECK(shop.milk_of(one).maybe.size() == 1);
        }
    }
    SECTION("which nobody can say of an account that the whole shop buys on") {
        Intake intake(shop.connection, shop.pepper, rows_in_bulk);
        for (int i = 0; i < most_sales_to_a_customer; ++i) {
            auto other = sale_to("1" + std::to_string(i), loyal);
            other.lines.erase(other.lines.begin()); // no milk
            must(intake.take(other));
        }
        must(intake.finish());
        CHECK(shop.milk_of(sale).settled.is_zero());
        CHECK(shop.milk_of(sale).maybe.size() == 1);
    }
    SECTION("and nowhere else") {
        const auto stranger = sale_to("0044", "");
        shop.take(stranger);
        CHECK(shop.milk_of(stranger).maybe.empty());
    }
    CHECK(check_plans(shop.connection) >= 8);
}

TEST_CASE("a return by nobody known may be of each of a few sales", "[returns]") {
    ReturnsShop shop;
    const auto sale = groceries();
    shop.take(sale);
    shop.take(milk_back(""));
    SECTION("of the same item at that price") {
        const auto milk = shop.milk_of(sale);
        CHECK(milk.settled.is_zero());
        REQUIRE(milk.maybe.size() == 1);
        CHECK(milk.maybe[0].number == "R-0042"); // what stands on the paper of the return
        CHECK(milk.maybe[0].amount.to_decimal() == "1.65");
    }
    SECTION("not of many") {
        shop.take(groceries("0043"));
        shop.take(groceries("0044"));
        CHECK(shop.milk_of(sale).maybe.size() == 1);
        shop.take(groceries("0045"));
        CHECK(shop.milk_of(sale).maybe.empty());
    }
    SECTION("nor of many under another name") {
        for (const auto* sequence : {"0043", "0044", "0045", "0046"}) {
            auto renamed = groceries(sequence);
            renamed.lines[0].name = "Milk, 1 litre";
            shop.take(renamed);
        }
        CHECK(shop.milk_of(sale).maybe.empty());
    }
    SECTION("nor of one that is too long ago") {
        auto before = sale_to("0041", "");
        before.key.business_day = *Date::from_iso("2011-07-20");
        before.begun_at = *CivilTime::from_iso("2011-07-20T11:00:00");
        shop.take(before);
        CHECK(shop.milk_of(before).maybe.empty());
    }
    SECTION("in this shop only, and never before the sale") {
        auto elsewhere = sale_to("0045", "");
        elsewhere.key.business_unit = BusinessUnitId("shop-2");
        shop.take(elsewhere);
        CHECK(shop.milk_of(elsewhere).maybe.empty());
        auto later = sale_to("0046", "");
        later.key.business_day = *Date::from_iso("2011-10-19");
        later.begun_at = *CivilTime::from_iso("2011-10-19T11:00:00");
        shop.take(later);
        CHECK(shop.milk_of(later).maybe.empty());
    }
    CHECK(check_plans(shop.connection) >= 8);
}
