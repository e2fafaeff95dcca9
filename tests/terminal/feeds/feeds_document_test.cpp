#include "terminal/feeds/csv_import.hpp"
#include "terminal/feeds/json_lines_import.hpp"
#include "terminal/feeds/poslog_import.hpp"
#include "terminal/feeds/stock_import.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace makegood;
using namespace makegood::feeds;

namespace {

std::string read_text(const std::string& file) {
    std::ifstream stream(MAKEGOOD_SOURCE_DIR "/" + file);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// The only example of docs/feeds.md in this language.
std::string example(const std::string& language) {
    const auto document = read_text("docs/feeds.md");
    const std::string fence = "\n```" + language + "\n";
    const auto begin = document.find(fence);
    REQUIRE(begin != document.npos);
    REQUIRE(document.find(fence, begin + 1) == document.npos);
    const auto first = begin + fence.size();
    return document.substr(first, document.find("\n```", first) + 1 - first);
}

struct Example {
    RecordingSink sink;
    ImportReport report;
    std::vector<std::string> rejects;
};

std::vector<std::string> keys_of(const std::vector<RetailTransaction>& receipts) {
    std::vector<std::string> keys;
    for (const auto& receipt : receipts)
        keys.push_back(receipt.key.to_text() + " " + receipt.number + " " + receipt.total.to_decimal() + " " +
                       std::string(receipt.total.currency().code()) + " " + std::to_string(receipt.lines.size()));
    return keys;
}

using Keys = std::vector<std::string>;

} // namespace

TEST_CASE("the JSON lines of the document are imported as it says") {
    const auto text = example("jsonl");
    Example outcome;
    MemoryBytes source(text);
    import_json_lines(source, outcome.sink, into(outcome.rejects), outcome.report);
    CHECK(outcome.rejects.empty());
    CHECK(keys_of(outcome.sink.receipts) == Keys{"12/3/2011-10-05/00451 12-3-451 11.45 GBP 4",
                                                 "12/3/2011-10-05/00452 00452 -9.90 GBP 1",
                                                 "۲/1/2011-10-05/7 7 410000 IRR 1"});
}

TEST_CASE("every field of the document's tables stands in its example") {
    const auto document = read_text("docs/feeds.md");
    const auto begin = document.find("| field of the receipt |");
    const auto tables = document.substr(begin, document.find("## CSV") - begin);
    const auto lines = example("jsonl");
    const std::regex field("\n\\| `([a-z_]+)` \\|");
    int fields = 0;
    for (std::sregex_iterator at(tables.begin(), tables.end(), field), end; at != end; ++at, ++fields) {
        INFO((*at)[1]);
        CHECK(lines.find("\"" + std::string((*at)[1]) + "\":") != lines.npos);
    }
    CHECK(fields == 44);
}

TEST_CASE("the CSV of the document is imported with its map as it says") {
    const auto map = parse_feed_map(example("toml"), "docs/feeds.md");
    REQUIRE(map);
    const auto text = example("csv");
    Example outcome;
    MemoryBytes source(text);
    import_csv(source, *map, nullptr, outcome.sink, into(outcome.rejects), outcome.report);
    CHECK(outcome.rejects.empty());
    CHECK(outcome.report.skipped_by_reason.at("test sales") == 1);
    CHECK(keys_of(outcome.sink.receipts) ==
          Keys{"12/3/2011-10-05/451 12-451 415000 IRR 2", "12/3/2011-10-05/452 12-452 -820000 IRR 1"});
    const auto& receipt = outcome.sink.receipts[0];
    CHECK(receipt.begun_at.to_iso() == "2011-10-05T10:20:00");
    CHECK(receipt.customer_reference == "17850");
    CHECK(receipt.operator_id.text() == "رضایی");
    CHECK(receipt.lines[0].name == "پنیر \"لیقوان\"");
    CHECK(receipt.lines[0].quantity.to_decimal() == "0.5");
    CHECK(receipt.lines[1].kind == LineKind::fee);
    const auto irr = *Currency::from_code("IRR");
    CHECK(receipt.lines[0].unit == Unit::kilogram);
    CHECK(receipt.lines[1].unit == Unit::each);
    CHECK(receipt.lines[0].discount == Money(15'000, irr));
    CHECK(receipt.taxes == std::vector<Tax>{{"VAT", 9'000, Money(34'210, irr), true}});
    const auto& returned = outcome.sink.receipts[1];
    REQUIRE(returned.links.size() == 1);
    CHECK(returned.links[0].to.to_text() == "12/3/2011-09-28/388");
    CHECK(returned.links[0].line == returned.lines[0].number);
}

TEST_CASE("the product list and the counts of the document are imported as it says") {
    const auto products = example("products"), counts = example("counts");
    RecordingStockSink sink;
    ImportReport of_products, of_counts;
    std::vector<std::string> rejects;
    MemoryBytes product_source(products), count_source(counts);
    import_products(product_source, sink, into(rejects), of_products);
    import_counts(count_source, sink, into(rejects), of_counts);
    CHECK(rejects.empty());
    const auto gbp = *Currency::from_code("GBP");
    CHECK(sink.products == std::vector<Product>{{ItemCode("05010251553984"), "Heart hanging", Money(295, gbp)},
                                                {ItemCode("2001"), "Cheese, mild", Money(1'040, gbp), true, true},
                                                {ItemCode("84879"), "Bird ornament", Money(169, gbp), false, false}});
    REQUIRE(sink.counts.size() == 2);
    CHECK(found_over(sink.counts[0]) == one_unit);
    CHECK(sink.counts[1].counted_at.to_iso() == "2011-10-06T00:00:00");
    CHECK_FALSE(found_over(sink.counts[1]));
}

TEST_CASE("the POSLog of the document is imported as it says") {
    const auto text = example("xml");
    Example outcome;
    MemoryBytes source(text);
    import_poslog(source, outcome.sink, into(outcome.rejects), outcome.report);
    CHECK_FALSE(outcome.report.failure);
    CHECK(outcome.rejects.empty());
    CHECK(outcome.report.skipped_by_reason.empty());
    REQUIRE(outcome.sink.receipts[0].taxes.size() == 1);
    CHECK(outcome.sink.receipts[0].taxes[0].amount.to_decimal() == "0.67");
    CHECK(keys_of(outcome.sink.receipts) == Keys{"12/3/2011-10-05/451 12-3-451 4.00 GBP 2"});
    CHECK(outcome.sink.receipts[0].lines[1].amount.to_decimal() == "-1.10");
}

TEST_CASE("the document's tables of reasons are what the program says") {
    const std::regex sentence("(?:^|\n)import\\.(?:failure|reject|skip)\\.([a-z0-9-]+) = ([^\n]*)");
    const std::regex row("\n\\| `([a-z0-9]+(?:-[a-z0-9]+)*)` \\| ([^\n]*) \\|(?=\n)");
    const auto rows_of = [](const std::string& text, const std::regex& pattern) {
        std::set<std::string> rows;
        for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
            rows.insert(std::string((*at)[1]) + ": " + std::string((*at)[2]));
        return rows;
    };
    const auto document = read_text("docs/feeds.md");
    const auto said = rows_of(read_text("assets/words/en/import.txt"), sentence);
    CHECK(said.size() > 50);
    CHECK(rows_of(document.substr(document.find("## What is refused")), row) == said);
}
