#include "terminal/storage/retention.hpp"
#include "terminal/storage/retention_trouble.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/bytes_on_disk.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/terminal/storage/query_plans.hpp"

#include <algorithm>

using namespace makegood;
using namespace makegood::storage;

namespace {

// The clock of these tests stands at 4 May 2026. Days are told as that many before it.
Date days_ago(int days) {
    return {Date::from_iso("2026-05-04")->days_since_1970 - days};
}

RetailTransaction sold(int days, const std::string& sequence, const std::string& shop = "shop-1") {
    auto receipt = groceries(sequence);
    receipt.key.business_unit = BusinessUnitId(shop);
    receipt.key.business_day = days_ago(days);
    receipt.number = "R-" + sequence;
    receipt.customer_reference = "loyal-" + sequence;
    receipt.customer_phone = "0912 555 0" + sequence;
    receipt.tenders[1].card_last_four = sequence;
    receipt.tenders[1].reference = "bank-" + sequence;
    return receipt;
}

struct Archive {
    TemporaryFolder folder;
    DeskWorld world{folder.path()};

    // The same folder from now on, with these terms.
    void keep(const Retention& retention) {
        world.close();
        world.storage = must(Storage::open(world.place, "lane-1", world.clock, world.randomness, retention));
        world.desk.emplace(Desk::World{world.storage->ledger(), world.clock, world.randomness, world.cryptography,
                                       world.slip_writer, world.policy, "lane-1", "Corner Shop"});
    }

    Taken take(const RetailTransaction& receipt) {
        auto intake = world.storage->intake(rows_in_bulk);
        const auto taken = must(intake.take(receipt));
        must(intake.finish());
        return taken;
    }

    std::vector<RetentionTally> would_go() {
        return must(what_would_go(world.storage->connection(), world.storage->retention_today()));
    }

    // How many slices it took.
    int apply(int rows = rows_beside_people) {
        RetentionPass pass;
        int slices = 1;
        while (must(pass.slice(*world.storage, rows)))
            ++slices;
        return slices;
    }

    std::optional<StoredReceipt> find(const RetailTransaction& receipt) {
        return must(world.storage->facts().find_receipt(receipt.key));
    }

    std::int64_t count(const std::string& what) {
        return must(world.storage->connection().attempt("count", what, [&] {
            Query query(world.storage->connection(), "SELECT count(*) FROM " + what);
            query.step();
            return query.integer();
        }));
    }

    std::vector<std::string> events(std::string_view type) {
        return must(world.storage->connection().attempt("read", "events", [&] {
            std::vector<std::string> bodies;
            Query query(world.storage->connection(), "SELECT body FROM event WHERE type = ? ORDER BY position");
            query.bind(type);
            while (query.step()) {
                const auto body = query.bytes();
                bodies.emplace_back(body.begin(), body.end());
            }
            return bodies;
        }));
    }
};

const Retention thirty_and_ten{{30, 10}, {}};

} // namespace

