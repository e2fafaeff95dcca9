#include "drivers/escpos/interpret.hpp"
#include "tests/flow/shop_floor.hpp"
#include "workflows/recovery/slip.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto badge = "MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R";
const std::string card_to_shop = "tap first.next\ntap first.next\ntap first.next\nexpect shop.name\n";
const std::string to_shop = "tap first.next\n" + card_to_shop;
const std::string to_badge = to_shop + "tap first.next\nexpect first.owner.badge\n";

std::string press(std::string_view digits) {
    std::string taps;
    for (const char digit : digits)
        taps += std::string("tap first.owner.key.") + digit + "\n";
    return taps;
}

std::string pin_twice(std::string_view first, std::string_view second) {
    return press(first) + "tap first.next\n" + press(second) + "tap first.next\n";
}

std::string to_pin(const std::string& name) {
    return std::string("scan ") + badge + "\nexpect_signal accepted\nexpect keyboard.done\n" + "type \"" + name +
           "\"\nexpect keyboard.done absent\ntap first.next\n" + "expect first.next disabled\n";
}

std::string settings(const ShopFloor& shop) {
    return read_file(shop.data() / "settings.toml");
}

std::string staff(const ShopFloor& shop) {
    return run_program("staff list --json --data " + shop.data().string()).output;
}

ShopFloor& new_shop(ShopFloor& shop) {
    shop.like_new();
    return shop;
}

// Of the command line's answer: `"badge": "MGB…"`.
std::string enrolled_cashier(const ShopFloor& shop, Language speaks) {
    const auto added = run_program("staff add 2 \"Omid Rahimi\" --json --speaks " + std::string(text::code_of(speaks)) +
                                   " --data " + shop.data().string() + " <<'PIN'\n739164\nPIN");
    INFO(added.output);
    REQUIRE(added.exit_code == 0);
    const auto at = added.output.find("MGB");
    REQUIRE(at != added.output.npos);
    return added.output.substr(at, 30);
}

} // namespace

TEST_CASE("a new kiosk asks for language, size, scanner and printer, once") {
    ShopFloor shop;
    new_shop(shop);
    const auto summary =
        shop.plays_well("expect first.language.en label \"English\"\nexpect first.language.fa label \"فارسی\"\n"
                        "tap first.language.fa\nexpect first.card.title label \"اندازهٔ صفحه\"\n"
                        "expect first.next label \"باشد برای بعد\"\ntap first.card.more\n"
                        "expect first.next label \"ادامه\"\nkey enter\n"
                        "scan {headline}\nexpect first.next label \"ادامه\"\nkey escape\n"
                        "expect first.card.title\ntap first.next\ntap first.next\n"
                        "tap devices.printer.test\nexpect devices.printer.result\n"
                        "expect first.next label \"ادامه\"\ntap first.next\nexpect shop.name\n"
                        "tap first.next\ntap first.next\nexpect home.hero\n");
    CHECK(summary.slips == 1);
    shop.plays_well("expect home.hero label \"رسید خرید را اسکن کنید\"\n");
}

TEST_CASE("a new kiosk's questions may all wait; Home says that a manager is missing, and leads there") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    new_shop(shop).on_screen(1280, 800, 200);
    shop.plays_well(to_badge + "tap first.next\nexpect home.hero\nexpect notice.no_manager\n", language);
    CHECK_THAT(settings(shop),
               Catch::Contains("ppi = 0") && !Catch::Contains("first_run") && !Catch::Contains("shop ="));
    shop.plays_well("expect notice.no_manager\ntap notice.no_manager.action\nexpect first.owner.badge\n", language);
}

TEST_CASE("the shop is called as it was typed, in the other language too, and counts as people say") {
    ShopFloor shop;
    new_shop(shop).on_screen(1024, 768);
    shop.plays_well(
        to_shop +
        "tap shop.name\ntap keyboard.shift\ntap keyboard.B\ntap keyboard.a\ntap keyboard.k\n"
        "expect shop.name value \"Bak\"\nexpect first.next absent\ntype ery\nexpect first.next label \"Next\"\n"
        "tap shop.money.IRR\ntap shop.money.toman\ntap first.next\n");
    CHECK_THAT(settings(shop), Catch::Contains("shop = { en = \"Bakery\" }\ncurrency = \"toman\"\n"));
    shop.plays_well("tap first.next\nexpect customer.title label \"Welcome to Bakery\"\n"
                    "tap home.settings\nexpect shop.name value \"Bakery\"\n"
                    "tap settings.language.fa\nexpect shop.name value \"\"\n"
                    "tap shop.name\ntype \"نان سحر\"\ntap settings.back\n"
                    "expect customer.title label \"به نان سحر خوش آمدید\"\n");
    CHECK_THAT(settings(shop), Catch::Contains("shop = { en = \"Bakery\", fa = \"نان سحر\" }"));
}

