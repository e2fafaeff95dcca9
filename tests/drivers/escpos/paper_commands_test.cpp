#include "drivers/escpos/paper_commands.hpp"

#include "drivers/escpos/interpret.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;
using namespace makegood::escpos;

TEST_CASE("commands are listed with their place and parameters") {
    // ESC @, text with a byte above ASCII, LF, GS v 0 with DLE DC4 1 in its dots, a byte that is no command, GS ( L
    // open.
    const Bytes bytes = hex("1B40 4869 A3 0A 1D763000 0300 0100 101401 02 1D284C 0500 30");
    struct Row {
        std::uint64_t offset;
        TokenKind kind;
        std::string_view name;
        std::string_view parameters;
    };
    const Row rows[] = {
        {0, TokenKind::command, "ESC @", ""},
        {2, TokenKind::text, "text", "\"Hi\\xA3\""},
        {5, TokenKind::command, "LF", ""},
        {14, TokenKind::real_time_in_data, "DLE DC4", "1"},
        {6, TokenKind::command, "GS v", "48 0 3 0 1 0 16 20 1"},
        {17, TokenKind::unknown, "unknown", "2"},
        {18, TokenKind::incomplete, "GS ( L", "5 0 48"},
    };
    const Paper paper = interpret(bytes, printer);
    REQUIRE(paper.commands.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        CAPTURE(i);
        CHECK(paper.commands[i].offset == rows[i].offset);
        CHECK(paper.commands[i].kind == rows[i].kind);
        CHECK(full_name(paper.commands[i], bytes) == rows[i].name);
        CHECK(parameters_of(paper.commands[i], bytes) == rows[i].parameters);
    }
}

TEST_CASE("long data says how much more there is") {
    Bytes bytes = hex("1D763000 0A00 0300");
    bytes.insert(bytes.end(), 30, 0xFF);
    const Paper paper = interpret(bytes, printer);
    CHECK(parameters_of(paper.commands.at(0), bytes) ==
          "48 0 10 0 3 0 255 255 255 255 255 255 255 255 255 255 255 255 255 255 \u2026+16");
}
