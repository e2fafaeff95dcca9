#include "terminal/feeds/csv_import.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"

using namespace makegood;
using namespace makegood::feeds;

namespace {

FeedMap uci_map() {
    return load_feed_map(MAKEGOOD_SOURCE_DIR "/assets/feeds/uci-online-retail.toml").value();
}

void import(Imported& outcome, std::string_view csv, const FeedMap& map, std::string_view names = {}) {
    outcome.report = {};
    outcome.report.file = "receipts.csv";
    MemoryBytes source(csv);
    MemoryBytes names_source(names);
    import_csv(source, map, names.empty() ? nullptr : &names_source, outcome.sink, into(outcome.rejects),
               outcome.report);
    CHECK(outcome.report.balanced());
}

const std::string heading = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

} // namespace

TEST_CASE("rows become receipts whatever their order, and each row is counted once") {
    // Rows in the shape of Online Retail (Chen 2015, CC BY 4.0); values made up for this test.
    const std::string csv = heading + "536365,85123A, WHITE HEART ,6,2010-12-01 08:27:00,2.55,17850.0,United Kingdom\n"
                                      "536366,22633,HAND WARMER,2,2010-12-01 08:28:00,1.85,17850.0,United Kingdom\n"
                                      "536365,POST,POSTAGE,1,2010-12-01 08:26:00,18,17850.0,United Kingdom\n"
                                      "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom\n"
                                      "C536380,22632,HAND WARMER,-2,2010-12-01 09:42:00,1.85,14527.0,United Kingdom\n"
                                      "A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom\n"
                                      "536589,21777,damaged,-10,2010-12-01 16:50:00,0.0,,United Kingdom\n"
                                      "536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom\n"
                                      "536999,22139,X,1,yesterday,1,,United Kingdom\n"
                                      ",22139,X,1,2010-12-01 11:52:00,1,,United Kingdom\n"
                                      "536999,,X,1,2010-12-01 11:52:00,1,,United Kingdom\n"
                                      "536999,22139,X,one,2010-12-01 11:52:00,1,,United Kingdom\n"
                                      "536999,22139,X,1,2010-12-01 11:52:00,1.0.0,,United Kingdom\n"
                                      "536999,22139,X,1,2010-12-01 11:52:00\n"
                                      "536367,84879,BIRD,32,2010-12-01 08:34:0";
    Imported outcome;
    import(outcome, csv, uci_map());
    const auto& report = outcome.report;
    CHECK_FALSE(report.failure);
    CHECK(report.rows == 15);
    CHECK(report.stored == 6);
    CHECK(report.rejected == 7);
    CHECK(report.skipped == 2);
    CHECK(report.receipts == 5);
    CHECK(report.lines == 6);
    CHECK(report.skipped_by_reason.at("bad debt") == 1);
    CHECK(report.skipped_by_reason.at("stock loss") == 1);
    CHECK(outcome.rejects == std::vector<std::string>{"9 time-unreadable", "10 sequence-missing", "11 code-missing",
                                                      "12 quantity-unreadable", "13 price-unreadable", "14 field-count",
                                                      "15 half-written"});

    const auto& receipts = outcome.sink.receipts;
    REQUIRE(receipts.size() == 5);
    const auto& first = receipts[0];
    CHECK(first.key.to_text() == "UCI/WEB/2010-12-01/536365");
    CHECK(first.number == "536365");
    CHECK(first.begun_at.to_iso() == "2010-12-01T08:26:00"); // the earlier of two
    CHECK(first.customer_reference == "17850");
    CHECK(first.total.to_decimal() == "33.30");
    REQUIRE(first.lines.size() == 2);
    CHECK(first.lines[0].number == LineNumber{1});
    CHECK(first.lines[0].name == "WHITE HEART");
    CHECK(first.lines[0].kind == LineKind::sale);
    CHECK(first.lines[0].amount.to_decimal() == "15.30");
    CHECK(first.lines[1].kind == LineKind::fee);

    CHECK(receipts[2].lines[0].name == "22139"); // nameless goods are called by their code
    CHECK(receipts[3].kind == RetailTransactionKind::return_);
    CHECK(receipts[3].lines[0].kind == LineKind::fee);
    CHECK(receipts[4].kind == RetailTransactionKind::return_);
    CHECK(receipts[4].lines[0].kind == LineKind::returned);
    CHECK(receipts[4].lines[0].quantity == Quantity::of_milli(-2000));

    SECTION("importing the same again changes nothing") {
        outcome.rejects.clear();
        import(outcome, csv, uci_map());
        CHECK(outcome.report.stored == 0);
        CHECK(outcome.report.skipped_by_reason.at("already-stored") == 6);
        CHECK(outcome.report.rejected == 7);
        CHECK(outcome.sink.receipts.size() == 5);
    }
    SECTION("another content under a known key is kept as a revision") {
        import(outcome, heading + "536366,22633,HAND WARMER,3,2010-12-01 08:28:00,1.85,17850.0,United Kingdom\n",
               uci_map());
        CHECK(outcome.report.revisions == 1);
        CHECK(outcome.report.stored == 1);
    }
}

