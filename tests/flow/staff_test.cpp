#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto ellens_badge = "MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R"; // the demo's manager, PIN 739518

std::string press_keys(std::string_view digits) {
    std::string taps;
    for (const char digit : digits)
        taps += std::string("tap pins.key.") + digit + "\n";
    return taps;
}

// As the machine's owner does it beside a closed kiosk.
void set_pin(const ShopFloor& shop, const std::string& whom, const std::string& pin) {
    const auto set =
        run_program("staff pin " + whom + " --data " + shop.data().string() + " <<'PIN'\n" + pin + "\nPIN");
    INFO(set.output);
    REQUIRE(set.exit_code == 0);
}

std::string exported_journal(const ShopFloor& shop) {
    return run_program("journal export --data " + shop.data().string()).output;
}

int times(std::string_view text, std::string_view part) {
    int count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

// The demo's people with a PIN, without the one who works: 101 Nora, 102 Mina, 201 Ellen, 202 Shirin.
const std::string to_ellens_pin = "tap header.staff\nexpect pins.who\ntap pins.person.2\nexpect pins.key.1\n";

} // namespace

TEST_CASE("who has no badge at hand signs in by name and PIN, and out again") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(730, 456);
    shop.plays_well(to_ellens_pin + "expect first.next disabled\n" + press_keys("73951") +
                        "expect first.next disabled\ntap pins.key.8\ntap first.next\nexpect home.hero\n"
                        "expect_signal accepted\nexpect header.staff label \"Hello Ellen Marsh\"\n"
                        "tap header.staff\ntap pins.sign_out\nexpect home.hero\n",
                    language);
}

TEST_CASE("a wrong PIN at the sign-in counts as one at an approval does, and ten lock") {
    ShopFloor shop;
    std::string tries = to_ellens_pin;
    for (int i = 0; i < 10; ++i)
        tries += "type 111222\ntap first.next\nexpect notice\nexpect pins.dots label \"–\"\n";
    shop.plays_well(tries +
                    "type 739518\ntap first.next\nexpect_signal attention\nexpect pins.key.1\n"
                    "tap first.back\ntap pins.back\n"
                    "scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
                    "tap decision.ask\nscan " +
                    ellens_badge +
                    "\ntype 739518\ntap manager.approve\nexpect_signal attention\nexpect manager.approve\n");
    CHECK(times(exported_journal(shop), "\"pin.tried\"") == 10);
}

TEST_CASE("a PIN that somebody else set is changed at the first sign-in, before anything else") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("expect home.hero\n", language);
    set_pin(shop, "201", "604172");
    shop.plays_well(to_ellens_pin + press_keys("604172") +
                        "tap first.next\nexpect pins.asked\nexpect notice\ntype 123456\ntap first.next\n"
                        "expect_signal attention\ntype 582046\ntap first.next\ntype 582047\ntap first.next\n"
                        "expect_signal attention\ntype 582046\ntap first.next\ntype 582046\ntap first.next\n"
                        "expect_signal done\nexpect home.hero\nexpect header.staff label \"Hello Ellen Marsh\"\n",
                    language);
    shop.plays_well(to_ellens_pin + press_keys("582046") + "tap first.next\nexpect home.hero\n", language);
    const auto events = exported_journal(shop);
    CHECK(times(events, "\"pin.changed\"") == 2);
    CHECK(times(events, "582046") == 0);
}

TEST_CASE("nobody gets past the change of a PIN that somebody else set") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    set_pin(shop, "201", "604172");
    shop.plays_well(to_ellens_pin + press_keys("604172") +
                    "tap first.next\nexpect pins.asked\ntap first.back\nexpect home.hero\n"
                    "expect header.staff label \"Hello Nora Field\"\n");
}

TEST_CASE("at an approval too the person chooses their own PIN first, and then confirms with it") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("expect home.hero\n", language);
    set_pin(shop, "201", "604172");
    const auto summary = shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
                                         "tap decision.ask\nscan " +
                                             std::string(ellens_badge) +
                                             "\ntype 604172\ntap manager.approve\nexpect pins.asked\nexpect notice\n"
                                             "type 582046\ntap first.next\ntype 582046\ntap first.next\n"
                                             "expect manager.pin_of\ntype 582046\n"
                                             "tap manager.approve\nexpect done.given\n",
                                         language);
    CHECK(summary.slips == 1);
}

