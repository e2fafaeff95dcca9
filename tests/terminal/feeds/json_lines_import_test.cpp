#include "terminal/feeds/json_lines_import.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"

using namespace makegood;
using namespace makegood::feeds;

namespace {

Imported import_jsonl(std::string_view text) {
    Imported outcome;
    outcome.report.file = "receipts.jsonl";
    MemoryBytes source(text);
    const OnReject on_reject = [&](const Reject& reject) {
        outcome.rejects.push_back(std::to_string(reject.line) + " " + reject.field + (reject.field.empty() ? "" : " ") +
                                  std::string(reject.reason));
    };
    import_json_lines(source, outcome.sink, on_reject, outcome.report);
    CHECK(outcome.report.balanced());
    return outcome;
}

const std::string one_line = R"("line_items":[{"item_id":"A","extended_amount":"1.00"}])";

// A receipt that is right but for `more`, which may say fields of the head again that are left out then.
std::string receipt(const std::string& more, const std::string& without = "") {
    std::string text = "{";
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"business_unit_id", "\"9\""},
                                                          {"workstation_id", "\"2\""},
                                                          {"sequence_number", "\"17\""},
                                                          {"begin_date_time", "\"2011-10-05T10:21:33\""},
                                                          {"currency_code", "\"EUR\""}})
        if (name != without)
            text += "\"" + name + "\":" + value + ",";
    return text + more + "}\n";
}

std::string line(const std::string& fields) {
    return receipt("\"line_items\":[{" + fields + "}]");
}

} // namespace

TEST_CASE("a line of JSON becomes a receipt with everything that it says") {
    const auto outcome = import_jsonl(
        "\xEF\xBB\xBF"
        R"({"business_unit_id": "0610", "workstation_id": 140, "sequence_number": "00451",)"
        R"( "business_day_date": "2011-10-04", "begin_date_time": "2011-10-05T00:21:33.5+03:30",)"
        R"( "receipt_number": "R-451", "operator_id": "9009", "customer_id": "C 17850", "customer_phone": "0912 3456789", "currency_code": "EUR",)"
        R"( "line_items": [)"
        R"({"sequence_number": 2, "item_id": "0038966", "description": " پنیر ", "quantity": 0.742,)"
        R"( "actual_sales_unit_price": "9.90", "entry_method": "weighed"},)"
        R"({"sequence_number": 4, "item_id": "A", "extended_amount": 1234567890123.45, "void_flag": true},)"
        R"({"sequence_number": 5, "item_id": "A", "quantity": "2", "extended_amount": "7.98",)"
        R"( "entry_method": "scanned", "description": null},)"
        R"({"sequence_number": 6, "item_type": "fee", "description": "bag", "extended_amount": 0.1},)"
        R"({"sequence_number": 7, "item_type": "discount", "description": "autumn", "extended_amount": 0.40},)"
        R"({"sequence_number": 8, "item_id": "B", "quantity": -1, "extended_amount": -1, "entry_method": "keyed"}],)"
        R"( "tenders": [{"tender_type": "CreditDebit", "amount": "14.03", "card_last_four": "0711", "reference": "881204"}],)"
        R"( "x_shift": {"name": "early"}})"
        "\r\n\r\n");
    CHECK(outcome.rejects == std::vector<std::string>{});
    CHECK(outcome.report.rows == 1);
    CHECK(outcome.report.stored == 1);
    CHECK(outcome.report.lines == 6);
    REQUIRE(outcome.sink.receipts.size() == 1);
    const auto& read = outcome.sink.receipts[0];
    CHECK(read.key.to_text() == "0610/140/2011-10-04/00451");
    CHECK(read.number == "R-451");
    CHECK(read.kind == RetailTransactionKind::sale);
    CHECK(read.begun_at.to_iso() == "2011-10-05T00:21:33");
    CHECK(read.utc_offset_minutes == 210);
    CHECK(read.operator_id.text() == "9009");
    CHECK(read.customer_reference == "C 17850");
    CHECK(read.customer_phone == "0912 3456789");
    REQUIRE(read.tenders.size() == 1);
    CHECK(read.tenders[0].reference == "881204");
    CHECK(read.total.to_decimal() == "14.03"); // 7.35 + 7.98 + 0.10 - 0.40 - 1.00

    struct Line {
        int number;
        LineKind kind;
        bool voided;
        EntryMethod entry_method;
        const char* code;
        const char* name;
        const char* quantity;
        const char* amount;
    };
    const Line expected[] = {
        {2, LineKind::sale, false, EntryMethod::weighed, "0038966", "پنیر", "0.742", "7.35"},
        {4, LineKind::sale, true, EntryMethod::unknown, "A", "A", "1", "1234567890123.45"},
        {5, LineKind::sale, false, EntryMethod::scanned, "A", "A", "2", "7.98"},
        {6, LineKind::fee, false, EntryMethod::unknown, "", "bag", "1", "0.10"},
        {7, LineKind::discount, false, EntryMethod::unknown, "", "autumn", "1", "-0.40"},
        {8, LineKind::returned, false, EntryMethod::keyed, "B", "B", "-1", "-1.00"},
    };
    REQUIRE(read.lines.size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        INFO("line " << expected[i].number);
        const auto& one = read.lines[i];
        CHECK(one.number == LineNumber{expected[i].number});
        CHECK(one.kind == expected[i].kind);
        CHECK(one.voided == expected[i].voided);
        CHECK(one.entry_method == expected[i].entry_method);
        CHECK(one.code.text() == expected[i].code);
        CHECK(one.name == expected[i].name);
        CHECK(one.quantity.to_decimal() == expected[i].quantity);
        CHECK(one.amount.to_decimal() == expected[i].amount);
    }
    REQUIRE(read.tenders.size() == 1);
    CHECK(read.tenders[0].kind == "CreditDebit");
    CHECK(read.tenders[0].amount.to_decimal() == "14.03");
    CHECK(read.tenders[0].card_last_four == "0711");
}

