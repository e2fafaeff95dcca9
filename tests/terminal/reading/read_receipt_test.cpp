#include "workflows/reading/read_receipt.hpp"

#include "terminal/reading/reading_words_file.hpp"
#include "terminal/text/dates.hpp"
#include "tests/support/catch.hpp"
#include "workflows/reading/jalali.hpp"

#include <sstream>

using namespace makegood;
using namespace makegood::reading;

namespace {

const ReadingWords& known_words() {
    static const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    return words;
}

ReadReceipt read_text(const std::string& text, const ReadingSettings& settings = {}) {
    ReceiptPaper paper;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        paper.lines.push_back(line);
    return read_receipt(paper, known_words(), settings);
}

std::string lines_of(const ReadReceipt& read) {
    std::string lines;
    for (const auto& line : read.lines) {
        if (!line.code.empty())
            lines += line.code + ' ';
        lines += line.name + ": ";
        if (line.quantity)
            lines +=
                line.quantity->to_decimal() + " × " + (line.unit_price ? line.unit_price->to_decimal() : "?") + " = ";
        lines += line.amount.to_decimal() + (line.voided ? " void\n" : "\n");
    }
    return lines;
}

const char persian[] = R"(        فروشگاه بهار
تلفن: ۰۲۱-۸۸۷۷۶۶۵۵
شماره فاکتور: ۱۲۳۴۵۶
تاریخ: ۱۴۰۲/۰۵/۱۸    ساعت: ۱۸:۲۲
صندوق: ۳     صندوقدار: مینا
شرح کالا       تعداد   فی      مبلغ
پنیر لیقوان     ۱    ۴۱۰٬۰۰۰   ۴۱۰٬۰۰۰
شیر کم‌چرب      ۲    ۲۲۵٬۰۰۰   ۴۵۰٬۰۰۰
نان بربری       ۳     ۵۰٬۰۰۰   ۱۵۰٬۰۰۰
جمع کل                        ۱٬۰۱۰٬۰۰۰
تخفیف                            ۱۰٬۰۰۰
مبلغ قابل پرداخت              ۱٬۰۰۰٬۰۰۰ ریال
کارت                          ۱٬۰۰۰٬۰۰۰
)";

const char german[] = R"(        REWE Markt GmbH
  UID Nr.: DE812706034
                              EUR
BIO VOLLMILCH                1,19 B
BANANEN                      2,38 B
  1,252 kg x  1,90 EUR/kg
PFAND 0,25 EURO              0,25 A *
STORNO PFAND                -0,25 A
SUMME               EUR      3,57
Geg. BAR            EUR      5,00
Rückgeld BAR        EUR      1,43
18.05.2021     17:02      Bon-Nr.:4521
Markt:0123   Kasse:2   Bed.:141414
)";

} // namespace

TEST_CASE("a Persian receipt is read in its own calendar and digits") {
    const auto read = read_text(persian);
    CHECK(read.total.sure);
    CHECK(read.total.best()->to_decimal() == "1000000");
    CHECK(read.date.sure);
    CHECK(read.date.best()->to_iso() == "2023-08-09");
    CHECK(read.time.best()->seconds == (18 * 60 + 22) * 60);
    CHECK(read.number.sureness() == Sureness::unsure); // nothing else on the paper has it
    CHECK(*read.number.best() == "۱۲۳۴۵۶");
    CHECK(read.number.candidates.front().place == Place{3, 15, 6});
    CHECK(read.currency.best()->currency.code() == "IRR");
    CHECK(*read.lane.best() == "۳");
    CHECK(*read.cashier.best() == "مینا");
    CHECK(lines_of(read) == "پنیر لیقوان: 1 × 410000 = 410000\n"
                            "شیر کم‌چرب: 2 × 225000 = 450000\n"
                            "نان بربری: 3 × 50000 = 150000\n");
    CHECK(read.lines_sure);
}

TEST_CASE("decimal commas, weights and what was taken off again are read") {
    const auto read = read_text(german);
    CHECK(read.total.sure);
    CHECK(read.total.best()->to_decimal() == "3.57");
    CHECK(read.date.sure);
    CHECK(read.date.best()->to_iso() == "2021-05-18");
    CHECK(*read.number.best() == "4521");
    CHECK(read.currency.sure);
    CHECK(lines_of(read) == "BIO VOLLMILCH: 1.19\nBANANEN: 1.252 × 1.90 = 2.38\nPFAND: 0.25 void\n"
                            "STORNO PFAND: -0.25 void\n");
    CHECK(read.lines_sure);
}

TEST_CASE("a day and a month that may be each other are decided by the shop, by another date, or not at all") {
    const std::string paper = "DATE 05/06/2018 10:00\nTOTAL 5.00\n";
    CHECK(read_text(paper).date.sureness() == Sureness::unsure);
    CHECK(read_text(paper).date.candidates.size() == 2);
    const auto by_shop = read_text(paper, {.date_order = DateOrder::month_day_year});
    CHECK(by_shop.date.sure);
    CHECK(by_shop.date.best()->to_iso() == "2018-05-06");
    const auto by_paper = read_text(paper + "RETURN BY 28/06/2018\n");
    CHECK(by_paper.date.sure);
    CHECK(by_paper.date.best()->to_iso() == "2018-06-05");
}

