#include "terminal/application/captured_papers.hpp"
#include "terminal/feeds/import_file.hpp"
#include "terminal/reading/captured_transaction.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>

using namespace makegood;
using namespace makegood::feeds;

namespace {

const std::filesystem::path source_folder = MAKEGOOD_SOURCE_DIR;
const auto real_paper = source_folder / "tests/data/escpos/escpos-php_receipt-with-logo.bin";

CapturedPapers papers_of(const char* shop_toml) {
    const auto config = parse_shop_config(shop_toml, "shop.toml").value();
    return captured_papers(config, {.program = {}, .assets = source_folder / "assets"}).value();
}

// A folder as a tap fills it.
struct TapFolder {
    storage::TemporaryFolder folder;
    CapturedPapers papers = papers_of("business_unit = \"7\"\n");
    RecordingSink sink;
    std::vector<std::string> rejects;

    std::filesystem::path keep(const char* name, const std::string& bytes) const {
        const auto file = folder.path() / name;
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }
    ImportReport import(const std::filesystem::path& file) {
        return import_file(
            file, nullptr, sink, {.on_reject = into(rejects)}, [] { return 0.0; }, &papers);
    }
    ImportReport import(const char* name, const std::string& bytes) { return import(keep(name, bytes)); }
    ImportReport import_real(const char* name) {
        const auto file = folder.path() / name;
        std::filesystem::copy_file(real_paper, file);
        return import(file);
    }
};

constexpr auto some_paper = "lane-1_20111205T101530_0042.escpos";
const std::string cut = "\n\n\x1dV\x42\x01";

// Its products come to its total, which was given, and it says pounds twice.
std::string shop_paper(const std::string& number = "Receipt no: A-17", const std::string& total = "7.50") {
    return "\x1b@CORNER SHOP\n" + number + "\n05/12/2011 10:15\nBread        GBP 3.00\nMilk         GBP 4.50\n" +
           "TOTAL        GBP " + total + "\nCASH         GBP " + total + "\n" + cut;
}

} // namespace

TEST_CASE("a receipt that a tap kept is a receipt with its products", "[capture]") {
    TapFolder tap;
    const auto report = tap.import_real(some_paper);
    CHECK_FALSE(report.failure);
    CHECK(report.stored == 1);
    REQUIRE(tap.sink.receipts.size() == 1);
    const auto& receipt = tap.sink.receipts.front();
    CHECK(receipt.key.business_unit.text() == "7");
    CHECK(receipt.key.workstation.text() == "lane-1");
    CHECK(receipt.key.business_day.to_iso() == "2015-04-06");
    CHECK(receipt.begun_at.to_iso() == "2015-04-06T14:56:25");
    CHECK(receipt.number.starts_with("1456-"));
    CHECK(receipt.kind == RetailTransactionKind::sale);
    CHECK(receipt.total == Money(1425, *Currency::from_code("USD")));
    REQUIRE(receipt.lines.size() == 4);
    CHECK(receipt.lines[1].name == "Another thing");
    CHECK(receipt.lines[1].amount == Money(350, *Currency::from_code("USD")));
    CHECK(receipt.lines[1].quantity == one_unit);

    SECTION("printed again by its till, it is the same") {
        CHECK(tap.import_real("lane-1_20111206T090000_0050.escpos").skipped == 1);
        CHECK(tap.sink.receipts.size() == 1);
    }
    SECTION("at another till, it is another") {
        CHECK(tap.import_real("lane-2_20111205T101530_0042.escpos").stored == 1);
    }
}

TEST_CASE("the tap's label is the number of a paper without a bar code", "[capture]") {
    TapFolder tap;
    tap.papers = papers_of("[tap]\ntill = { port = \"/dev/ttyS0\", baud = 9600 }\n"
                           "printer = { port = \"/dev/ttyS1\", baud = 9600, profile = \"tm-t88v\" }\n"
                           "folder = \"tap\"\nlabel = true\n");
    tap.import(some_paper, shop_paper());
    REQUIRE(tap.sink.receipts.size() == 1);
    CHECK(tap.sink.receipts.front().number == "1015300042");

    const std::string bar_code = "\x1dkI\x07{BA1734";
    tap.import("lane-1_20111205T101630_0043.escpos", shop_paper("Receipt no: A1734\n" + bar_code));
    REQUIRE(tap.sink.receipts.size() == 2);
    CHECK(tap.sink.receipts.back().number == "A1734");
}

