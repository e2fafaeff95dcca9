#include "drivers/escpos/paper_picture.hpp"

#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

#include <cstdio>
#include <unistd.h>

using namespace makegood;
using namespace makegood::escpos;

namespace {

const std::filesystem::path font_file = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf";

struct TemporaryFile {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("makegood_paper_" + std::to_string(getpid()) + ".png");
    ~TemporaryFile() { std::filesystem::remove(path); }
};

std::string output_of(const std::string& command) {
    std::string output;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe))
        output.append(buffer, count);
    pclose(pipe);
    return output;
}

std::string scanned(const Bytes& bytes) {
    const auto picture = draw_paper(interpret(bytes, printer), nullptr);
    REQUIRE(picture);
    const TemporaryFile file;
    REQUIRE(write_png(*picture, file.path));
    return output_of("zbarimg --quiet --raw -Sbinary " + file.path.string() + " 2> /dev/null");
}

std::string scanned(const drivers::Document& document) {
    const auto bytes = encode(document, printer);
    REQUIRE(bytes);
    return scanned(*bytes);
}

bool has_ink(const PaperPicture& picture, unsigned x, unsigned y, unsigned width, unsigned height) {
    for (unsigned row = y; row < y + height; ++row)
        for (unsigned column = x; column < x + width; ++column)
            if (picture.at(column, row) < 128)
                return true;
    return false;
}

} // namespace

TEST_CASE("a reader reads the symbols off the picture") {
    if (std::system("command -v zbarimg > /dev/null") != 0) {
        WARN("skipped: zbarimg (zbar-tools) is not here");
        return;
    }
    for (const std::string data : {"MG-20111205-000017", "A", "1234567890", "Ab{1}{{2", "160401", "12 345-67.8/9",
                                   "6290610140045100220816", "x1604y2005"}) {
        CAPTURE(data);
        CHECK(scanned({{drivers::BarCode{drivers::Symbology::code128, data, false, 80}}}) == data);
    }
    CHECK(scanned({{drivers::BarCode{drivers::Symbology::ean13, "4006381333931", false, 80}}}) == "4006381333931");
    CHECK(scanned({{drivers::BarCode{drivers::Symbology::ean8, "96385074", false, 80}}}) == "96385074");
    for (const std::size_t length : {1u, 252u, 253u, 2000u}) {
        CAPTURE(length);
        std::string data;
        for (std::size_t i = 0; i < length; ++i)
            data.push_back(static_cast<char>('a' + i * 7 % 26));
        CHECK(scanned({{drivers::QrCode{data}}}) == data);
    }
    CHECK(scanned({{drivers::QrCode{"https://example.com/slip?n=17&shop=\u062A\u0647\u0631\u0627\u0646"}}}) ==
          "https://example.com/slip?n=17&shop=\u062A\u0647\u0631\u0627\u0646");
}

TEST_CASE("a reader reads what a printer codes by itself") {
    if (std::system("command -v zbarimg > /dev/null") != 0) {
        WARN("skipped: zbarimg (zbar-tools) is not here");
        return;
    }
    struct Row {
        std::string_view head;
        std::string_view data;
        std::string_view read;
    };
    const Row rows[] = {
        {"\x1Dk\x4A", "(01)0460123456789*(10)ABC12345", "010460123456789310ABC12345"},
        {"\x1Dk\x4F", "auto 12345678 \x0D x", "auto 12345678 \x0D x"},
        {"\x1Dk\x49", "{A12{B34ab{C\x0C\x22{Az", ""}, // set A has no z
        {"\x1Dk\x49", "{A12{B34ab{C\x0C\x22", "1234ab1234"},
        {"\x1Dk\x4B", "0460123456789", "0104601234567893"},
        {"\x1Dk\x4E", "(01)04601234567893(10)ABC123", "010460123456789310ABC123"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.data);
        std::string bytes = "\x1B"
                            "a\x01\x1Dw\x02"; // in the middle, two dots a module
        bytes += row.head;
        bytes.push_back(static_cast<char>(row.data.size()));
        bytes += row.data;
        CHECK(scanned(Bytes(bytes.begin(), bytes.end())) == row.read);
    }
}

TEST_CASE("text is drawn in its cells") {
    auto font = PaperFont::open(font_file);
    if (!font) {
        WARN("skipped: " + font.error());
        return;
    }
    // "A", a blank, then "B" in double size on the next line; underlined "C".
    const auto picture = draw_paper(interpret(hex("41 20 0A 1D 21 11 42 0A 1D 21 00 1B 2D 02 43 0A"), printer), &*font);
    REQUIRE(picture);
    CHECK(picture->width_dots == 576);
    CHECK(has_ink(*picture, 0, 0, 12, 24));
    CHECK_FALSE(has_ink(*picture, 12, 0, 564, 24));
    CHECK(has_ink(*picture, 12, 30, 12, 48));
    CHECK_FALSE(has_ink(*picture, 24, 30, 500, 48));
    for (unsigned x = 0; x < 12; ++x)
        CHECK(picture->at(x, 78 + 23) == 0);
    CHECK_FALSE(has_ink(*picture, 12, 78, 100, 24));
}

TEST_CASE("every capture is drawn as wide as the printer's line") {
    auto font = PaperFont::open(font_file);
    for (const auto& file : capture_files()) {
        CAPTURE(file.filename());
        const auto picture = draw_paper(interpret(read_bytes(file), printer), font ? &*font : nullptr);
        REQUIRE(picture);
        CHECK(picture->width_dots == 576);
        CHECK(picture->gray.size() == std::size_t{576} * picture->height_dots);
    }
}

TEST_CASE("what cannot be drawn is told") {
    CHECK(PaperFont::open("/nowhere/font.ttf").error().find("/nowhere/font.ttf") != std::string::npos);
    Bytes feeds;
    for (int i = 0; i < 20; ++i)
        feeds.insert(feeds.end(), {0x1B, 0x64, 0xFF});
    const auto long_paper = draw_paper(interpret(feeds, printer), nullptr);
    REQUIRE_FALSE(long_paper);
    CHECK(long_paper.error() == "the paper is 153000 dots long, more than 60000 are not drawn");
    const auto picture = draw_paper(interpret(hex("0A"), printer), nullptr);
    CHECK(write_png(*picture, "/nowhere/paper.png").error().find("/nowhere/paper.png") != std::string::npos);
}
