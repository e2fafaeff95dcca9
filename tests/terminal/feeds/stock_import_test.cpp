#include "terminal/feeds/stock_import.hpp"

#include "terminal/feeds/row_reason.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"

using namespace makegood;
using namespace makegood::feeds;

namespace {

const auto pounds = *Currency::from_code("GBP");

struct Told {
    RecordingStockSink sink;
    ImportReport report;
    std::vector<std::string> rejects;

    void products(const std::string& text) {
        MemoryBytes source(text);
        begin();
        import_products(source, sink, into(rejects), report);
    }
    void counts(const std::string& text) {
        MemoryBytes source(text);
        begin();
        import_counts(source, sink, into(rejects), report);
    }

  private:
    void begin() {
        report = {};
        rejects.clear();
    }
};

using Rejects = std::vector<std::string>;

} // namespace

TEST_CASE("a product list is taken whatever the order of its columns, and only wrong rows are left out") {
    Told told;
    told.products("price,code,shelf,name,currency,by_weight\n"
                  "2.95,05010251553984,A1,Heart hanging,GBP,\n"
                  "10.40,2001,B2,\"Cheese, mild\",GBP,yes\n"
                  "1.00,5010251553984,A1,the same GTIN,GBP,no\n"
                  "1.00,,A1,no code,GBP,no\n"
                  "-1.00,2002,A1,minus,GBP,no\n"
                  "1.005,2003,A1,too fine,GBP,no\n"
                  "1.00,2004,A1,no such currency,pounds,no\n"
                  "1.00,2005,A1,what flag,GBP,maybe\n"
                  "1.00,2006,A1,one field too many,GBP,no,\n"
                  "1.00,2007,,,GBP,0\n");
    CHECK(told.sink.products ==
          std::vector<Product>{{ItemCode("05010251553984"), "Heart hanging", Money(295, pounds)},
                               {ItemCode("2001"), "Cheese, mild", Money(1'040, pounds), true, true},
                               {ItemCode("2007"), "2007", Money(100, pounds)}});
    CHECK(told.rejects == Rejects{"3 code-twice", "4 code-missing", "5 price-unreadable", "6 price-unreadable",
                                  "7 currency-unknown", "8 field-wrong", "9 field-count"});
    CHECK(told.report.rows == 10);
    CHECK(told.report.stored == 3);
    CHECK(told.report.balanced());
    CHECK_FALSE(told.report.failure);
}

TEST_CASE("the list of before stays where the new one cannot be read or kept") {
    Told told;
    told.products("code,name,price,currency\n1,one,1.00,GBP\n");
    REQUIRE(told.sink.products.size() == 1);

    told.products("code,name,currency\n2,two,GBP\n");
    CHECK(told.report.failure->code == failure::column_missing);
    CHECK(told.report.failure->detail == "price");
    told.products("");
    CHECK(told.report.failure->code == failure::empty_file);
    told.products("code,name,price,currency\n2,two,cheap,GBP\n");
    CHECK(told.rejects == Rejects{"1 price-unreadable"});
    CHECK(told.sink.products[0].code == ItemCode("1"));

    told.sink.is_full = true;
    told.products("code,name,price,currency\n2,two,1.00,GBP\n3,three,1.00,GBP\n");
    CHECK(told.report.failure->code == failure::storage_failed);
    CHECK(told.report.rejected_by_reason.at("storage-failed") == 2);
    CHECK(told.report.balanced());
    CHECK(told.sink.products[0].code == ItemCode("1"));
}

TEST_CASE("counts are taken with or without what was expected, at a time or on a day") {
    Told told;
    const std::string file = "code,counted,expected,counted_at\n"
                             "A,13,12,2011-10-05T21:30\n"
                             "A,4.750,,2011-10-06\n"
                             "A,3,-1,2011-10-06 09:00:10\n"
                             "A,-3,1,2011-10-06\n"
                             "A,3,some,2011-10-06\n"
                             "A,3,1,yesterday\n"
                             ",3,1,2011-10-06\n";
    told.counts(file);
    const auto count = [](int counted, std::optional<int> expected, const char* at) {
        return StockCount{ItemCode("A"), Quantity::of_milli(counted),
                          expected ? std::optional(Quantity::of_milli(*expected)) : std::nullopt,
                          *CivilTime::from_iso(at)};
    };
    CHECK(told.sink.counts == std::vector<StockCount>{count(13'000, 12'000, "2011-10-05T21:30"),
                                                      count(4'750, std::nullopt, "2011-10-06T00:00"),
                                                      count(3'000, -1'000, "2011-10-06T09:00:10")});
    CHECK(told.rejects ==
          Rejects{"4 quantity-unreadable", "5 quantity-unreadable", "6 time-unreadable", "7 code-missing"});
    CHECK(told.report.stored == 3);

    told.counts(file);
    CHECK(told.report.stored == 0);
    CHECK(told.report.skipped_by_reason.at("already-stored") == 3);
    CHECK(told.report.balanced());
}

TEST_CASE("what a file holds is told by the beginning of its name") {
    const std::pair<const char*, std::optional<StockTable>> rows[] = {
        {"products.csv", StockTable::products},
        {"in/products-2026-05.csv.gz", StockTable::products},
        {"counts_hall.csv", StockTable::counts},
        {"sold-products.csv", std::nullopt},
        {"products.xml", std::nullopt},
        {"products/sales.csv", std::nullopt},
        {"sales.csv", std::nullopt},
    };
    for (const auto& [name, table] : rows) {
        INFO(name);
        CHECK((stock_table_named(name) == table));
    }
}
