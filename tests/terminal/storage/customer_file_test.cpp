#include "terminal/storage/customer_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/bytes_on_disk.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

// Sold to a person; what leads to them begins with "trace-", so that it can be looked for.
RetailTransaction sold_to(const std::string& sequence, const std::string& loyalty, const std::string& phone) {
    auto receipt = groceries(sequence);
    receipt.number = "R-" + sequence;
    receipt.customer_reference = loyalty;
    receipt.customer_phone = phone;
    receipt.tenders[1].card_last_four = "trac";
    receipt.tenders[1].reference = "trace-" + sequence;
    return receipt;
}

using Keys = std::vector<ReceiptKey>;

struct CustomerShop {
    TemporaryFolder folder;
    DeskWorld world{folder.path()};
    RetailTransaction first = sold_to("1001", "L-1", "0912 555 0001");
    RetailTransaction second = sold_to("1002", "L-1", "");
    RetailTransaction third = sold_to("1003", "", "0912 555 0001");
    RetailTransaction of_another = sold_to("1004", "L-2", "0912 555 0002");

    CustomerShop() {
        for (const auto& receipt : {first, second, third, of_another})
            CHECK(take(receipt) == Taken::stored);
    }

    Taken take(const RetailTransaction& receipt) {
        auto intake = world.storage->intake(rows_in_bulk);
        const auto taken = must(intake.take(receipt));
        must(intake.finish());
        return taken;
    }

    CustomerReceipts of(const CustomerTold& told) {
        return must(receipts_of_customer(world.storage->connection(), world.storage->pepper(), told));
    }

    void erase(const CustomerTold& told) {
        must(erase_customer(*world.storage, of(told).keys, ErasureBasis::request, {cashier, world.request()}));
    }

    RetailTransaction stored(const RetailTransaction& receipt) {
        return must(world.storage->facts().find_receipt(receipt.key))->receipt;
    }

    std::string last_event() {
        return must(world.storage->connection().attempt("read", "an event", [&] {
            Query query(world.storage->connection(), "SELECT type, actor, body FROM event ORDER BY position DESC "
                                                     "LIMIT 1");
            query.step();
            const auto type = query.text();
            const auto actor = query.text();
            const auto body = query.bytes();
            return type + " " + actor + " " + std::string(body.begin(), body.end());
        }));
    }
};

} // namespace

TEST_CASE("a customer's receipts are those with their phone, their number, or a mark of one receipt", "[customer]") {
    CustomerShop shop;
    CHECK(shop.of({.phone = "+98 912 555 0001"}).keys == Keys{shop.first.key, shop.third.key});
    CHECK(shop.of({.loyalty_number = "L-1"}).keys == Keys{shop.first.key, shop.second.key});
    CHECK(shop.of({.receipt = shop.first.key}).keys == Keys{shop.first.key, shop.second.key, shop.third.key});
    CHECK(shop.of({.receipt = shop.second.key}).keys == Keys{shop.first.key, shop.second.key});
    CHECK(shop.of({.phone = "0912 555 0001", .loyalty_number = "L-2"}).keys.size() == 3);
    CHECK(shop.of({.phone = "0912 555 0009"}).keys.empty());
    CHECK(shop.of({.loyalty_number = "l-1"}).keys.empty());
    CHECK(shop.of({.receipt = sold_to("9999", "", "").key}).keys.empty());

    SECTION("where a mark leads on, it is said and not followed") {
        CHECK(shop.of({.phone = "0912 555 0001"}).leads_on == shop.first.key);
        CHECK_FALSE(shop.of({.receipt = shop.first.key}).leads_on);
        CHECK_FALSE(shop.of({.loyalty_number = "L-2"}).leads_on);
    }
    SECTION("a mark on an earlier revision leads to its receipt, once") {
        auto corrected = shop.third;
        corrected.customer_phone.clear();
        CHECK(shop.take(corrected) == Taken::revision);
        CHECK(shop.of({.phone = "09125550001"}).keys == Keys{shop.first.key, shop.third.key});
    }
    SECTION("a receipt without marks still leads to somebody by a card") {
        const auto by_card = sold_to("1005", "", "");
        shop.take(by_card);
        CHECK(shop.of({.receipt = by_card.key}).keys == Keys{by_card.key});
        shop.erase({.receipt = by_card.key});
        CHECK(shop.of({.receipt = by_card.key}).keys.empty());
    }
}

