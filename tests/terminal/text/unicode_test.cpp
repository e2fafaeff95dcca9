#include "terminal/text/unicode.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::text;

TEST_CASE("each ill-formed part of UTF-8 is one replacement character") {
    struct Row {
        std::string bytes;
        std::u32string code_points;
        std::vector<std::uint32_t> offsets;
    };
    const Row rows[] = {
        {"", U"", {0}},
        {"aکz", U"aکz", {0, 1, 3, 4}},
        {"\U0001F600", U"\U0001F600", {0, 4}},
        {"a\xFFz", U"a\uFFFDz", {0, 1, 2, 3}},
        {"\xDA", U"\uFFFD", {0, 1}},                           // cut off
        {"\xE2\x80z", U"\uFFFDz", {0, 2, 3}},                  // a maximal part of two bytes
        {"\xC0\x80", U"\uFFFD\uFFFD", {0, 1, 2}},              // overlong
        {"\xED\xA0\x80", U"\uFFFD\uFFFD\uFFFD", {0, 1, 2, 3}}, // a surrogate
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        const auto decoded = decode(row.bytes);
        CHECK(decoded.code_points == row.code_points);
        CHECK(decoded.offsets == row.offsets);
    }
}

TEST_CASE("bytes are UTF-8 or not") {
    for (const std::string bytes : {"", "a", "aکz", "\U0001F600", "\uFFFD", "\U0010FFFF"}) {
        CAPTURE(bytes);
        CHECK(is_utf8(bytes));
    }
    for (const std::string bytes : {"a\xFFz", "\xDA", "\xE2\x80z", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
        CAPTURE(bytes);
        CHECK_FALSE(is_utf8(bytes));
    }
    CHECK(is_utf8(std::string_view("a\0z", 3)));
}

TEST_CASE("a code point is written as UTF-8") {
    std::string text;
    for (const char32_t c : {U'a', U'£', U'ک', U'…', U'\U0001F600'})
        append(text, c);
    CHECK(text == "a£ک…\U0001F600");
}

TEST_CASE("text from outside cannot turn, break or blank the text around it") {
    struct Row {
        std::string from_outside;
        std::string expected;
    };
    const Row rows[] = {
        {"شیر کم\u200Cچرب ۱٫۵ لیتر", "شیر کم\u200Cچرب ۱٫۵ لیتر"},
        {"a\r\nb\tc\u2029d", "a  b c d"},
        {"\x1B@\x07\x7F\u0085x", "@ x"},
        {"\u202Eevil\u202C \u2066x\u2069", "evil x"},
        {"\u200Ekept\u200F", "\u200Ekept\u200F"},
        {std::string("nul\0l", 5), "null"},
        {"bad \xFF", "bad \uFFFD"},
    };
    for (const auto& row : rows)
        CHECK(plain(row.from_outside) == row.expected);
}

TEST_CASE("an isolate cannot be left early or kept open by what is in it") {
    CHECK(isolated(first_strong_isolate, "Ali") == "\u2068Ali\u2069");
    CHECK(isolated(first_strong_isolate, "a\u2069b") == "\u2068ab\u2069");
    CHECK(isolated(left_to_right_isolate, "a\u2067b") == "\u2066a\u2067b\u2069\u2069");
    CHECK(isolated(right_to_left_isolate, "\u2066x\u2069") == "\u2067\u2066x\u2069\u2069");
}