TEST_CASE("when the storage fails, what it has not taken is counted as rejected") {
    Imported outcome;
    outcome.sink.capacity = 1;
    import(outcome,
           heading + "1,A,X,1,2010-12-01 08:26:00,1,,\n2,A,X,1,2010-12-01 08:26:00,1,,\n2,B,X,1,2010-12-01 "
                     "08:26:00,1,,\n3,A,X,1,2010-12-01 08:26:00,1,,\n",
           uci_map());
    CHECK(outcome.report.failure.value().code == "storage-failed");
    CHECK(outcome.report.failure->detail == "disk full");
    CHECK(outcome.report.stored == 1);
    CHECK(outcome.report.rejected_by_reason.at("storage-failed") == 3);
}

TEST_CASE("rows count as stored only when their slice is committed") {
    const std::string csv = heading + "1,A,X,1,2010-12-01 08:26:00,1,,\n2,A,X,1,2010-12-01 08:26:00,1,,\n"
                                      "3,A,X,1,2010-12-01 08:26:00,1,,\n3,B,X,1,2010-12-01 08:26:00,1,,\n";
    struct Row {
        const char* what;
        std::size_t slice;
        std::size_t commits;
        std::uint64_t stored;
        std::uint64_t rejected;
    };
    const Row rows[] = {
        {"all slices commit", 4, 9, 4, 0},
        {"the first slice fails", 4, 0, 0, 4},
        {"the last slice fails as it is finished", 4, 1, 2, 2},
        {"one slice for all", 100, 1, 4, 0},
        {"one slice for all fails", 100, 0, 0, 4},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        Imported outcome;
        outcome.sink.slice = row.slice;
        outcome.sink.commits_that_succeed = row.commits;
        import(outcome, csv, uci_map());
        CHECK(outcome.report.stored == row.stored);
        CHECK(outcome.report.rejected == row.rejected);
        CHECK(outcome.report.failure.has_value() == (row.rejected > 0));
    }
}

TEST_CASE("an import that is interrupted keeps what was taken, and the same import goes on from there") {
    const std::string csv = heading + "1,A,X,1,2010-12-01 08:26:00,1,,\n2,A,X,1,2010-12-01 08:26:00,1,,\n"
                                      "3,A,X,1,2010-12-01 08:26:00,1,,\n1,B,X,1,2010-12-01 08:26:00,1,,\n";
    Imported outcome;
    outcome.sink.stop_after = 1;
    outcome.sink.slice = 3;
    import(outcome, csv, uci_map());
    CHECK(outcome.report.failure.value().code == "interrupted");
    CHECK(outcome.report.stored == 2);
    CHECK(outcome.report.rejected_by_reason.at("interrupted") == 2);
    REQUIRE(outcome.sink.receipts.size() == 1);
    CHECK(outcome.sink.receipts[0].lines.size() == 2);

    outcome.sink.stop_after = 1'000;
    import(outcome, csv, uci_map());
    CHECK_FALSE(outcome.report.failure);
    CHECK(outcome.report.stored == 2);
    CHECK(outcome.report.skipped_by_reason.at("already-stored") == 2);

    Imported before_anything; // while rows are still being gathered, no receipt is known to be whole
    before_anything.sink.stop_after = 0;
    import(before_anything, csv, uci_map());
    CHECK(before_anything.report.failure.value().code == "interrupted");
    CHECK(before_anything.sink.receipts.empty());
}