TEST_CASE("one's own PIN is changed in the settings, by the old one") {
    ShopFloor shop;
    shop.plays_well("tap home.settings\ntap settings.change_pin\nexpect pins.asked\ntype 482914\ntap first.next\n"
                    "expect_signal attention\ntype 482913\ntap first.next\ntype 604172\ntap first.next\n"
                    "type 604172\ntap first.next\nexpect_signal done\nexpect settings.change_pin\n"
                    "expect settings.colleagues absent\n");
    CHECK(times(exported_journal(shop), "\"pin.changed\"") == 1);
}

TEST_CASE("a manager sets a colleague's PIN anew, by their own, and ends somebody's work here") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(1024, 768, 200);
    const std::string ellen_at_colleagues =
        std::string("scan ") + ellens_badge + "\ntap home.settings\ntap settings.colleagues\nexpect staff.person.1\n";
    shop.plays_well(ellen_at_colleagues +
                        "tap staff.person.2\ntap staff.set_pin\ntype 739518\ntap first.next\n"
                        "type 604172\ntap first.next\ntype 604172\ntap first.next\nexpect_signal done\n"
                        "expect staff.person.2\ntap staff.person.1\ntap staff.revoke\ntype 739518\ntap first.next\n"
                        "expect_signal done\nexpect staff.person.3\nexpect staff.person.4 absent\n",
                    language);
    // Nora is gone, so Mina is the first of the names, with a PIN that she has to change.
    shop.plays_well("scan MGBN7K2R4VW9T3XQ8DJM5PZ6H1CBA5\nexpect_signal not_found\n"
                    "tap header.staff\ntap pins.person.1\ntype 604172\ntap first.next\nexpect notice\n"
                    "expect pins.asked\n",
                    Language::english);
}

TEST_CASE("a colleague is enrolled on the kiosk, chooses their own PIN in their own language, and signs in with it") {
    struct Row {
        const char* managers_badge;
        const char* managers_pin;
        const char* speaks; // the newcomer
        const char* name;
        const char* asked;
        const char* enrolled;
        const char* greeting;
    };
    const auto row = GENERATE(
        values<Row>({{ellens_badge, "739518", "fa", "امید", "امید، لطفاً یک رمز انتخاب کنید.",
                      "امید can begin now, as number 1.", "سلام امید"},
                     {"MGBZ8FJW3N6RK1TV9Q2XMD7P4HCB50", "592846", "en", "Omid", "Omid, please choose a PIN.",
                      "Omid با شمارهٔ 1 ثبت شد و می‌تواند شروع کند.", "Hello Omid"}}));
    struct Screen {
        int width_px, height_px, text_percent;
    };
    const auto screen = GENERATE(values<Screen>({{1280, 800, 100}, {730, 456, 100}, {1024, 768, 200}}));
    CAPTURE(row.name, screen.width_px);
    ShopFloor shop;
    shop.on_screen(screen.width_px, screen.height_px, screen.text_percent);
    const auto quoted = [](const char* text) { return " label \"" + std::string(text) + "\"\n"; };
    shop.plays_well(std::string("scan ") + row.managers_badge +
                    "\ntap home.settings\ntap settings.colleagues\ntap staff.enrol\ntype " + row.managers_pin +
                    "\ntap first.next\nexpect enrol.role.owner absent\ntap enrol.role.cashier\ntap first.language." +
                    row.speaks + "\ntap first.next\ntype \"" + row.name + "\"\ntap first.next\nexpect pin.choose" +
                    quoted(row.asked) + "type 583914\ntap first.next\ntype 583914\ntap first.next\n" +
                    "expect_signal done\nexpect staff.person.5\nexpect notice" + quoted(row.enrolled) +
                    "tap staff.back\ntap settings.back\ntap header.staff\ntap pins.person.1\ntype 583914\n" +
                    "tap first.next\nexpect_signal accepted\nexpect home.number\nexpect header.staff" +
                    quoted(row.greeting));
    const auto events = exported_journal(shop);
    CHECK(times(events, "583914") == 0);
    CHECK(times(events, "\"pin.changed\"") == 0);
}