TEST_CASE("amounts are in the unit that the receipt names") {
    struct Row {
        const char* currency;
        const char* unit;
        const char* amount;
        std::int64_t minor_units;
    };
    const Row rows[] = {{"EUR", "", "12.34", 1'234},
                        {"EUR", R"("unit":"major",)", "12.3", 1'230},
                        {"EUR", R"("unit":"minor",)", "1234", 1'234},
                        {"IRR", "", "410000", 410'000},
                        {"IRR", R"("unit":"toman",)", "41000", 410'000},
                        {"IRR", R"("unit":"toman",)", "41000.5", 410'005},
                        {"EUR", "", "9223372036854.77", 922'337'203'685'477}};
    for (const auto& row : rows) {
        INFO(row.currency << " " << row.unit << " " << row.amount);
        const auto outcome = import_jsonl(receipt(std::string(row.unit) + R"("currency_code":")" + row.currency +
                                                      R"(","tenders":[{"tender_type":"Cash","amount":)" + row.amount +
                                                      R"(}],"total_amount":)" + row.amount,
                                                  "currency_code"));
        REQUIRE(outcome.sink.receipts.size() == 1);
        CHECK(outcome.sink.receipts[0].total.minor_units() == row.minor_units);
        CHECK(outcome.sink.receipts[0].tenders[0].amount.minor_units() == row.minor_units);
    }
}

TEST_CASE("a price is multiplied as it is written, never as a double") {
    const auto outcome = import_jsonl(line(R"("item_id":"A","actual_sales_unit_price":1.005)"));
    REQUIRE(outcome.sink.receipts.size() == 1);
    CHECK(outcome.sink.receipts[0].total.to_decimal() == "1.01");
}

TEST_CASE("what a receipt is, it says or its lines say") {
    struct Row {
        std::string more;
        RetailTransactionKind kind;
    };
    const Row rows[] = {
        {one_line, RetailTransactionKind::sale},
        {one_line + R"(,"transaction_type":"void")", RetailTransactionKind::voided},
        {one_line + R"(,"transaction_type":"return")", RetailTransactionKind::return_},
        {one_line + R"(,"transaction_type":"suspended")", RetailTransactionKind::suspended},
        {R"("line_items":[{"item_type":"return","item_id":"A","quantity":2,"extended_amount":5}])",
         RetailTransactionKind::return_},
    };
    for (const auto& row : rows) {
        INFO(row.more);
        const auto outcome = import_jsonl(receipt(row.more));
        REQUIRE(outcome.sink.receipts.size() == 1);
        CHECK(outcome.sink.receipts[0].kind == row.kind);
    }
    const auto returned = import_jsonl(receipt(rows[4].more)).sink.receipts[0];
    CHECK(returned.lines[0].quantity.to_decimal() == "-2");
    CHECK(returned.total.to_decimal() == "-5.00");
}

TEST_CASE("taxes, discounts, units and links are told beside lines and payments") {
    const auto outcome = import_jsonl(
        receipt(R"("line_items":[{"item_id":"A","quantity":"0.5","unit_of_measure":"kg","extended_amount":5,)"
                R"("discount_amount":0.5},{"item_id":"B","extended_amount":2,"discount_amount":0}],)"
                R"("taxes":[{"tax_type":"VAT","percent":"5.5","amount":0.37,"included_flag":true},{"amount":1}],)"
                R"("links":[{"reason_code":"return","business_unit_id":"8","workstation_id":"1","sequence_number":"3",)"
                R"("business_day_date":"2011-09-28","line":2,"to_line":4},)"
                R"({"reason_code":"resume","sequence_number":"16","business_day_date":"2011-10-05"}])"));
    CHECK(outcome.rejects == std::vector<std::string>{});
    REQUIRE(outcome.sink.receipts.size() == 1);
    const auto& read = outcome.sink.receipts[0];
    CHECK(read.lines[0].unit == Unit::kilogram);
    REQUIRE(read.lines[0].discount);
    CHECK(read.lines[0].discount->to_decimal() == "0.50");
    CHECK_FALSE(read.lines[1].discount);
    REQUIRE(read.taxes.size() == 2);
    CHECK(read.taxes[0].percent_milli == 5'500);
    CHECK(read.taxes[0].included);
    CHECK_FALSE(read.taxes[1].percent_milli);
    CHECK(read.total.to_decimal() == "8.00"); // the second tax came on top
    REQUIRE(read.links.size() == 2);
    CHECK(read.links[0].to.to_text() == "8/1/2011-09-28/3");
    CHECK(read.links[0].line == LineNumber(2));
    CHECK(read.links[0].to_line == LineNumber(4));
    CHECK(read.links[1].reason == TransactionLink::Reason::resumed);
    CHECK(read.links[1].to.to_text() == "9/2/2011-10-05/16");
}

TEST_CASE("a line that is wrong is named with its field, and costs only itself") {
    struct Row {
        std::string text;
        std::string rejected; // after "1 "
    };
    const std::string deep = receipt(one_line + ",\"x_a\":" + std::string(64, '[') + std::string(64, ']'));
    const Row rows[] = {
        {"nonsense\n", "json-broken"},
        {"{\"a\":1}{\"b\":2}\n", "json-broken"},
        {receipt(one_line + ","), "json-broken"},
        {receipt(one_line + R"(,"operator_id":"\ud800")"), "json-broken"},
        {receipt(one_line + R"(,"total_amount":1e999)"), "json-broken"},
        {"[1]\n", "field-wrong"},
        {receipt(one_line + ",\"operator_id\":\"\xFF\""), "not-utf8"},
        {receipt(one_line + R"(,"operator_id":"\u001b@")"), "operator_id control-character"},
        {receipt(one_line + R"(,"operator_id":"1","operator_id":"2")"), "operator_id field-twice"},
        {receipt(one_line + R"(,"discount":1)"), "discount field-unknown"},
        {receipt(one_line + R"(,"operator_id":["1"])"), "operator_id field-wrong"},
        {receipt(one_line + R"(,"transaction_type":"loan")"), "transaction_type field-wrong"},
        {line(R"("item_id":"A","extended_amount":1,"discount_amount":-0.5)"),
         "line_items[1].discount_amount amount-unreadable"},
        {line(R"("item_id":"A","extended_amount":1,"unit_of_measure":"stone")"),
         "line_items[1].unit_of_measure field-wrong"},
        {receipt(one_line + R"(,"taxes":[{"percent":20}])"), "taxes[1].amount amount-unreadable"},
        {receipt(one_line + R"(,"taxes":[{"amount":1,"percent":-1}])"), "taxes[1].percent field-wrong"},
        {receipt(one_line + R"(,"taxes":[{"amount":1,"percent":1001}])"), "taxes[1].percent field-wrong"},
        {receipt(one_line + R"(,"links":[{"sequence_number":"1","business_day_date":"2011-10-01"}])"),
         "links[1].reason_code field-wrong"},
        {receipt(one_line + R"(,"links":[{"reason_code":"return","business_day_date":"2011-10-01"}])"),
         "links[1].sequence_number sequence-missing"},
        {receipt(one_line + R"(,"links":[{"reason_code":"return","sequence_number":"1"}])"),
         "links[1].business_day_date day-unreadable"},
        {receipt(one_line + R"(,"links":[{"reason_code":"resume","sequence_number":"1",)"
                            R"("business_day_date":"2011-10-01","to_line":0}])"),
         "links[1].to_line line-number-wrong"},
        {receipt(one_line + R"(,"unit":"cents")"), "unit field-wrong"},
        {receipt(one_line + R"(,"unit":"toman")"), "unit field-wrong"},
        {receipt(one_line, "business_unit_id"), "business_unit_id business-unit-missing"},
        {receipt(one_line, "workstation_id"), "workstation_id workstation-missing"},
        {receipt(one_line, "sequence_number"), "sequence_number sequence-missing"},
        {receipt(one_line, "currency_code"), "currency_code currency-unknown"},
        {receipt(one_line + R"(,"begin_date_time":"2011-02-29T10:00")", "begin_date_time"),
         "begin_date_time time-unreadable"},
        {receipt(one_line + R"(,"begin_date_time":"2011-10-05T10:00+24:00")", "begin_date_time"),
         "begin_date_time time-unreadable"},
        {receipt(one_line + R"(,"business_day_date":"2011-06-31")"), "business_day_date day-unreadable"},
        {receipt(one_line + R"(,"total_amount":"1.005")"), "total_amount amount-unreadable"},
        {receipt(one_line + R"(,"total_amount":1e2)"), "total_amount amount-unreadable"},
        {receipt(one_line + R"(,"total_amount":"92233720368547758.08")"), "total_amount amount-too-large"},
        {receipt(R"("line_items":{})"), "line_items field-wrong"},
        {receipt(R"("line_items":[7])"), "line_items[1] field-wrong"},
        {line(R"("extended_amount":1)"), "line_items[1].item_id code-missing"},
        {line(R"("item_id":"A")"), "line_items[1].actual_sales_unit_price price-unreadable"},
        {line(R"("item_id":"A","extended_amount":"1,50")"), "line_items[1].extended_amount amount-unreadable"},
        {line(R"("item_id":"A","quantity":1000000,"actual_sales_unit_price":"92233720368547")"),
         "line_items[1].actual_sales_unit_price amount-too-large"},
        {line(R"("item_id":"A","quantity":0.0005,"extended_amount":1)"), "line_items[1].quantity quantity-unreadable"},
        {line(R"("item_type":"sale","item_id":"A","quantity":-1,"extended_amount":-1)"),
         "line_items[1].quantity quantity-unreadable"},
        {line(R"("item_id":"A","extended_amount":1,"void_flag":"yes")"), "line_items[1].void_flag field-wrong"},
        {line(R"("item_id":"A","extended_amount":1,"sequence_number":0)"),
         "line_items[1].sequence_number line-number-wrong"},
        {receipt(R"("line_items":[{"item_id":"A","extended_amount":1},)"
                 R"({"item_id":"B","extended_amount":1,"sequence_number":1}])"),
         "line_items[2].sequence_number line-number-wrong"},
        {receipt(R"("tenders":[{"tender_type":"Cash","amount":""}])"), "tenders[1].amount amount-unreadable"},
        {receipt(R"("tenders":[{"amount":1,"card_last_four":"4111111111111111"}])"),
         "tenders[1].card_last_four field-wrong"},
        {receipt(R"("line_items":[{"item_id":"A","quantity":10000,"actual_sales_unit_price":9223372036854},)"
                 R"({"item_id":"A","quantity":10000,"actual_sales_unit_price":9223372036854}])"),
         "line_items amount-too-large"},
        {deep, "json-too-deep"},
    };
    for (const auto& row : rows) {
        INFO(row.text.substr(0, 300));
        const auto outcome = import_jsonl(row.text + receipt(one_line));
        CHECK(outcome.rejects == std::vector<std::string>{"1 " + row.rejected});
        CHECK(outcome.report.stored == 1);
        CHECK_FALSE(outcome.report.failure);
    }
}

TEST_CASE("a card's number is not repeated in what is told of its line") {
    std::string told;
    const auto text = receipt(R"("tenders":[{"amount":1,"card_last_four":"4111111111111111"}])") +
                      receipt(one_line + R"(,"card_number":"4111111111111111")");
    MemoryBytes source(text);
    RecordingSink sink;
    ImportReport report;
    import_json_lines(
        source, sink, [&](const Reject& reject) { told += reject.field + " " + reject.excerpt; }, report);
    CHECK(report.rejected == 2);
    CHECK(told == "tenders[1].card_last_four card_number ");
}

TEST_CASE("what is too much for one line is refused, and the file goes on") {
    const std::string filler(1U << 20U, 'x');
    std::string many = "[1";
    for (int i = 0; i < 100'000; ++i)
        many += ",1";
    for (const auto& text :
         {receipt(one_line + ",\"operator_id\":\"" + filler + "\""), receipt(one_line + ",\"x_a\":" + many + "]")}) {
        const auto outcome = import_jsonl(text + receipt(one_line));
        CHECK(outcome.rejects == std::vector<std::string>{"1 transaction-too-large"});
        CHECK(outcome.report.stored == 1);
    }
    std::string lines;
    for (int i = 0; i < 10'000; ++i)
        lines += std::string(i > 0 ? "," : "") + R"({"item_id":"A","extended_amount":1})";
    const auto outcome = import_jsonl(receipt("\"line_items\":[" + lines + "]"));
    REQUIRE(outcome.sink.receipts.size() == 1);
    CHECK(outcome.sink.receipts[0].lines.size() == 10'000);
    CHECK(outcome.sink.receipts[0].total.to_decimal() == "10000.00");
}

TEST_CASE("a file that stops in the middle of a line tells so") {
    const auto whole = receipt(one_line);
    const auto cut = import_jsonl(whole + whole.substr(0, whole.size() / 2));
    CHECK(cut.rejects == std::vector<std::string>{"2 half-written"});
    CHECK(cut.report.stored == 1);

    const auto without_line_end = import_jsonl(whole.substr(0, whole.size() - 1));
    CHECK(without_line_end.rejects.empty());
    CHECK(without_line_end.report.stored == 1);
}

TEST_CASE("the same receipt again changes nothing, and other content is a revision") {
    const auto outcome =
        import_jsonl(receipt(one_line) + receipt(one_line) + receipt(one_line + R"(,"total_amount":2)"));
    CHECK(outcome.report.stored == 2);
    CHECK(outcome.report.revisions == 1);
    CHECK(outcome.report.skipped_by_reason.at("already-stored") == 1);
    CHECK(import_jsonl(receipt(R"("operator_id":"7")")).report.skipped_by_reason.at("no-lines") == 1);
}
