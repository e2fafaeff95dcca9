#include "terminal/feeds/import_file.hpp"
#include "terminal/feeds/storage_sink.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/disk_after.hpp"

#include <fstream>
#include <future>
#include <set>

// An import of two slices ends, as by kill -9, at every call by which SQLite changes a file. The same file is then
// imported again, and the shop has what one undisturbed import gives it.

namespace makegood::storage {

namespace {

constexpr int receipts = 24;
constexpr int lines_a_receipt = 14; // so that they are more rows than one slice beside people has

std::string padded(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string json_lines() {
    std::string text;
    for (int i = 1; i <= receipts; ++i) {
        text += R"({"business_unit_id":"9","workstation_id":"2","sequence_number":")" + padded(i) +
                R"(","begin_date_time":"2011-10-05T10:21:33","currency_code":"EUR","customer_id":"C )" +
                std::to_string(i % 5) + R"(","line_items":[)";
        for (int line = 1; line <= lines_a_receipt; ++line)
            text += std::string(line == 1 ? "" : ",") + R"({"item_id":"A)" + std::to_string(i % 3 + line) +
                    R"(","description":"Tea )" + std::to_string(i % 3 + line) + R"(","extended_amount":"1.)" +
                    padded(line) + R"("})";
        text += R"(],"tenders":[{"tender_type":"CreditDebit","amount":"15.05","card_last_four":"12)" + padded(i) +
                "\"}]}\n";
    }
    return text;
}

std::string poslog() {
    std::string text = "<POSLog xmlns='http://www.nrf-arts.org/IXRetail/namespace/'>\n";
    for (int i = 1; i <= receipts; ++i) {
        text += "<Transaction><RetailStoreID>9</RetailStoreID><WorkstationID>2</WorkstationID><SequenceNumber>" +
                std::to_string(i) +
                "</SequenceNumber><BusinessDayDate>2017-10-01</BusinessDayDate><EndDateTime>2017-10-01T08:05:12"
                "</EndDateTime><CurrencyCode>USD</CurrencyCode><RetailTransaction>";
        for (int line = 1; line <= lines_a_receipt; ++line)
            text += "<LineItem><SequenceNumber>" + std::to_string(line) +
                    "</SequenceNumber><Sale ItemType='Stock'><POSIdentity><POSItemID>" +
                    std::to_string(100 + i % 3 + line) + "</POSItemID></POSIdentity><Description>THING " +
                    std::to_string(i % 3 + line) + "</Description><ExtendedAmount>1." + padded(line) +
                    "</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>";
        text += "</RetailTransaction></Transaction>\n";
    }
    return text + "</POSLog>";
}

using Values = std::vector<Query::Value>;

Values all_facts(Connection& connection) {
    Values values;
    for (const auto* table : {"workstation", "item", "word", "item_word", "tender_kind", "customer_mark", "receipt",
                              "receipt_line", "receipt_tender", "receipt_tax", "receipt_link", "purchase"}) {
        values.emplace_back(table);
        Query query(connection, "SELECT * FROM " + std::string(table) + " ORDER BY 1, 2");
        while (query.step())
            for (int column = 0; column < query.columns(); ++column)
                values.push_back(query.value());
    }
    return values;
}

struct Shop {
    bool operator==(const Shop&) const = default;

    Values facts;
    std::int64_t receipts = 0;
    std::vector<std::string> flaws;
    bool chain_is_whole = false;
};

Shop look_at(Storage& storage) {
    Shop shop;
    must(storage.connection().attempt("read", "the facts", [&] {
        Query count(storage.connection(), "SELECT count(*) FROM receipt");
        count.step();
        shop.receipts = count.integer();
        shop.facts = all_facts(storage.connection());
    }));
    shop.flaws = must(storage.connection().check_integrity());
    shop.chain_is_whole = must(storage.verify()).ok;
    return shop;
}

struct Imported {
    feeds::ImportReport report;
    Shop shop;
};

// As the kiosk does it: by the storage thread, in slices beside people.
Imported import_into(const std::filesystem::path& folder, const std::filesystem::path& file) {
    Imported imported;
    DeskWorld world(folder);
    world.desk.reset();
    StorageThread thread(std::move(world.storage));
    feeds::StorageThreadSink sink(thread);
    imported.report = feeds::import_file(file, nullptr, sink, {}, [] { return 0.0; });
    std::promise<Shop> shop;
    thread.post([&](Storage& storage) { shop.set_value(look_at(storage)); });
    imported.shop = shop.get_future().get();
    return imported;
}

void check_every_end(const std::string& name, const std::string& content) {
    const TemporaryFolder folder;
    {
        DeskWorld world(folder.path());
        world.fill();
    }
    const auto file = folder.path() / name;
    std::ofstream(file, std::ios::binary) << content;
    auto files = files_of(folder.path());
    std::vector<DiskCall> calls;
    Shop undisturbed;
    {
        const RecordingDisk disk;
        const auto imported = import_into(folder.path(), file);
        REQUIRE_FALSE(imported.report.failure);
        REQUIRE(imported.report.new_receipts == receipts);
        undisturbed = imported.shop;
        calls = disk.calls();
    }
    REQUIRE(undisturbed.receipts == receipts + 1);
    REQUIRE(undisturbed.flaws.empty());
    REQUIRE(undisturbed.chain_is_whole);

    std::set<std::uint64_t> found_new;
    for (std::size_t made = 0; made < calls.size(); carry_out(files, calls[made++])) {
        INFO(made << " calls of " << calls.size());
        lay_down(made % 2 == 0 ? half_done(files, calls[made]) : files, folder.path());
        const RecordingDisk disk;
        const auto again = import_into(folder.path(), file);
        CHECK_FALSE(again.report.failure);
        CHECK(again.report.rejected == 0);
        CHECK(again.shop == undisturbed);
        found_new.insert(again.report.new_receipts);
    }
    // Some ends came before the first slice was kept, some between the two, some after both.
    CHECK(found_new.size() == 3);
}

} // namespace

TEST_CASE("an import of JSON lines that ended at any write ends as one undisturbed when it is repeated",
          "[crash points]") {
    check_every_end("receipts.jsonl", json_lines());
}

TEST_CASE("an import of a POSLog that ended at any write ends as one undisturbed when it is repeated",
          "[crash points]") {
    check_every_end("poslog.xml", poslog());
}

} // namespace makegood::storage
