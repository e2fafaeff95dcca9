#include "terminal/slip/slip_page.hpp"

#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"
#include "tests/terminal/text/routes.hpp"

using namespace makegood;

namespace {

drivers::Document page_with(const SlipLine& line, text::Typesetter& typesetter) {
    SlipDocument slip;
    slip.lines = {line};
    return page_of(slip, false, typesetter, testing::receipt_printer());
}

} // namespace

TEST_CASE("a line of an English slip goes by picture where it holds a letter that is read from right to left",
          "[slip]") {
    struct Row {
        const char* text;
        const char* value;
        bool as_picture;
    };
    const Row rows[] = {
        {"Bread", "2.50", false},
        {"Café", "£2.50", false},
        {"\u2068Bread\u2069", "\u200E2.50", false},
        // All in the character sets of the printer, CP864, 1098, 1256 and 862.
        {"نان", "2.50", true},
        {"دوغ", "2.50", true},
        {"Bread", "۲۵ ریال", true},
        {"ﻧﺎﻥ", "2.50", true},
        {"٣ x Bread", "2.50", true},
        {"לחם", "2.50", true},
        {"Bread נ", "2.50", true},
    };
    auto typesetters = routes();
    for (const auto& row : rows)
        for (const auto kind : {SlipLineKind::pair, SlipLineKind::text, SlipLineKind::title}) {
            CAPTURE(row.text, row.value);
            const auto page = page_with({kind, row.text, row.value}, typesetters.front().typesetter);
            CHECK(std::holds_alternative<drivers::Picture>(page.elements.front()) == row.as_picture);
            const auto bytes = escpos::encode(page, testing::receipt_printer());
            REQUIRE(bytes);
            const auto on_paper = escpos::paper_text(escpos::interpret(*bytes, testing::receipt_printer()));
            CHECK((on_paper.find("[picture") != on_paper.npos) == row.as_picture);
        }
}
