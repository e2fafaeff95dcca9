#include "drivers/scanner/key_layout.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace makegood::drivers;

namespace {

std::string typed(KeyLayout layout, std::initializer_list<KeyStroke> keys) {
    std::string text;
    for (const auto& key : keys)
        text += typed_character(key, layout);
    return text;
}

KeyStroke shifted(int usage) {
    return {.usage = usage, .shift = true};
}
KeyStroke third(int usage) {
    return {.usage = usage, .alt_gr = true};
}

} // namespace

TEST_CASE("the same keys type what each country's keyboard has on them", "[wedge]") {
    // Q A Z Y M, the digit keys 1 2 7 8, with Shift 2 7 8, and - ' /
    const auto [layout, plain, with_shift, rest] = GENERATE(table<KeyLayout, std::string, std::string, std::string>({
        {KeyLayout::us, "qazym1278", "@&*", "-'/"},
        {KeyLayout::uk, "qazym1278", "\"&*", "-'/"},
        {KeyLayout::de, "qayzm1278", "\"/(", "\x1a\x1a-"},
        {KeyLayout::fr, "aqwy,&\x1a\x1a_", "278", ")\x1a!"},
    }));
    CHECK(typed(layout, {{0x14}, {0x04}, {0x1d}, {0x1c}, {0x10}, {0x1e}, {0x1f}, {0x24}, {0x25}}) == plain);
    CHECK(typed(layout, {shifted(0x1f), shifted(0x24), shifted(0x25)}) == with_shift);
    CHECK(typed(layout, {{0x2d}, {0x34}, {0x38}}) == rest);
    CHECK(typed(layout, {{0x28}, {0x2b}, {0x2c}, {0x41}, {0x54}, {0x59}, {0x62}}) == "\r\t \x1d/10");
}

TEST_CASE("what stands on a key for the third is typed with AltGr, and the key beside Shift is the country's",
          "[wedge]") {
    CHECK(typed(KeyLayout::de, {third(0x14), third(0x24), third(0x27), third(0x2d), third(0x64), third(0x04)}) ==
          "@{}\\|\x1a");
    CHECK(typed(KeyLayout::fr, {third(0x1f), third(0x22), third(0x25), third(0x27), third(0x2d)}) == "~[\\@]");
    CHECK(typed(KeyLayout::us, {{0x64}, shifted(0x64)}) == "\\|");
    CHECK(typed(KeyLayout::uk, {{0x64}, shifted(0x64), {0x32}, shifted(0x32), shifted(0x34)}) == "\\|#~@");
    CHECK(typed(KeyLayout::fr, {{0x64}, shifted(0x64)}) == "<>");
    const KeyStroke separator{.usage = 0x30, .control = true}; // Ctrl and ]
    CHECK(typed(KeyLayout::us, {separator}) == "\x1d");
}

TEST_CASE("a layout is named by its country", "[wedge]") {
    CHECK(key_layout_named("us") == KeyLayout::us);
    CHECK(key_layout_named("fr") == KeyLayout::fr);
    CHECK_FALSE(key_layout_named("US"));
    CHECK_FALSE(key_layout_named("ir"));
}
