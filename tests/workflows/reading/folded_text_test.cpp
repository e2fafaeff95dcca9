#include "workflows/reading/folded_text.hpp"

#include "tests/support/catch.hpp"
#include "workflows/reading/reading_words.hpp"

using namespace makegood::reading;

TEST_CASE("a folded line has as many characters as the paper") {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"Total 1,50 €", "TOTAL 1,50 €"},
        {"Café Größe", "CAFÉ GRÖßE"},
        {"۱۲٬۳۴۵٫۶۷ ٪", "12,345.67 %"},
        {"كيك يوسفى", "کیک یوسفی"},
        {"می\u200cشود", "می شود"},
        {"a\xff\xfe\tb", "A?? B"},
        {"", ""},
    };
    for (const auto& [text, fold] : rows) {
        CAPTURE(text);
        CHECK(folded(text) == fold);
        if (text.find('\xff') == text.npos)
            CHECK(characters_before(text, text.size()) == characters_before(fold, fold.size()));
    }
}

TEST_CASE("a phrase stands as words of its own, whatever lies between them") {
    const std::tuple<const char*, const char*, bool> rows[] = {
        {"SUB-TOTAL 5.00", "SUB TOTAL", true},
        {"SUBTOTAL 5.00", "SUB TOTAL", true},
        {"SUB. TOTAL: 5.00", "SUB TOTAL", true},
        {"INV NO.:123", "INV NO", true},
        {"TOTALLY 5.00", "TOTAL", false},
        {"GRANDTOTAL", "TOTAL", false},
        {"CASH10.00", "CASH", true},
        {"شماره فاکتور: ۱۲", "شماره فاکتور", true},
        {"", "TOTAL", false},
    };
    for (const auto& [line, phrase, stands] : rows) {
        CAPTURE(line, phrase);
        CHECK(find_phrase(line, phrase, Says::total).has_value() == stands);
    }
}

TEST_CASE("of two phrases that overlap the longer one counts, and all that it means") {
    ReadingWords words;
    words.add(Says::tendered, "CASH");
    words.add(Says::nothing, "CASH BILL");
    words.add(Says::cashier, "CASHIER");
    words.add(Says::heading, "CASH");
    CHECK(find_phrases(words, "CASH BILL").size() == 1);
    CHECK(find_phrases(words, "CASH BILL").front().says == Says::nothing);
    CHECK(find_phrases(words, "CASHIER").front().says == Says::cashier);
    CHECK(find_phrases(words, "CASH 5.00").size() == 2);
}
