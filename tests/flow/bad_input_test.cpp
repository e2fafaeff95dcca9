#include "terminal/storage/owner_lock.hpp"
#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

// Each of these gets its sentence, and nothing is lost or granted twice.

namespace {

constexpr auto to_decision = "scan {headline}\ntap receipt.line.7\ntap receipt.not_among_the_goods\n";
constexpr auto to_manager = "scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n";
constexpr auto ellen = "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n";

std::string script(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts)
        text += part;
    return text;
}

} // namespace

TEST_CASE("an unknown receipt and a label that is none are told kindly") {
    ShopFloor shop;
    shop.plays_well(
        "scan R-9-000000-999\n"
        "expect notice label \"We do not know this label: ⁦R-9-000000-999⁩. Type the receipt's number, or find "
        "the purchase together.\"\n"
        "expect home.hero\n");
}

TEST_CASE("a product that this shop never sold is not on the receipt, and a label of no product is not known") {
    struct Row {
        Language language;
        const char* not_on_it;
        const char* unknown;
    };
    const auto row = GENERATE(values<Row>(
        {{Language::english,
          "4006381333931 is not on this receipt. If it was another purchase, go back and scan it there.",
          "We do not know this label: 4006381333932. Type the receipt's number, or find the purchase together."},
         {Language::persian, "4006381333931 در این رسید نیست. اگر خرید دیگری بوده، برگردید و آنجا اسکنش کنید.",
          "این برچسب را نمی‌شناسیم: 4006381333932. "
          "شمارهٔ رسید را بنویسید یا خرید را با هم پیدا کنیم."}}));
    const auto notice = [](const char* says) { return std::string("expect notice label \"") + says + "\"\n"; };
    ShopFloor shop;
    shop.plays_well("scan {headline}\nscan 4006381333931\nexpect_signal not_found\n" + notice(row.not_on_it) +
                        "advance 3000\nscan 4006381333932\n" + notice(row.unknown) + "expect receipt.line.1\n",
                    row.language);
}

TEST_CASE("bytes that are no label are told as such and look nothing up") {
    ShopFloor shop;
    shop.plays_well("scan \"R-2\xFF\xFE\x80\"\n"
                    "expect notice label \"The scanner could not read that label. Once more, please, or type the "
                    "number.\"\nexpect home.hero\n");
}

TEST_CASE("a receipt of another shop is shown, and nothing can be given on it here") {
    ShopFloor shop;
    write_file(shop.data() / "shop.toml", "business_unit = \"S9\"\n");
    const auto summary =
        shop.plays_well("scan {headline}\nexpect receipt.other_shop\nexpect receipt.line.7 disabled\n");
    CHECK(summary.cases == 0);
}

TEST_CASE("the same unit is not given twice, whoever asks again") {
    ShopFloor shop;
    shop.plays_well(script({to_decision, "tap decision.approve\ntap done.next\nadvance 2000\nscan {headline}\n",
                            "expect receipt.line.7 disabled\n"}));
    const auto summary = shop.plays_well("scan {headline}\nexpect receipt.line.7 disabled\n");
    CHECK(summary.cases == 1);
    CHECK(summary.slips == 0);
}

TEST_CASE("a wrong PIN is counted and told, and the right one still works") {
    ShopFloor shop;
    const auto summary = shop.plays_well(
        script({to_manager, "tap manager.name.1\ntype 111222\ntap manager.approve\n",
                "expect notice label \"That was not the PIN. 9 tries left.\"\nexpect manager.approve disabled\n",
                "type 739518\ntap manager.approve\nexpect done.given\n"}));
    CHECK(summary.slips == 1);
}

TEST_CASE("ten wrong PINs let that PIN rest, also after a restart") {
    ShopFloor shop;
    std::string text = script({to_manager, ellen});
    for (int i = 0; i < 10; ++i)
        text += "type 111222\ntap manager.approve\n";
    text += "type 739518\ntap manager.approve\n"
            "expect notice\nexpect done.given absent\n";
    shop.plays_well(text);
    const auto summary = shop.plays_well(script(
        {"tap home.case.1\n", ellen, "type 739518\ntap manager.approve\nexpect notice\nexpect done.given absent\n"}));
    CHECK(summary.slips == 0);
}

