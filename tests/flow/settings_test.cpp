#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "terminal/text/language.hpp"
#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// Every control once; the last choice of each is what the next start must find.
constexpr auto every_choice = "tap home.settings\n"
                              "tap settings.theme.light\ntap settings.theme.high-contrast\ntap settings.theme.dark\n"
                              "tap settings.text.200\ntap settings.text.150\ntap settings.text.100\n"
                              "tap settings.text.125\n"
                              "tap settings.sound.100\nexpect_signal accepted\ntap settings.sound.70\n"
                              "tap settings.sound.0\ntap settings.sound.35\nexpect_signal accepted\n"
                              "tap settings.voice.on\ntap settings.voice.off\n"
                              "tap settings.motion.full\ntap settings.motion.reduced\n"
                              "tap settings.card.less\ntap settings.card.more\ntap settings.card.more\n"
                              "tap settings.devices\nexpect devices.scanner.state\nkey escape\n"
                              "expect settings.theme\nkey escape\nexpect home.hero\n";

std::string kept(const ShopFloor& shop) {
    return read_file(shop.data() / "settings.toml");
}

} // namespace

TEST_CASE("every choice shows at once, is kept, and holds after a restart") {
    ShopFloor shop;
    shop.plays_well("shot before\n" + std::string(every_choice) + "shot chosen\n");
    CHECK(kept(shop) == "# Chosen on the kiosk; what stands here goes before shop.toml.\n"
                        "language = \"en\"\n\n"
                        "[screen]\ntheme = \"dark\"\ntext = 125\nppi = 88\nreduced_motion = true\n\n"
                        "[sound]\nvolume = 35\n\n"
                        "[voice]\non = false\n");
    shop.plays_well("shot again\n");
    const auto picture = [&](const char* file) { return read_file(shop.shots() / file); };
    CHECK(picture("02-chosen.png") != picture("01-before.png"));
    CHECK(picture("02-chosen.png") == picture("01-again.png"));

    const auto settings = "tap home.settings\nexpect settings.theme label \"Colours\"\n"
                          "tap settings.language.fa\nexpect settings.theme label \"رنگ‌ها\"\n"
                          "tap settings.language.en\nexpect settings.theme label \"Colours\"\n"
                          "tap settings.language.fa\ntap settings.back\n"
                          "expect home.hero label \"رسید خرید را اسکن کنید\"\n";
    shop.plays_well(settings);
    shop.plays_well("expect home.hero label \"رسید خرید را اسکن کنید\"\n");
    shop.plays_well(every_choice);
    CHECK_THAT(kept(shop), Catch::Contains("language = \"fa\"") && Catch::Contains("ppi = 91"));
}

TEST_CASE("every choice fits in both languages, on a small screen, in the largest letters and in every theme") {
    struct Screen {
        int width_px;
        int height_px;
        int text_percent;
        ThemeName theme;
    };
    for (const auto language : {Language::english, Language::persian})
        for (const auto& screen :
             {Screen{1024, 768, 100, ThemeName::dark}, Screen{1280, 800, 200, ThemeName::high_contrast}}) {
            CAPTURE(screen.width_px, screen.text_percent, text::code_of(language));
            ShopFloor shop;
            shop.on_screen(screen.width_px, screen.height_px, screen.text_percent);
            shop.in_theme(screen.theme);
            shop.plays_well(every_choice, language);
        }
}

TEST_CASE("shop.toml says what holds until somebody chooses") {
    ShopFloor shop;
    write_file(shop.data() / "shop.toml", "language = \"fa\"\n[sound]\nvolume = 100\n[voice]\non = true\n");
    shop.plays_well("expect home.settings label \"تنظیمات\"\ntap home.settings\ntap settings.voice.off\n"
                    "tap settings.sound.70\n");
    CHECK_THAT(kept(shop),
               Catch::Contains("language = \"fa\"") && Catch::Contains("volume = 70") && Catch::Contains("on = false"));
}

TEST_CASE("F8 is remembered as the choice that it is") {
    ShopFloor shop;
    shop.plays_well("key f8\n");
    CHECK_THAT(kept(shop), Catch::Contains("[voice]\non = true\n"));
}

TEST_CASE("a damaged settings file gives the shop's own settings and a sentence, and the next choice mends it") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    write_file(shop.data() / "settings.toml", "language = \"fa\"\n[screen]\ntheme = \"da");
    shop.plays_well("expect home.hero label \"Scan the receipt\"\nexpect notice\n"
                    "tap home.settings\ntap settings.theme.dark\n");
    shop.plays_well("expect notice absent\n");
    CHECK_THAT(kept(shop), Catch::Contains("theme = \"dark\""));
}

