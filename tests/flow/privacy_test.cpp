#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

const std::string a_manager = "MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R";

constexpr auto sees_it_too_in_persian = "این خرید را خودتان حساب کرده‌اید و رسید "
                                        "همراه نیست؛ یک همکار هم همراه شما نگاه "
                                        "می‌کند تا بارش تنها روی دوش شما نباشد.";

constexpr auto look_at_everything = R"(
[[rule]]
id = "everything"
says.en = "We put everything right."
says.fa = "همه‌چیز را جبران می‌کنیم."
outcome = "give now"

[second_look]
share = "1/1"
)";

void watch_over(ShopFloor& shop, std::string_view policy) {
    write_file(shop.data() / "policy.toml", policy);
    write_file(shop.data() / "shop.toml", "policy = \"policy.toml\"\n");
}

int events(const ShopFloor& shop, const std::string& type) {
    const auto journal = run_program("journal export --data " + shop.data().string()).output;
    const auto sought = "\"type\":\"" + type + "\"";
    int count = 0;
    for (auto at = journal.find(sought); at != journal.npos; at = journal.find(sought, at + 1))
        ++count;
    return count;
}

// What the program says to a command that asks for a PIN.
std::string run_with_pin(const std::string& arguments, const ShopFloor& shop) {
    const auto pin = shop.data().parent_path() / "pin";
    write_file(pin, "820461\n");
    return run_program(arguments + " --json --data " + shop.data().string() + " < " + pin.string()).output;
}

} // namespace

TEST_CASE("who saw a list of receipts is written down once for each question, not for every letter", "[privacy]") {
    const auto* row = GENERATE("tap find.search\nexpect find.results\n", "advance 3000\n", "");
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.item\ntype olives\nexpect find.results\n" + std::string(row) +
                    "tap find.back\nexpect home.hero\n");
    const std::string how(row);
    CHECK(events(shop, "records.seen") == (how.empty() ? 0 : 1));
    const auto journal = run_program("journal export --data " + shop.data().string()).output;
    CHECK((journal.find(R"(\"how\":\"list\",\"more\":[{\"receipt\")") != journal.npos) == !how.empty());
    CHECK_THAT(journal, !Catch::Contains("olives"));
}

TEST_CASE("a phone alone opens nobody's shopping, and says kindly what does", "[privacy]") {
    ShopFloor shop;
    const auto [language, kindly] = GENERATE(table<Language, std::string>(
        {{Language::english, "Gladly. So that everybody’s shopping stays their own, please ask for one thing of this "
                             "purchase too: something they bought, about how much, or the day."},
         {Language::persian, "با کمال میل. برای اینکه خرید هر کس برای خودش بماند، لطفاً یک چیز دیگر از همین خرید را هم "
                             "بپرسید: یک کالا، مبلغ تقریبی یا روز آن."}}));
    shop.plays_well("tap home.without\ntap find.phone.chip\ntype 09125550001\ntap find.search\nexpect notice label \"" +
                        kindly +
                        "\"\nexpect find.results absent\nshot alone\ntap find.item\ntype saffron\n"
                        "expect find.results\n",
                    language);
}

TEST_CASE("what leads to a customer is covered when its field is left, and uncovering it is written down",
          "[privacy]") {
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.phone.chip\ntype 09125550001\nexpect find.phone value \"09125550001\"\n"
                    "tap find.item\ntype saffron\nexpect find.phone absent\n"
                    "expect find.phone.uncover label \"Phone ••••0001\"\nshot covered\n"
                    "tap find.phone.uncover\nexpect find.phone value \"09125550001\"\n"
                    "tap find.item\nexpect find.phone.uncover\n",
                    Language::english);
    CHECK(events(shop, "personal.shown") == 1);
}

TEST_CASE("who served there and has no paper is not alone with it", "[privacy]") {
    ShopFloor shop;
    const auto [language, speaks, reason] = GENERATE(table<Language, std::string, std::string>(
        {{Language::english, "en",
          "You served here yourself and the receipt is not at hand, so a colleague looks along. That way nobody has to "
          "answer for it alone."},
         {Language::persian, "fa", sees_it_too_in_persian}}));
    shop.plays_well("expect home.hero\n", language);
    const auto enrolled = run_with_pin("staff add 103 Tara --speaks " + speaks, shop);
    const auto badge = enrolled.substr(enrolled.find("MGB"), 30);
    const std::string by_number = "tap home.number\ntype R-2-111005-017\nkey enter\n";
    const std::string claim = "tap receipt.line.7\ntap receipt.damaged\n";
    SECTION("found by its number") {
        shop.plays_well("scan " + badge + "\n" + by_number + claim +
                            "expect decision.approve absent\nexpect decision.reason label \"" + reason +
                            "\"\nshot colleague\ntap decision.ask\nscan " + a_manager +
                            "\ntype 739518\ntap manager.approve\nexpect done.given\n",
                        language);
    }
    SECTION("from its paper") {
        shop.plays_well("scan " + badge + "\nscan {headline}\n" + claim + "expect decision.approve enabled\n",
                        language);
    }
    SECTION("found by whoever did not serve there") {
        shop.plays_well(by_number + claim + "expect decision.approve enabled\n", language);
    }
}

TEST_CASE("what chance chose waits on a manager's Home until they have looked", "[privacy]") {
    ShopFloor shop;
    watch_over(shop, look_at_everything);
    shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                    "expect done.given\nexpect done.looked_at absent\ntap done.next\nexpect home.second_look absent\n"
                    "scan " +
                        a_manager +
                        "\nexpect home.second_look value \"1 case waits for a colleague to look along\"\nshot home\n"
                        "tap home.second_look\nexpect done.given\nexpect done.looked_at\nshot look\n"
                        "tap done.looked_at\nexpect home.second_look absent\n"
                        "expect notice label \"Thank you. It is noted that you have looked at it.\"\n",
                    Language::english);
    CHECK(events(shop, "second_look.asked") == 1);
    CHECK(events(shop, "second_look.taken") == 1);
    const auto listed = run_program("second-look --data " + shop.data().string());
    CHECK(listed.exit_code == 0);
    CHECK_THAT(listed.output, Catch::Contains("Nothing waits for a second look."));
}

TEST_CASE("the program leaves no dump of its memory, however much the machine would write", "[privacy]") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    const auto feed = shop.data().parent_path() / "feed";
    std::filesystem::create_directories(feed);
    const auto limit_of = [](const std::string& process) {
        return "grep -q 'Max core file size *0 *0' /proc/" + process + "/limits";
    };
    const auto ran = run_program("import --watch " + feed.string() + " --data " + shop.data().string() +
                                 " & kept=1; for i in $(seq 100); do " + limit_of("$!") +
                                 " && kept=0 && break; sleep 0.05; done; kill $!; wait; exit $kept");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
}
