#include "drivers/escpos/interpret.hpp"

#include "drivers/escpos/paper_text.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

#include <random>

using namespace makegood;
using namespace makegood::escpos;

namespace {

Paper paper_of(std::string_view bytes) {
    return interpret(hex(bytes), printer);
}

Paper capture(const char* name) {
    const auto file = std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "tests/data/escpos" / name;
    const Bytes bytes = read_bytes(file);
    REQUIRE_FALSE(bytes.empty());
    return interpret(bytes, printer);
}

} // namespace

// The words were read off the bytes of the capture; positions are blanks as they stand there.
TEST_CASE("the sales invoice reads as it was printed") {
    const Paper paper = capture("escpos-php_receipt-with-logo.bin");
    CHECK(paper_text(paper) == "[picture 300x236]\n"
                               "ExampleMart Ltd.\n"
                               "Shop No. 42.\n"
                               "\n"
                               "SALES INVOICE\n"
                               "                                               $\n"
                               "Example item #1                             4.00\n"
                               "Another thing                               3.50\n"
                               "Something else                              1.00\n"
                               "A final item                                4.45\n"
                               "Subtotal                                   12.95\n"
                               "\n"
                               "A local tax                                 1.30\n"
                               "Total            $ 14.25\n"
                               "\n"
                               "\n"
                               "Thank you for shopping at ExampleMart\n"
                               "For trading hours, please visit example.com\n"
                               "\n"
                               "\n"
                               "Monday 6th of April 2015 02:56:25 PM\n");
    CHECK(paper.problems.empty());
    CHECK(paper.cuts.size() == 1);
    REQUIRE(paper.pulses.size() == 1);
    CHECK(paper.pulses[0].pin == 2); // 1B 70 30
    CHECK(paper.pulses[0].offset == 9574);
}

TEST_CASE("text stands where alignment, positions and sizes put it") {
    struct Row {
        const char* bytes;
        std::int64_t x;
        std::int64_t y;
        unsigned width;
        unsigned height;
    };
    // 576 dots; a character is 12x24 in font A and 9x17 in font B, a line 30 dots.
    const Row rows[] = {
        {"41 0A", 0, 0, 12, 24},
        {"0A 41 0A", 0, 30, 12, 24},
        {"1B 61 01 41 42 0A", 276, 0, 12, 24},
        {"1B 61 02 41 42 0A", 552, 0, 12, 24},
        {"1D 21 11 41 0A", 0, 0, 24, 48},
        {"1B 21 01 41 0A", 0, 0, 9, 17},
        {"1B 21 30 41 0A", 0, 0, 24, 48},
        {"1B 4D 01 41 0A", 0, 0, 9, 17},
        {"09 41 0A", 96, 0, 12, 24},
        {"1B 44 05 00 09 41 0A", 60, 0, 12, 24},
        {"1B 24 64 00 41 0A", 100, 0, 12, 24},
        {"1B 24 64 00 1B 5C F6 FF 41 0A", 90, 0, 12, 24},
        {"1D 4C 40 00 41 0A", 64, 0, 12, 24},
        {"1D 4C 40 00 1D 57 64 00 1B 61 02 41 0A", 152, 0, 12, 24},
        {"1B 33 64 0A 41 0A", 0, 50, 12, 24},           // half dots by default
        {"1D 50 CB CB 1B 4A 64 41 0A", 0, 100, 12, 24}, // whole dots after GS P 203 203
        {"1B 64 03 41 0A", 0, 90, 12, 24},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        const Paper paper = paper_of(row.bytes);
        REQUIRE(paper.texts.size() == 1);
        CHECK(paper.texts[0].x == row.x);
        CHECK(paper.texts[0].y == row.y);
        CHECK(paper.texts[0].style.cell_width_dots == row.width);
        CHECK(paper.texts[0].style.cell_height_dots == row.height);
        CHECK(paper.problems.empty());
    }
}

TEST_CASE("a line longer than the paper goes on in the next") {
    Bytes bytes(50, 'x');
    bytes.push_back('\n');
    const Paper paper = interpret(bytes, printer);
    CHECK(paper_text(paper) == std::string(48, 'x') + "\nxx\n");
}