TEST_CASE("a total is sure only where the sums agree") {
    CHECK(read_text("TOTAL 5.00\n").total.sureness() == Sureness::unsure);
    CHECK(read_text("TOTAL 5.00\nCASH 10.00\nCHANGE 5.00\n").total.sure);
    CHECK(read_text("BREAD 2.00\nMILK 3.00\nTOTAL 5.00\n").total.sure);
    CHECK_FALSE(read_text("BREAD 2.00\nMILK 3.50\nTOTAL 5.00\n").total.sure);
    const auto rounded = read_text("TOTAL 33.92\nROUNDING -0.02\nTOTAL ROUNDED 33.90\nCASH 50.00\nCHANGE 16.10\n");
    CHECK(rounded.total.sure);
    CHECK(rounded.total.best()->to_decimal() == "33.90");
    CHECK(read_text("5.00\nTOTAL\n").total.sureness() == Sureness::unsure); // the amount above its word
    CHECK(read_text("no receipt at all\n").total.sureness() == Sureness::not_found);
}

TEST_CASE("nothing is sure where 12.500 may be twelve and a half or twelve thousand five hundred") {
    const auto read = read_text("NAAN 12.500\nSHIR 4.750\nTOTAL 17.250\nCASH 20.000\nCHANGE 2.750\n");
    CHECK(read.total.sureness() == Sureness::unsure);
    CHECK_FALSE(read.lines_sure);
}

TEST_CASE("a number is sure where a second place has it") {
    ReceiptPaper paper{{"RECEIPT NO: 004-5512", "TOTAL 5.00"}, {}};
    CHECK_FALSE(read_receipt(paper, known_words()).number.sure);
    paper.symbols = {"0045512"};
    const auto read = read_receipt(paper, known_words());
    CHECK(read.number.sure);
    CHECK(*read.number.best() == "004-5512");
    CHECK(read_text("GST NO: 000181747712\nTEL: 03-5512\n").number.sureness() == Sureness::not_found);
}

TEST_CASE("the calendar that receipts are read by is ICU's") {
    for (int year = 1369; year <= 1459; ++year)
        for (int month = 1; month <= 12; ++month)
            for (const int day : {1, 29, 30, 31}) {
                const auto ours = day_of_jalali(year, month, day), icu = text::date_of_jalali(year, month, day);
                if (ours != icu)
                    FAIL(year << '/' << month << '/' << day);
            }
}

TEST_CASE("a mistake in the words is told with its line") {
    const std::pair<const char*, const char*> rows[] = {
        {"[phrases]\ntotal = [1]", "read words.toml: line 2: wants a text that begins with no blank"},
        {"[phrases]\ntotals = []", "read words.toml: line 2: no phrases are called 'totals'"},
        {"[months]\njalali = []", "read words.toml: line 2: months are gregorian or jalali, and twelve lists"},
        {"[[currency]]\nsign = \"RM\"", "read words.toml: line 1: a currency wants a sign and a code of three capital "
                                        "letters"},
        {"x = 1", "read words.toml: line 1: 'x' is neither [phrases], [languages], [months] nor [[currency]]"},
    };
    for (const auto& [text, error] : rows)
        CHECK(parse_reading_words(text, "words.toml").error().text() == error);
}

TEST_CASE("what is taken back strikes the product that it names, and none where that is a guess", "[reading]") {
    const auto voided = [](const std::string& lines, const char* total) {
        const auto read = read_text("SHOP\n" + lines + "TOTAL " + total + "\nCASH " + total + "\n05/12/2011 10:15\n");
        std::string names;
        for (const auto& line : read.lines)
            names += line.voided ? "-" : "+";
        return names + (read.lines_sure ? " sure" : "");
    };
    const std::string bread = "BREAD 3.00\n", milk = "MILK 3.00\n", tea = "TEA 1.20\n";
    CHECK(voided(bread + milk + "VOID BREAD -3.00\n" + tea, "4.20") == "-+-+ sure");
    CHECK(voided(bread + tea + "VOID -3.00\n", "1.20") == "-+- sure");
    CHECK(voided(bread + bread + "VOID -3.00\n" + tea, "4.20") == "+--+ sure");
    CHECK(voided(bread + milk + "VOID -3.00\n" + tea, "4.20") == "++-+");              // one of two
    CHECK(voided(milk + "TEA 2.40\n" + "VOID TEA -3.00\n" + bread, "5.40") == "++-+"); // of a tea nobody sees
}

TEST_CASE("a return's total is below nothing", "[reading]") {
    const auto read = read_text("SHOP\nBREAD -3.00\nMILK -1.20\nTOTAL -4.20\nCASH -4.20\n05/12/2011 10:15\n");
    REQUIRE(read.total.best());
    CHECK(read.total.best()->to_decimal() == "-4.20");
    const auto either = read_text("SHOP\nBREAD 3.00\nMILK 1.20\nTOTAL -4.20\nTOTAL 4.20\n05/12/2011 10:15\n");
    CHECK_FALSE(either.total.sure);
}