TEST_CASE("without terms nothing ever goes", "[retention]") {
    Archive archive;
    archive.take(sold(20'000, "1001"));
    CHECK(archive.apply() == 1);
    CHECK(archive.find(sold(20'000, "1001")));
    const auto tallies = archive.would_go();
    REQUIRE(tallies.size() == 1);
    CHECK(tallies[0].receipts == 0);
    CHECK(tallies[0].personal == 0);
}

TEST_CASE("receipts go on the day after their term with all that stands under them", "[retention]") {
    Archive archive;
    for (const auto& [days, sequence] : {std::pair{31, "1031"}, {40, "1040"}, {30, "1030"}, {10, "1010"}, {0, "1000"}})
        CHECK(archive.take(sold(days, sequence)) == Taken::stored);
    auto corrected = sold(40, "1040");
    corrected.lines.pop_back();
    CHECK(archive.take(corrected) == Taken::revision);
    archive.keep(thirty_and_ten);

    const auto before = archive.would_go();
    REQUIRE(before.size() == 1);
    CHECK(before[0].shop == BusinessUnitId("shop-1"));
    CHECK(before[0].receipts == 2);
    CHECK(before[0].lines == 8); // 3, and 3 and 2 of the two revisions
    CHECK(before[0].first_day == days_ago(40));
    CHECK(before[0].last_day == days_ago(31));
    CHECK(before[0].personal == 1);
    CHECK(before[0].kept == 0);
    CHECK(archive.count("receipt") == 6);

    archive.apply();
    CHECK(archive.count("receipt") == 3);
    CHECK(archive.count("receipt_line") == 9);
    CHECK(archive.count("receipt_tender") == 6);
    CHECK(archive.count("purchase") == 9);
    CHECK_FALSE(archive.find(sold(40, "1040")));
    CHECK_FALSE(archive.find(sold(31, "1031")));
    CHECK(archive.find(sold(30, "1030")));
    CHECK(archive.find(sold(10, "1010"))->receipt.tenders[1].card_last_four == "1010");
    CHECK(must(archive.world.storage->connection().check_integrity()).empty());

    const auto after = archive.would_go();
    CHECK(after[0].receipts == 0);
    CHECK(after[0].lines == 0);
    CHECK(after[0].personal == 0);
}

TEST_CASE("a receipt without what leads to a person is found by everything else", "[retention]") {
    Archive archive;
    archive.take(sold(11, "1011"));
    archive.take(sold(10, "1010"));
    archive.keep(thirty_and_ten);
    archive.apply();

    const auto found = archive.find(sold(11, "1011"));
    REQUIRE(found);
    CHECK(found->revision == 1);
    REQUIRE(found->receipt.tenders.size() == 2);
    CHECK(found->receipt.tenders[1].kind == "CreditDebit");
    CHECK(found->receipt.tenders[1].card_last_four.empty());
    CHECK(found->receipt.tenders[1].reference.empty());
    CHECK(must(archive.world.storage->facts().find_by_number("R-1011", 5)).size() == 1);
    CHECK(must(archive.world.storage->facts().find_by_item(ItemCode("4011"), 5)).size() == 2);
    CHECK(archive.count("receipt WHERE customer IS NULL AND phone IS NULL") == 1);
    CHECK(archive.count("customer_mark") == 2); // of the other one
}

TEST_CASE("a customer's mark stays while another receipt carries it", "[retention]") {
    Archive archive;
    auto older = sold(40, "1040"), newer = sold(5, "1005");
    older.customer_reference = newer.customer_reference;
    newer.customer_phone.clear();
    older.customer_phone.clear();
    archive.take(older);
    archive.take(newer);
    archive.keep(thirty_and_ten);
    archive.apply();
    CHECK(archive.count("customer_mark") == 1);
    CHECK(archive.count("receipt WHERE customer IS NOT NULL") == 1);
}

TEST_CASE("each shop has its own terms", "[retention]") {
    Archive archive;
    for (const auto* shop : {"S1", "S2", "S3"})
        archive.take(sold(20, "1020", shop));
    archive.keep({{}, {{BusinessUnitId("S2"), {15, 5}}, {BusinessUnitId("S3"), {{}, 5}}}});

    const auto before = archive.would_go();
    REQUIRE(before.size() == 3);
    CHECK(before[0].shop == BusinessUnitId("S1"));
    CHECK(before[0].receipts + before[0].personal == 0);
    CHECK(before[1].receipts == 1);
    CHECK(before[1].limits.receipts == days_ago(16));
    CHECK(before[2].receipts == 0);
    CHECK(before[2].personal == 1);

    archive.apply();
    CHECK(archive.find(sold(20, "1020", "S1"))->receipt.tenders[1].card_last_four == "1020");
    CHECK_FALSE(archive.find(sold(20, "1020", "S2")));
    CHECK(archive.find(sold(20, "1020", "S3"))->receipt.tenders[1].card_last_four.empty());
}

TEST_CASE("what is gone stands in the journal, and a second pass has nothing to tell", "[retention]") {
    Archive archive;
    archive.take(sold(40, "1040"));
    archive.take(sold(20, "1020"));
    archive.keep(thirty_and_ten);
    archive.apply();

    const auto began = archive.events("retention.began");
    REQUIRE(began.size() == 1);
    const auto applied = archive.events("retention.applied");
    REQUIRE(applied.size() == 1);
    CHECK_THAT(applied[0],
               Catch::Contains(R"("event":{"business_unit":"shop-1","limits":{"personal":"2026-04-23","receipts":)"
                               R"("2026-04-03"},"lines":3,"personal":1,"receipts":1})"));
    for (const auto* trace : {"1040", "1020", "loyal", "bank"})
        CHECK_THAT(began[0] + applied[0], !Catch::Contains(trace));

    archive.apply();
    CHECK(archive.events("retention.began").size() == 1);
    CHECK(archive.events("retention.applied").size() == 1);
    CHECK(must(archive.world.storage->verify()).ok);
    CHECK(must(archive.world.storage->rebuild()).ok);
}

TEST_CASE("a receipt with a case stays whole, all revisions of it", "[retention]") {
    Archive archive;
    archive.world.fill();
    archive.world.handle(archive.world.claim(LineNumber(1), 1000)).value();
    auto corrected = groceries();
    corrected.number = "R-0043";
    archive.take(corrected);
    archive.take(sold(40, "1040"));
    for (const Retention& retention : {Retention{{30, 10}, {}}, Retention{{{}, 10}, {}}}) {
        archive.keep(retention);
        CHECK(archive.would_go()[0].kept == 1);
        archive.apply();
        CHECK(archive.find(groceries())->revisions == 2);
        CHECK(archive.find(groceries())->receipt.tenders[1].card_last_four == "1234");
    }
    CHECK_FALSE(archive.find(sold(40, "1040")));
    CHECK(must(archive.world.storage->rebuild()).ok);
}

TEST_CASE("importing an old file again brings nothing back", "[retention]") {
    Archive archive;
    const auto gone = sold(40, "1040"), erased = sold(20, "1020"), whole = sold(5, "1005");
    auto erased_before = erased;
    erased_before.lines.pop_back(); // an earlier revision of it
    for (const auto& receipt : {gone, erased_before, erased, whole})
        archive.take(receipt);
    archive.keep(thirty_and_ten);
    archive.apply();

    const auto late = sold(21, "1021"); // comes only now
    const auto content = [&] {
        return std::tuple(archive.count("receipt"), archive.count("receipt_tender"), archive.count("customer_mark"),
                          archive.count("receipt_tender WHERE card_last_four IS NOT NULL"));
    };
    CHECK(archive.take(late) == Taken::stored);
    CHECK(archive.find(late)->receipt.tenders[1].reference.empty());
    const auto standing = content();
    CHECK(standing == std::tuple(4, 8, 2, 1));
    for (int time = 0; time < 2; ++time) {
        CHECK(archive.take(gone) == Taken::beyond_retention);
        CHECK(archive.take(erased_before) == Taken::known);
        CHECK(archive.take(erased) == Taken::known);
        CHECK(archive.take(late) == Taken::known);
        CHECK(archive.take(whole) == Taken::known);
    }
    CHECK(content() == standing);

    // A correction is still one, without what leads to a person.
    auto corrected = erased;
    corrected.number = "R-1";
    CHECK(archive.take(corrected) == Taken::revision);
    CHECK(archive.take(corrected) == Taken::known);
    CHECK(archive.find(erased)->receipt.tenders[1].card_last_four.empty());
}

TEST_CASE("importing the file of a receipt that stays whole for a case changes nothing", "[retention]") {
    Archive archive;
    archive.world.fill();
    archive.world.handle(archive.world.claim(LineNumber(1), 1000)).value();
    archive.keep({{{}, 10}, {}});
    archive.apply();
    CHECK(archive.take(groceries()) == Taken::known);
    CHECK(archive.find(groceries())->receipt.tenders[1].card_last_four == "1234");
}

TEST_CASE("slices are small, and what an interrupted pass has left is the work of the next", "[retention]") {
    Archive archive;
    for (int i = 0; i < 100; ++i)
        archive.take(sold(40, std::to_string(1000 + i)));
    archive.keep(thirty_and_ten);
    {
        RetentionPass pass;
        CHECK(must(pass.slice(*archive.world.storage, 100)));
        CHECK(archive.count("receipt") > 80);
    }
    const auto left = archive.count("receipt");
    CHECK(left < 100);
    CHECK(archive.would_go()[0].receipts == left);
    CHECK(archive.events("retention.began").size() == 1);
    CHECK(archive.events("retention.applied").empty());
    CHECK(archive.apply(100) > 5);
    CHECK(archive.count("receipt") == 0);
    CHECK(archive.count("customer_mark") == 0);
    CHECK_THAT(archive.events("retention.applied").at(0), Catch::Contains("\"receipts\":" + std::to_string(left)));
}

TEST_CASE("unasked, a clock that ran ahead deletes nothing", "[retention]") {
    struct Row {
        int newest_days_ago;
        std::int64_t receipts_left;
    };
    for (const auto& row : {Row{31, 1}, Row{32, 2}}) {
        CAPTURE(row.newest_days_ago);
        Archive archive;
        archive.take(sold(40, "1040"));
        archive.take(sold(row.newest_days_ago, "1031"));
        archive.keep({{35, {}}, {}});
        auto slice = retention_in_slices();
        while (slice(*archive.world.storage)) {
        }
        CHECK(archive.count("receipt") == row.receipts_left);
    }
}

TEST_CASE("how an unasked pass ended is told once", "[retention]") {
    Archive archive;
    archive.take(sold(40, "1040"));
    archive.take(sold(1, "1001"));
    archive.keep({{35, {}}, {}});
    std::vector<std::string> told;
    const auto run = [&] {
        auto slice = retention_in_slices(
            [&](const Stored<void>& ended) { told.push_back(ended ? "through" : ended.error().text()); });
        while (slice(*archive.world.storage)) {
        }
    };
    PlainDatabase plain(archive.folder.database());
    REQUIRE(plain.run("CREATE TRIGGER spoilt BEFORE DELETE ON receipt_line BEGIN SELECT RAISE(ABORT, 'the disk is "
                      "full'); END"));
    run();
    REQUIRE(told.size() == 1);
    CHECK_THAT(told[0], Catch::Contains("the disk is full"));
    REQUIRE(plain.run("DROP TRIGGER spoilt"));
    run();
    CHECK(told == std::vector<std::string>{told[0], "through"});
}

TEST_CASE("why a pass broke off is kept until one goes through", "[retention]") {
    const TemporaryFolder folder;
    CHECK_FALSE(retention_trouble(folder.path()));
    keep_retention_trouble(folder.path(), {*CivilTime::from_iso("2011-12-05T03:30:00"), "delete: disk is full"});
    const auto trouble = retention_trouble(folder.path());
    REQUIRE(trouble);
    CHECK(trouble->at.to_iso() == "2011-12-05T03:30:00");
    CHECK(trouble->why == "delete: disk is full");
    forget_retention_trouble(folder.path());
    CHECK_FALSE(retention_trouble(folder.path()));
}

TEST_CASE("what is erased is overwritten in the file and in the write-ahead log", "[retention]") {
    Archive archive;
    archive.take(sold(20, "1020"));
    archive.take(sold(40, "1040"));
    archive.world.close();
    const auto before = bytes_of_all_files(archive.folder.path());
    CHECK(contains(before, "bank-1020"));
    CHECK(contains(before, "R-1040"));

    archive.keep(thirty_and_ten);
    archive.apply();
    CHECK(std::filesystem::file_size(archive.folder.database().string() + "-wal") == 0);
    archive.world.close();
    const auto after = bytes_of_all_files(archive.folder.path());
    CHECK_FALSE(contains(after, "bank-"));
    CHECK_FALSE(contains(after, "R-1040"));
    CHECK(contains(after, "R-1020"));
}

TEST_CASE("a rewritten file has no byte of what was erased, however its pages were split", "[retention]") {
    Archive archive;
    constexpr int receipts = 4'000;
    {
        auto intake = archive.world.storage->intake(rows_in_bulk);
        for (int i = 0; i < receipts; ++i)
            must(intake.take(sold(20 + i % 20, std::to_string(1000 + i * 1237 % receipts))));
        must(intake.finish());
    }
    const auto mark = must(archive.world.storage->connection().attempt("read", "a mark", [&] {
        Query query(archive.world.storage->connection(), "SELECT hash FROM customer_mark LIMIT 1");
        query.step();
        const auto bytes = query.bytes();
        return std::string(bytes.begin(), bytes.end());
    }));
    archive.keep({{{}, 10}, {}});
    archive.apply();
    must(archive.world.storage->connection().rewrite());
    CHECK(std::filesystem::file_size(archive.folder.database().string() + "-wal") == 0);
    CHECK(must(archive.world.storage->connection().check_integrity()).empty());
    must(archive.world.storage->connection().check_settings());
    CHECK(archive.count("receipt") == receipts);
    archive.world.close();
    const auto erased = bytes_of_all_files(archive.folder.path());
    CHECK_FALSE(contains(erased, "bank-"));
    CHECK_FALSE(contains(erased, mark));
    CHECK(contains(erased, "R-1"));

    archive.keep({{10, {}}, {}});
    archive.apply();
    must(archive.world.storage->connection().rewrite());
    archive.world.close();
    CHECK_FALSE(contains(bytes_of_all_files(archive.folder.path()), "R-1"));
}

TEST_CASE("retention looks up by index, and knows every table under a receipt", "[retention]") {
    Archive archive;
    archive.take(sold(40, "1040"));
    archive.take(sold(20, "1020"));
    auto corrected = sold(20, "1020");
    corrected.lines.pop_back();
    archive.take(corrected);
    archive.keep(thirty_and_ten);
    const auto before = archive.world.storage->connection().prepared_statements();
    archive.apply();
    CHECK(check_plans(archive.world.storage->connection(), before) > 12);
    archive.world.close();

    PlainDatabase plain(archive.folder.database());
    const auto number = [&](const std::string& sql) { return plain.read(sql).bytes[0]; };
    const std::string children = "FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key WHERE "
                                 "key.\"table\" = 'receipt' AND key.\"from\" = 'receipt'";
    CHECK(number("SELECT count(*) " + children) == tables_under_receipt.size());
    for (const auto table : tables_under_receipt)
        CHECK(number("SELECT count(*) " + children + " AND child.name = '" + std::string(table) + "'") == 1);
}