TEST_CASE("a choice that cannot be kept holds all the same, and is told") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    std::filesystem::create_directories(shop.data() / "settings.toml.new" / "in the way");
    shop.plays_well("tap home.settings\ntap settings.language.fa\nexpect_signal attention\nexpect notice\n"
                    "expect settings.theme label \"رنگ‌ها\"\n");
    CHECK_FALSE(std::filesystem::exists(shop.data() / "settings.toml"));
}

TEST_CASE("the scanner is tried: any label is shown and leads nowhere, a badge stays secret") {
    ShopFloor shop;
    shop.plays_well("tap home.settings\ntap settings.devices\nexpect devices.scanner.result absent\n"
                    "expect devices.scanner.state label \"Ready\"\n"
                    "tap devices.scanner.test\nexpect devices.scanner.result label \"Scan any label now.\"\n"
                    "scan {headline}\nexpect_signal accepted\n"
                    "expect devices.scanner.result label \"It read: R-2-111005-017\"\n"
                    "tap devices.scanner.test\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n"
                    "expect devices.scanner.result label \"It read a badge. We keep to ourselves what stands on it.\"\n"
                    "scanner unplug\nexpect devices.scanner.state label \"Not answering\"\n"
                    "expect devices.scanner.step.3\nexpect devices.scanner.test disabled\n"
                    "scanner plug\nexpect devices.scanner.test enabled\n"
                    "scan {headline}\nexpect receipt.line.8\n");
}

TEST_CASE("an absent printer is said to need a hand later, since nothing waits for it") {
    ShopFloor shop;
    shop.plays_well(
        "expect home.hero\nprinter unplug\nexpect notice label \"The printer does not answer. Cases are saved; "
        "please print their slips once it is back.\"\n");
}

TEST_CASE("the printer is tried: a test page in the screen's language, without any case") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary =
        shop.plays_well("tap home.settings\ntap settings.devices\nexpect devices.printer.result absent\n"
                        "tap devices.printer.test\nexpect_signal done\nexpect devices.printer.result\n",
                        language);
    CHECK(summary.slips == 1);
    CHECK(summary.cases == 0);
    const auto bytes = read_file(shop.shots() / "paper-1.bin");
    const auto paper =
        escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer());
    CHECK(paper.problems.empty());
    CHECK(paper.cuts.size() == 1);
    REQUIRE(paper.symbols.size() == 1);
    CHECK(paper.symbols[0].data == "MAKEGOOD-TEST");
    if (language == Language::english)
        CHECK_THAT(escpos::paper_text(paper), Catch::Contains("Test page") && Catch::Contains("Corner Shop") &&
                                                  Catch::Contains("5 December 2011, 10:00"));
    else
        CHECK(paper.pictures.size() >= 3);
}

TEST_CASE("what is wrong with the printer is said with what helps, and its test page waits for a hand") {
    ShopFloor shop;
    const auto summary = shop.plays_well(
        "tap home.settings\ntap settings.devices\nexpect devices.printer.state label \"Ready\"\n"
        "paper near_end\nexpect devices.printer.state label \"Paper nearly used up\"\nexpect devices.printer.step.1\n"
        "paper end\nexpect devices.printer.state label \"Out of paper\"\nexpect devices.printer.step.2\n"
        "tap devices.printer.test\n"
        "expect devices.printer.result label \"The test page waits. It prints by itself as soon as the printer can.\"\n"
        "expect devices.printer.test disabled\n"
        "paper ok\nexpect devices.printer.result label \"The test page is printed.\"\n"
        "cover open\nexpect_signal attention\nexpect devices.printer.state label \"Cover open\"\n"
        "expect notice absent\ncover closed\nadvance 480000\n"
        "expect devices.printer.heard label \"Last heard from: 8 minutes ago\"\n"
        "tap devices.printer.test\nexpect devices.printer.heard label \"Last heard from: just now\"\n"
        "pull-cable 40\ntap devices.printer.test\n"
        "expect devices.printer.result label \"The printer did not confirm the page. Please look: is it whole?\"\n"
        "expect devices.printer.state label \"Not answering\"\nexpect devices.printer.test disabled\n"
        "printer plug\nexpect devices.printer.test enabled\n");
    CHECK(summary.cases == 0);
}
