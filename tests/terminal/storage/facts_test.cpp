#include "terminal/storage/facts.hpp"
#include "terminal/storage/intake.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/terminal/storage/query_plans.hpp"
#include "workflows/recovery/slip.hpp"

#include <algorithm>
#include <fstream>

using namespace makegood;
using namespace makegood::storage;

namespace {

const Currency gbp = *Currency::from_code("GBP");

struct Shop {
    TemporaryFolder folder;
    Connection connection = writing(folder);
    Pepper pepper = must(Pepper::open(folder.path(), true));
    Facts facts{connection};

    Taken take(const RetailTransaction& receipt) {
        Intake intake(connection, pepper, rows_in_bulk);
        const auto taken = must(intake.take(receipt));
        must(intake.finish());
        return taken;
    }
};

void check_same(const RetailTransaction& found, const RetailTransaction& expected) {
    CHECK(found.key == expected.key);
    CHECK(found.number == expected.number);
    CHECK(found.kind == expected.kind);
    CHECK(found.begun_at == expected.begun_at);
    CHECK(found.utc_offset_minutes == expected.utc_offset_minutes);
    CHECK(found.operator_id == expected.operator_id);
    CHECK(found.total == expected.total);
    REQUIRE(found.lines.size() == expected.lines.size());
    for (std::size_t i = 0; i < found.lines.size(); ++i) {
        CAPTURE(i);
        CHECK(found.lines[i].number == expected.lines[i].number);
        CHECK(found.lines[i].kind == expected.lines[i].kind);
        CHECK(found.lines[i].voided == expected.lines[i].voided);
        CHECK(found.lines[i].code == expected.lines[i].code);
        CHECK(found.lines[i].name == expected.lines[i].name);
        CHECK(found.lines[i].quantity == expected.lines[i].quantity);
        CHECK(found.lines[i].amount == expected.lines[i].amount);
        CHECK(found.lines[i].entry_method == expected.lines[i].entry_method);
        CHECK(found.lines[i].unit == expected.lines[i].unit);
        CHECK(found.lines[i].discount == expected.lines[i].discount);
        CHECK(found.lines[i].quantity_keyed == expected.lines[i].quantity_keyed);
    }
    REQUIRE(found.tenders.size() == expected.tenders.size());
    for (std::size_t i = 0; i < found.tenders.size(); ++i) {
        CHECK(found.tenders[i].kind == expected.tenders[i].kind);
        CHECK(found.tenders[i].amount == expected.tenders[i].amount);
        CHECK(found.tenders[i].card_last_four == expected.tenders[i].card_last_four);
        CHECK(found.tenders[i].reference == expected.tenders[i].reference);
    }
    CHECK(found.taxes == expected.taxes);
    CHECK(found.links == expected.links);
}

} // namespace

TEST_CASE("a receipt comes back as the till told it") {
    Shop shop;
    CHECK(shop.take(groceries()) == Taken::stored);
    const auto found = must(shop.facts.find_receipt(groceries().key));
    REQUIRE(found);
    check_same(found->receipt, groceries());
    CHECK(found->revision == 1);
    CHECK(found->revisions == 1);
    CHECK_FALSE(must(shop.facts.find_receipt(groceries("0043").key)));
}

TEST_CASE("the same receipt twice changes nothing; other content is a revision beside it") {
    Shop shop;
    auto receipt = groceries();
    CHECK(shop.take(receipt) == Taken::stored);
    CHECK(shop.take(receipt) == Taken::known);

    auto corrected = receipt;
    corrected.lines[0].quantity = Quantity::of_milli(1000);
    CHECK(shop.take(corrected) == Taken::revision);
    CHECK(shop.take(corrected) == Taken::known);
    CHECK(shop.take(receipt) == Taken::known);

    const auto last = must(shop.facts.find_receipt(receipt.key));
    CHECK(last->revision == 2);
    CHECK(last->revisions == 2);
    check_same(last->receipt, corrected);
    const auto first = must(shop.facts.find_receipt(ReceiptReference{receipt.key, 1}));
    check_same(first->receipt, receipt);
    CHECK_FALSE(must(shop.facts.find_receipt(ReceiptReference{receipt.key, 3})));

    const auto by_number = must(shop.facts.find_by_number("R-0042", 10));
    REQUIRE(by_number.size() == 1);
    CHECK(by_number[0].revision == 2);
    const auto by_item = must(shop.facts.find_by_item(ItemCode("4011"), 10));
    REQUIRE(by_item.size() == 1);
    CHECK(by_item[0].revision == 2);
}

