#include "terminal/feeds/import_file.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <sys/stat.h>

using namespace makegood;
using namespace makegood::feeds;
namespace fs = std::filesystem;

// The same harm in each of the three formats, in files on a real disk.

namespace {

enum class Format { poslog, csv, json };
constexpr Format formats[] = {Format::poslog, Format::csv, Format::json};
constexpr const char* names_of_formats[] = {"POSLog", "CSV", "JSON lines"};

struct Item {
    std::string name = "THING";
    std::string quantity = "1";
    std::string price = "1.00"; // of one
    std::string day = "2011-10-05";
};

std::string head(Format format) {
    return format == Format::poslog ? "<POSLog>\n" : format == Format::csv ? "n;t;c;d;q;p\n" : "";
}

// A receipt with that many lines of this item.
std::string receipt_with(Format format, const std::string& sequence, const Item& item, int lines = 1) {
    std::string text;
    if (format == Format::poslog)
        text = "<Transaction><RetailStoreID>9</RetailStoreID><WorkstationID>2</WorkstationID><SequenceNumber>" +
               sequence + "</SequenceNumber><BeginDateTime>" + item.day +
               "T10:21:00</BeginDateTime><CurrencyCode>EUR</CurrencyCode><RetailTransaction>";
    if (format == Format::json)
        text = R"({"business_unit_id":"9","workstation_id":"2","sequence_number":")" + sequence +
               R"(","begin_date_time":")" + item.day + R"(T10:21:00","currency_code":"EUR","line_items":[)";
    for (int i = 0; i < lines; ++i) {
        if (format == Format::poslog)
            text += "<LineItem><Sale><ItemID>A</ItemID><Description>" + item.name + "</Description><Quantity>" +
                    item.quantity + "</Quantity><ActualSalesUnitPrice>" + item.price +
                    "</ActualSalesUnitPrice></Sale></LineItem>";
        if (format == Format::csv)
            text +=
                sequence + ";" + item.day + " 10:21;A;\"" + item.name + "\";" + item.quantity + ";" + item.price + "\n";
        if (format == Format::json)
            text += std::string(i > 0 ? "," : "") + R"({"item_id":"A","description":")" + item.name +
                    R"(","quantity":")" + item.quantity + R"(","actual_sales_unit_price":")" + item.price + "\"}";
    }
    if (format == Format::poslog)
        text += "</RetailTransaction></Transaction>\n";
    if (format == Format::json)
        text += "]}\n";
    return text;
}

std::string tail(Format format) {
    return format == Format::poslog ? "</POSLog>\n" : "";
}

FeedMap till_map() {
    return parse_feed_map("[constants]\nbusiness_unit = \"9\"\nworkstation = \"2\"\ncurrency = \"EUR\"\n"
                          "[columns]\nsequence = \"n\"\ntime = \"t\"\ncode = \"c\"\nname = \"d\"\nquantity = \"q\"\n"
                          "unit_price = \"p\"\n[formats]\ntime = \"YYYY-MM-DD hh:mm\"\nseparator = \";\"\n",
                          "till.toml")
        .value();
}

Imported import_from_disk(const std::string& bytes) {
    const storage::TemporaryFolder folder;
    const auto file = folder.path() / "receipts";
    std::ofstream(file, std::ios::binary) << bytes;
    Imported outcome;
    const auto map = till_map();
    outcome.report = import_file(file, &map, outcome.sink, {.on_reject = into(outcome.rejects)}, [] { return 0.0; });
    CHECK(outcome.report.balanced());
    return outcome;
}

std::string failure_of(const Imported& outcome) {
    return outcome.report.failure ? outcome.report.failure->code : "";
}

} // namespace