TEST_CASE("a receipt that the storage refuses costs its own rows only") {
    Imported outcome;
    outcome.sink.refused_sequence = "2";
    import(outcome,
           heading + "1,A,X,1,2010-12-01 08:26:00,1,,\n2,A,X,1,2010-12-01 08:26:00,1,,\n2,B,X,1,2010-12-01 "
                     "08:26:00,1,,\n3,A,X,1,2010-12-01 08:26:00,1,,\n",
           uci_map());
    CHECK_FALSE(outcome.report.failure);
    CHECK(outcome.report.stored == 2);
    CHECK(outcome.rejects == std::vector<std::string>{"2 receipt-refused", "2 receipt-refused"});
}

TEST_CASE("a file that is not what the map describes is refused by name") {
    struct Row {
        std::string csv;
        const char* code;
        const char* detail;
    };
    const Row rows[] = {
        {"", "empty-file", ""},
        {"InvoiceNo,StockCode,Description,Quantity,InvoiceDate,CustomerID\n", "column-missing", "UnitPrice"},
        {"InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,InvoiceNo\n", "column-twice",
         "InvoiceNo"},
        {"Invoice\"No\n", "header-wrong", "stray-quote"},
    };
    for (const auto& row : rows) {
        Imported outcome;
        import(outcome, row.csv, uci_map());
        REQUIRE(outcome.report.failure);
        CHECK(outcome.report.failure->code == row.code);
        CHECK(outcome.report.failure->detail == row.detail);
        CHECK(outcome.report.failure->file == "receipts.csv");
        CHECK(outcome.report.rows == 0);
    }
}

TEST_CASE("names come from a second file, fuel is counted in thousandths, coupons without quantity are left out") {
    const auto map = load_feed_map(MAKEGOOD_SOURCE_DIR "/assets/feeds/complete-journey.toml").value();
    const std::string csv = "household_id,store_id,basket_id,product_id,quantity,sales_value,transaction_timestamp\n"
                            "\"1\",\"309\",\"31\",\"7\",14944,37.94,\"2017-04-17 13:23:34\"\n"
                            "\"1\",\"309\",\"31\",\"8\",1,3.8,\"2017-04-17 13:23:34\"\n"
                            "\"1\",\"309\",\"31\",\"9\",2,5,\"2017-04-17 13:23:34\"\n"
                            "\"1\",\"309\",\"31\",\"10\",0,0,\"2017-04-17 13:23:34\"\n"
                            "\"1\",\"309\",\"31\",\"10\",0,4.440892e-16,\"2017-04-17 13:23:34\"\n"
                            "\"1\",\"309\",\"31\",\"10\",1,1.005,\"2017-04-17 13:23:34\"\n";
    const std::string names = "product_id,product_type,package_size\n"
                              "7,GASOLINE-REG UNLEADED,\n"
                              "8,ICE - CRUSHED/CUBED,22 LB\n";
    Imported outcome;
    import(outcome, csv, map, names);
    CHECK(outcome.rejects == std::vector<std::string>{"5 amount-unreadable", "6 amount-unreadable"});
    CHECK(outcome.report.skipped_by_reason.at("no quantity") == 1);
    REQUIRE(outcome.sink.receipts.size() == 1);
    const auto& lines = outcome.sink.receipts[0].lines;
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].quantity == Quantity::of_milli(14944));
    CHECK(lines[1].name == "ICE - CRUSHED/CUBED 22 LB");
    CHECK(lines[2].name == "9");
    CHECK(outcome.sink.receipts[0].total.to_decimal() == "46.74");

    SECTION("without that file the code is the name, and fuel looks like many pieces") {
        Imported bare;
        import(bare, csv, map);
        CHECK(bare.sink.receipts.at(0).lines.at(1).name == "8");
    }
}

TEST_CASE("a row in another currency than its receipt is rejected") {
    auto map = uci_map();
    map.constants[static_cast<std::size_t>(Column::currency)].clear();
    map.columns[static_cast<std::size_t>(Column::currency)] = "Country";
    Imported outcome;
    import(outcome,
           heading + "1,A,X,1,2010-12-01 08:26:00,1,,GBP\n1,B,X,1,2010-12-01 08:26:00,1,,EUR\n1,C,X,1,2010-12-01 "
                     "08:26:00,1,,pounds\n",
           map);
    CHECK(outcome.rejects == std::vector<std::string>{"3 currency-unknown", "2 currency-differs"});
    CHECK(outcome.report.stored == 1);
}