TEST_CASE("every field of a receipt is part of its content") {
    using Change = void (*)(RetailTransaction&);
    const Change changes[] = {
        [](RetailTransaction& r) { r.number = "R-0043"; },
        [](RetailTransaction& r) { r.kind = RetailTransactionKind::voided; },
        [](RetailTransaction& r) { r.begun_at.seconds += 1; },
        [](RetailTransaction& r) { r.utc_offset_minutes = 0; },
        [](RetailTransaction& r) { r.utc_offset_minutes.reset(); },
        [](RetailTransaction& r) { r.operator_id = OperatorId("op-8"); },
        [](RetailTransaction& r) { r.customer_reference = "17850"; },
        [](RetailTransaction& r) { r.total = Money(716, gbp); },
        [](RetailTransaction& r) { r.total = Money(715, *Currency::from_code("EUR")); },
        [](RetailTransaction& r) { r.lines.pop_back(); },
        [](RetailTransaction& r) { r.lines[2].number = LineNumber(3); },
        [](RetailTransaction& r) { r.lines[0].kind = LineKind::fee; },
        [](RetailTransaction& r) { r.lines[0].voided = true; },
        [](RetailTransaction& r) { r.lines[0].code = ItemCode("05000112637922"); },
        [](RetailTransaction& r) { r.lines[0].name = "milk 1 l"; },
        [](RetailTransaction& r) { r.lines[1].quantity = Quantity::of_milli(743); },
        [](RetailTransaction& r) { r.lines[1].amount = Money(186, gbp); },
        [](RetailTransaction& r) { r.lines[1].entry_method = EntryMethod::keyed; },
        [](RetailTransaction& r) { r.lines[0].quantity_keyed = true; },
        [](RetailTransaction& r) { r.tenders.clear(); },
        [](RetailTransaction& r) { std::swap(r.tenders[0], r.tenders[1]); },
        [](RetailTransaction& r) { r.tenders[0].kind = "Cheque"; },
        [](RetailTransaction& r) { r.tenders[1].card_last_four = "1235"; },
        [](RetailTransaction& r) { r.tenders[1].reference = "881204"; },
        [](RetailTransaction& r) { r.customer_phone = "0912 345 6789"; },
    };
    Shop shop;
    CHECK(shop.take(groceries()) == Taken::stored);
    int revision = 1;
    for (const auto change : changes) {
        auto receipt = groceries();
        change(receipt);
        CAPTURE(revision);
        CHECK(shop.take(receipt) == Taken::revision);
        const auto found = must(shop.facts.find_receipt(ReceiptReference{receipt.key, ++revision}));
        REQUIRE(found);
        receipt.customer_reference.clear();
        receipt.customer_phone.clear();
        check_same(found->receipt, receipt);
    }
}

TEST_CASE("content that cannot be a receipt is refused whole and its neighbours are kept") {
    Shop shop;
    auto twice = groceries("1");
    twice.lines[1].number = twice.lines[0].number;
    auto unnumbered = groceries("");
    auto card = groceries("2");
    card.tenders[0].card_last_four = "4111111111111111";
    auto huge = groceries("3");
    huge.lines[2].name = std::string(2'000'000, 'x');

    auto latin_1 = groceries("4");
    latin_1.lines[2].name = "caf\xE9";
    auto surrogate = groceries("5");
    surrogate.number = "\xED\xA0\x80";
    auto overlong = groceries("6");
    overlong.key.sequence = "\xC0\xAF";

    Intake intake(shop.connection, shop.pepper, rows_in_bulk);
    must(intake.take(groceries("before")));
    for (const auto& receipt : {twice, unnumbered, card, huge, latin_1, surrogate, overlong}) {
        const auto taken = intake.take(receipt);
        REQUIRE_FALSE(taken);
        CHECK(taken.error().fault == StorageFault::refused);
        CHECK(taken.error().object == receipt.key.to_text());
    }
    must(intake.take(groceries("after")));
    must(intake.finish());

    CHECK(must(shop.facts.find_by_number("R-0042", 10)).size() == 2);
    CHECK_FALSE(must(shop.facts.find_receipt(huge.key)));
    CHECK(must(shop.connection.check_integrity()).empty());
}

