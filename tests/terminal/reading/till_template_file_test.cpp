#include "terminal/reading/till_template_file.hpp"

#include "terminal/reading/reading_words_file.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("a till's template is read, and a mistake in it told with its line") {
    const auto till = parse_till_template("name = \"Ours\"\nknown_by = [\"Our shop\"]\ncurrency = \"toman\"\n"
                                          "decimal = \"none\"\nnumber = { after = \"شماره\", next_line = true }\n"
                                          "voids = [\"Storno\"]\n[lines]\nname = [1, 20]\namount = [21, 40]\n",
                                          "ours.toml");
    REQUIRE(till);
    CHECK(till->known_by == std::vector<std::string>{"OUR SHOP"});
    CHECK(till->tens);
    CHECK(till->currency->code() == "IRR");
    CHECK(till->number->on_next_line);
    CHECK(till->lines->amount.first == 21);
    const std::pair<const char*, const char*> rows[] = {
        {"", "line 1: it wants a name"},
        {"name = \"a\"\nnames = 1", "line 2: nobody knows 'names'"},
        {"name = \"a\"\ndecimal = \"dot\"", "line 2: 'decimal' wants one of point, comma, none"},
        {"name = \"a\"\ncurrency = \"euro\"", "line 2: 'currency' wants three capital letters, or toman"},
        {"name = \"a\"\ntotal = \"Total\"", "line 2: 'total' wants a table: after = \"…\""},
        {"name = \"a\"\ntotal = { before = \"x\" }",
         "line 2: 'total' has after = \"…\" and next_line = true or false, no 'before'"},
        {"name = \"a\"\ntotal = {}", "line 2: 'total' does not say after which words"},
        {"name = \"a\"\n[lines]\nname = [1, 2]", "line 2: 'lines' wants at least the columns of the amount"},
        {"name = \"a\"\n[lines]\namount = [0, 2]", "line 3: 'amount' wants its first and its last column, as [1, 24]"},
        {"name = \"a\"\n[lines]\namount = [1, 2]\nsize = [1, 2]", "line 4: 'lines' has no 'size'"},
        {"name = \"a\"\nlanguages = [\"English\"]",
         "line 2: 'languages' wants two small letters of each, as [\"en\", \"fa\"]"},
        {"name = \"a\"\nlanguages = []", "line 2: 'languages' wants two small letters of each, as [\"en\", \"fa\"]"},
        {"name = \"a\"\nknown_by = [\" \"]", "line 2: 'known_by' wants words as they stand on the paper"},
    };
    for (const auto& [text, error] : rows) {
        CAPTURE(text);
        CHECK(parse_till_template(text, "ours.toml").error().text() == std::string("read ours.toml: ") + error);
    }
}

TEST_CASE("a template has phrases within limits") {
    const auto of = [](const std::string& text) { return parse_till_template("name = \"a\"\n" + text, "ours.toml"); };
    std::string voids = "voids = [";
    for (int i = 0; i < 40; ++i)
        voids += "\"void\", ";
    CHECK(of(voids + "]"));
    CHECK(of(voids + "\"void\"]").error().text() == "read ours.toml: line 2: 'voids' wants at most 40 of them");
    std::string eighty;
    for (int i = 0; i < 80; ++i)
        eighty += "ش";
    CHECK(of("known_by = [\"" + eighty + "\"]"));
    CHECK(of("known_by = [\"" + eighty + "ش\"]").error().text() ==
          "read ours.toml: line 2: 'known_by' wants words of at most 80 letters");
}

TEST_CASE("a template that tells its languages is not misled by the words of others") {
    const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    const reading::ReceiptPaper paper{
        .lines = {"CORNER SHOP", "CHOCOLATE BAR 1.50", "PIN BADGE 2.00", "TEA 3.00", "TOTAL 6.50", "CASH 6.50"}};
    const auto lines_in = [&](const char* languages) {
        const auto till =
            parse_till_template("name = \"a\"\nlanguages = " + std::string(languages), "ours.toml").value();
        return reading::read_receipt(paper, words, {}, &till).lines.size();
    };
    CHECK(lines_in("[\"en\"]") == 3);
    CHECK(lines_in("[\"en\", \"fa\"]") == 3);
    CHECK(lines_in("[\"de\"]") < 3);
}

TEST_CASE("every template that comes with Makegood can be read") {
    const auto tills = till_templates(MAKEGOOD_SOURCE_DIR "/assets/tap");
    if (!tills)
        FAIL(tills.error().text());
    CHECK_FALSE(tills->empty());
}