TEST_CASE("a new badge takes the place of one that was lost, which opens nothing any more") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const std::string to_badge = std::string("scan ") + ellens_badge +
                                 "\ntap home.settings\ntap settings.colleagues\ntap staff.person.3\n"
                                 "expect staff.set_pin absent\ntap staff.new_badge\nexpect pins.key.1\nshot proof\n"
                                 "type 739518\ntap first.next\nexpect enrol.badge\nshot badge\n";
    shop.plays_well(to_badge + "tap first.owner.print\nexpect_signal done\ntap first.back\nexpect staff.person.3\n",
                    language);
    const auto bytes = read_file(shop.shots() / "paper-1.bin");
    const auto paper =
        escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer());
    REQUIRE(paper.symbols.size() == 1);
    const auto& badge = paper.symbols[0].data;
    shop.plays_well(to_badge + "advance 2000\nscan " + ellens_badge + "\nexpect_signal attention\nscan " + badge +
                        "\nexpect_signal done\nexpect notice\nshot replaced\ntap staff.back\ntap settings.back\n"
                        "advance 2000\nscan " +
                        ellens_badge + "\nexpect_signal not_found\nadvance 2000\nscan " + badge +
                        "\nexpect_signal accepted\n",
                    language);
}

TEST_CASE("a printed badge of a new manager opens the door, and a badge of somebody else does not become theirs") {
    ShopFloor shop;
    const std::string to_badge =
        std::string("scan ") + ellens_badge +
        "\ntap home.settings\ntap settings.colleagues\ntap staff.enrol\ntype 739518\ntap first.next\n"
        "tap enrol.role.manager\ntap first.language.en\n";
    const auto printed = shop.plays_well(to_badge + "tap first.owner.print\nexpect_signal done\n");
    REQUIRE(printed.slips == 1);
    const auto bytes = read_file(shop.shots() / "paper-1.bin");
    const auto paper =
        escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer());
    REQUIRE(paper.symbols.size() == 1);
    const auto& badge = paper.symbols[0].data;
    shop.plays_well(to_badge + "advance 2000\nscan " + ellens_badge +
                    "\nexpect_signal attention\nexpect enrol.badge\nscan {headline}\nexpect_signal not_found\nscan " +
                    badge + "\nexpect_signal accepted\ntype Omid\ntap first.next\nscan " + badge +
                    "\nexpect_signal attention\ntype 123456\ntap first.next\nexpect_signal attention\n" +
                    "type 583914\ntap first.next\ntype 583915\ntap first.next\nexpect_signal attention\n" +
                    "type 583914\ntap first.next\ntype 583914\ntap first.next\nexpect_signal done\n" +
                    "tap staff.back\ntap settings.back\nadvance 2000\nscan " + badge +
                    "\nexpect_signal accepted\nexpect header.staff label \"Hello Omid\"\ntap home.settings\n"
                    "expect settings.colleagues\n");
}

TEST_CASE("on the way to a new colleague every step leads back, and nobody is enrolled by halves") {
    ShopFloor shop;
    shop.plays_well("tap home.settings\nexpect settings.colleagues absent\n");
    shop.plays_well(std::string("scan ") + ellens_badge +
                    "\ntap home.settings\ntap settings.colleagues\ntap staff.enrol\ntap first.back\n"
                    "expect staff.person.1\ntap staff.enrol\ntype 111222\ntap first.next\nexpect_signal attention\n"
                    "expect enrol.role.cashier absent\ntype 739518\ntap first.next\ntap enrol.role.cashier\n"
                    "tap first.language.fa\ntap first.next\ntype Omid\ntap first.next\ntype 583914\ntap first.next\n"
                    "expect first.back label \"بازگشت\"\ntap first.back\ntap first.back\n"
                    "expect first.owner.name value \"Omid\"\nexpect first.back label \"Back\"\ntap first.back\n"
                    "expect enrol.badge\ntap first.back\nexpect first.language.en\ntap first.back\n"
                    "expect enrol.role.cashier\ntap first.back\nexpect staff.person.4\nexpect staff.person.5 absent\n");
    CHECK(times(exported_journal(shop), "\"staff.enrolled\"") == 4); // the demo's
}

TEST_CASE("who was revoked leaves a number that no newcomer gets") {
    ShopFloor shop;
    const std::string enrol = "tap staff.enrol\ntype 739518\ntap first.next\ntap enrol.role.cashier\n"
                              "tap first.language.en\ntap first.next\ntype Omid\ntap first.next\n"
                              "type 583914\ntap first.next\ntype 583914\ntap first.next\nexpect notice label ";
    shop.plays_well(std::string("scan ") + ellens_badge + "\ntap home.settings\ntap settings.colleagues\n" + enrol +
                    "\"Omid can begin now, as number 1.\"\ntap staff.person.1\ntap staff.revoke\ntype 739518\n"
                    "tap first.next\nexpect staff.person.5 absent\n" +
                    enrol + "\"Omid can begin now, as number 2.\"\n");
}