TEST_CASE("what is not sure of a paper is not taken, and nothing of it is made up", "[capture]") {
    TapFolder tap;
    CHECK(tap.import(some_paper, shop_paper()).stored == 1);
    CHECK(tap.import(some_paper, shop_paper("Receipt no: A-17", "9.50")).rejected == 1);
    CHECK(tap.import(some_paper, "\x1b@\x1dv0" + std::string("\0\x02\0\x02\0\xff\xff\xff\xff", 9) + cut).rejected == 1);
    CHECK(tap.rejects.size() == 2);
    CHECK(tap.rejects.back() == "1 paper-is-picture");
    CHECK(tap.import(some_paper, "\x1b@Good morning\nDrawer opened\n" + cut).skipped == 1);
    CHECK(tap.sink.receipts.size() == 1);
}

TEST_CASE("a paper that is no sale, or pays for less than its products, is not taken", "[capture]") {
    TapFolder tap;
    const auto why = [&](const std::string& paper) {
        tap.rejects.clear();
        tap.import(some_paper, "\x1b@CORNER SHOP\n05/12/2011 10:15\n" + paper + cut);
        return tap.rejects.empty() ? std::string("taken") : tap.rejects.front().substr(2);
    };
    const std::string goods = "BREAD GBP 3.00\nMILK GBP 1.20\n";
    const std::string paid = "TOTAL GBP 4.20\nCASH GBP 5.00\nCHANGE GBP 0.80\n";
    for (const auto* says : {"*** TRAINING ***", "TRANSACTION CANCELLED", "VOID SALE", "QUOTATION - NOT A RECEIPT",
                             "REFUND", "*** KOPIE ***", "DUPLICATE"})
        CHECK(why(says + ("\n" + goods) + paid) == "paper-is-no-sale");
    CHECK(why("BREAD GBP -3.00\nMILK GBP -1.20\nTOTAL GBP -4.20\nCASH GBP -4.20\n") != "taken");
    CHECK(why(goods + "SUBTOTAL GBP 4.20\nDISCOUNT GBP -1.00\nTOTAL GBP 3.20\nCASH GBP 5.00\nCHANGE GBP 1.80\n") !=
          "taken");
    CHECK(why("BREAD GBP -3.00\nMILK GBP -3.00\nTOTAL GBP -6.00\nCASH GBP -6.00\n05/12/2011 10:15\n05/12/2011\n") !=
          "taken");
    CHECK(why("BREAD GBP 3.00\nMILK GBP 3.00\nVOID BREAD GBP -3.00\nTEA GBP 1.20\n" + paid) != "taken");
    for (const auto* says : {"*** TRANSACTION VOIDED ***", "*** SALE ABORTED ***", "Not paid. Pay at desk",
                             "TABLE 4 - GUEST CHECK", "NON-FISCAL RECEIPT", "PRO-FORMA BILL", "KITCHEN TICKET",
                             "*** CANCELLED ***", "COPY 2", "ESTIMATE", "REFUND GBP 4.20", "SALE SUSPENDED"}) {
        INFO(says);
        CHECK(why(goods + paid + says + "\n") == "paper-is-no-sale");
    }
    for (const auto* back : {"BREAD RETURNED GBP -3.00", "CHEESE GBP 3.00-", "REFUND BREAD GBP -3.00",
                             "GIFT BASKET GBP -3.00", "CARGO PANT BLUE GBP -3.00", "BUNDLE OF TOWELS GBP -3.00",
                             "CAFE EMBALLAGE 500G GBP -3.00", "REFUND CARGO PANT GBP -3.00"}) {
        INFO(back);
        CHECK(why("TEA GBP 3.00\nBREAD GBP 4.20\n" + (back + ("\n" + paid))) == "paper-lines-unsure");
    }
    CHECK(tap.sink.receipts.empty());
    CHECK(why("TEA GBP 3.00\nBREAD GBP 4.20\nSPECIAL OFFER GBP -3.00\nTOTAL GBP 4.20\nCASH GBP 4.20\n") == "taken");
    for (const auto* says : {"Your order was cancelled? Call us", "Exchange only, no refund"}) {
        INFO(says);
        CHECK(why(goods + paid + says + "\n") == "taken");
    }
    CHECK(why("CUSTOMER COPY\n" + goods + paid) == "taken");
}

