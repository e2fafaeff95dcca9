#include "terminal/feeds/poslog_import.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"

using namespace makegood;
using namespace makegood::feeds;

namespace {

Imported import(std::string_view xml) {
    Imported outcome;
    outcome.report.file = "log.xml";
    MemoryBytes source(xml);
    import_poslog(source, outcome.sink, into(outcome.rejects), outcome.report);
    CHECK(outcome.report.balanced());
    return outcome;
}

const std::string open_log = "<POSLog xmlns='http://www.nrf-arts.org/IXRetail/namespace/' "
                             "xmlns:acs='http://www.ncr.com/rsd/acs/tlog/markup/poslog/2.1'>\n";

// A transaction in the shape of NCR ACS 2.1; what stands in `head` comes first in it.
std::string transaction(const std::string& items, const std::string& sequence = "17", const std::string& head = "") {
    return "<Transaction>" + head + "<RetailStoreID>9</RetailStoreID><WorkstationID>2</WorkstationID><SequenceNumber>" +
           sequence +
           "</SequenceNumber><BusinessDayDate>2017-10-01</BusinessDayDate>"
           "<EndDateTime>2017-10-01T08:05:12</EndDateTime><OperatorID>371</OperatorID>"
           "<CurrencyCode>USD</CurrencyCode><RetailTransaction Version='2.1'>"
           "<ReceiptDateTime>2017-10-01T08:04:00</ReceiptDateTime>" +
           items + "</RetailTransaction></Transaction>\n";
}

std::string sale(int number, const char* code, const char* quantity, const char* amount, const char* attributes = "",
                 const char* type = "Stock") {
    return "<LineItem " + std::string(attributes) + "><SequenceNumber>" + std::to_string(number) +
           "</SequenceNumber><Sale ItemType='" + type + "'><POSIdentity><POSItemID>" + code +
           "</POSItemID></POSIdentity><Description> THING " + code + "  </Description><ExtendedAmount>" + amount +
           "</ExtendedAmount><Quantity>" + quantity + "</Quantity></Sale></LineItem>";
}

Imported import_items(const std::string& items) {
    return import(open_log + transaction(items) + "</POSLog>");
}

} // namespace

