#include "terminal/config/preferences.hpp"

#include "terminal/config/shop_config.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("what was chosen on the kiosk is written as keys of shop.toml and goes before them", "[config]") {
    const Preferences chosen{.language = Language::persian,
                             .theme = ThemeName::high_contrast,
                             .text_percent = 150,
                             .ppi = 141,
                             .reduced_motion = true,
                             .sound_volume = 35,
                             .reads_aloud = true};
    CHECK(text_of(chosen) == "# Chosen on the kiosk; what stands here goes before shop.toml.\n"
                             "language = \"fa\"\n\n"
                             "[screen]\ntheme = \"high-contrast\"\ntext = 150\nppi = 141\nreduced_motion = true\n\n"
                             "[sound]\nvolume = 35\n\n"
                             "[voice]\non = true\n");

    const auto shop =
        parse_shop_config("terminal = \"lane-7\"\n[screen]\ntheme = \"dark\"\n[voice]\nrate = 220\n", "shop.toml");
    REQUIRE(shop);
    const auto both = parse_shop_config(text_of(chosen), "settings.toml", *shop);
    REQUIRE(both);
    CHECK(both->preferences == chosen);
    CHECK(both->terminal == "lane-7");
    CHECK(both->voice_rate == 220);
}

TEST_CASE("what was chosen about the shop is written only where something was, and read as it was typed", "[config]") {
    const Preferences chosen{.shop = {{R"(The "Crust" \ Crumb)", "نانِ «سحر»"}, money_unit_named("toman")},
                             .first_run = FirstStep::shop};
    CHECK_THAT(text_of(chosen), Catch::Contains("language = \"en\"\n"
                                                "shop = { en = \"The \\\"Crust\\\" \\\\ Crumb\", fa = \"نانِ «سحر»\" }\n"
                                                "currency = \"toman\"\nfirst_run = \"shop\"\n\n[screen]\n"));
    const auto read = parse_shop_config(text_of(chosen), "settings.toml");
    REQUIRE(read);
    CHECK(read->shop == chosen.shop);
    CHECK(read->preferences.first_run == FirstStep::shop);

    const auto half = parse_shop_config("shop = { fa = \"نان\" }", "settings.toml", *read);
    REQUIRE(half);
    CHECK(half->shop.name == Wording{chosen.shop.name.english, "نان"});
}
