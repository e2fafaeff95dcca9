#include "drivers/escpos/encode.hpp"

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "drivers/escpos/real_time.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <random>

using namespace makegood;
using namespace makegood::drivers;
using namespace makegood::escpos;

namespace {

// ESC @, FS ., GS P 203 203.
const std::string start = "1B 40 1C 2E 1D 50 CB CB ";

Bytes encoded(Element element, const Profile& profile = printer) {
    const auto bytes = encode(Document{{std::move(element)}}, profile);
    REQUIRE(bytes);
    return *bytes;
}

EncodeError refusal(Element element, const Profile& profile = printer) {
    const auto bytes = encode(Document{{TextLine{}, std::move(element)}}, profile);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().element == 1);
    return bytes.error();
}

Bitmap random_bitmap(std::mt19937& random, unsigned width, unsigned height) {
    Bitmap bitmap(width, height);
    for (auto& byte : bitmap.rows)
        byte = static_cast<std::uint8_t>(random());
    for (unsigned y = 0; y < height && width % 8 != 0; ++y)
        bitmap.rows[(y + 1) * bitmap.bytes_per_row() - 1] &= static_cast<std::uint8_t>(0xFF00u >> width % 8);
    return bitmap;
}

// Independent of the tokenizer: any DLE with a byte behind it that makes it a real-time command.
bool holds_real_time(const Bytes& bytes) {
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i)
        if (bytes[i] == 0x10 && (bytes[i + 1] == 0x04 || bytes[i + 1] == 0x05 || bytes[i + 1] == 0x14))
            return true;
    return false;
}

} // namespace