TEST_CASE("what is erased leads to nobody, and what was bought and paid stays", "[customer]") {
    CustomerShop shop;
    const CustomerTold told{.receipt = shop.first.key};
    shop.erase(told);
    for (const auto& receipt : {shop.first, shop.second, shop.third}) {
        const auto left = shop.stored(receipt);
        CHECK(left.lines == receipt.lines);
        CHECK(left.total == receipt.total);
        REQUIRE(left.tenders.size() == 2);
        CHECK(left.tenders[1].amount == receipt.tenders[1].amount);
        CHECK(left.tenders[1].card_last_four.empty());
        CHECK(left.tenders[1].reference.empty());
        CHECK(shop.of({.receipt = receipt.key}).keys.empty());
    }
    CHECK(shop.stored(shop.of_another).tenders[1].reference == "trace-1004");
    CHECK(shop.of({.phone = "0912 555 0001", .loyalty_number = "L-1"}).keys.empty());
    CHECK(shop.of({.loyalty_number = "L-2"}).keys == Keys{shop.of_another.key});

    CHECK_THAT(shop.last_event(), Catch::StartsWith("customer.erased cashier ") &&
                                      Catch::Contains(R"("event":{"basis":"request","receipts":3})"));
    CHECK(must(shop.world.storage->verify()).ok);
    const auto before = must(shop.world.storage->verify()).digest;
    const auto rebuilt = must(shop.world.storage->rebuild());
    CHECK(rebuilt.ok);
    CHECK(rebuilt.digest == before);
}

TEST_CASE("a case of an erased customer goes on", "[customer]") {
    CustomerShop shop;
    shop.world.fill();
    shop.take([] {
        auto named = groceries();
        named.customer_reference = "L-9";
        return named;
    }());
    const auto opened = shop.world.handle(shop.world.claim(LineNumber(1), 1000)).value();
    shop.erase({.loyalty_number = "L-9"});
    const auto given = shop.world.handle(GiveRemedy{shop.world.request(), cashier, opened.id, {}, {}}).value();
    CHECK(given.remedy);
    CHECK(must(shop.world.storage->rebuild()).ok);
    CHECK(must(shop.world.storage->verify()).ok);
}

TEST_CASE("no import brings an erased customer back, whether of the same receipt or a corrected one", "[customer]") {
    CustomerShop shop;
    shop.erase({.receipt = shop.first.key});
    auto corrected = shop.first;
    corrected.lines.pop_back();
    for (int time = 0; time < 2; ++time) {
        CHECK(shop.take(shop.first) == Taken::known);
        CHECK(shop.take(shop.second) == Taken::known);
    }
    CHECK(shop.take(corrected) == Taken::revision);
    CHECK(shop.take(corrected) == Taken::known);
    CHECK(shop.take(shop.first) == Taken::known);
    auto once_more = corrected;
    once_more.lines.pop_back();
    CHECK(shop.take(once_more) == Taken::revision);
    CHECK(shop.stored(shop.first).lines.size() == 1);
    CHECK(shop.stored(shop.first).tenders[1].reference.empty());
    CHECK(shop.of({.phone = "0912 555 0001", .loyalty_number = "L-1", .receipt = shop.first.key}).keys.empty());

    // What they buy from now on is another matter.
    CHECK(shop.take(sold_to("1009", "L-1", "")) == Taken::stored);
    CHECK(shop.of({.loyalty_number = "L-1"}).keys.size() == 1);
}

TEST_CASE("a customer number that a till tells later is still taken where nothing was erased", "[customer]") {
    CustomerShop shop;
    const auto nameless = groceries("1010");
    auto named = nameless;
    named.customer_reference = "L-3";
    CHECK(shop.take(nameless) == Taken::stored);
    CHECK(shop.take(named) == Taken::revision);
    CHECK(shop.of({.loyalty_number = "L-3"}).keys == Keys{nameless.key});
}

TEST_CASE("no byte of an erased customer lies in any file afterwards", "[customer]") {
    CustomerShop shop;
    constexpr int receipts = 3'000;
    {
        auto intake = shop.world.storage->intake(rows_in_bulk);
        for (int i = 0; i < receipts; ++i)
            must(intake.take(sold_to(std::to_string(2000 + i * 1237 % receipts), "L-" + std::to_string(i % 7), "")));
        must(intake.finish());
    }
    const auto mark_of = [&](const char* loyalty) {
        const auto hash = shop.world.storage->pepper().keyed_hash(customer_purpose, loyalty);
        return std::string(hash.begin(), hash.end());
    };
    const auto mark = mark_of("L-1"), other_mark = mark_of("L-2");
    const auto erased = shop.of({.loyalty_number = "L-1"}).keys;
    CHECK(contains(bytes_of_all_files(shop.folder.path()), "trace-1002"));
    shop.erase({.loyalty_number = "L-1"});
    CHECK(std::filesystem::file_size(shop.folder.database().string() + "-wal") == 0);
    CHECK(must(shop.world.storage->connection().check_integrity()).empty());
    shop.world.close();

    const auto bytes = bytes_of_all_files(shop.folder.path());
    CHECK_FALSE(contains(bytes, mark));
    for (const auto& key : erased)
        CHECK_FALSE(contains(bytes, "trace-" + key.sequence));
    CHECK(contains(bytes, other_mark));
    CHECK(contains(bytes, "trace-1004"));
}

TEST_CASE("a customer is looked up and erased by index", "[customer]") {
    CustomerShop shop;
    const auto before = shop.world.storage->connection().prepared_statements();
    shop.erase({.phone = "0912 555 0001", .loyalty_number = "L-1", .receipt = shop.third.key});
    CHECK(check_plans(shop.world.storage->connection(), before) > 8);
}
