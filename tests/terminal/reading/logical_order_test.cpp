#include "terminal/reading/logical_order.hpp"

#include "drivers/escpos/code_page.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/reading/captured_receipts.hpp"
#include "terminal/reading/reading_words_file.hpp"
#include "terminal/text/letter_cells.hpp"
#include "terminal/text/unicode.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

// As a till that has no pictures prints it.
std::string as_printed(std::string_view text) {
    std::string printed;
    const auto lines = text::set_in_cells(text, text::Direction::right_to_left, 200);
    for (const auto& cell : lines.at(0))
        text::append(printed, cell.form);
    return printed;
}

// The bytes of such a till, in code page 1098, number 41 of this printer.
std::string bytes_of_till(const std::vector<std::string>& lines) {
    const auto& page = *escpos::find_code_page("cp1098");
    std::string bytes = "\x1b@\x1bt\x29";
    for (const auto& line : lines) {
        const auto cells = text::set_in_cells(line, text::Direction::right_to_left, 200);
        for (const auto& cell : cells.at(0)) {
            auto byte = escpos::byte_of(page, cell.form);
            if (!byte)
                byte = escpos::byte_of(page, cell.letter);
            bytes += static_cast<char>(byte.value_or('?'));
        }
        bytes += '\n';
    }
    return bytes + "\x1dV\x42\x01";
}

} // namespace

TEST_CASE("a receipt of Persian letters of a code page is read") {
    // Letters and digits that the page has.
    const auto bytes =
        bytes_of_till({"شماره سند: 123456", "تاریخ: 1402/05/18 ساعت: 18:22", "نان   2   50,000   100,000",
                       "آش   1   225,000   225,000", "قابل پرداخت   325,000", "نقد   400,000", "باقی   75,000"});
    const auto printer = known_printer(MAKEGOOD_SOURCE_DIR "/assets/printers", "tm-l90").value().profile;
    const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    const auto receipts =
        receipts_of_capture({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, printer);
    REQUIRE(receipts.size() == 1);
    for (const auto& line : receipts.front().paper.lines)
        UNSCOPED_INFO(line);
    const auto read = reading::read_receipt(receipts.front().paper, words);
    REQUIRE(read.total.best());
    CHECK(read.total.best()->to_decimal() == "325000");
    CHECK(read.total.sure);
    REQUIRE(read.date.best());
    CHECK(read.date.best()->to_iso() == "2023-08-09");
    REQUIRE(read.lines.size() == 2);
    CHECK(read.lines[0].name == "نان");
    CHECK(read.lines[0].quantity == Quantity::of_milli(2'000));
}

TEST_CASE("Persian letters as they lie on the paper are put in their order again") {
    for (const char* line :
         {"شماره فاکتور: ۱۲۳۴۵۶", "تاریخ: ۱۴۰۲/۰۵/۱۸    ساعت: ۱۸:۲۲", "پنیر لیقوان     ۱    ۴۱۰٬۰۰۰   ۴۱۰٬۰۰۰",
          "نوشابه COCA COLA زرد   ۲   12,500", "جمع کل (ریال)   ۱٬۰۱۰٬۰۰۰"}) {
        const auto printed = as_printed(line);
        CAPTURE(line, printed);
        CHECK(has_joined_forms(printed));
        CHECK(in_logical_order(printed) == line);
    }
    CHECK_FALSE(has_joined_forms("جمع کل"));
    CHECK(in_logical_order("TOTAL 5.00") == "TOTAL 5.00");
    CHECK(in_logical_order("") == "");
}
