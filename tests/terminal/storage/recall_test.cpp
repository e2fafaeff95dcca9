#include "terminal/storage/intake.hpp"
#include "terminal/storage/recall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/round_weights.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/terminal/storage/query_plans.hpp"

#include <algorithm>

using namespace makegood;
using namespace makegood::storage;

namespace {

const Currency pounds = *Currency::from_code("GBP");

constexpr auto weights = testing::round_weights;

struct Sale {
    const char* sequence;
    const char* day;
    std::vector<std::pair<const char*, const char*>> items; // code and name
    std::int64_t total = 1000;
    const char* card = "";
    const char* customer = "";
    const char* phone = "";
    const char* lane = "lane-3";
    const char* time = "10:21";
    RetailTransactionKind kind = RetailTransactionKind::sale;
    const char* reference = "";
};

const std::vector<Sale> sales = {
    {"100", "2011-10-01", {{"5000112637922", "Milk 1 l"}, {"4011", "Bananas"}}, 1000, "1234", "C7", "0912 345 6789"},
    {"101", "2011-10-03", {{"5000112637922", "Milk 1 l"}, {"B-1", "نان سنگک"}}, 2000, "9876", "", "", "lane-3"},
    {"102",
     "2011-10-05",
     {{"4011", "Bananas"}, {"S-9", "Saffron threads 1g"}},
     1390,
     "1234",
     "",
     "",
     "lane-4",
     "19:40"},
    {"103", "2011-10-20", {{"5000112637922", "Milk 1 l"}, {"4011", "Bananas"}}, 1000},
    {"104",
     "2011-12-24",
     {{"S-9", "Saffron threads 1g"}},
     900,
     "",
     "C7",
     "",
     "lane-4",
     "12:00",
     RetailTransactionKind::return_,
     "881204"},
    {"2045", "2010-03-01", {{"X", "Candles"}}, 139'12},
};

RetailTransaction receipt_of(const Sale& sale) {
    RetailTransaction receipt{
        .key = {BusinessUnitId("shop-1"), WorkstationId(sale.lane), *Date::from_iso(sale.day), sale.sequence},
        .number = sale.sequence,
        .kind = sale.kind,
        .begun_at = *CivilTime::from_iso(std::string(sale.day) + "T" + sale.time),
        .operator_id = OperatorId("op-7"),
        .customer_reference = sale.customer,
        .total = Money(sale.total, pounds),
        .customer_phone = sale.phone};
    for (const auto& [code, name] : sale.items)
        receipt.lines.push_back({.number = LineNumber(std::ssize(receipt.lines) + 1),
                                 .code = ItemCode(code),
                                 .name = name,
                                 .quantity = one_unit,
                                 .amount = Money(sale.total / std::ssize(sale.items), pounds)});
    receipt.tenders = {{"CreditDebit", receipt.total, sale.card, sale.reference}};
    return receipt;
}

struct Market {
    TemporaryFolder folder;
    Connection connection = writing(folder);
    Pepper pepper = must(Pepper::open(folder.path(), true));
    Recall recall{connection, pepper, weights};

    Market() {
        Intake intake(connection, pepper, rows_in_bulk);
        for (const auto& sale : sales)
            must(intake.take(receipt_of(sale)));
        must(intake.finish());
    }

    std::vector<std::string> found(const RecalledPurchase& told) {
        std::vector<std::string> sequences;
        for (const auto& one : must(recall.find(told, 8)).candidates)
            sequences.push_back(one.stored.receipt.key.sequence);
        return sequences;
    }
};

RecalledDays around(const char* day, int spread = 2) {
    return {*Date::from_iso(day), *Date::from_iso(day), spread};
}

using Sequences = std::vector<std::string>;

} // namespace

TEST_CASE("what fits best comes first, and what fits in nothing does not come") {
    Market shop;
    // Both items and the day; then the same items on a day out of reach are not even looked at.
    CHECK(shop.found({.days = around("2011-10-02"), .items = {"5000112637922", "4011"}}) ==
          Sequences{"100", "101", "102"});
    CHECK(shop.found({.items = {"5000112637922", "4011"}}).front() == "103");
    CHECK(shop.found({.items = {"5000112637922", "4011"}}).size() == 4);
    CHECK(shop.found({.days = around("2011-10-20")}) == Sequences{"103"});
    CHECK(shop.found({.days = around("2009-10-20"), .items = {"4011"}}).empty());
}

TEST_CASE("an item is known by its code in any length of a GTIN, or by words with typos, in both languages") {
    Market shop;
    const auto days = around("2011-10-04", 5);
    for (const auto* said : {"5000112637922", "05000112637922", "milk", "MILK 1l", "mlik", "milk 2 l"}) {
        CAPTURE(said);
        CHECK(shop.found({.days = days, .items = {said}}) == Sequences{"101", "100"});
    }
    for (const auto* said : {"saffron", "safron", "saffron thread", "threads of safrron"}) {
        CAPTURE(said);
        CHECK(shop.found({.days = days, .items = {said}}) == Sequences{"102"});
    }
    for (const auto* said : {"نان سنگک", "سنگك", "نان سنگگ", "نان‌سنگک", "نانسنگک"}) {
        CAPTURE(said);
        CHECK(shop.found({.days = days, .items = {said}}) == Sequences{"101"});
    }
    for (const auto* said : {"candles'; DROP TABLE receipt; --", "zzz", "%", "?"}) {
        CAPTURE(said);
        const auto found = shop.found({.days = days, .items = {said}});
        CHECK(std::ranges::count(found, "2045") == 0);
    }
    CHECK(shop.found({.items = {"candle"}}) == Sequences{"2045"});
}

TEST_CASE("a number with characters that cannot be read is found by those that can") {
    Market shop;
    CHECK(shop.found({.number = "102"}) == Sequences{"102"});
    const auto any_of_ten = shop.found({.number = "10?"});
    CHECK(any_of_ten.size() == 5);
    CHECK(shop.found({.number = "?02"}) == Sequences{"102"});
    CHECK(shop.found({.number = "2?4?"}) == Sequences{"2045"});
    CHECK(shop.found({.number = "1?"}).empty());
    CHECK(shop.found({.days = around("2011-10-05", 0), .number = "10?"}).front() == "102");
}

TEST_CASE("a card, a payment, a loyalty number and a phone lead to the receipts they stand on") {
    Market shop;
    CHECK(shop.found({.card_last_four = "1234"}).size() == 2);
    CHECK(shop.found({.days = around("2011-10-05", 0), .card_last_four = "1234"}) == Sequences{"102", "100"});
    CHECK(shop.found({.payment_reference = "881204"}) == Sequences{"104"});
    const RecalledAmount ten_pounds{Money(1000, pounds), 150};
    // A return is seldom meant.
    CHECK(shop.found({.total = ten_pounds, .customer_reference = "C7"}) == Sequences{"100", "104"});
    for (const auto* phone : {"09123456789", "+98 912 345 6789", "۰۹۱۲۳۴۵۶۷۸۹"}) {
        CAPTURE(phone);
        CHECK(shop.found({.days = around("2011-10-01"), .phone = phone}) == Sequences{"100"});
    }
    CHECK(shop.found({.days = around("2011-11-11", 0), .phone = "0911 111 1111"}).empty());
    CHECK(shop.found({.days = around("2011-11-11", 0), .customer_reference = "C8"}).empty());
}

TEST_CASE("who somebody is shows none of their receipts, what was bought as well shows those on which it stands") {
    Market shop;
    const auto alone = [&](const RecalledPurchase& told) { return must(shop.recall.find(told, 8)).customer_alone; };
    for (const RecalledPurchase& told :
         {RecalledPurchase{.phone = "09123456789"}, RecalledPurchase{.customer_reference = "C7"},
          RecalledPurchase{.weekday = 6, .customer_reference = "C7"},
          RecalledPurchase{.days = around("2011-10-01", 200), .customer_reference = "C7"},
          RecalledPurchase{.item_count = 2, .card_last_four = "1234", .phone = "09123456789"}}) {
        CHECK(alone(told));
        CHECK(shop.found(told).empty());
    }
    CHECK_FALSE(alone({.items = {"saffron"}, .customer_reference = "C7"}));
    CHECK_FALSE(alone({.card_last_four = "1234"}));
    CHECK(shop.found({.items = {"saffron"}, .customer_reference = "C7"}) == Sequences{"104", "102"});
    CHECK(shop.found({.items = {"candles"}, .phone = "09123456789"}) == Sequences{"2045"});
    CHECK(shop.found({.days = around("2011-12-24", 1), .customer_reference = "C7"}) == Sequences{"104"});
    CHECK(shop.found({.total = RecalledAmount{Money(9'000, pounds), 0}, .customer_reference = "C7"}).empty());
}

TEST_CASE("the total, the lane, the hour and the weekday tell receipts apart") {
    Market shop;
    const auto days = around("2011-10-03", 5);
    const auto about = [&](std::int64_t amount, std::optional<int> permille) {
        return RecalledAmount{Money(amount, pounds), permille};
    };
    CHECK(shop.found({.days = days, .total = about(1350, 100)}).front() == "102");
    CHECK(shop.found({.days = days, .total = about(2000, std::nullopt)}).front() == "101");
    CHECK(shop.found({.days = days, .total = about(2000, 0)}).front() == "101");
    CHECK(shop.found({.total = about(139'12, std::nullopt)}) == Sequences{"2045"});
    CHECK(shop.found({.days = days, .workstation = WorkstationId("lane-4")}).front() == "102");
    CHECK(shop.found({.days = days, .hours = RecalledHours{19 * 60, 20 * 60}}).front() == "102");
    CHECK(shop.found({.days = days, .weekday = 6}).front() == "100"); // 1 October 2011 was a Saturday
    CHECK(shop.found({.days = days, .prices = {about(695, 0)}}).front() == "102");
    CHECK(must(shop.recall.find({.weekday = 6}, 8)).nothing_to_begin_with);
}

TEST_CASE("each fact that was told comes back with what stands on the receipt") {
    Market shop;
    const auto found = must(shop.recall.find({.days = around("2011-10-04"),
                                              .items = {"safron", "milk"},
                                              .total = RecalledAmount{Money(1400, pounds), 100},
                                              .card_last_four = "1234"},
                                             8));
    REQUIRE_FALSE(found.candidates.empty());
    const auto& best = found.candidates.front();
    CHECK(best.stored.receipt.key.sequence == "102");
    REQUIRE(best.reasons.size() == 5);
    CHECK(best.reasons[0].fact == RecalledFact::days);
    CHECK(best.reasons[0].matched);
    CHECK(std::get<Date>(best.reasons[0].seen) == *Date::from_iso("2011-10-05"));
    CHECK(best.reasons[1].fact == RecalledFact::item);
    CHECK(best.reasons[1].matched);
    CHECK(std::get<std::string>(best.reasons[1].seen) == "Saffron threads 1g");
    CHECK(best.reasons[2].fact == RecalledFact::item);
    CHECK(best.reasons[2].index == 1);
    CHECK_FALSE(best.reasons[2].matched);
    CHECK(std::get<Money>(best.reasons[3].seen) == Money(1390, pounds));
    CHECK(best.reasons[4].fact == RecalledFact::card);
    CHECK(best.reasons[4].matched);
}

TEST_CASE("how sure: one perfect fit is nearly certain, many equal ones share") {
    Market shop;
    const auto sure = must(shop.recall.find({.number = "102"}, 8)).candidates.front().share;
    CHECK(sure > 0.99);
    const auto shared = must(shop.recall.find({.number = "10?"}, 8)).candidates;
    double sum = 0;
    for (const auto& one : shared) {
        CHECK(one.share < 0.26);
        sum += one.share;
    }
    CHECK(sum < 1);
    CHECK(sum > 0.9);
}

TEST_CASE("only the last revision of a receipt is found") {
    Market shop;
    auto corrected = receipt_of(sales[2]);
    corrected.total = Money(1400, pounds);
    Intake intake(shop.connection, shop.pepper, rows_in_bulk);
    CHECK(must(intake.take(corrected)) == Taken::revision);
    must(intake.finish());
    const auto found = must(shop.recall.find({.items = {"saffron"}, .card_last_four = "1234"}, 8));
    REQUIRE(found.candidates.size() >= 2);
    CHECK(found.candidates[0].stored.revision == 2);
    CHECK(std::ranges::count(shop.found({.number = "102"}), "102") == 1);
}

TEST_CASE("a database of before is brought up to date and found in") {
    const TemporaryFolder folder;
    const auto steps = schema_steps();
    {
        // As the sixth step left it.
        must(Connection::open_writing(folder.database(), {steps.begin(), steps.begin() + 6}));
        PlainDatabase plain(folder.database());
        plain.run("INSERT INTO receipt VALUES (15990784000, 'shop-1', 'lane-3', 15250, '0042', 1, NULL, zeroblob(32), "
                  "'R-0042', 0, 1317600000, 60, 'op-7', randomblob(32), 715, 'GBP')");
        plain.run("INSERT INTO receipt_line VALUES (15990784000, 1, 0, 0, '4011', 'Bananas', 742, 185, 'GBP', 3), "
                  "(15990784000, 2, 0, 0, 'B-1', 'نان سنگک', 1000, 530, 'EUR', 1)");
        plain.run("INSERT INTO receipt_tender VALUES (15990784000, 1, 'Cash', 715, 'GBP', '')");
    }
    auto connection = must(Connection::open_writing(folder.database(), steps));
    must(fill_empty_indexes(connection));
    const auto pepper = must(Pepper::open(folder.path(), true));
    Recall recall(connection, pepper, weights);
    for (const RecalledPurchase& told : {RecalledPurchase{.items = {"banannas"}}, RecalledPurchase{.items = {"سنگک"}},
                                         RecalledPurchase{.number = "0042"}, RecalledPurchase{.number = "R-0042"},
                                         RecalledPurchase{.days = around("2011-10-03")}}) {
        const auto found = must(recall.find(told, 8));
        REQUIRE(found.candidates.size() == 1);
        const auto& receipt = found.candidates[0].stored.receipt;
        CHECK(receipt.key.sequence == "0042");
        CHECK(receipt.number == "R-0042");
        CHECK(receipt.utc_offset_minutes == 60);
        REQUIRE(receipt.lines.size() == 2);
        CHECK(receipt.lines[0].quantity.milli() == 742);
        CHECK(receipt.lines[0].amount == Money(185, pounds));
        CHECK(receipt.lines[1].amount == Money(530, *Currency::from_code("EUR")));
        CHECK(receipt.tenders[0].kind == "Cash");
    }
    CHECK(must(connection.check_integrity()).empty());
}

TEST_CASE("no search by memory reads a whole table") {
    Market shop;
    const RecalledAmount amount{Money(1000, pounds), 100};
    for (const RecalledPurchase& told :
         {RecalledPurchase{.days = around("2011-10-04"), .items = {"4011", "safron threads"}, .total = amount},
          RecalledPurchase{.days = around("2011-10-04")}, RecalledPurchase{.total = amount},
          RecalledPurchase{.number = "10?"}, RecalledPurchase{.number = "102"},
          RecalledPurchase{.items = {"milk"},
          .card_last_four = "1234",
          .payment_reference = "881204",
          .customer_reference = "C7",
          .phone = "09123456789"}})
        must(shop.recall.find(told, 8));
    CHECK(check_plans(shop.connection) >= 20);
}
