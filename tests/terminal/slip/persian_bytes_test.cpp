#include "drivers/escpos/encode.hpp"
#include "terminal/slip/slip_page.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"
#include "tests/terminal/slip/persian_receipt.hpp"
#include "tests/terminal/text/routes.hpp"

using namespace makegood;

TEST_CASE("a Persian receipt of forty lines is at most 40 KB of picture, a third less than in rows", "[slip]") {
    const auto receipt = persian_receipt();
    REQUIRE(receipt.lines.size() == 40);
    for (auto& [name, typesetter] : routes())
        for (const auto& [dots, columns] : {std::pair{576u, 48u}, std::pair{512u, 42u}, std::pair{384u, 32u}}) {
            auto profile = testing::receipt_printer();
            profile.dots_per_line = dots;
            profile.columns_font_a = columns;
            const auto bytes = escpos::encode(page_of(receipt, false, typesetter, profile), profile);
            REQUIRE(bytes);
            CAPTURE(name, dots, bytes->size());
            CHECK(bytes->size() <= 40 * 1024);
            profile.column_pictures = false;
            const auto in_rows = escpos::encode(page_of(receipt, false, typesetter, profile), profile);
            REQUIRE(in_rows);
            CHECK(bytes->size() * 3 <= in_rows->size() * 2);
        }
}
