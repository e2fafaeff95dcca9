#include "terminal/feeds/import_file.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"

#include <filesystem>

using namespace makegood;
using namespace makegood::feeds;
namespace fs = std::filesystem;

namespace {

const std::string extracts = MAKEGOOD_SOURCE_DIR "/tests/data/feeds/";
const std::string shared = MAKEGOOD_SOURCE_DIR "/../shared/data/";

// Adds up and forgets, so that half a million rows leave nothing behind.
class AddingSink : public ReceiptSink {
  public:
    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override {
        for (const auto& receipt : slice)
            add(receipt);
        return std::vector<TakenOrWhyNot>(slice.size(), Taken::stored);
    }
    std::int64_t total_minor = 0;
    std::int64_t lines_minor = 0;
    int voided = 0;

  private:
    void add(const RetailTransaction& receipt) {
        total_minor += receipt.total.minor_units();
        for (const auto& line : receipt.lines) {
            lines_minor += line.amount.minor_units();
            voided += line.voided ? 1 : 0;
        }
    }
};

double no_time() {
    return 0;
}

FeedMap map_named(const std::string& name) {
    return load_feed_map(MAKEGOOD_SOURCE_DIR "/assets/feeds/" + name).value();
}

bool is_there(const std::string& file) {
    if (fs::exists(shared + file))
        return true;
    WARN("skipped: " << file << " is not here");
    return false;
}

} // namespace

TEST_CASE("a file is known by what stands in it") {
    RecordingSink sink;
    const auto map = map_named("uci-online-retail.toml");
    double now = 10;
    const auto stopwatch = [&now] { return now += 2; };

    const auto poslog = import_file(extracts + "r10-retalix-6.1.xml", nullptr, sink, {}, stopwatch);
    CHECK_FALSE(poslog.failure);
    CHECK(poslog.receipts == 1);
    CHECK(poslog.seconds == 2);

    const auto csv = import_file(extracts + "uci-extract.csv", &map, sink, {}, stopwatch);
    CHECK_FALSE(csv.failure);
    CHECK(csv.receipts == 2);

    CHECK(import_file(extracts + "uci-extract.csv", nullptr, sink, {}, stopwatch).failure->code == "map-needed");
    CHECK(import_file(extracts + "absent.csv", &map, sink, {}, stopwatch).failure->code == "cannot-open");
}

TEST_CASE("a Retalix R10 sale becomes a receipt with the number that its paper carries") {
    RecordingSink sink;
    const auto report = import_file(extracts + "r10-retalix-6.1.xml", nullptr, sink, {}, no_time);
    CHECK(report.rows == 7);
    CHECK(report.stored == 6);
    CHECK(report.skipped_by_reason.at("not-trade") == 1);
    REQUIRE(sink.receipts.size() == 1);
    const auto& receipt = sink.receipts[0];
    CHECK(receipt.key.to_text() == "0610/140/2016-08-22/451");
    CHECK(receipt.number == "6290610140045100220816");
    CHECK(receipt.begun_at.to_iso() == "2016-08-22T15:21:49");
    CHECK(receipt.utc_offset_minutes == 60);
    CHECK(receipt.operator_id.text() == "0610-9009");
    CHECK(receipt.total.to_decimal() == "6.57");
    REQUIRE(receipt.lines.size() == 3);
    CHECK(receipt.lines[1].code.text() == "1329421");
    CHECK(receipt.lines[2].name == "CND S/SKM MLK X6");
    CHECK(receipt.lines[2].entry_method == EntryMethod::keyed);
    REQUIRE(receipt.taxes.size() == 2);
    CHECK(receipt.taxes[1].name == "VAT");
    CHECK(receipt.taxes[1].percent_milli == 20'000);
    CHECK(receipt.taxes[1].amount.to_decimal() == "0.66");
    CHECK(receipt.taxes[1].included);
    REQUIRE(receipt.tenders.size() == 1);
    CHECK(receipt.tenders[0].kind == "Cash");
}

TEST_CASE("real invoices keep their lines, and what no customer bought is left out by name") {
    RecordingSink sink;
    const auto map = map_named("uci-online-retail.toml");
    const auto report = import_file(extracts + "uci-extract.csv", &map, sink, {}, no_time);
    CHECK(report.skipped_by_reason.at("bad debt") == 1);
    CHECK(report.skipped_by_reason.at("stock loss") == 1);
    REQUIRE(sink.receipts.size() == 2);
    const auto& invoice = sink.receipts[0];
    CHECK(invoice.number == "536591");
    CHECK(invoice.begun_at.to_iso() == "2010-12-01T16:57:00"); // 33 rows say 16:57, six 16:58
    CHECK(sink.receipts[1].kind == RetailTransactionKind::return_);
}

// Figures from shared/data/README.md: 541,909 rows, 25,900 invoices, sum of Quantity × UnitPrice 9,747,747.93.
TEST_CASE("the whole of Online Retail adds up") {
    const std::string file = "transactions/uci_online_retail_2010_2011.csv.xz";
    if (!is_there(file))
        return;
    AddingSink sink;
    const auto map = map_named("uci-online-retail.toml");
    const auto report = import_file(shared + file, &map, sink, {}, no_time);
    CHECK_FALSE(report.failure);
    CHECK(report.rows == 541'909);
    CHECK(report.rejected == 0);
    CHECK(report.skipped_by_reason.at("bad debt") == 3);
    CHECK(report.skipped_by_reason.at("stock loss") == 1'336); // each is an invoice of its own
    CHECK(report.stored == 541'909 - 3 - 1'336);
    CHECK(report.receipts == 25'900 - 3 - 1'336);
    // The three rows of bad debt are 11,062.06 and twice -11,062.06; stock losses have no price.
    CHECK(sink.total_minor == 974'774'793 + 1'106'206);
}

TEST_CASE("the whole of The Complete Journey is accounted for") {
    const std::string file = "transactions/completejourney_transactions_sample.csv.xz";
    if (!is_there(file))
        return;
    AddingSink sink;
    const auto map = map_named("complete-journey.toml");
    const auto report = import_file(shared + file, &map, sink, {}, no_time);
    CHECK_FALSE(report.failure);
    CHECK(report.rows == 75'000);
    CHECK(report.rejected_by_reason == std::map<std::string, std::uint64_t, std::less<>>{{"amount-unreadable", 1}});
    CHECK(report.skipped_by_reason.at("no quantity") == 415);
    CHECK(report.stored == 74'584);
}

// Figures from shared/data/README.md: 42 RetailTransactions, 9 ControlTransactions, 1,041 LineItems, 552 Sales,
// 4 voiding lines, 51 Tenders.
TEST_CASE("a whole day of a supermarket is read from its POSLog") {
    const std::string file = "poslog/ncr_acs_supermarket_2017-10-01.xml.xz";
    if (!is_there(file))
        return;
    AddingSink sink;
    const auto report = import_file(shared + file, nullptr, sink, {}, no_time);
    CHECK_FALSE(report.failure);
    CHECK(report.rows == 1'041 + 9);
    CHECK(report.receipts == 42);
    CHECK(report.rejected == 0);
    CHECK(report.lines == 552 + 245); // 249 rewards are money, of which 4 only sum up others
    CHECK(report.skipped_by_reason.at("control-transaction") == 9);
    CHECK(sink.voided == 8);
}