TEST_CASE("a bottle's deposit is money without goods, and giving it back takes no product back", "[capture]") {
    const auto paper_with = [](const std::string& line) {
        return "\x1b@CORNER SHOP\n05/12/2011 10:15\nTEA GBP 3.00\nBREAD GBP 4.45\n" + line +
               "\nTOTAL GBP 7.20\nCASH GBP 7.20\n" + cut;
    };
    for (const auto* back : {"LEERGUT GBP -0.25", "PFAND RUECKGABE GBP -0.25", "Pfandrückgabe GBP -0.25",
                             "LEERGUT GUTSCHRIFT GBP -0.25", "STATIEGELD RETOUR GBP -0.25", "RETOUR CONSIGNE GBP -0.25",
                             "EMPTIES RETURNED GBP -0.25", "BOTTLE DEPOSIT REFUND GBP -0.25", "PANT GBP -0.25",
                             "ودیعه بطری GBP -0.25", "Devolución envases GBP -0.25"}) {
        INFO(back);
        TapFolder tap;
        // A till's letters are its printer's; here they are as a reader sees them.
        const auto read =
            tap.papers.reader.read({.lines = {"CORNER SHOP", "05/12/2011 10:15", "TEA GBP 3.00", "BREAD GBP 4.45", back,
                                              "TOTAL GBP 7.20", "CASH GBP 7.20"}});
        const auto receipt = transaction_of(read, *CaptureName::of(some_paper), BusinessUnitId("7"), false);
        REQUIRE(receipt);
        REQUIRE(receipt->lines.size() == 3);
        CHECK(receipt->lines[2].kind == LineKind::fee);
        CHECK(receipt->lines[2].amount == Money(-25, *Currency::from_code("GBP")));
        CHECK(receipt->lines[1].kind == LineKind::sale);
    }
    TapFolder tap;
    CHECK(tap.import(some_paper, paper_with("BREAD RETURNED GBP -0.25")).rejected == 1);
    CHECK(tap.import(some_paper, "\x1b@LEERGUTBON\n05/12/2011 10:15\nPFAND GBP 0.25\nPFAND GBP 0.50\n"
                                 "TOTAL GBP 0.75\nCASH GBP 0.75\n" +
                                     cut)
              .rejected == 1);
    CHECK(tap.rejects == std::vector<std::string>{"1 paper-lines-unsure", "1 paper-is-no-sale"});
    CHECK(tap.import(some_paper, "\x1b@CORNER SHOP\n05/12/2011 10:15\nCOLA GBP 1.00\nPFAND GBP 0.25\nPANT GBP 9.00\n"
                                 "TOTAL GBP 10.25\nCASH GBP 10.25\n" +
                                     cut)
              .stored == 1);
    REQUIRE(tap.sink.receipts.size() == 1);
    CHECK(tap.sink.receipts[0].lines[1].kind == LineKind::fee);
    CHECK(tap.sink.receipts[0].lines[2].kind == LineKind::sale); // trousers
}

TEST_CASE("what is taken off the price is called so in many words", "[capture]") {
    for (const auto* off : {"ANGEBOT GBP -1.00", "Preisvorteil GBP -1.00", "AVANTAGE CARTE GBP -1.00",
                            "HAPPY HOUR GBP -1.00", "بن خرید GBP -1.00", "Kampanya GBP -1.00"}) {
        INFO(off);
        TapFolder tap;
        const auto read = tap.papers.reader.read({.lines = {"CORNER SHOP", "05/12/2011 10:15", "TEA GBP 3.00",
                                                            "BREAD GBP 4.00", off, "TOTAL GBP 6.00", "CASH GBP 6.00"}});
        CHECK_FALSE(read.no_sale);
        CHECK_FALSE(read.taken_back);
        CHECK(transaction_of(read, *CaptureName::of(some_paper), BusinessUnitId("7"), false));
    }
}

TEST_CASE("words of a Persian paper decide by where they stand", "[capture]") {
    const auto papers = papers_of("business_unit = \"7\"\n");
    const auto is_no_sale = [&](const char* says) {
        const reading::ReadReceipt read =
            papers.reader.read({.lines = {"فروشگاه مهر", "تاریخ ۱۳۹۰/۰۹/۱۴ ساعت ۱۰:۱۵", "نان ۳۰٬۰۰۰ ریال",
                                          "شیر ۱۲٬۰۰۰ ریال", "جمع کل ۴۲٬۰۰۰ ریال", "نقد ۴۲٬۰۰۰ ریال", says}});
        CHECK_FALSE(read.taken_back);
        return read.no_sale.has_value();
    };
    for (const auto* says : {"«پیش‌فاکتور»", "«مرجوعی»", "»KOPIE«", "„STORNIERT“", "‹COPY›",
                             "پیش‌فاکتور", "*** مرجوعی ***", "فاکتور مرجوعی", "گزارش فروش", "پرداخت نشده",
                             "سفارش آشپزخانه", "فروش لغو شد", "المثنی", "پیش‌رسید"}) {
        INFO(says);
        CHECK(is_no_sale(says));
    }
    for (const auto* says : {"کالای فروخته شده مرجوعی ندارد", "مهلت مرجوعی ۷ روز", "گزارش مالیات",
                             "شماره گزارش مالیات ۱۲", "لغو سفارش تا یک ساعت ممکن است"}) {
        INFO(says);
        CHECK_FALSE(is_no_sale(says));
    }
}