TEST_CASE("what shop.toml says of the shop holds until somebody chooses") {
    ShopFloor shop;
    new_shop(shop);
    write_file(shop.data() / "shop.toml", "shop = { en = \"Corner\", fa = \"سر کوچه\" }\ncurrency = \"KWD\"\n");
    shop.plays_well(to_shop + "expect shop.name value \"Corner\"\nexpect shop.money.KWD label \"KWD\"\n"
                              "tap shop.name\ntype \"+\"\n"
                              "tap first.next\ntap first.next\nexpect customer.title label \"Welcome to Corner+\"\n"
                              "tap home.settings\ntap settings.language.fa\nexpect shop.name value \"سر کوچه\"\n");
    CHECK_THAT(settings(shop), Catch::Contains("shop = { en = \"Corner+\" }\n") && !Catch::Contains("currency"));
}

TEST_CASE("a badge, a name and a PIN twice make the owner, who confirms a case of a colleague") {
    struct Row {
        Language language;
        const char* name;
        const char* total;
    };
    const Row rows[] = {{Language::english, "Ellen Marsh", "Total 950,000 tomans"},
                        {Language::persian, "الهام مرادی", "جمع ۹۵۰٬۰۰۰ تومان"}};
    for (const auto& row : rows) {
        CAPTURE(row.name);
        ShopFloor shop;
        new_shop(shop).on_screen(1024, 768);
        const auto script = shop.data().parent_path() / "first.play";
        write_file(script, "tap first.language." + std::string(text::code_of(row.language)) + "\n" + card_to_shop +
                               "tap shop.money.toman\ntap first.next\nexpect first.owner.badge\n" + to_pin(row.name) +
                               press("583914") + "tree\ntap first.next\n" + press("583914") + "tap first.next\n" +
                               "expect_signal done\nexpect home.hero\nexpect notice.no_manager absent\ntree\n");
        const auto played = run_program("play " + script.string() + " --first-run --clock 2011-12-05T10:00 --data " +
                                        shop.data().string() + " --shots " + shop.shots().string());
        INFO(played.output);
        REQUIRE(played.exit_code == 0);
        CHECK_THAT(staff(shop), Catch::Contains("\"id\": \"1\"") && Catch::Contains(row.name) &&
                                    Catch::Contains("\"role\": \"owner\""));

        for (const auto& file : std::filesystem::recursive_directory_iterator(shop.data()))
            if (file.is_regular_file()) {
                CAPTURE(file.path());
                CHECK_THAT(read_file(file.path()), !Catch::Contains("583914") && !Catch::Contains(badge));
            }
        CHECK_THAT(played.output, !Catch::Contains("583914"));
        CHECK_THAT(settings(shop), !Catch::Contains(row.name));

        const auto cashier = enrolled_cashier(shop, row.language);
        write_file(shop.data() / "sales.csv", "No,When,Code,Qty,Price\nT-1,2011-10-05 10:21,77,1,950000\n");
        write_file(shop.data() / "map.toml",
                   "[constants]\nbusiness_unit = \"1\"\nworkstation = \"1\"\ncurrency = \"IRR\"\n"
                   "[columns]\nsequence = \"No\"\nnumber = \"No\"\ntime = \"When\"\ncode = \"Code\"\n"
                   "quantity = \"Qty\"\nunit_price = \"Price\"\n"
                   "[formats]\ntime = \"YYYY-MM-DD hh:mm\"\nmoney = \"toman\"\n");
        const auto imported = run_program("import " + (shop.data() / "sales.csv").string() + " --map " +
                                          (shop.data() / "map.toml").string() + " --data " + shop.data().string());
        INFO(imported.output);
        REQUIRE(imported.exit_code == 0);
        const auto summary =
            shop.plays_well("scan " + cashier + "\nscan T-1\nexpect receipt.total label \"" + row.total +
                                "\"\ntap receipt.line.1\ntap receipt.damaged\n" + "tap decision.ask\nscan " + badge +
                                "\ntype 583914\ntap manager.approve\nexpect done.given\n",
                            row.language);
        CHECK(summary.slips == 1);
    }
}

