#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "terminal/slip/slip_page.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"
#include "tests/terminal/slip/persian_receipt.hpp"
#include "tests/terminal/text/routes.hpp"

using namespace makegood;

namespace {

drivers::Profile printer_with_persian_letters() {
    auto profile = testing::receipt_printer();
    profile.persian_page = "cp1098";
    return profile;
}

using Bytes = std::vector<std::uint8_t>;

// What follows the start (ESC @, FS ., GS P), up to the feed before the cut.
Bytes bytes_of(SlipLine line) {
    auto typesetters = routes();
    const auto profile = printer_with_persian_letters();
    const SlipDocument slip{Language::persian, {}, {std::move(line)}};
    const auto bytes = escpos::encode(page_of(slip, false, typesetters.front().typesetter, profile), profile);
    REQUIRE(bytes);
    return {bytes->begin() + 8, bytes->end() - 9};
}

} // namespace

TEST_CASE("a Persian line goes in the letters of CP1098 from left to right, each in its form", "[slip]") {
    // The numbers are those of the table: beh 93 begins, alef 8A ends, reh A5; F5 and F6 are the digits 1 and 2.
    const auto middle = [&](Bytes letters) {
        letters.insert(letters.begin(), {0x1B, 0x61, 0x01, 0x1B, 0x74, 41});
        letters.push_back(0x0A);
        return letters;
    };
    CHECK(bytes_of({SlipLineKind::text, "بار", {}}) == middle({0xA5, 0x8A, 0x93}));
    // Two kaf: the page has the Arabic one for the beginning, and one picture for the end of yeh.
    CHECK(bytes_of({SlipLineKind::text, "کی", {}}) == middle({0xF1, 0xE1}));
    CHECK(bytes_of({SlipLineKind::text, "۱۲ نان", {}}) == middle({0xE8, 0x8A, 0xE9, ' ', 0xF5, 0xF6}));
    CHECK(bytes_of({SlipLineKind::text, "۲۰٪", {}}) == middle({0xF6, 0xF4, 0x25}));
    // The name on the right, the value on the left of 48 columns.
    Bytes pair{0x1B, 0x74, 41, 0xF5, 0xF6};
    pair.insert(pair.end(), 48 - 5, ' ');
    pair.insert(pair.end(), {0xE8, 0x8A, 0xE9, 0x0A});
    CHECK(bytes_of({SlipLineKind::pair, "نان", "۱۲"}) == pair);
}

TEST_CASE("a line that holds anything that the page lacks goes by picture", "[slip]") {
    auto typesetters = routes();
    const auto profile = printer_with_persian_letters();
    struct Row {
        const char* text;
        bool in_letters;
    };
    const Row rows[] = {
        {"پنیر، چای و ژله", true},
        {"گوشت چرخ\u200Cکرده", true},
        {"R-2-111005-017", true},
        {"۱۲٬۵۰۰ ریال", true},
        {"قهوهٔ فوری", false}, // a mark above a letter
        {"لطفاً", false},      // likewise
        {"۲٫۵ کیلو", false},  // the mark before decimals
        {"تخفیف 20%", false}, // its byte prints the Arabic percent sign
        {"Café نو", false},
        {"مسئول", true},
        {"جزئی", true},
        {"شیءئ", false}, // yeh with hamza at a word's end
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const SlipDocument slip{Language::persian, {}, {{SlipLineKind::text, row.text, {}}}};
        const auto page = page_of(slip, false, typesetters.front().typesetter, profile);
        CHECK(std::holds_alternative<drivers::TextLine>(page.elements.front()) == row.in_letters);
        CHECK(escpos::encode(page, profile));
    }
}

TEST_CASE("a percent sign of ASCII is printed by another page than the one for Persian", "[slip]") {
    const auto profile = printer_with_persian_letters();
    const drivers::Document page{{drivers::TextLine{{{"\uFE8E", {}}}}, drivers::TextLine{{{"5%", {}}}}}};
    const auto bytes = escpos::encode(page, profile);
    REQUIRE(bytes);
    const auto paper = escpos::interpret(*bytes, profile);
    CHECK(paper.problems.empty());
    CHECK(escpos::paper_text(paper) == "\uFE8E\n5%\n");
}

TEST_CASE("a Persian receipt of forty lines is at most 3 KB in the letters of the printer", "[slip]") {
    auto typesetters = routes();
    auto receipt = persian_receipt();
    for (auto& line : receipt.lines)
        for (auto at = line.text.find("ٔ"); at != line.text.npos; at = line.text.find("ٔ"))
            line.text.erase(at, 2); // a mark above a letter would make the line a picture
    const auto profile = printer_with_persian_letters();
    const auto bytes = escpos::encode(page_of(receipt, false, typesetters.front().typesetter, profile), profile);
    REQUIRE(bytes);
    CHECK(bytes->size() <= 3 * 1024);
    const auto paper = escpos::interpret(*bytes, profile);
    CHECK(paper.problems.empty());
    CHECK(paper.pictures.empty());
    CHECK(escpos::paper_text(paper).find('?') == std::string::npos);
}
