#include "tests/flow/shop_floor.hpp"

// Nobody else here: give now, and a manager signs by the next business day.

using namespace makegood;
using namespace makegood::testing;

namespace {

const std::string signers_badge = "MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R"; // a manager
const std::string milk_claimed = "scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\n";

void allow_countersign(ShopFloor& shop, const std::string& terms) {
    write_file(shop.data() / "policy.toml", read_file(MAKEGOOD_SOURCE_DIR "/assets/policies/shop.toml") + terms);
    write_file(shop.data() / "shop.toml", "policy = \"policy.toml\"\n");
}
const std::string countersign_up_to_30 = "\n[countersign]\nup_to = { EUR = \"30.00\" }\nper_day = 2\n";

} // namespace

TEST_CASE("one person gives what a manager signs afterwards, in both languages", "[countersign]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    allow_countersign(shop, countersign_up_to_30);
    if (small)
        shop.on_screen(730, 456);
    const auto given =
        shop.plays_well(milk_claimed + "expect decision.ask enabled\nexpect decision.alone enabled\nshot decision\n"
                                       "tap decision.alone\nexpect_signal done\nexpect done.given\n"
                                       "expect done.to_countersign\nexpect done.countersign absent\nshot done\n"
                                       "tap done.next\nexpect home.countersign absent\n",
                        language);
    CHECK(given.slips == 1);
    if (language == Language::english)
        CHECK_THAT(paper_text(shop, 1), !Catch::Contains("onfirmed") && !Catch::Contains("pprove"));
    shop.plays_well("scan " + signers_badge +
                        "\nexpect home.countersign enabled\nexpect home.second_look absent\nshot home\n"
                        "tap home.countersign\nexpect done.countersign enabled\nshot sign\n"
                        "tap done.countersign\nexpect_signal done\nexpect home.countersign absent\n",
                    language);
    const auto journal = run_program("journal export --data " + shop.data().string()).output;
    CHECK_THAT(journal, Catch::Contains("\"second_look.taken\"") && !Catch::Contains("\"approval.given\""));
}

TEST_CASE("without terms for it, or beyond them, a manager is asked and nobody gives before", "[countersign]") {
    const std::string terms =
        GENERATE(std::string(), std::string("\n[countersign]\nup_to = { EUR = \"1.00\" }\nper_day = 2\n"),
                 std::string("\n[countersign]\nup_to = { EUR = \"30.00\" }\nper_day = 0\n"));
    ShopFloor shop;
    allow_countersign(shop, terms);
    shop.plays_well(milk_claimed + "expect decision.ask enabled\nexpect decision.alone absent\n");
}

TEST_CASE("what may be countersigned fits on every screen", "[countersign]") {
    const auto [language, width, height, text] =
        GENERATE(table<Language, int, int, int>({{Language::persian, 768, 1024, 150},
                                                 {Language::english, 768, 1024, 100},
                                                 {Language::persian, 1280, 800, 200},
                                                 {Language::english, 1024, 768, 200}}));
    ShopFloor shop;
    allow_countersign(shop, countersign_up_to_30);
    shop.on_screen(width, height, text);
    shop.plays_well(milk_claimed +
                        "expect decision.alone enabled\nshot decision\ntap decision.alone\nexpect done.given\n"
                        "shot done\ntap done.next\nscan " +
                        signers_badge +
                        "\nexpect home.countersign enabled\nshot home\ntap home.countersign\n"
                        "shot sign\ntap done.countersign\nexpect home.hero\n",
                    language);
}