TEST_CASE("nobody confirms what they asked for themselves, and a cashier confirms nothing") {
    ShopFloor shop;
    SECTION("a manager at the till") {
        const auto summary = shop.plays_well(
            script({ellen, to_manager, "expect manager.name.2 absent\nadvance 2000\n", ellen,
                    "expect manager.approve absent\n",
                    "expect notice label \"Nobody confirms what they asked for themselves. Please call another "
                    "manager.\"\n"}));
        CHECK(summary.slips == 0);
    }
    SECTION("a cashier's badge") {
        const auto summary = shop.plays_well(
            script({to_manager, "scan MGBN7K2R4VW9T3XQ8DJM5PZ6H1CBA5\n", "expect manager.approve absent\n"}));
        CHECK(summary.slips == 0);
    }
}

TEST_CASE("a proposal that waited too long is asked anew") {
    ShopFloor shop;
    shop.plays_well(script({to_manager, ellen, "type 7395\nadvance 120000\n",
                            "expect decision.ask\nexpect notice label \"The two minutes are over. Please ask once "
                            "more.\"\ntap decision.ask\n",
                            ellen, "type 739518\ntap manager.approve\nexpect done.given\n"}));
}

TEST_CASE("paper out keeps the case, and the slip comes once the paper is back") {
    ShopFloor shop;
    const auto summary = shop.plays_well(
        script({"paper end\n", to_decision, "tap decision.approve\n",
                "expect done.print label \"The printer is out of paper. Your case is saved; the slip prints by itself "
                "after the new roll.\"\n",
                "paper ok\nexpect done.print label \"The slip is printed.\"\n"}));
    CHECK(summary.slips == 1);
}

TEST_CASE("a cable pulled in the middle of a slip leaves one grant and asks a person") {
    ShopFloor shop;
    const auto summary = shop.plays_well(
        script({"pull-cable 200\n", to_decision, "tap decision.approve\n",
                "expect done.print label \"The printer did not confirm the slip. Please look: is it whole? If not, "
                "print it again; it will say COPY.\"\n",
                "printer plug\ntap done.reprint\nexpect done.print label \"The slip is printed.\"\n"}));
    CHECK(summary.cases == 1);
    CHECK(summary.slips == 1);
}

TEST_CASE("files that are no POSLog, stop in the middle or are not there are told by name") {
    ShopFloor shop;
    const auto data = " --data " + shop.data().string();
    const auto file = shop.shots() / "feed.xml";
    struct Row {
        const char* content;
        const char* told;
        int exit_code;
    };
    const Row rows[] = {
        {"<html><body>hello</body></html>", "XML, but not POSLog", 1},
        {"<POSLog><Transaction><RetailStoreID>1</RetailStoreID>", "before it is complete", 1},
        {"<!DOCTYPE x [<!ENTITY a \"b\">]><POSLog/>", "document type declaration", 1},
        {"a,b\n1,2\n", "For CSV say with a map", 1},
        {"", "is empty", 1},
    };
    for (const auto& row : rows) {
        write_file(file, row.content);
        const auto ran = run_program("import " + file.string() + data);
        CAPTURE(row.content, ran.output);
        CHECK(ran.exit_code == row.exit_code);
        CHECK_THAT(ran.output, Catch::Contains(row.told));
    }
    CHECK(run_program("import /nowhere/at-all.xml" + data).exit_code == 1);
    CHECK(run_program("import" + data).exit_code == 2);
    CHECK(run_program("show 1 --nonsense" + data).exit_code == 2);
    CHECK(run_program("show 12345" + data).exit_code == 1);
}

TEST_CASE("a database of another program stays as it is") {
    ShopFloor shop;
    const std::string theirs(4096, 'x');
    write_file(shop.data() / "makegood.db", theirs);
    const auto ran = run_program("show 1 --data " + shop.data().string());
    CHECK(ran.exit_code == 4);
    CHECK_THAT(ran.output, Catch::Contains("not Makegood's database"));
    CHECK(read_file(shop.data() / "makegood.db") == theirs);
}

TEST_CASE("a second makegood on one data folder is told who has it") {
    ShopFloor shop;
    std::filesystem::create_directories(shop.data());
    const auto lock = storage::OwnerLock::take(shop.data(), "2011-12-05T10:00:00");
    REQUIRE(lock);
    write_file(shop.shots() / "s.play", "expect home.hero\n");
    const auto ran = run_program("play " + (shop.shots() / "s.play").string() + " --shots " + shop.shots().string() +
                                 " --data " + shop.data().string());
    CHECK(ran.exit_code == 4);
    CHECK_THAT(ran.output, Catch::Contains("Another Makegood works on this data folder"));
    CHECK_THAT(ran.output, Catch::Contains(std::to_string(getpid())));
}

TEST_CASE("the number of a card is neither kept nor looked for, unless a receipt has it", "[card]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.number\ntype \"4111 1111 1111 1111\"\ntap find.search\n"
                    "expect notice\nexpect find.number value \"\"\nshot card\n",
                    language);
}