TEST_CASE("what is wrong with one receipt has its name in every format and costs only that receipt") {
    struct Row {
        const char* what;
        Item item;
        const char* reason[3]; // in the order of the formats
    };
    const Row rows[] = {
        {"an amount that overflows",
         {.quantity = "1000000", .price = "9223372036854.77"},
         {"amount-too-large", "amount-too-large", "amount-too-large"}},
        {"a price that overflows",
         {.price = "99999999999999999999"},
         {"price-unreadable", "amount-too-large", "amount-too-large"}},
        {"a quantity that overflows",
         {.quantity = "99999999999999999999"},
         {"quantity-unreadable", "quantity-unreadable", "quantity-unreadable"}},
        {"29 February of another year",
         {.day = "2011-02-29"},
         {"time-unreadable", "time-unreadable", "time-unreadable"}},
        {"month 13", {.day = "2011-13-01"}, {"time-unreadable", "time-unreadable", "time-unreadable"}},
    };
    for (const auto& row : rows)
        for (const auto format : formats) {
            const auto at = static_cast<std::size_t>(format);
            INFO(row.what << " in " << names_of_formats[at]);
            const auto outcome = import_from_disk(head(format) + receipt_with(format, "1", row.item) +
                                                  receipt_with(format, "2", {}) + tail(format));
            CHECK(outcome.rejects == std::vector<std::string>{std::string("1 ") + row.reason[at]});
            CHECK(failure_of(outcome) == "");
            REQUIRE(outcome.sink.receipts.size() == 1);
            CHECK(outcome.sink.receipts[0].key.sequence == "2");
        }
}

