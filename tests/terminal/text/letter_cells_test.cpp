#include "terminal/text/letter_cells.hpp"

#include "terminal/text/unicode.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/text/directions.hpp"

using namespace makegood::text;

namespace {

// Forms from left to right, lines parted by |.
std::string forms(std::string_view text, Direction base, std::size_t columns = 40) {
    std::string shown;
    for (const auto& line : set_in_cells(text, base, columns)) {
        if (!shown.empty())
            shown += '|';
        for (const auto& cell : line)
            append(shown, cell.form);
    }
    return shown;
}

} // namespace

TEST_CASE("letters in cells stand from left to right in the forms that join") {
    struct Row {
        const char* text;
        std::string cells;
    };
    const Row rows[] = {
        // beh initial, alef final, reh isolated
        {"بار", "\uFEAD\uFE8E\uFE91"},
        {"گچ پژ", "\uFB8B\uFB58 \uFB7B\uFB94"},
        {"کی", "\uFBFD\uFB90"},
        // No ligature of lam and alef.
        {"کالا", "\uFE8E\uFEDF\uFE8E\uFB90"},
        // The joiner parts and takes no cell.
        {"می\u200Cشد", "\uFEAA\uFEB7\uFBFD\uFEE3"},
        {"۱۲ کیلو", "\uFEEE\uFEE0\uFBFF\uFB90 ۱۲"},
        {"کد AB-12 (نو)", "(\uFEEE\uFEE7) AB-12 \uFEAA\uFB90"},
        {"\u2068Tea\u2069 نو", "\uFEEE\uFEE7 Tea"},
        {"", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(forms(row.text, rtl) == row.cells);
    }
    CHECK(forms("Tea (hot)", ltr) == "Tea (hot)");
}

TEST_CASE("letters in cells are broken at blanks, and a long word where the line ends") {
    CHECK(forms("ab cd ef", ltr, 5) == "ab cd|ef");
    CHECK(forms("ab cd ef", ltr, 4) == "ab|cd|ef");
    CHECK(forms("abcdefgh ij", ltr, 3) == "abc|def|gh|ij");
    // A word that is cut goes on joining.
    CHECK(forms("بار", rtl, 2) == "\uFE8E\uFE91|\uFEAD");
    CHECK(forms("نان نو", rtl, 4) == "\uFEE5\uFE8E\uFEE7|\uFEEE\uFEE7");
}