TEST_CASE("an NCR ACS sale becomes a receipt") {
    const auto outcome = import_items(
        "<LineItem "
        "EntryMethod='acs:Auto'><SequenceNumber>1</SequenceNumber><Tax><Amount>0.50</Amount></Tax></LineItem>" +
        sale(2, "00055991040450", "2", "7.98", "EntryMethod='Scanned'") +
        sale(3, "00000000038966", "2.31", "4.13", "EntryMethod='Keyed' acs:weightItem='true'") +
        sale(4, "00000000001052", "1", "2.00", "EntryMethod='acs:Linked'") +
        sale(5, "00000000054409", "1", "-2.00", "EntryMethod='Keyed'", "acs:NegativeItem") +
        "<LineItem EntryMethod='acs:Auto'><SequenceNumber>6</SequenceNumber><LoyaltyReward acs:detailedData='true'>"
        "<PromotionID>5081</PromotionID><acs:RewardCategory>Monetary</acs:RewardCategory>"
        "<acs:RewardType>PercentOff</acs:RewardType><acs:ExtendedRewardAmount>-0.40</acs:ExtendedRewardAmount>"
        "</LoyaltyReward></LineItem>"
        "<LineItem><SequenceNumber>7</SequenceNumber><LoyaltyReward acs:summarizedActivity='true'>"
        "<acs:RewardCategory>Monetary</acs:RewardCategory><acs:ExtendedRewardAmount>-0.40</acs:ExtendedRewardAmount>"
        "</LoyaltyReward></LineItem>"
        "<LineItem><SequenceNumber>8</SequenceNumber><LoyaltyReward acs:detailedData='true'>"
        "<acs:RewardCategory>CustomOffer</acs:RewardCategory><acs:ExtendedRewardAmount>4</acs:ExtendedRewardAmount>"
        "</LoyaltyReward></LineItem>"
        "<LineItem EntryMethod='MSR'><SequenceNumber>9</SequenceNumber><Tender TenderType='CreditDebit'>"
        "<Amount>12.21</Amount><CreditDebit><PrimaryAccountNumber>************4711</PrimaryAccountNumber></CreditDebit>"
        "</Tender></LineItem>"
        "<LineItem><SequenceNumber>10</SequenceNumber><acs:LoyaltyMembership><acs:LoyaltyID>02065550100</acs:LoyaltyID>"
        "</acs:LoyaltyMembership></LineItem>"
        "<Total TotalType='TransactionGrandAmount'>12.21</Total>");
    CHECK(outcome.report.rows == 10);
    CHECK(outcome.report.stored == 8);
    CHECK(outcome.report.skipped_by_reason ==
          std::map<std::string, std::uint64_t, std::less<>>{{"reward-summary", 1}, {"reward-without-money", 1}});
    REQUIRE(outcome.sink.receipts.size() == 1);
    const auto& receipt = outcome.sink.receipts[0];
    CHECK(receipt.key.to_text() == "9/2/2017-10-01/17");
    CHECK(receipt.number == "17");
    CHECK(receipt.begun_at.to_iso() == "2017-10-01T08:04:00");
    CHECK_FALSE(receipt.utc_offset_minutes);
    CHECK(receipt.operator_id.text() == "371");
    CHECK(receipt.customer_reference == "02065550100");
    CHECK(receipt.total.to_decimal() == "12.21");
    CHECK(receipt.total.currency().code() == "USD");

    struct Line {
        int number;
        LineKind kind;
        EntryMethod entry_method;
        const char* code;
        const char* quantity;
        const char* amount;
    };
    const Line expected[] = {
        {2, LineKind::sale, EntryMethod::scanned, "00055991040450", "2", "7.98"},
        {3, LineKind::sale, EntryMethod::weighed, "00000000038966", "2.31", "4.13"},
        {4, LineKind::fee, EntryMethod::unknown, "00000000001052", "1", "2.00"},
        {5, LineKind::fee, EntryMethod::keyed, "00000000054409", "1", "-2.00"},
        {6, LineKind::discount, EntryMethod::unknown, "5081", "1", "-0.40"},
    };
    REQUIRE(receipt.lines.size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        INFO("line " << expected[i].number);
        const auto& line = receipt.lines[i];
        CHECK(line.number == LineNumber{expected[i].number});
        CHECK(line.kind == expected[i].kind);
        CHECK(line.entry_method == expected[i].entry_method);
        CHECK(line.code.text() == expected[i].code);
        CHECK(line.quantity.to_decimal() == expected[i].quantity);
        CHECK(line.amount.to_decimal() == expected[i].amount);
    }
    CHECK(receipt.lines[0].name == "THING 00055991040450");
    REQUIRE(receipt.tenders.size() == 1);
    CHECK(receipt.tenders[0].kind == "CreditDebit");
    CHECK(receipt.tenders[0].card_last_four == "4711");
}

TEST_CASE("voided lines are voided together with what they void") {
    struct Row {
        const char* what;
        std::string items;
        std::string expected; // number:quantity, with v for voided
        std::vector<std::string> rejects;
    };
    const Row rows[] = {
        {"a negative line voids the latest one like it",
         sale(1, "A", "1", "2.79") + sale(2, "A", "1", "2.79") + sale(3, "A", "-1", "-2.79", "VoidFlag='true'"),
         "1:1 2:1v 3:-1v",
         {}},
        {"a positive line with the flag is itself voided",
         sale(1, "A", "1", "2.79", "VoidFlag='true'") + sale(2, "A", "1", "2.79"),
         "1:1v 2:1",
         {}},
        {"one of three is taken off",
         sale(1, "A", "3", "9.00") + sale(2, "A", "-1", "-3.00", "VoidFlag='true'"),
         "1:2 2:-1v",
         {}},
        {"nothing is there to be voided",
         sale(1, "A", "1", "2.79") + sale(2, "B", "-1", "-2.79", "VoidFlag='true'"),
         "1:1",
         {"2 void-without-line"}},
        {"twice the same void needs two lines",
         sale(1, "A", "1", "1") + sale(2, "A", "-1", "-1", "VoidFlag='true'") +
             sale(3, "A", "-1", "-1", "VoidFlag='true'"),
         "1:1v 2:-1v",
         {"3 void-without-line"}},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        const auto outcome = import_items(row.items);
        REQUIRE(outcome.sink.receipts.size() == 1);
        std::string shown;
        for (const auto& line : outcome.sink.receipts[0].lines)
            shown += (shown.empty() ? "" : " ") + std::to_string(static_cast<int>(line.number)) + ":" +
                     line.quantity.to_decimal() + (line.voided ? "v" : "");
        CHECK(shown == row.expected);
        CHECK(outcome.rejects == row.rejects);
    }
}

