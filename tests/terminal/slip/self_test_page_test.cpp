#include "terminal/slip/self_test_page.hpp"

#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "terminal/config/known_printers.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/text/routes.hpp"

using namespace makegood;

TEST_CASE("every known printer gets a self-test page without a fault in it", "[slip]") {
    const auto known = known_printers(MAKEGOOD_SOURCE_DIR "/assets/printers");
    REQUIRE(known);
    auto typesetters = routes();
    for (const auto* language : {"en", "fa"}) {
        const auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", language);
        REQUIRE(words);
        for (const auto& printer : *known) {
            CAPTURE(language, printer.name);
            const auto page = self_test_page(*words, typesetters.front().typesetter, printer.profile);
            const auto bytes = escpos::encode(page, printer.profile);
            REQUIRE(bytes);
            const auto paper = escpos::interpret(*bytes, printer.profile);
            CHECK(paper.problems.empty());
            CHECK(paper.cuts.size() == (printer.profile.cutter ? 1 : 0));
            CHECK(paper.symbols.size() == (printer.profile.barcodes ? 2u : 0u) + (printer.profile.qr_codes ? 1u : 0u));
        }
    }
}

TEST_CASE("the self-test page tries Persian the way in which slips will print it", "[slip]") {
    auto printer = known_printer(MAKEGOOD_SOURCE_DIR "/assets/printers", "tm-t88v");
    REQUIRE(printer);
    REQUIRE(print_persian(printer->profile, "cp1098"));
    auto typesetters = routes();
    for (const auto* language : {"en", "fa"}) {
        const auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", language);
        REQUIRE(words);
        const auto bytes =
            escpos::encode(self_test_page(*words, typesetters.front().typesetter, printer->profile), printer->profile);
        REQUIRE(bytes);
        const auto paper = escpos::interpret(*bytes, printer->profile);
        CHECK(paper.problems.empty());
        // The thousands' mark is a comma there; noon begins, alef ends, noon stands alone.
        CHECK_THAT(escpos::paper_text(paper), Catch::Contains("٢,٥٠٠" + std::string(34, ' ') + "ن\uFE8E\uFEE7\n"));
    }
}

TEST_CASE("the self-test page shows the line's width, each style and letters of the character sets", "[slip]") {
    const auto printer = known_printer(MAKEGOOD_SOURCE_DIR "/assets/printers", "tm-t88v");
    REQUIRE(printer);
    auto typesetters = routes();
    const auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "en");
    REQUIRE(words);
    const auto bytes =
        escpos::encode(self_test_page(*words, typesetters.front().typesetter, printer->profile), printer->profile);
    REQUIRE(bytes);
    const auto text = escpos::paper_text(escpos::interpret(*bytes, printer->profile));
    for (const auto* part :
         {"Self-test", "Epson TM-T88V", "512 dots, 42 letters", "\n123456789012345678901234567890123456789012\n",
          "[picture 512x24]", "Aa1 Aa1", "0 cp437", "16 windows1252", "17 cp866 ", "[Code 128: MAKEGOOD]",
          "[EAN-13: 9521000121836]", "[QR: MAKEGOOD-TEST]"})
        CHECK_THAT(text, Catch::Contains(part));
    CHECK_THAT(text, !Catch::Contains("864"));
}