TEST_CASE("a million pieces and ten thousand lines are much, but not wrong") {
    for (const auto format : formats) {
        INFO(names_of_formats[static_cast<std::size_t>(format)]);
        const auto million =
            import_from_disk(head(format) + receipt_with(format, "1", {.quantity = "1000000"}) + tail(format));
        REQUIRE(million.sink.receipts.size() == 1);
        CHECK(million.sink.receipts[0].total.to_decimal() == "1000000.00");

        // In POSLog one line takes some 140 bytes; ten thousand of them are more than a transaction may have.
        const auto lines = import_from_disk(head(format) + receipt_with(format, "1", {}, 10'000) +
                                            receipt_with(format, "2", {}) + tail(format));
        if (format == Format::poslog) {
            CHECK(lines.rejects == std::vector<std::string>{"1 transaction-too-large"});
            REQUIRE(lines.sink.receipts.size() == 1);
        } else {
            CHECK(lines.rejects.empty());
            REQUIRE(lines.sink.receipts.size() == 2);
            CHECK(lines.sink.receipts[0].lines.size() == 10'000);
            CHECK(lines.sink.receipts[0].total.to_decimal() == "10000.00");
        }
    }
}

TEST_CASE("names that mean something elsewhere are names here") {
    for (const auto* name : {"Robert'); DROP TABLE receipt;--", "=HYPERLINK(\"http://x\")", "@SUM(A1)",
                             "../../etc/passwd", "{receipts, plural, other {x}}", "%s%n"})
        for (const auto format : formats) {
            INFO(name << " in " << names_of_formats[static_cast<std::size_t>(format)]);
            std::string written = name;
            const std::string quote = format == Format::csv ? "\"\"" : format == Format::json ? "\\\"" : "\"";
            for (std::size_t at = 0; (at = written.find('"', at)) != written.npos; at += quote.size())
                written.replace(at, 1, quote);
            const auto outcome =
                import_from_disk(head(format) + receipt_with(format, "1", {.name = written}) + tail(format));
            REQUIRE(outcome.sink.receipts.size() == 1);
            CHECK(outcome.sink.receipts[0].lines[0].name == name);
        }
}

TEST_CASE("bytes that are no text and commands of a printer do not come in") {
    struct Row {
        const char* what;
        std::string name;
        const char* told[3]; // the failure of the file, or the reason of the row
    };
    const Row rows[] = {
        {"no UTF-8", "A\xFF\xFE", {"xml-broken", "not-utf8", "not-utf8"}},
        {"an overlong form", "A\xC0\xAF", {"xml-broken", "not-utf8", "not-utf8"}},
        {"ESC @", "A\x1B@", {"xml-broken", "control-character", "json-broken"}},
        {"GS V", "A\x1DV", {"xml-broken", "control-character", "json-broken"}},
    };
    for (const auto& row : rows)
        for (const auto format : formats) {
            const auto at = static_cast<std::size_t>(format);
            INFO(row.what << " in " << names_of_formats[at]);
            const auto outcome = import_from_disk(head(format) + receipt_with(format, "1", {}) +
                                                  receipt_with(format, "2", {.name = row.name}) +
                                                  receipt_with(format, "3", {}) + tail(format));
            if (format == Format::poslog) {
                CHECK(failure_of(outcome) == row.told[at]);
                CHECK(outcome.sink.receipts.size() == 1);
            } else {
                CHECK(outcome.rejects == std::vector<std::string>{std::string("2 ") + row.told[at]});
                CHECK(outcome.sink.receipts.size() == 2);
            }
        }
    // JSON and XML can write a control in other letters.
    CHECK(import_from_disk(receipt_with(Format::json, "1", {.name = "\\u001b@"})).rejects ==
          std::vector<std::string>{"1 control-character"});
    CHECK(failure_of(import_from_disk(head(Format::poslog) + receipt_with(Format::poslog, "1", {.name = "&#27;@"}))) ==
          "xml-broken");
}

TEST_CASE("a file that was cut keeps what was whole and tells where it stops") {
    for (const auto format : formats) {
        INFO(names_of_formats[static_cast<std::size_t>(format)]);
        const auto second = receipt_with(format, "2", {});
        const auto outcome =
            import_from_disk(head(format) + receipt_with(format, "1", {}) + second.substr(0, second.size() - 5));
        CHECK(outcome.sink.receipts.size() == 1);
        CHECK(outcome.report.rejected == 1);
        CHECK(failure_of(outcome) == (format == Format::poslog ? "xml-half-written" : ""));
        CHECK(outcome.rejects ==
              std::vector<std::string>{format == Format::poslog ? "2 transaction-incomplete" : "2 half-written"});
    }
}

TEST_CASE("an XML bomb is not even begun") {
    std::string bomb = "<?xml version='1.0'?>\n<!DOCTYPE lolz [<!ENTITY a0 'lol'>";
    for (int i = 1; i < 20; ++i) {
        bomb += "<!ENTITY a" + std::to_string(i) + " '";
        for (int k = 0; k < 10; ++k)
            bomb += "&a" + std::to_string(i - 1) + ";";
        bomb += "'>";
    }
    const auto outcome = import_from_disk(bomb + "]>\n<POSLog>&a19;</POSLog>");
    CHECK(failure_of(outcome) == "dtd-refused");
    CHECK(outcome.report.rows == 0);
}

TEST_CASE("what is no plain file is not read, whatever its name says") {
    const storage::TemporaryFolder folder;
    const auto real = folder.path() / "real.jsonl";
    std::ofstream(real) << receipt_with(Format::json, "1", {});
    fs::create_symlink(real, folder.path() / "link.jsonl");
    REQUIRE(::mkfifo((folder.path() / "pipe.jsonl").c_str(), 0600) == 0);
    fs::create_directory(folder.path() / "folder.jsonl");
    struct Row {
        fs::path path;
        const char* code;
    };
    const Row rows[] = {{folder.path() / "link.jsonl", "cannot-open"},
                        {folder.path() / "pipe.jsonl", "not-a-regular-file"},
                        {folder.path() / "folder.jsonl", "not-a-regular-file"},
                        {"/dev/null", "not-a-regular-file"}};
    for (const auto& row : rows) {
        INFO(row.path);
        RecordingSink sink;
        CHECK(import_file(row.path, nullptr, sink, {}, [] { return 0.0; }).failure.value().code == row.code);
    }
}
