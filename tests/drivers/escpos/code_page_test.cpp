#include "drivers/escpos/code_page.hpp"

#include "drivers/escpos/utf8.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"

using namespace makegood;
using namespace makegood::escpos;

TEST_CASE("every page of the profiles has a table, and its characters lead back to a byte that prints them") {
    for (const auto& page : testing::receipt_printer().code_pages) {
        CAPTURE(page.name);
        const auto* table = find_code_page(page.name);
        REQUIRE(table != nullptr);
        CHECK_FALSE(byte_of(*table, U'\uFFFD'));
        for (unsigned byte = 0x20; byte <= 0xFF; ++byte) {
            const char32_t character = character_of(*table, static_cast<std::uint8_t>(byte));
            if (character != 0)
                CHECK(character_of(*table, byte_of(*table, character).value()) == character);
        }
    }
    CHECK(find_code_page("cp99999") == nullptr);
}

TEST_CASE("pages print what their standards say") {
    struct Row {
        const char* page;
        std::uint8_t byte;
        char32_t character;
    };
    const Row rows[] = {
        {"cp437", 0x9C, U'\u00A3'},       {"cp437", 0xC4, U'\u2500'}, {"windows1252", 0x80, U'\u20AC'},
        {"windows1256", 0x81, U'\u067E'}, {"cp866", 0x80, U'\u0410'}, {"cp864", 0xB0, U'\u0660'},
        {"cp1098", 0x94, U'\uFB56'},      {"cp858", 0xD5, U'\u20AC'}, {"cp437", 0x41, U'A'},
        {"windows1252", 0x81, 0},         {"iso8859-15", 0x80, 0},    {"cp437", 0x7F, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.page, row.byte);
        CHECK(character_of(*find_code_page(row.page), row.byte) == row.character);
    }
    CHECK_FALSE(byte_of(*find_code_page("cp437"), U'\u20AC'));
    CHECK_FALSE(byte_of(*find_code_page("cp437"), U'\x1B'));
    CHECK_FALSE(byte_of(*find_code_page("windows1252"), U'\x81'));
}

TEST_CASE("UTF-8 that is none becomes U+FFFD byte by byte") {
    CHECK(from_utf8("a\u00E9\u06CC\U0001F600") == U"a\u00E9\u06CC\U0001F600");
    CHECK(from_utf8("a\xC3") == U"a\uFFFD");
    CHECK(from_utf8("\xE0\x80\x80z") == U"\uFFFD\uFFFD\uFFFDz");
    CHECK(from_utf8("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");
    CHECK(from_utf8("\uFFFDx") == U"\uFFFDx");
    CHECK(to_utf8(U"a\u00E9\u06CC\U0001F600") == "a\u00E9\u06CC\U0001F600");
}