TEST_CASE("a file may tell the phone, the card and the bank's number of a payment") {
    const auto map = parse_feed_map(R"(
[constants]
business_unit = "1"
workstation = "1"
currency = "EUR"
[columns]
sequence = "no"
time = "time"
code = "code"
quantity = "quantity"
line_amount = "amount"
phone = "phone"
card = "card"
payment_reference = "rrn"
[formats]
time = "YYYY-MM-DD hh:mm"
)",
                                    "till.toml");
    REQUIRE(map);
    Imported outcome;
    import(outcome,
           "no,time,code,quantity,amount,phone,card,rrn\n"
           "1,2011-10-05 10:21,A,1,2.50,0912 3456789,5061********1234,881204\n"
           "1,2011-10-05 10:21,B,1,1.50,0912 3456789,5061********1234,881204\n"
           "2,2011-10-05 10:22,A,1,2.50,,,\n"
           "3,2011-10-05 10:23,A,1,2.50,,none,\n",
           *map);
    REQUIRE(outcome.sink.receipts.size() == 3);
    const auto& first = outcome.sink.receipts[0];
    CHECK(first.customer_phone == "0912 3456789");
    REQUIRE(first.tenders.size() == 1);
    CHECK(first.tenders[0].card_last_four == "1234");
    CHECK(first.tenders[0].reference == "881204");
    CHECK(first.tenders[0].amount.to_decimal() == "4.00");
    CHECK(outcome.sink.receipts[1].tenders.empty());
    CHECK(outcome.sink.receipts[2].tenders.empty());
}