TEST_CASE("days imported in any order keep their receipts apart") {
    Shop shop;
    for (const auto* day : {"2011-12-01", "2011-10-05", "1969-12-31", "2011-10-06", "2011-10-05"}) {
        auto receipt = groceries(std::string("of ") + day);
        receipt.key.business_day = *Date::from_iso(day);
        shop.take(receipt);
    }
    const auto found = must(shop.facts.find_by_number("R-0042", 10));
    std::vector<std::string> days;
    for (const auto& one : found)
        days.push_back(one.receipt.key.business_day.to_iso());
    CHECK(days == std::vector<std::string>{"2011-12-01", "2011-10-06", "2011-10-05", "1969-12-31"});
}

TEST_CASE("the customer's reference and phone are nowhere in the files") {
    Shop shop;
    auto receipt = groceries();
    receipt.customer_reference = "customer-canary-17850";
    receipt.customer_phone = "canary 09123456789";
    shop.take(receipt);
    CHECK(must(shop.facts.find_receipt(receipt.key))->receipt.customer_reference.empty());
    for (const auto& file : std::filesystem::recursive_directory_iterator(shop.folder.path())) {
        if (!file.is_regular_file())
            continue;
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(stream), {}};
        INFO(file.path());
        CHECK(content.find("canary") == std::string::npos);
        CHECK(content.find("9123456789") == std::string::npos);
    }
}

TEST_CASE("a bar code's reading finds the receipts that it fits, whatever zeros stand in front") {
    Shop shop;
    for (const auto* lane : {"lane-3", "7"}) {
        auto receipt = groceries();
        receipt.key.workstation = WorkstationId(lane);
        receipt.number = "R-" + std::string(lane);
        shop.take(receipt);
    }
    const auto found = [&](const LabelReading& label) { return must(shop.facts.find_by_label(label, 10)).size(); };
    const auto day = groceries().key.business_day;
    CHECK(found({.sequence = "0042"}) == 2);
    CHECK(found({.sequence = "42"}) == 2);
    CHECK(found({.sequence = "00042"}) == 2);
    CHECK(found({.sequence = "420"}) == 0);
    CHECK(found({.lane = "007", .sequence = "0042"}) == 1);
    CHECK(found({.lane = "8", .sequence = "0042"}) == 0);
    CHECK(found({.sequence = "0042", .day = day}) == 2);
    CHECK(found({.sequence = "0042", .day = Date{day.days_since_1970 + 1}}) == 0);
    CHECK(found({.shop = "shop-1", .sequence = "R-7"}) == 1);
    CHECK(found({.shop = "shop-2", .sequence = "R-7"}) == 0);
    CHECK(found({.sequence = "0042", .operator_id = "op-7"}) == 2);
    CHECK(found({.sequence = "0042", .operator_id = "op-8"}) == 0);
}

TEST_CASE("no look-up reads a whole table") {
    Shop shop;
    // Each statement runs once and its plan is asked of SQLite with the very text that ran.
    shop.take(groceries());
    must(shop.facts.find_receipt(groceries().key));
    must(shop.facts.find_receipt(ReceiptReference{groceries().key, 1}));
    must(shop.facts.find_by_number("R-0042", 10));
    must(shop.facts.find_by_item(ItemCode("4011"), 10));
    must(shop.facts.find_by_label({.sequence = "0042"}, 10));

    CHECK(check_plans(shop.connection) >= 9);
}

TEST_CASE("the label of a tap finds the receipt that was kept under its number") {
    Shop shop;
    auto receipt = groceries("1456-7f3a91");
    receipt.number = "1015300042";
    shop.take(receipt);
    const auto found = [&](std::string_view printed) { return must(shop.facts.find_printed(printed, {}, 5)); };
    const auto label = own_label("MGT", "1ANE11112051015300042");
    REQUIRE(found(label).size() == 1);
    CHECK(found(label).front().receipt.key == receipt.key);
    CHECK(found(own_label("MGT", "1ANE11112051015300043")).empty());
    CHECK(found(own_label("MGT", "1015300042")).empty()); // no day
    CHECK(found(own_label("MGS", "1ANE11112051015300042")).empty());
    CHECK(found("1456-7f3a91").size() == 1);
}
