#include "terminal/feeds/feed_map.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace makegood;
using namespace makegood::feeds;

namespace {

const std::string good = "[constants]\n"
                         "business_unit = \"S1\"\n"
                         "workstation = \"1\"\n"
                         "currency = \"GBP\"\n"
                         "[columns]\n"
                         "sequence = \"No\"\n"
                         "time = \"When\"\n"
                         "code = \"Code\"\n"
                         "quantity = \"Qty\"\n"
                         "unit_price = \"Price\"\n"
                         "[formats]\n"
                         "time = [\"YYYY-MM-DD hh:mm\", \"D/M/YYYY h:mm\"]\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != text.npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("a map says columns, constants, formats and rules") {
    const auto map = parse_feed_map(good + "money = \"minor\"\nquantity_divisor = 1000\nseparator = \";\"\n"
                                           "[[rules]]\nname = \"bags\"\nthen = \"fee\"\ncode_is = [\"BAG\"]\n",
                                    "shop.toml");
    REQUIRE(map);
    CHECK(map->column(Column::sequence) == "No");
    CHECK(map->constant(Column::currency) == "GBP");
    CHECK(map->time_formats.size() == 2);
    CHECK(map->money_unit == MoneyUnit::minor);
    CHECK(map->quantity_divisor == 1000);
    CHECK(map->separator == ';');
    REQUIRE(map->rules.size() == 1);
    CHECK(applies(map->rules[0], "1", "BAG", ""));
    CHECK_FALSE(applies(map->rules[0], "1", "BAGS", ""));
}

TEST_CASE("a map that is wrong is refused with file, line and the word that is wrong") {
    struct Row {
        const char* what;
        std::string toml;
        std::uint64_t line;
        const char* word;
    };
    const Row rows[] = {
        {"an unknown table", good + "[column]\n", 13, "'column'"},
        {"an unknown column", replaced(good, "code =", "codes ="), 8, "'codes'"},
        {"an unknown format", good + "dates = \"x\"\n", 13, "'dates'"},
        {"an unknown key in a rule", good + "[[rules]]\nname = \"a\"\nthen = \"skip\"\nwhen = \"A\"\n", 16, "'when'"},
        {"a number for a text", replaced(good, "\"Qty\"", "4"), 9, "'quantity'"},
        {"a needed column is missing", replaced(good, "code = \"Code\"\n", ""), 1, "'code'"},
        {"neither price nor amount", replaced(good, "unit_price = \"Price\"\n", ""), 1, "'unit_price'"},
        {"both price and amount", replaced(good, "code =", "line_amount = \"A\"\ncode ="), 1, "'line_amount'"},
        {"no shop", replaced(good, "business_unit = \"S1\"\n", ""), 1, "'business_unit'"},
        {"a currency of two letters", replaced(good, "GBP", "GB"), 1, "'currency'"},
        {"a constant code", replaced(good, "currency =", "code = \"1\"\ncurrency ="), 1, "'code'"},
        {"a time that is none", replaced(good, "D/M/YYYY h:mm", "dd.mm.yy"), 12, "'dd.mm.yy'"},
        {"a divisor of three", good + "quantity_divisor = 3\n", 13, "'quantity_divisor'"},
        {"toman in pounds", good + "money = \"toman\"\n", 1, "toman"},
        {"a rule without a name", good + "[[rules]]\nthen = \"skip\"\ncode_is = \"A\"\n", 13, "'name'"},
        {"a rule for everything", good + "[[rules]]\nname = \"a\"\nthen = \"skip\"\n", 13, "every row"},
        {"an unknown effect", good + "[[rules]]\nname = \"a\"\nthen = \"drop\"\ncode_is = \"A\"\n", 15, "'then'"},
        {"an empty list", good + "[[rules]]\nname = \"a\"\nthen = \"skip\"\ncode_is = []\n", 16, "'code_is'"},
        {"names in another folder", good + "[names]\nfile = \"../n.csv\"\nkey = \"k\"\nname = \"n\"\n", 13, "'file'"},
        {"half a table of names", good + "[names]\nfile = \"n.csv\"\n", 13, "'names'"},
        {"a tax without a name", replaced(good, "code =", "tax_amount = \"VAT\"\ncode ="), 1, "'tax_name'"},
        {"a sale without its day", replaced(good, "code =", "returned_sequence = \"Of\"\ncode ="), 1, "'returned_day'"},
        {"taxes elsewhere", good + "taxes = \"maybe\"\n", 13, "'taxes'"},
        {"a word that means nothing", good + "[words]\nStk = \"piece\"\n", 14, "'piece'"},
        {"no TOML", good + "oh dear\n", 13, ""},
        {"an empty file", "", 1, "'business_unit'"},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        const auto map = parse_feed_map(row.toml, "shop.toml");
        REQUIRE_FALSE(map);
        CHECK(map.error().code == "map-wrong");
        CHECK(map.error().file == "shop.toml");
        CHECK(map.error().line == row.line);
        INFO(map.error().detail);
        CHECK(map.error().detail.find(row.word) != std::string::npos);
    }
}

TEST_CASE("the maps that come with the program are right") {
    for (const char* name : {"uci-online-retail.toml", "complete-journey.toml"}) {
        const auto map = load_feed_map(std::string(MAKEGOOD_SOURCE_DIR "/assets/feeds/") + name);
        INFO(name << ": " << (map ? "" : map.error().detail));
        CHECK(map);
    }
}