TEST_CASE("goods taken back are negative, by Return and by a negative Sale") {
    const auto outcome =
        import_items("<LineItem><SequenceNumber>1</SequenceNumber><Return><ItemID>A</ItemID><Quantity>2</Quantity>"
                     "<ExtendedAmount>5.00</ExtendedAmount></Return></LineItem>" +
                     sale(2, "B", "-1", "-1.00"));
    REQUIRE(outcome.sink.receipts.size() == 1);
    const auto& receipt = outcome.sink.receipts[0];
    CHECK(receipt.kind == RetailTransactionKind::return_);
    CHECK(receipt.total.to_decimal() == "-6.00");
    CHECK(receipt.lines[0].kind == LineKind::returned);
    CHECK(receipt.lines[0].quantity == Quantity::of_milli(-2000));
    CHECK(receipt.lines[0].name == "A");
    CHECK(receipt.lines[1].kind == LineKind::returned);
}

TEST_CASE("each transaction and line that is no receipt is counted under its reason") {
    struct Row {
        const char* what;
        std::string transactions;
        std::string expected; // reject or skip reason with its rows
        std::size_t receipts;
    };
    const auto head = [](const char* unit, const char* rest) {
        return "<Transaction>" + std::string(unit) +
               "<WorkstationID>1</WorkstationID><SequenceNumber>5</SequenceNumber>" + rest + "<RetailTransaction>" +
               sale(1, "A", "1", "1") + "</RetailTransaction></Transaction>";
    };
    const char* usd = "<EndDateTime>2017-10-01T08:00:00</EndDateTime><CurrencyCode>USD</CurrencyCode>";
    const Row rows[] = {
        {"a sign-on",
         "<Transaction><RetailStoreID>9</RetailStoreID><ControlTransaction><OperatorSignOn/></ControlTransaction>"
         "</Transaction>",
         "control-transaction 1", 0},
        {"no lines", "<Transaction><RetailTransaction/></Transaction>", "no-lines 1", 0},
        {"a training sale", "<Transaction TrainingModeFlag='true'>" + transaction(sale(1, "A", "1", "1")).substr(13),
         "training 1", 0},
        {"no shop", head("", usd), "business-unit-missing 1", 0},
        {"no time", head("<RetailStoreID>9</RetailStoreID>", "<CurrencyCode>USD</CurrencyCode>"), "time-unreadable 1",
         0},
        {"no currency", head("<RetailStoreID>9</RetailStoreID>", "<EndDateTime>2017-10-01T08:00:00</EndDateTime>"),
         "currency-unknown 1", 0},
        {"a wrong day",
         head("<RetailStoreID>9</RetailStoreID>",
              "<BusinessDayDate>2017-02-30</BusinessDayDate><EndDateTime>2017-10-01T08:00:00</EndDateTime>"),
         "day-unreadable 1", 0},
        {"a quantity in words", transaction(sale(1, "A", "one", "1") + sale(2, "B", "1", "1")), "quantity-unreadable 1",
         1},
        {"an amount with half a cent", transaction(sale(1, "A", "1", "1.005") + sale(2, "B", "1", "1")),
         "amount-unreadable 1", 1},
        {"three decimals of which the last is zero", transaction(sale(1, "A", "1", "1.290")), "", 1},
        {"no code", transaction(sale(1, "", "1", "1") + sale(2, "B", "1", "1")), "code-missing 1", 1},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        const auto outcome = import(open_log + row.transactions + "</POSLog>");
        CHECK_FALSE(outcome.report.failure);
        std::string shown;
        for (const auto* reasons : {&outcome.report.rejected_by_reason, &outcome.report.skipped_by_reason})
            for (const auto& [reason, count] : *reasons)
                shown += (shown.empty() ? "" : " ") + reason + " " + std::to_string(count);
        CHECK(shown == row.expected);
        CHECK(outcome.sink.receipts.size() == row.receipts);
    }
}