TEST_CASE("characters are those of the code page in use") {
    CHECK(paper_text(paper_of("9C 1B 74 10 9C A3 80 1B 74 25 B1 1B 74 11 80 0A")) ==
          "\u00A3\u0153\u00A3\u20AC\u0661\u0410\n");
    const Paper unknown = paper_of("1B 74 C8 41 90 0A");
    CHECK(paper_text(unknown) == "A\uFFFD\n");
    REQUIRE(unknown.problems.size() == 1);
    CHECK(unknown.problems[0].what == "code page 200 is not in the profile");
    CHECK(unknown.problems[0].offset == 3);
}

TEST_CASE("pictures of every command come out dot by dot") {
    struct Row {
        const char* what;
        const char* bytes;
        unsigned width;
        std::vector<std::uint8_t> rows;
    };
    const Row rows[] = {
        {"GS v 0", "1D 76 30 00 02 00 02 00 80 01 40 02", 16, {0x80, 0x01, 0x40, 0x02}},
        {"GS v 0 twice as wide", "1D 76 30 01 01 00 01 00 81", 16, {0xC0, 0x03}},
        {"GS v 0 twice as high", "1D 76 30 02 01 00 01 00 81", 8, {0x81, 0x81}},
        {"GS ( L", "1D 28 4C 0C 00 30 70 30 01 01 31 09 00 01 00 80 FF 1D 28 4C 02 00 30 32", 9, {0x80, 0x80}},
        {"GS 8 L", "1D 38 4C 0B 00 00 00 30 70 30 02 01 31 04 00 01 00 90 1D 28 4C 02 00 30 02", 8, {0xC3}},
        {"ESC * 33", "1B 2A 21 02 00 80 00 00 40 00 01 0A", 2, {0x80, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                                0,    0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40}},
        {"ESC * 0", "1B 2A 00 01 00 80 0A", 2, {0xC0, 0xC0, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                0,    0,    0,    0, 0, 0, 0, 0, 0, 0, 0, 0}},
        {"FS q and FS p",
         "1C 71 01 01 00 01 00 80 40 00 00 00 00 00 00 1C 70 01 00",
         8,
         {0x80, 0x40, 0, 0, 0, 0, 0, 0}},
        {"GS ( L 67 and 69", "1D284C0D00 30433047310108000200 318001 1D284C0600 304547310101", 8, {0x80, 0x01}},
        {"GS ( L 67 in two colours", "1D284C0E00 30433047310208000100 3180 3201 1D284C0600 304547310101", 8, {0x81}},
        {"GS ( L 83 and 85 twice as wide",
         "1D284C0C00 30533047310108000100 3181 1D284C0600 305547310201",
         16,
         {0xC0, 0x03}},
        {"GS ( L 84 and 85",
         "1D284C0F00 30543047310102000900 3180800000 1D284C0600 305547310101",
         2,
         {0x80, 0, 0, 0, 0, 0, 0, 0, 0x80}},
        {"GS ( L 113", "1D284C0C00 30713001013101000900 8080 1D284C0200 3032", 1, {0x80, 0, 0, 0, 0, 0, 0, 0, 0x80}},
        {"GS * and GS /", "1D 2A 01 01 80 00 00 00 00 00 00 01 1D 2F 00", 8, {0x80, 0, 0, 0, 0, 0, 0, 0x01}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const Paper paper = paper_of(row.bytes);
        REQUIRE(paper.pictures.size() == 1);
        CHECK(paper.pictures[0].bitmap.width_dots == row.width);
        CHECK(paper.pictures[0].bitmap.rows == row.rows);
        CHECK(paper.problems.empty());
    }
}

TEST_CASE("initialising forgets what was downloaded and keeps what was stored to last") {
    const char* downloaded = "1D284C0C00 30533047310108000100 3181 1B40 1D284C0600 305547310101";
    const char* lasting = "1D284C0C00 30433047310108000100 3181 1B40 1D284C0600 304547310101";
    CHECK(paper_of(downloaded).pictures.empty());
    CHECK(paper_of(lasting).pictures.size() == 1);
}

TEST_CASE("symbols say what a reader will read") {
    struct Row {
        const char* bytes;
        SymbolKind kind;
        std::string_view data;
    };
    const Row rows[] = {
        {"1D 6B 49 09 7B 42 41 7B 7B 7B 43 0C 22", SymbolKind::code128, "A{1234"},
        {"1D 6B 02 34 30 30 36 33 38 31 33 33 33 39 33 00", SymbolKind::ean13, "4006381333931"},
        {"1D 6B 43 0D 34 30 30 36 33 38 31 33 33 33 39 33 39", SymbolKind::ean13, "4006381333931"},
        {"1D 6B 44 07 39 36 33 38 35 30 37", SymbolKind::ean8, "96385074"},
        {"1D 6B 41 0B 30 33 36 30 30 30 32 39 31 34 35", SymbolKind::upc_a, "036000291452"},
        {"1D 6B 04 2A 41 42 2A 00", SymbolKind::code39, "AB"},
        {"1D 6B 46 04 31 32 33 34", SymbolKind::interleaved_2_of_5, "1234"},
        // (01)0460123456789*(10)AB, where * is 3: GS1 General Specifications, 7.9.
        {"1D 6B 4A 18 28 30 31 29 30 34 36 30 31 32 33 34 35 36 37 38 39 2A 28 31 30 29 41 42", SymbolKind::gs1_128,
         "010460123456789310AB"},
        {"1D 6B 4B 0D 30 34 36 30 31 32 33 34 35 36 37 38 39", SymbolKind::databar, "0104601234567893"},
        {"1D 6B 4E 07 28 31 30 29 41 42 43", SymbolKind::databar_expanded, "10ABC"},
        {"1D 6B 4F 04 61 31 32 0D", SymbolKind::code128, "a12\r"},
        {"1D 28 6B 05 00 31 50 30 68 69 1D 28 6B 03 00 31 51 30", SymbolKind::qr, "hi"},
        {"1D 28 6B 05 00 30 50 30 68 69 1D 28 6B 03 00 30 51 30", SymbolKind::pdf417, "hi"},
        {"1D 28 6B 03 00 32 41 34 1D 28 6B 05 00 32 50 30 68 69 1D 28 6B 03 00 32 51 30", SymbolKind::maxicode, "hi"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        const Paper paper = paper_of(row.bytes);
        CHECK(paper.problems.empty());
        REQUIRE(paper.symbols.size() == 1);
        CHECK(paper.symbols[0].kind == row.kind);
        CHECK(paper.symbols[0].data == row.data);
    }
    CHECK(paper_of("1D 6B 49 02 41 42").problems.at(0).what == "Code 128 data does not begin with {A, {B or {C");
    CHECK(paper_of("1D 6B 49 02 41 42").symbols.empty());
}

TEST_CASE("MaxiCode is drawn in its one size, with the rings that a reader looks for") {
    const Paper paper = paper_of(
        "1D 28 6B 03 00 32 41 34 1D 28 6B 03 00 32 43 06 1D 28 6B 05 00 32 50 30 68 69 1D 28 6B 03 00 32 51 30");
    REQUIRE(paper.symbols.size() == 1);
    const auto& drawn = paper.symbols[0].bitmap;
    CHECK(drawn.width_dots == 225); // 28.14 mm at 203 dots per inch (ISO/IEC 16023)
    CHECK(drawn.height_dots() >= 208);
    CHECK(drawn.height_dots() <= 225);
    // From the middle to the right: white, and three black rings.
    int rings = 0;
    bool was_black = drawn.is_black(112, drawn.height_dots() / 2);
    CHECK_FALSE(was_black);
    for (unsigned x = 112; x < 112 + 34; ++x) {
        const bool is_black = drawn.is_black(x, drawn.height_dots() / 2);
        rings += is_black && !was_black;
        was_black = is_black;
    }
    CHECK(rings == 3);
    CHECK(paper_of("1D 28 6B 05 00 32 50 30 68 69 1D 28 6B 03 00 32 51 30").problems.at(0).what ==
          "MaxiCode prints nothing: carriers' modes are not drawn");

    // Thousands of them in a small file are no receipt, and would take seconds.
    std::string many = "1D 28 6B 03 00 32 41 34 1D 28 6B 05 00 32 50 30 68 69";
    for (int i = 0; i < 101; ++i)
        many += " 1D 28 6B 03 00 32 51 30";
    CHECK(paper_of(many.c_str()).symbols.size() == 100);
}

TEST_CASE("cuts stand where the blade is") {
    // The blade is 120 dots behind the head; ten lines are 300 dots.
    CHECK(paper_of("1B 64 0A 1D 56 01").cuts.at(0).y == 180);
    CHECK(paper_of("1B 64 0A 1D 56 01").cuts.at(0).partial);
    CHECK(paper_of("1B 64 0A 1B 69").cuts.at(0).y == 180);
    CHECK(paper_of("1B 64 0A 1D 56 41 06").cuts.at(0).y == 303);
    CHECK_FALSE(paper_of("1B 64 0A 1D 56 41 06").cuts.at(0).partial);
    CHECK(paper_of("1B 64 0A 1D 56 41 00 41 0A").texts.at(0).y == 420);
    CHECK(paper_of("1B 64 0A 1D 56 67 00 41 0A").texts.at(0).y == 300);
}

TEST_CASE("a display on the same wire leaves no mark on paper") {
    CHECK(paper_text(paper_of("1B 3D 02 48 69 0C 1B 3D 01 41 0A")) == "A\n");
}

TEST_CASE("problems tell what and where") {
    struct Row {
        const char* bytes;
        std::uint64_t offset;
        const char* what;
    };
    const Row rows[] = {
        {"41 1D 76 30 00 02 00 02 00 80", 1, "the input ends inside GS v after 9 of its bytes"},
        {"41 02", 1, "unknown command of 1 bytes"},
        {"1D 76 30 00 03 00 01 00 10 14 01", 8, "DLE DC4 inside the data of a command: a printer executes it"},
        {"1B 4C 41 0A", 3, "the page is not printed: its FF or ESC FF did not come"},
        {"41 1B 52 50", 1, "national set 80 (ESC R) is drawn as USA"},
        {"41 1D 28 4C 06 00 30 55 47 31 01 01", 1, "a stored picture is printed that was not stored in these bytes"},
        {"1D 28 4C 0B 00 30 70 30 01 01 31 09 00 01 00 80", 0,
         "the picture holds fewer bytes than its size says: nothing is printed"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        const Paper paper = paper_of(row.bytes);
        REQUIRE(paper.problems.size() == 1);
        CHECK(paper.problems[0].offset == row.offset);
        CHECK(paper.problems[0].what == row.what);
    }
}

TEST_CASE("a capture that breaks off is paper, and one that ends inside a command says so") {
    for (const auto& file : capture_files()) {
        CAPTURE(file.filename());
        const Bytes bytes = read_bytes(file);
        const std::size_t step = bytes.size() / 25 + 1;
        for (std::size_t length = 0; length <= bytes.size(); length += step) {
            const auto prefix = std::span(bytes).first(length);
            Tokenizer tokenizer;
            tokenizer.feed(prefix, [](const Token&) {});
            const Paper paper = interpret(prefix, printer);
            const bool says_so = !paper.problems.empty() &&
                                 paper.problems.back().what.find("the input ends inside") != std::string::npos;
            REQUIRE(says_so == !tokenizer.at_border());
        }
    }
}

TEST_CASE("damaged captures are paper too") {
    std::mt19937 random(5);
    const Bytes bytes =
        read_bytes(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "tests/data/escpos" / "escpos-php_barcode.bin");
    for (int i = 0; i < 40; ++i) {
        Bytes damaged = bytes;
        for (int k = 0; k < 20; ++k)
            damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
        const Paper paper = interpret(damaged, printer);
        std::uint64_t covered = 0;
        for (const auto& command : paper.commands)
            if (command.kind != TokenKind::real_time_in_data)
                covered += command.length;
        REQUIRE(covered == damaged.size());
    }
}