TEST_CASE("when the shop is open, or until when something is valid, is not when it was sold", "[capture]") {
    for (const auto* says : {"Opening time until 21:00", "Warranty valid to 05.12.2012 21:00"}) {
        INFO(says);
        TapFolder tap;
        tap.import(some_paper, "\x1b@" +
                                   (says + std::string("\nDate 05.12.2011\nBread GBP 3.00\nMilk GBP 4.50\n"
                                                       "TOTAL GBP 7.50\nCASH GBP 7.50\n")) +
                                   cut);
        REQUIRE(tap.sink.receipts.size() == 1);
        CHECK(tap.sink.receipts.front().begun_at.to_iso() == "2011-12-05T10:15:30");
        CHECK(tap.sink.receipts.front().key.sequence == "1015300042");
    }
}

TEST_CASE("a day that the paper leaves open is the one on which it was printed, or not known", "[capture]") {
    TapFolder tap;
    tap.import(some_paper, shop_paper());
    tap.import("lane-1_20111206T101530_0043.escpos", shop_paper());
    REQUIRE(tap.rejects.size() == 1);
    CHECK(tap.rejects.front() == "1 paper-day-unsure");
    tap.papers.reader.settings.date_order = makegood::reading::DateOrder::day_month_year;
    CHECK(tap.import("lane-1_20111206T101630_0044.escpos", shop_paper()).skipped == 1);
    CHECK(tap.sink.receipts.size() == 1);
}

TEST_CASE("each paper of a capture is one row", "[capture]") {
    TapFolder tap;
    const auto report =
        tap.import(some_paper, shop_paper("Receipt no: 101\nNo 101") + shop_paper("Receipt no: 102\nNo 102"));
    CHECK(report.rows == 2);
    CHECK(report.stored == 2);
}

TEST_CASE("a capture whose name tells no lane and time is refused, and so is one that no till prints", "[capture]") {
    TapFolder tap;
    for (const auto* name : {"paper.escpos", "_.escpos", "lane-1_20111305T101530_0042.escpos",
                             "lane-1_20111205T101530_42.escpos", "lane-1_20111205_101530_0042.escpos"})
        CHECK(tap.import(name, shop_paper()).failure.value().code == failure::capture_name_wrong);
    CHECK(tap.import(some_paper, std::string(2U << 20U, 'a')).failure.value().code == failure::capture_too_large);
    // Each of these fits into 1 MiB.
    const std::pair<std::string, int> repeated[] = {{"1,00\n", 60'000},
                                                    {"\x1B!\x01", 21'000},
                                                    {std::string("\x1Dk\x04"
                                                                 "123\0",
                                                                 7),
                                                     600},
                                                    {"a\x1DV\x01", 300}};
    for (const auto& [piece, times] : repeated) {
        std::string full;
        for (int i = 0; i < times; ++i)
            full += piece;
        CHECK(tap.import(some_paper, full).failure.value().code == failure::capture_too_full);
    }
    CHECK(tap.sink.receipts.empty());
}

TEST_CASE("the name of a capture tells lane, time and number", "[capture]") {
    const auto name = CaptureName::of("/shop/tap/lane_3_20111205T101530_0042.escpos.xz");
    REQUIRE(name);
    CHECK(name->lane.text() == "lane_3");
    CHECK(name->printed_at.to_iso() == "2011-12-05T10:15:30");
    CHECK(name->number == "1015300042");
    REQUIRE(CaptureName::of("lane-1_20111205T101530_0042-2.escpos"));
    CHECK(CaptureName::of("lane-1_20111205T101530_0042-2.escpos")->number == "1015300042");
    CHECK(CaptureName::is_of_tap("lane-1_20111205T101530_0042-12.gaps"));
    CHECK_FALSE(CaptureName::is_of_tap("till 4_20111205T101530_0042.escpos"));
}

TEST_CASE("a paper with a gap is not taken, whatever can be read of it", "[capture]") {
    TapFolder tap;
    tap.keep("lane-1_20111205T101530_0042.gaps", "{}");
    CHECK(tap.import(some_paper, shop_paper()).rejected == 1);
    CHECK(tap.rejects.front() == "1 paper-has-gap");
    CHECK(tap.sink.receipts.empty());
}