TEST_CASE("who went away is signed out after ten minutes, and the case in hand waits where it stood") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\nexpect decision.ask\n"
                    "expect_still 590000\nadvance 10000\nexpect home.hero\nexpect notice\nexpect home.case.1\n"
                    "expect_still 3600000\n"
                    "scan " +
                        std::string(ellens_badge) + "\ntap home.case.1\nexpect decision.ask\n",
                    language);
}

TEST_CASE("nobody sees a receipt before the kiosk knows who looks, and then it goes straight on") {
    const auto language = GENERATE(Language::english, Language::persian);
    struct Row {
        const char* what;
        std::string wanted;
        std::string then;
    };
    const auto row = GENERATE(values<Row>({
        {"a scan", "scan {headline}\n", "expect receipt.line.8\n"},
        {"a search", "tap home.without\n", "expect find.item\n"},
        {"a product", std::string("scan ") + code_of_olives + "\n", "expect find.search\n"},
        {"a complaint and a scan", "tap home.damaged\nscan {headline}\n", "expect receipt.told\n"},
    }));
    const auto* who =
        GENERATE("scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n", "tap pins.person.3\ntype 739518\ntap first.next\n");
    DYNAMIC_SECTION(row.what << ", " << who) {
        ShopFloor shop;
        shop.plays_well("tap header.staff\ntap pins.sign_out\nexpect home.hero\n" + row.wanted +
                            "expect pins.who\nexpect notice\nexpect receipt.line.8 absent\nshot who\n" + who +
                            row.then + "shot then\n",
                        language);
        const auto journal = exported_journal(shop);
        CHECK(times(journal, "\"type\":\"records.seen\"") == times(row.then, "receipt."));
        CHECK(times(journal, "\"actor\":\"201\"") >= times(row.then, "receipt."));
    }
}

TEST_CASE("who goes back from the sign-in sees nothing, whoever signs in later") {
    ShopFloor shop;
    shop.plays_well("tap header.staff\ntap pins.sign_out\nscan {headline}\nexpect pins.who\ntap pins.back\n"
                    "expect home.hero\nscan " +
                    std::string(ellens_badge) + "\nexpect home.hero\n");
    CHECK(times(exported_journal(shop), "\"type\":\"records.seen\"") == 0);
}

TEST_CASE("the sign-out comes by itself, with one frame of its own") {
    ShopFloor shop;
    const auto summary = shop.play("expect home.hero\nexpect_still 590000\nexpect_still 20000\n");
    REQUIRE(summary.errors.size() == 1);
    CHECK_THAT(summary.errors.front(), Catch::StartsWith("line 3: expect_still 20000: a frame was drawn"));
}

TEST_CASE("a shop says when it signs people out, and a touch begins the time anew") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    write_file(shop.data() / "shop.toml", "[staff]\nsign_out_after_minutes = 1\n");
    shop.plays_well("expect_still 50000\ntap home.settings\nadvance 50000\nexpect settings.back\n"
                    "advance 10000\nexpect home.hero\nexpect header.staff label \"Sign in\"\n");
    write_file(shop.data() / "shop.toml", "[staff]\nsign_out_after_minutes = 0\n");
    shop.plays_well("expect_still 7200000\nexpect header.staff label \"Hello Nora Field\"\n");
}

TEST_CASE("the command line enrols all four roles and keeps somebody who looks after the staff") {
    ShopFloor shop;
    const auto staff = [&](const std::string& words, const char* pin = "604172") {
        return run_program("staff " + words + " --data " + shop.data().string() + " <<'PIN'\n" + pin + "\nPIN");
    };
    REQUIRE(staff("add 1 Olga --role owner").exit_code == 0);
    REQUIRE(staff("add 2 Max --role supervisor").exit_code == 0);
    CHECK(staff("add 3 Eva --role boss").exit_code == 2);
    CHECK_THAT(staff("list").output, Catch::Contains("1: Olga, owner") && Catch::Contains("2: Max, supervisor"));
    CHECK(staff("pin 9").exit_code == 1);
    CHECK(staff("pin 2", "123456").exit_code == 1);
    CHECK(staff("revoke 1").exit_code == 1);
    CHECK(staff("revoke 2").exit_code == 0);
    CHECK_THAT(staff("list").output, !Catch::Contains("Max"));
    CHECK_THAT(exported_journal(shop), Catch::Contains("\"staff.revoked\""));
}
