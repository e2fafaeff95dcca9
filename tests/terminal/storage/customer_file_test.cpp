#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
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

    OfCustomer of(const CustomerTold& told) {
        return must(held_of_customer(world.storage->connection(), world.storage->pepper(), told));
    }

    void erase(const CustomerTold& told) {
        must(erase_customer(*world.storage, of(told), ErasureBasis::request, {cashier, world.request()}));
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

TEST_CASE("what a customer told is found by their phone or a case of theirs, and erased with the rest", "[customer]") {
    CustomerShop shop;
    auto& world = shop.world;
    auto& connection = world.storage->connection();
    const auto tell = [&](const std::string& words, const std::string& phone) {
        return must(world.storage->handle(TakeDown{world.request(), cashier, CareKind::service, {}, words, phone}))
            .value()
            .id;
    };
    world.fill();
    shop.take([] {
        auto named = groceries();
        named.customer_reference = "L-9";
        return named;
    }());
    const auto by_phone = tell("trace of her anger", "+98 912 555 0001");
    const auto of_another = tell("hers alone", "0912 555 0002");
    const auto of_nobody = tell("no number", "");
    const auto given = world.approved(LineNumber(1), 1000);
    world.handle(RecordPrint{world.request(), given.id, given.remedy->slip.prints[0].job, PrintOutcome::printed})
        .value();
    world.handle(CloseCase{world.request(), cashier, given.id}).value();
    const CareId of_case(given.id.text());
    const auto step = [&](const CareId& record, CareStep next, const std::string& words) {
        must(world.storage->handle(TakeCareStep{world.request(), cashier, record, next, words})).value();
    };
    step(of_case, CareStep::reopened, "");
    step(of_case, CareStep::investigated, "trace of the bag");

    const auto told = [&](const CustomerTold& who) {
        const auto found = shop.of(who).told;
        return std::set<CareId>(found.begin(), found.end());
    };
    const auto before = connection.prepared_statements();
    CHECK(told({.phone = "0912 555 0001"}) == std::set{by_phone});
    CHECK(told({.receipt = shop.first.key}) == std::set{by_phone});
    CHECK(told({.loyalty_number = "L-1"}).empty());
    CHECK(told({.loyalty_number = "L-9"}) == std::set{of_case});
    CHECK(told({.phone = "0912 555 0002"}) == std::set{of_another});
    CHECK(told({.phone = "0912 555 0009"}).empty());
    CHECK(check_plans(connection, before) > 0);

    const auto whole = must(world.storage->verify());
    CHECK(whole.ok);
    CHECK(whole.texts_held == 6);
    CHECK(whole.texts_erased == 0);
    shop.erase({.phone = "0912 555 0001", .loyalty_number = "L-9"});
    CHECK_THAT(shop.last_event(), Catch::Contains(R"("told":2)"));
    CHECK(must(words_of_care(connection, world.storage->pepper(), by_phone)).empty());
    CHECK(must(phone_of_care(connection, world.storage->pepper(), by_phone)) == std::nullopt);
    CHECK(must(words_of_care(connection, world.storage->pepper(), of_case)).empty());
    CHECK(must(words_of_care(connection, world.storage->pepper(), of_nobody)).size() == 1);
    CHECK(must(phone_of_care(connection, world.storage->pepper(), of_another)) == "0912 555 0002");
    CHECK(must(CareFile(connection).history(of_case)).size() == 4);

    const auto left = must(world.storage->verify());
    CHECK(left.ok);
    CHECK(left.texts_held == 3);
    CHECK(left.texts_erased == 3);
    CHECK(must(world.storage->rebuild()).digest == left.digest);
    // Work goes on with what was erased.
    step(by_phone, CareStep::investigated, "A queue");
    CHECK(must(world.storage->verify()).texts_held == 4);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("a text of the register that somebody changed or took away alone is told by the journal's check",
          "[customer]") {
    CustomerShop shop;
    shop.world.fill();
    auto& connection = shop.world.storage->connection();
    const auto tell = [&](const std::string& words) {
        return must(shop.world.storage->handle(TakeDown{shop.world.request(), cashier, CareKind::service, {}, words}))
            .value()
            .id;
    };
    const auto one = tell("One");
    tell("Other");
    REQUIRE(must(shop.world.storage->verify()).ok);
    must(connection.attempt("swap", "salts", [&] {
        Query(connection, "UPDATE vault_care SET salt = zeroblob(32) WHERE record = ?").bind(one.text()).run();
    }));
    const auto check = must(shop.world.storage->verify());
    REQUIRE(check.problems.size() == 1);
    CHECK(check.problems.front().flaw == JournalFlaw::false_text);
    CHECK_THAT(check.problems.front().what, Catch::Contains(one.text()));
    CHECK(check.texts_held == 1);
    CHECK(check.texts_erased == 0);
}