TEST_CASE("small documents give the bytes that the manuals say") {
    struct Row {
        const char* what;
        Element element;
        std::string expected;
    };
    const Row rows[] = {
        {"plain", TextLine{{{"Hi", {}}}}, "48 69 0A"},
        {"centred and bold", TextLine{{{"Hi", {true, false, false, false}}}, Alignment::center},
         "1B 61 01 1B 21 08 48 69 0A"},
        {"double size underlined", TextLine{{{"A", {false, true, true, true}}}}, "1B 21 B0 41 0A"},
        {"two styles", TextLine{{{"A", {true, false, false, false}}, {"B", {}}}}, "1B 21 08 41 1B 21 00 42 0A"},
        {"pound sign of CP437", TextLine{{{"\u00A35", {}}}}, "1B 74 00 9C 35 0A"},
        {"euro is not in CP437 but in Windows-1252", TextLine{{{"\u20AC\u00A3", {}}}}, "1B 74 10 80 A3 0A"},
        {"controls are left out",
         TextLine{{{"a\x1B@b\x10\x04\x01"
                    "c\x7F\u0085"
                    "d\n",
                    {}}}},
         "61 40 62 63 64 0A"},
        {"feed", Feed{300}, "1B 4A FF 1B 4A 2D"},
        {"cut", Cut{}, "1B 4A 80 1D 56 01"},
        {"drawer pin 2", DrawerPulse{}, "1B 70 00 19 FA"},
        {"a drawer that bears short rests", DrawerPulse{DrawerPulse::Pin::two, 200, 200, true}, "1B 70 00 64 64"},
        {"drawer pin 5", DrawerPulse{DrawerPulse::Pin::five, 100, 500}, "1B 70 01 32 FA"},
        // A, B, 1: start B, three symbols. 6 characters of 11 modules and a stop of 13 fit 576 dots at 3 dots a module.
        {"Code 128", BarCode{Symbology::code128, "AB1", true, 80, Alignment::left},
         "1D 68 50 1D 77 03 1D 48 02 1D 66 00 1D 6B 49 05 7B 42 41 42 31"},
        {"Code 128 of digits", BarCode{Symbology::code128, "123456", false, 50, Alignment::left},
         "1D 68 32 1D 77 03 1D 48 00 1D 66 00 1D 6B 49 05 7B 43 0C 22 38"},
        {"EAN-13", BarCode{Symbology::ean13, "4006381333931", true, 80, Alignment::center},
         "1B 61 01 1D 68 50 1D 77 03 1D 48 02 1D 66 00 1D 6B 43 0D 34 30 30 36 33 38 31 33 33 33 39 33 31"},
        {"ITF-14", BarCode{Symbology::interleaved_2_of_5, "15400141288763", true, 80, Alignment::left},
         "1D 68 50 1D 77 03 1D 48 02 1D 66 00 1D 6B 46 0E 31 35 34 30 30 31 34 31 32 38 38 37 36 33"},
        // Version 1 at level M: 21 modules, 240 / 21 = 11, at most 8 dots; four modules of white above and below.
        {"QR", QrCode{"hi", Alignment::left},
         "1B 4A 20 1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 08 1D 28 6B 03 00 31 45 31 "
         "1D 28 6B 05 00 31 50 30 68 69 1D 28 6B 03 00 31 51 30 1B 4A 20"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(encoded(row.element) == hex(start + row.expected));
    }
}

TEST_CASE("a picture is bands of ink, trimmed on the right, and feeds for its white rows") {
    Bitmap bitmap(24, 8);
    bitmap.blacken(0, 1);
    bitmap.blacken(9, 2);
    CHECK(encoded(Picture{bitmap}) == hex(start + "1B 4A 01 1D 76 30 00 02 00 02 00 80 00 00 40 1B 4A 05"));
    // 576 - 24 dots of room, half of it 276 = 34 bytes and 4 dots.
    Bytes expected = hex(start + "1B 4A 01 1D 76 30 00 24 00 02 00");
    Bytes rows(72);
    rows[34] = 0x08;
    rows[36 + 35] = 0x04;
    expected.insert(expected.end(), rows.begin(), rows.end());
    expected.insert(expected.end(), {0x1B, 0x4A, 0x05});
    CHECK(encoded(Picture{bitmap, Alignment::center}) == expected);
}

TEST_CASE("what cannot be printed is refused by name and place") {
    CHECK(refusal(TextLine{{{"a\u6F22", {}}}}).refusal == EncodeRefusal::character_not_printable);
    CHECK(refusal(TextLine{{{"a\u6F22", {}}}}).character == U'\u6F22');
    CHECK(refusal(TextLine{{{"\u00A3", {}}}}, safe_profile()).character == U'\u00A3');
    CHECK(refusal(TwoColumns{"x", "\u6F22", {}}).refusal == EncodeRefusal::character_not_printable);
    CHECK(refusal(BarCode{Symbology::code128, "", true, 80}).refusal == EncodeRefusal::bad_bar_code_data);
    CHECK(refusal(BarCode{Symbology::code128, "a\nb", true, 80}).refusal == EncodeRefusal::bad_bar_code_data);
    CHECK(refusal(BarCode{Symbology::ean13, "4006381333932", true, 80}).detail ==
          "\"4006381333932\": the check digit should be 1");
    CHECK(refusal(BarCode{Symbology::ean8, "9638507", true, 80}).refusal == EncodeRefusal::bad_bar_code_data);
    CHECK(refusal(BarCode{Symbology::interleaved_2_of_5, "123", true, 80}).refusal == EncodeRefusal::bad_bar_code_data);
    CHECK(refusal(BarCode{Symbology::interleaved_2_of_5, "15400141288764", true, 80}).detail ==
          "\"15400141288764\": the check digit should be 3");
    CHECK(refusal(BarCode{Symbology::upc_a, "036000291453", true, 80}).detail ==
          "\"036000291453\": the check digit should be 2");
    CHECK(refusal(QrCode{""}).refusal == EncodeRefusal::bad_qr_data);
    CHECK(refusal(QrCode{"a\x10\x14\x01"}).refusal == EncodeRefusal::bad_qr_data);
    CHECK(refusal(QrCode{std::string(3000, 'x')}).refusal == EncodeRefusal::bad_qr_data);
    CHECK(refusal(Picture{Bitmap(577, 1)}).refusal == EncodeRefusal::picture_too_wide);
    CHECK(refusal(DrawerPulse{DrawerPulse::Pin::two, 1, 500}).refusal == EncodeRefusal::bad_pulse);
    CHECK(refusal(DrawerPulse{DrawerPulse::Pin::two, 128, 510}).detail ==
          "on 128 ms, off 510 ms; off wants four times on");
    CHECK(refusal(DrawerPulse{}, safe_profile()).refusal == EncodeRefusal::no_drawer);
}

TEST_CASE("texts come back from the paper") {
    const Document document{{
        TextLine{{{"Makegood", {true, true, true, false}}}, Alignment::center},
        TextLine{{{"caf\u00E9 \u20AC 3", {}}, {" bold", {true, false, false, false}}}},
        TwoColumns{"1 tea", "2.50", {}},
        TwoColumns{std::string(40, 'x'), "12345678", {}},
        Rule{},
        TextLine{},
        BarCode{Symbology::code128, "S-{1}2026", true, 60},
        QrCode{"https://example.com/s/1"},
        Cut{},
    }};
    const auto bytes = encode(document, printer);
    REQUIRE(bytes);
    std::string rule;
    for (int i = 0; i < 48; ++i)
        rule += "\u2500";
    const Paper paper = interpret(*bytes, printer);
    CHECK(paper_text(paper) == "Makegood\n"
                               "caf\u00E9 \u20AC 3 bold\n"
                               "1 tea                                       2.50\n"
                               "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
                               "                                        12345678\n" +
                                   rule +
                                   "\n"
                                   "\n"
                                   "[Code 128: S-{1}2026]\n"
                                   "[QR: https://example.com/s/1]\n");
    CHECK(paper.problems.empty());
    REQUIRE(paper.cuts.size() == 1);
    CHECK(paper.cuts[0].partial);
}

TEST_CASE("the cut is behind everything that was printed") {
    const auto bytes = encode(Document{{TextLine{{{"last", {false, false, true, true}}}}, Cut{}}}, printer);
    const Paper paper = interpret(*bytes, printer);
    REQUIRE(paper.cuts.size() == 1);
    CHECK(paper.cuts[0].y == 48 + 8); // a millimetre of white
    Profile without_cutter = printer;
    without_cutter.cutter = false;
    CHECK(encoded(Cut{}, without_cutter) == hex(start + "1B 4A 80"));
}

TEST_CASE("a bar code wider than the paper becomes a QR code with its data below") {
    const std::string long_data(60, 'A');
    const Paper paper =
        interpret(encoded(BarCode{Symbology::code128, long_data, true, 80, Alignment::center}), printer);
    REQUIRE(paper.symbols.size() == 1);
    CHECK(paper.symbols[0].kind == SymbolKind::qr);
    CHECK(paper_text(paper) == "[QR: " + long_data + "]\n" + std::string(48, 'A') + "\n" + std::string(12, 'A') + "\n");
}

TEST_CASE("a printer that draws no symbols gets them as pictures") {
    Document document{{BarCode{Symbology::code128, "12345678", true, 40}, QrCode{"hello"}}};
    const auto bytes = encode(document, safe_profile());
    REQUIRE(bytes);
    const Paper paper = interpret(*bytes, safe_profile());
    CHECK(paper.symbols.empty());
    CHECK(paper.pictures.size() >= 2);
    // Four pairs in set C: (4 + 2) * 11 + 13 modules, 4 * 8 dots of white. Level M, 5 bytes: 21 modules of 8 dots.
    CHECK(paper_text(paper) == "[picture 312x40]\n12345678\n[picture 280x168]\n");
}

TEST_CASE("a picture arrives dot by dot whatever its size") {
    std::mt19937 random(7);
    for (const auto& [width, height] : std::initializer_list<std::pair<unsigned, unsigned>>{
             {1, 1}, {8, 48}, {9, 49}, {300, 236}, {571, 130}, {576, 100}}) {
        CAPTURE(width, height);
        Bitmap bitmap = random_bitmap(random, width, height);
        for (auto& byte : bitmap.rows)
            byte = byte == 0x10 ? std::uint8_t{0} : byte; // a DLE may be changed, see the next case
        for (const unsigned white : {5u, 60u, 61u})
            if (white < height)
                std::fill_n(bitmap.rows.begin() + white * bitmap.bytes_per_row(), bitmap.bytes_per_row(),
                            std::uint8_t{0});
        const auto picture = draw_paper(interpret(encoded(Picture{bitmap}), printer), nullptr);
        REQUIRE(picture);
        bool same = true;
        for (unsigned y = 0; y < height; ++y)
            for (unsigned x = 0; x < printer.dots_per_line; ++x)
                same = same && (picture->at(x, y) == 0) == (x < width && bitmap.is_black(x, y));
        CHECK(same);
    }
}

// Ink as letters leave it: strokes on white, with long white between.
Bitmap written_bitmap(std::mt19937& random, unsigned width, unsigned height) {
    Bitmap bitmap(width, height);
    for (unsigned stroke = 0; stroke < height * width / 800; ++stroke) {
        const unsigned left = static_cast<unsigned>(random()) % width;
        const unsigned top = static_cast<unsigned>(random()) % height;
        for (unsigned y = top; y < std::min(top + 1 + static_cast<unsigned>(random()) % 12, height); ++y)
            for (unsigned x = left; x < std::min(left + 1 + static_cast<unsigned>(random()) % 9, width); ++x)
                if (x / 60 % 3 != 2)
                    bitmap.blacken(x, y);
    }
    return bitmap;
}

std::size_t count_of(Opcode opcode, const Bytes& bytes) {
    const auto commands = interpret(bytes, printer).commands;
    return static_cast<std::size_t>(std::ranges::count_if(commands, [&](const PaperCommand& command) {
        return command.name == find_command(std::array<std::uint8_t, 2>{
                                                static_cast<std::uint8_t>(static_cast<std::uint32_t>(opcode) >> 8),
                                                static_cast<std::uint8_t>(opcode)})
                                   ->name;
    }));
}

TEST_CASE("a picture goes in columns where that takes fewer bytes and the printer can, and is the same picture") {
    Profile rows_only = printer;
    rows_only.column_pictures = false;
    std::mt19937 random(11);
    for (const auto alignment : {Alignment::left, Alignment::center, Alignment::right})
        for (const auto& [width, height] : std::initializer_list<std::pair<unsigned, unsigned>>{
                 {24, 24}, {200, 23}, {300, 25}, {504, 240}, {571, 131}, {576, 900}}) {
            CAPTURE(width, height, static_cast<int>(alignment));
            const Picture picture{written_bitmap(random, width, height), alignment};
            const Bytes by_rows = encoded(picture, rows_only);
            const Bytes shorter = encoded(picture, printer);
            CHECK(shorter.size() <= by_rows.size());
            CHECK(count_of(Opcode::column_picture, by_rows) == 0);
            if (height >= 240)
                CHECK(count_of(Opcode::column_picture, shorter) > 0);
            CHECK_FALSE(holds_real_time(shorter));
            const Paper paper = interpret(shorter, printer);
            CHECK(paper.problems.empty());
            const auto expected = draw_paper(interpret(by_rows, rows_only), nullptr);
            const auto seen = draw_paper(paper, nullptr);
            REQUIRE(expected);
            REQUIRE(seen);
            REQUIRE(seen->height_dots == expected->height_dots);
            // A dot that was defused has a second dot beside it in the one and below it in the other.
            std::size_t different = 0;
            for (std::size_t dot = 0; dot < seen->gray.size(); ++dot)
                different += seen->gray[dot] != expected->gray[dot];
            CHECK(different <= seen->gray.size() / 50'000);
        }
}

TEST_CASE("strips of columns are placed where their ink is and fed as far as they are high") {
    Bitmap bitmap(100, 48);
    for (unsigned y = 0; y < 48; ++y)
        for (const unsigned x : {3u, 60u})
            bitmap.blacken(x, y);
    std::string strip;
    for (const auto* x : {"03", "3C"})
        strip += std::string("1B 24 ") + x + " 00 1B 2A 21 01 00 FF FF FF ";
    CHECK(encoded(Picture{bitmap}) == hex(start + strip + "1B 4A 18 " + strip + "1B 4A 18"));
    CHECK(paper_text(interpret(encoded(Picture{bitmap}), printer)) == "[picture 61x48]\n");
}

TEST_CASE("no column of a picture holds a real-time command, and no piece is longer than the line bears") {
    std::mt19937 random(5);
    const auto slow = drivers::on_line(printer, {.baud = 1200});
    for (int i = 0; i < 300; ++i) {
        Bitmap bitmap(300, 24);
        bitmap.blacken(0, 0);
        // A DLE in the topmost eight rows of a column and its second byte below it or in the next column.
        for (unsigned x = static_cast<unsigned>(random()) % 9; x < 300; x += 1 + static_cast<unsigned>(random()) % 60) {
            const unsigned byte = static_cast<unsigned>(random()) % 3;
            bitmap.blacken(x, byte * 8 + 3);
            const unsigned second[] = {5, 5, 3};
            bitmap.blacken(x + (byte == 2 && x < 299 ? 1 : 0), (byte + 1) % 3 * 8 + second[random() % 3]);
        }
        const Bytes bytes = encoded(Picture{bitmap}, slow);
        CHECK(count_of(Opcode::column_picture, bytes) > 0);
        REQUIRE_FALSE(holds_real_time(bytes));
        for (const auto& command : interpret(bytes, printer).commands)
            REQUIRE(command.length <= 256);
    }
    Bitmap drawer(200, 24);
    drawer.blacken(10, 0);
    drawer.blacken(150, 3);
    drawer.blacken(150, 11);
    drawer.blacken(150, 13);
    CHECK(encoded(Picture{drawer}) == hex(start + "1B 24 0A 00 1B 2A 21 01 00 80 00 00 "
                                                  "1B 24 96 00 1B 2A 21 01 00 18 14 00 1B 4A 18"));
}

TEST_CASE("no picture holds a real-time command, and a changed one gets a dot beside a dot") {
    std::mt19937 random(99);
    for (int i = 0; i < 10000; ++i) {
        Bitmap bitmap =
            random_bitmap(random, 1 + static_cast<unsigned>(random() % 64), 1 + static_cast<unsigned>(random() % 12));
        // Random bytes seldom make one: sow them.
        for (std::size_t at = 0; at + 1 < bitmap.rows.size(); at += 1 + random() % 7) {
            constexpr std::uint8_t seconds[] = {0x04, 0x05, 0x14, 0x10};
            bitmap.rows[at] = 0x10;
            bitmap.rows[at + 1] = seconds[random() % 4];
        }
        for (unsigned y = 0; y < bitmap.height_dots() && bitmap.width_dots % 8 != 0; ++y)
            bitmap.rows[(y + 1) * bitmap.bytes_per_row() - 1] &=
                static_cast<std::uint8_t>(0xFF00u >> bitmap.width_dots % 8);
        REQUIRE_FALSE(holds_real_time(encoded(Picture{bitmap})));
    }
    Bitmap drawer(24, 1);
    drawer.rows = {0x10, 0x14, 0x01};
    CHECK(encoded(Picture{drawer}) == hex(start + "1D 76 30 00 03 00 01 00 18 14 01"));
}

TEST_CASE("bands stay below 48 rows and 4 KB") {
    std::mt19937 random(3);
    const Bytes bytes = encoded(Picture{random_bitmap(random, 576, 400)});
    Tokenizer tokenizer;
    std::size_t bands = 0;
    tokenizer.feed(bytes, [&](const Token& token) {
        if (token.opcode != Opcode::raster_picture)
            return;
        ++bands;
        CHECK(token.length <= 4096);
        CHECK(token.bytes[6] <= 48);
    });
    CHECK(bands == 9); // 400 / 48
    CHECK(paper_text(interpret(bytes, printer)) == "[picture 576x400]\n");
}

TEST_CASE("on a slow line no piece of a picture takes longer than 0.4 s, and the picture is the same") {
    const auto [baud, most] =
        GENERATE(table<int, std::size_t>({{1200, 256}, {9600, 384}, {38400, 1536}, {115200, 4096}}));
    std::mt19937 random(3);
    Picture picture{random_bitmap(random, 576, 400)};
    std::ranges::replace(picture.bitmap.rows, std::uint8_t{0x10}, std::uint8_t{0}); // a DLE may be changed
    const auto slow = drivers::on_line(printer, {.baud = baud});
    const Bytes bytes = encoded(picture, slow);
    Tokenizer tokenizer;
    tokenizer.feed(bytes, [&](const Token& token) { CHECK(token.length <= most); });
    const auto seen = draw_paper(interpret(bytes, slow), nullptr);
    REQUIRE(seen);
    CHECK(seen->gray == draw_paper(interpret(encoded(picture), printer), nullptr)->gray);
}

TEST_CASE("the completion request names its id") {
    Bytes bytes;
    append_completion_request(bytes, std::array<std::uint8_t, 4>{'A', '0', '0', '7'});
    CHECK(bytes == hex("1D 28 48 06 00 30 30 41 30 30 37"));
}