TEST_CASE("a kiosk without any badge prints the first one, and what is on the paper opens the door") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    new_shop(shop).on_screen(1280, 800, 200);
    const auto printed = shop.plays_well(to_badge + "tap first.owner.print\nexpect_signal done\n", language);
    CHECK(printed.slips == 1);
    const auto bytes = read_file(shop.shots() / "paper-1.bin");
    const auto paper =
        escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer());
    CHECK(paper.problems.empty());
    REQUIRE(paper.symbols.size() == 1);
    const auto& label = paper.symbols[0].data;
    CHECK(is_own_label(badge_label_kind, label));
    CHECK(label.size() == 30);
    shop.plays_well("expect first.owner.badge\nscan " + label + "\ntype Ellen\ntap first.next\n" +
                        pin_twice("583914", "583914") + "expect home.hero\n",
                    language);
    shop.plays_well("scan " + label + "\nexpect_signal accepted\n", language);
}

TEST_CASE("what does not fit is said kindly, and nobody is enrolled by it") {
    ShopFloor shop;
    new_shop(shop);
    const auto taken = enrolled_cashier(shop, Language::english);
    shop.plays_well(
        to_badge +
        "pull-cable 40\ntap first.owner.print\nexpect_signal attention\n"
        "expect first.owner.not_printed\nprinter plug\n"
        "scan {headline}\nexpect_signal not_found\n"
        "expect notice label \"That was no badge. Please scan the badge of the owner.\"\n"
        "scan " +
        taken +
        "\nexpect_signal attention\n"
        "expect notice label \"This badge is somebody's already. Please take another.\"\n" +
        to_pin("Ellen") +
        "type 12345\nexpect first.next disabled\ntype 6\ntap first.next\nexpect_signal attention\n"
        "expect first.owner.dots label \"–\"\nexpect notice\n" +
        pin_twice("583914", "583915") +
        "expect notice label \"The two were not the same; that happens easily. Please choose the PIN once more.\"\n"
        "expect pin.choose label \"Please choose a PIN.\"\nexpect first.owner.dots label \"–\"\n");
    CHECK_THAT(staff(shop), !Catch::Contains("manager") && !Catch::Contains("Ellen"));
    shop.plays_well("expect first.owner.badge\n" + to_pin("Ellen") + pin_twice("583914", "583914") +
                    "expect home.hero\nadvance 2000\nscan " + badge + "\nexpect header.staff label \"Hello Ellen\"\n");
    CHECK_THAT(staff(shop), Catch::Contains("\"id\": \"1\"") && Catch::Contains("\"id\": \"2\""));
}

TEST_CASE("what the power interrupts goes on at its question, with what was answered before") {
    ShopFloor shop;
    new_shop(shop);
    shop.plays_well("tap first.language.en\n");
    shop.plays_well("expect first.card.title\ntap first.card.more\ntap first.next\n");
    shop.plays_well("expect devices.scanner.result\ntap first.next\ntap first.next\ntap shop.name\ntype Bak\n");
    shop.plays_well("expect shop.name value \"Bak\"\ntap first.next\n" + to_pin("Ellen") + press("583914") +
                    "tap first.next\n");
    shop.plays_well("expect first.owner.badge\nexpect first.owner.dots absent\n");
    CHECK_THAT(staff(shop), !Catch::Contains("Ellen"));
}

TEST_CASE("a kiosk that has a manager makes nobody else one") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\nexpect notice.no_manager absent\n"); // fills in the demo shop
    shop.like_new();
    std::filesystem::remove(shop.data() / "settings.toml");
    shop.plays_well(to_shop + "tap first.next\nexpect home.hero\n");
    // Not even where the power went while the first was being enrolled.
    write_file(shop.data() / "settings.toml", "first_run = \"manager\"\n");
    shop.plays_well("expect home.hero\n");
}

TEST_CASE("a manager has a name and a badge that nobody can make up, and every label is answered") {
    ShopFloor shop;
    shop.like_new();
    shop.plays_well("tap first.language.en\n" + card_to_shop +
                    "tap shop.name\ntype Bakery\ntap first.next\nexpect first.owner.badge\n"
                    "scan MGB0Q\nexpect notice\nexpect_signal not_found\nexpect first.owner.badge\nscan " +
                    badge +
                    "\ntype \"  \"\nexpect first.next disabled\n"
                    "scan 4006381333931\nexpect_signal attention\nexpect first.owner.name value \"  \"\n");
}

TEST_CASE("whoever enrols a manager later goes back Home, and never sees the welcome again") {
    ShopFloor shop;
    shop.like_new();
    const std::string to_home = "tap first.language.en\n" + card_to_shop +
                                "tap shop.name\ntype Bakery\ntap first.next\ntap first.next\nexpect home.hero\n";
    shop.plays_well(to_home + "tap notice.no_manager.action\nexpect first.owner.badge\ntap first.back\n"
                              "expect home.hero\ntap notice.no_manager.action\n");
    shop.plays_well("expect home.hero\n");
}