TEST_CASE("what is no POSLog, or breaks off, is named with its place, and whole receipts before it are kept") {
    const auto whole = transaction(sale(1, "A", "1", "1"));
    std::string deep;
    for (int i = 0; i < 70; ++i)
        deep += "<x>";
    struct Row {
        const char* what;
        std::string xml;
        const char* code;
        std::uint64_t line;
        std::size_t receipts;
        std::vector<std::string> rejects;
    };
    const Row rows[] = {
        {"another document", "<Invoice/>", "not-poslog", 1, 0, {}},
        {"a web page", "<html><body>", "not-poslog", 1, 0, {}},
        {"a DTD", "<!DOCTYPE POSLog [<!ENTITY a 'b'>]>\n<POSLog>&a;</POSLog>", "dtd-refused", 1, 0, {}},
        {"an outside DTD", "<!DOCTYPE POSLog SYSTEM 'file:///etc/passwd'>\n<POSLog/>", "dtd-refused", 1, 0, {}},
        {"an entity of nobody",
         open_log + "<Transaction>&a;</Transaction></POSLog>",
         "xml-broken",
         2,
         0,
         {"1 transaction-incomplete"}},
        {"tags that do not match",
         open_log + whole + "<Transaction></POSLog>",
         "xml-broken",
         3,
         1,
         {"2 transaction-incomplete"}},
        {"half a transaction",
         open_log + whole + whole.substr(0, whole.size() / 2),
         "xml-half-written",
         3,
         1,
         {"2 transaction-incomplete"}},
        {"no end", open_log + whole, "xml-half-written", 3, 1, {}},
        {"nothing but blanks", "  \n", "xml-half-written", 2, 0, {}},
        {"too deep", open_log + "<Transaction>" + deep, "xml-too-deep", 2, 0, {"1 transaction-incomplete"}},
        {"too deep outside of a transaction", open_log + deep, "xml-too-deep", 2, 0, {}},
        {"a tag without end",
         open_log + "<Transaction a='" + std::string(3U << 20U, 'x'),
         "xml-token-too-long",
         2,
         0,
         {}},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        const auto outcome = import(row.xml);
        REQUIRE(outcome.report.failure);
        CHECK(outcome.report.failure->code == row.code);
        CHECK(outcome.report.failure->line == row.line);
        CHECK(outcome.report.failure->column > 0);
        CHECK(outcome.report.failure->file == "log.xml");
        CHECK(outcome.sink.receipts.size() == row.receipts);
        CHECK(outcome.rejects == row.rejects);
    }
}

