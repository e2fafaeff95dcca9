#include "terminal/text/search_key.hpp"

#include "terminal/text/unicode.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/text/persian_words.hpp"

#include <set>

using namespace makegood::text;

TEST_CASE("two spellings of one name meet") {
    struct Row {
        std::string written;
        std::string expected;
    };
    const Row rows[] = {
        {"شير كاكائو", "شیر کاکایو"},
        {"شیر کاکائو", "شیر کاکایو"},
        {"می‌شود", "میشود"},
        {"خانهٔ ما", "خانه ما"},
        {"خانۀ ما", "خانه ما"},
        {"آب‌میوهٔ پرتقال", "ابمیوه پرتقال"},
        {"مُدیریّت", "مدیریت"},
        {"ســـلام", "سلام"},
        {"جمعة", "جمعه"},
        {"موسى", "موسی"},
        {"۱۲۳ ٤٥٦ 789", "123 456 789"},
        {"  Café \t CRÈME ", "cafe creme"},
        {"Straße", "strasse"},
        {"\u2068A-1042\u2069", "a-1042"},
        {"ﻻ", "لا"},
        {"ماءالشعير لیمویی", "ماالشعیر لیمویی"},
        {"تاریخ انقضاء", "تاریخ انقضا"},
        {"أرزاق و إدارهٔ مسؤول", "ارزاق و اداره مسوول"},
        {"بسته بندى\u200cشده", "بسته بندیشده"},
        {"ﭘﻨﻴﺮ ھلندی", "پنیر هلندی"},
        {"شیر ۱٫۵٪ چربی", "شیر 1.5% چربی"},
        {"", ""},
        {" \u00A0 ", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.written);
        CHECK(search_key(row.written) == row.expected);
        CHECK(search_key(row.expected) == row.expected);
    }
}

TEST_CASE("typed words find the names in which they occur") {
    struct Row {
        const char* query;
        const char* name;
        bool occurs;
    };
    // Names of a drinks maker, see tests/data/persian/SOURCE.md.
    const Row rows[] = {
        {"هلو", "پت هلو یک لیتری 10500 فروش", true},
        {"هلو پت", "پت هلو یک لیتری 10500 فروش", true},
        {"هلو ۱۰۵۰۰", "پت هلو یک لیتری 10500 فروش", true},
        {"یک ليتري", "پت هلو یک لیتری 10500 فروش", true},
        {"انار", "پت هلو یک لیتری 10500 فروش", false},
        {"هلو انار", "پت هلو یک لیتری 10500 فروش", false},
        {"اناناس", "نکتار آناناس یک لیتری پاکتی 35000فروش", true},
        {"آب میوه", "آبمیوه قوطی پالپدار انبه 9000فروش ", true},
        {"آب‌ميوه", "آبمیوه قوطی پالپدار انبه 9000فروش ", true},
        {"شیشه‌ای", "نکتار هلو شیشه ای 12 عددی6500 فروش", true},
        {"عددی ۶۵۰۰", "نکتار هلو شیشه ای 12 عددی6500 فروش", true},
        {"LOAF sour", "Sourdough loaf 750 g", true},
        {"creme brulee", "Crème brûlée", true},
        {"", "Sourdough loaf 750 g", false},
        {" \u200C ", "Sourdough loaf 750 g", false},
        {"a", "", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.query, row.name);
        CHECK(occurs_in(row.query, row.name) == row.occurs);
    }
}

// The same letters on an Arabic keyboard, with Arabic digits and with blanks for the half space.
TEST_CASE("a Persian word is found however it was typed") {
    const auto words = persian_words();
    for (const auto& word : words) {
        std::string arabic;
        for (const char32_t letter : decode(word).code_points)
            append(arabic, letter == U'ی'                     ? U'ي'
                           : letter == U'ک'                   ? U'ك'
                           : letter >= U'۰' && letter <= U'۹' ? letter - U'۰' + U'٠'
                           : letter >= U'0' && letter <= U'9' ? letter - U'0' + U'٠'
                           : letter == 0x200C                 ? U' '
                                                              : letter);
        CAPTURE(word, arabic);
        CHECK(occurs_in(arabic, word));
        CHECK(occurs_in(word, arabic));
    }
    // Folding does not make one word of all: only a few that differ by a blank, a mark or a hamza become one.
    const std::set<std::string> spellings(words.begin(), words.end());
    std::set<std::string> keys;
    for (const auto& word : words)
        keys.insert(search_key(word));
    CAPTURE(spellings.size(), keys.size());
    CHECK(keys.size() * 100 >= spellings.size() * 98);
}