TEST_CASE("a row tells its unit, how it came in, what was taken off, its tax and where the goods were sold") {
    const auto map = parse_feed_map(
        "[constants]\nbusiness_unit = \"1\"\nworkstation = \"2\"\ncurrency = \"EUR\"\n"
        "[columns]\nsequence = \"no\"\ntime = \"time\"\ncode = \"code\"\n"
        "quantity = \"n\"\nline_amount = \"sum\"\nunit_of_measure = \"unit\"\n"
        "entry_method = \"how\"\nquantity_entry_method = \"typed\"\nvoided = \"void\"\ndiscount_amount = \"off\"\n"
        "tax_name = \"tax\"\ntax_percent = \"rate\"\ntax_amount = \"vat\"\n"
        "returned_sequence = \"of\"\nreturned_day = \"day\"\n"
        "returned_workstation = \"till\"\n"
        "[formats]\ntime = [\"YYYY-MM-DD hh:mm\", \"YYYY-MM-DD\"]\ntaxes = \"on_top\"\n"
        "[words]\n\"Stk\" = \"each\"\n\"X\" = \"yes\"\n\"EAN\" = \"scanned\"\n"
        "[[rules]]\nname = \"back\"\nthen = \"returned\"\nquantity_below = 0\n",
        "map.toml");
    REQUIRE(map);
    const std::string columns = "no,time,code,n,sum,unit,how,void,off,tax,rate,vat,of,day,till,typed\n";
    Imported outcome;
    const std::string csv = columns + "7,2011-10-05 10:00,A,1,10.00,stk,Ean,,0.50,VAT,20,2.00,,,,Keyed\n"
                                      "7,2011-10-05 10:00,B,0.3,3.00,kg,Weighed,NO,0,VAT,20,0.60,,,,guessed\n"
                                      "7,2011-10-05 10:00,C,1,5.00,Stk,keyed,X,,VAT,20,1.00,,,,\n"
                                      "7,2011-10-05 10:00,D,1,1.00,,,,,VAT,7,0.07,,,,\n"
                                      "8,2011-10-05 10:01,A,-1,-10.00,Stk,,,,VAT,20,-2.00,5,2011-10-01,3,\n"
                                      "9,2011-10-05 10:02,A,1,1,Kiste,,,,,,,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,by hand,,,,,,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,,maybe,,,,,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,,,-1,,,,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,,,1.001,,,,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,,,,VAT,-1,1,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,,,,VAT,20,lots,,,,\n"
                                      "9,2011-10-05 10:02,A,1,1,,,,,,,,5,2011-10-01,3,\n"
                                      "9,2011-10-05 10:02,A,-1,-1,,,,,,,,5,yesterday,3,\n";
    MemoryBytes source(csv);
    const auto on_reject = [&](const Reject& reject) {
        outcome.rejects.push_back(std::to_string(reject.row) + " " + std::string(reject.reason) + " " + reject.field);
    };
    import_csv(source, *map, nullptr, outcome.sink, on_reject, outcome.report);
    CHECK(outcome.rejects == std::vector<std::string>{"6 field-wrong unit_of_measure", "8 field-wrong voided",
                                                      "9 field-wrong discount_amount", "10 field-wrong discount_amount",
                                                      "11 field-wrong tax_percent", "12 field-wrong tax_amount",
                                                      "13 field-wrong returned_sequence",
                                                      "14 field-wrong returned_day"});
    REQUIRE(outcome.sink.receipts.size() == 3);
    CHECK(outcome.sink.receipts[2].lines.at(0).entry_method == EntryMethod::unknown);
    const auto eur = *Currency::from_code("EUR");
    const auto& sold = outcome.sink.receipts[0];
    CHECK(sold.total == Money(1'667, eur)); // 10 + 3 + 1, and 2 + 0.60 + 0.07 on top
    CHECK(sold.taxes ==
          std::vector<Tax>{{"VAT", 20'000, Money(260, eur), false}, {"VAT", 7'000, Money(7, eur), false}});
    CHECK(sold.lines[0].entry_method == EntryMethod::scanned);
    CHECK(sold.lines[0].discount == Money(50, eur));
    CHECK(sold.lines[0].quantity_keyed);
    CHECK_FALSE(sold.lines[1].quantity_keyed);
    CHECK_FALSE(sold.lines[2].quantity_keyed);
    CHECK(sold.lines[1].unit == Unit::kilogram);
    CHECK(sold.lines[1].entry_method == EntryMethod::weighed);
    CHECK_FALSE(sold.lines[1].discount);
    CHECK_FALSE(sold.lines[1].voided);
    CHECK(sold.lines[2].voided);
    const auto& back = outcome.sink.receipts[1];
    CHECK(back.kind == RetailTransactionKind::return_);
    REQUIRE(back.links.size() == 1);
    CHECK(back.links[0].to.to_text() == "1/3/2011-10-01/5");
}

TEST_CASE("a discount is in the prices already or comes off them, as the map says; goods that came back need no rule") {
    const auto taken = [](const std::string& formats, const std::string& rows) {
        const auto map = parse_feed_map("[constants]\nbusiness_unit = \"1\"\nworkstation = \"2\"\ncurrency = \"EUR\"\n"
                                        "[columns]\nsequence = \"no\"\ntime = \"time\"\ncode = \"code\"\n"
                                        "quantity = \"n\"\nunit_price = \"price\"\ndiscount_amount = \"off\"\n"
                                        "returned_sequence = \"of\"\nreturned_day = \"day\"\n"
                                        "[formats]\ntime = [\"YYYY-MM-DD\"]\n" +
                                            formats,
                                        "map.toml")
                             .value();
        Imported outcome;
        const std::string csv = "no,time,code,n,price,off,of,day\n" + rows;
        MemoryBytes source(csv);
        const auto on_reject = [&](const Reject& reject) { outcome.rejects.push_back(reject.field); };
        import_csv(source, map, nullptr, outcome.sink, on_reject, outcome.report);
        return outcome;
    };
    const auto amount_of = [](const Imported& imported) {
        return imported.sink.receipts.at(0).lines.at(0).amount.minor_units();
    };
    const std::string to_come = "discount = \"to_take_off\"\n", cheese = "7,2011-10-05,A,2,3.00,1.00,,\n";
    CHECK(amount_of(taken("", cheese)) == 600);
    CHECK(amount_of(taken("discount = \"taken_off\"\n", cheese)) == 600);
    CHECK(amount_of(taken(to_come, cheese)) == 500);
    CHECK(taken(to_come, "7,2011-10-05,A,1,3.00,9.00,,\n").rejects == std::vector<std::string>{"discount_amount"});

    const auto back = taken(to_come, "7,2011-10-05,A,-2,3.00,1.00,5,2011-10-01\n");
    CHECK(back.rejects.empty());
    CHECK(amount_of(back) == -500);
    CHECK(back.sink.receipts.at(0).lines.at(0).kind == LineKind::returned);
}