TEST_CASE("a transaction beyond 1 MiB or 100,000 elements is rejected and the next one is read") {
    const auto whole = transaction(sale(1, "A", "1", "1"));
    std::string many;
    for (int i = 0; i < 100'001; ++i)
        many += "<x/>";
    for (const auto& filling : {std::string(1U << 20U, 'x'), many}) {
        const auto outcome =
            import(open_log + "<Transaction><Note>" + filling + "</Note></Transaction>" + whole + "</POSLog>");
        CHECK_FALSE(outcome.report.failure);
        CHECK(outcome.rejects == std::vector<std::string>{"1 transaction-too-large"});
        CHECK(outcome.sink.receipts.size() == 1);
    }
}

TEST_CASE("times keep the offset that the till gave") {
    struct Row {
        const char* text;
        const char* time;
        std::optional<int> offset;
    };
    const Row rows[] = {
        {"2016-08-22T15:21:49.4509505+01:00", "2016-08-22T15:21:49", 60},
        {"2016-08-22T15:21:49-03:30", "2016-08-22T15:21:49", -210},
        {"2016-08-22T15:21:49Z", "2016-08-22T15:21:49", 0},
        {"2016-08-22T15:21:49", "2016-08-22T15:21:49", std::nullopt},
    };
    for (const auto& row : rows) {
        INFO(row.text);
        const auto outcome = import(
            open_log +
            transaction(sale(1, "A", "1", "1"), "17", "<BeginDateTime>" + std::string(row.text) + "</BeginDateTime>") +
            "</POSLog>");
        REQUIRE(outcome.sink.receipts.size() == 1);
        CHECK(outcome.sink.receipts[0].begun_at.to_iso() == row.time);
        CHECK(outcome.sink.receipts[0].utc_offset_minutes == row.offset);
    }
}

TEST_CASE("discount, unit, taxes and earlier receipts are read of a sale") {
    const auto goods = [](int number, const std::string& more, const std::string& element = "Sale") {
        return "<LineItem><SequenceNumber>" + std::to_string(number) + "</SequenceNumber><" + element +
               "><ItemID>A</ItemID><ExtendedAmount>4.00</ExtendedAmount>" + more + "</" + element + "></LineItem>";
    };
    const std::string link_ends = "<WorkstationID>5</WorkstationID><BusinessDayDate>2017-09-24</BusinessDayDate>"
                                  "<SequenceNumber>77</SequenceNumber>";
    const auto outcome = import_items(
        goods(1, "<ExtendedDiscountAmount>0.75</ExtendedDiscountAmount>"
                 "<Quantity UnitOfMeasureCode='kg'>0.5</Quantity>") +
        goods(2, "<Quantity EntryMethod='Keyed'>1</Quantity>"
                 "<RetailPriceModifier><Amount Action='Subtract'>0.20</Amount></RetailPriceModifier>"
                 "<RetailPriceModifier><Amount Action='Replace'>9.00</Amount></RetailPriceModifier>") +
        goods(3, "<RegularSalesUnitPrice>5.00</RegularSalesUnitPrice><ActualSalesUnitPrice>4.00</ActualSalesUnitPrice>"
                 "<Tax TaxType='Sales'><Amount>0.30</Amount><Percent>7.5</Percent></Tax>") +
        goods(4,
              "<TransactionLink ReasonCode='Return'><RetailStoreID>8</RetailStoreID>" + link_ends +
                  "<LineItemSequenceNumber>2</LineItemSequenceNumber></TransactionLink>",
              "Return") +
        "<TransactionLink ReasonCode='Resume'>" + link_ends + "</TransactionLink>" +
        "<TransactionLink ReasonCode='Layaway'>" + link_ends + "</TransactionLink>");
    CHECK(outcome.rejects == std::vector<std::string>{});
    REQUIRE(outcome.sink.receipts.size() == 1);
    const auto& read = outcome.sink.receipts[0];
    REQUIRE(read.lines.size() == 4);
    CHECK(read.lines[0].unit == Unit::kilogram);
    CHECK(read.lines[0].entry_method == EntryMethod::weighed);
    CHECK_FALSE(read.lines[0].quantity_keyed);
    CHECK(read.lines[1].quantity_keyed);
    const char* discounts[] = {"0.75", "0.20", "1.00"};
    for (std::size_t i = 0; i < 3; ++i) {
        REQUIRE(read.lines[i].discount);
        CHECK(read.lines[i].discount->to_decimal() == discounts[i]);
    }
    CHECK_FALSE(read.lines[3].discount);
    REQUIRE(read.taxes.size() == 1);
    CHECK(read.taxes[0].name == "Sales");
    CHECK(read.taxes[0].percent_milli == 7'500);
    CHECK_FALSE(read.taxes[0].included);
    REQUIRE(read.links.size() == 2);
    CHECK(read.links[0].reason == TransactionLink::Reason::returned);
    CHECK(read.links[0].line == LineNumber(4));
    CHECK(read.links[0].to.to_text() == "8/5/2017-09-24/77");
    CHECK(read.links[0].to_line == LineNumber(2));
    CHECK(read.links[1].reason == TransactionLink::Reason::resumed);
    CHECK(read.links[1].to.to_text() == "9/5/2017-09-24/77"); // the same shop
}

TEST_CASE("the customer's number and telephone are read where the till tells them") {
    const std::pair<const char*, const char*> rows[] = {
        {"<Customer><Telephone><FullTelephoneNumber>+98 912 345 6789</FullTelephoneNumber></Telephone></Customer>",
         "+98 912 345 6789"},
        {"<Customer><Telephone PrimaryFlag='false'><FullTelephoneNumber>021 1</FullTelephoneNumber></Telephone>"
         "<Telephone PrimaryFlag='true'><FullTelephoneNumber>0912 2</FullTelephoneNumber></Telephone></Customer>",
         "0912 2"},
        {"<Customer><Telephone><CountryCode>98</CountryCode><AreaCode>912</AreaCode>"
         "<LocalNumber>3456789</LocalNumber></Telephone></Customer>",
         "98 912 3456789"},
        {"<Customer><Name>Nobody</Name></Customer>", ""},
        {"<Telephone><FullTelephoneNumber>of the shop</FullTelephoneNumber></Telephone>", ""},
    };
    for (const auto& [customer, phone] : rows) {
        INFO(customer);
        const auto outcome = import_items(sale(1, "A", "1", "1.00") + customer);
        REQUIRE(outcome.sink.receipts.size() == 1);
        CHECK(outcome.sink.receipts[0].customer_phone == phone);
    }
    const auto outcome = import_items(sale(1, "A", "1", "1.00") + "<CustomerAccount><LoyaltyAccount><LoyaltyAccountID>"
                                                                  "M-17</LoyaltyAccountID></LoyaltyAccount>"
                                                                  "</CustomerAccount>");
    REQUIRE(outcome.sink.receipts.size() == 1);
    CHECK(outcome.sink.receipts[0].customer_reference == "M-17");
}

TEST_CASE("a suspended transaction is a ticket that nobody paid") {
    auto xml = transaction(sale(1, "A", "1", "1.00"));
    xml.replace(xml.find("<RetailTransaction"), 18, "<RetailTransaction TransactionStatus='Suspended'");
    const auto outcome = import(open_log + xml + "</POSLog>");
    REQUIRE(outcome.sink.receipts.size() == 1);
    CHECK(outcome.sink.receipts[0].kind == RetailTransactionKind::suspended);
}
