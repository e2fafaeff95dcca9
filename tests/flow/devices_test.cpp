#include "tests/flow/shop_floor.hpp"

#include "terminal/storage/storage.hpp"
#include "tests/support/memory_ledger.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto manager_signs_in = "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n";
constexpr auto to_devices = "tap home.settings\ntap settings.devices\n";

std::size_t count(const std::string& text, std::string_view word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        ++found;
    return found;
}

} // namespace

TEST_CASE("the drawer opens for those who may, and the journal has who, and what came of it") {
    ShopFloor shop;
    shop.plays_well(
        std::string(to_devices) +
        "expect devices.drawer.state label \"Closed\"\nexpect devices.drawer.test disabled\n"
        "key escape\nkey escape\n" +
        manager_signs_in + to_devices +
        "tap devices.drawer.test\nexpect_signal done\n"
        "expect devices.drawer.state label \"Open\"\n"
        "expect devices.drawer.result label \"The drawer has opened.\"\n"
        "drawer closed\nexpect devices.drawer.state label \"Closed\"\nexpect devices.drawer.result absent\n");
    const auto journal = run_program("journal export --data " + shop.data().string()).output;
    CHECK(count(journal, "drawer.open_asked") == 1);
    CHECK(count(journal, "drawer.open_ended") == 1);
    const auto asked = journal.substr(journal.find("drawer.open_asked"));
    CHECK(asked.substr(0, asked.find('\n')).find("\"actor\":\"201\"") != std::string::npos);
    CHECK(journal.find("\\\"outcome\\\":\\\"opened\\\"") != std::string::npos);
}

TEST_CASE("a drawer that was asked for when the power went is recorded as unknown, once") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    {
        HandClock clock;
        CountingRandomness randomness;
        const storage::StoragePlace place{shop.data(), std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema"};
        auto opened = storage::Storage::open(place, "lane-1", clock, randomness);
        REQUIRE(opened);
        const auto asked = (*opened)->handle(OpenDrawer{RequestId("before the power went"), StaffId("201")});
        REQUIRE(asked);
        REQUIRE(asked->has_value());
    }
    const auto ends = [&] {
        return count(run_program("journal export --data " + shop.data().string()).output, "drawer.open_ended");
    };
    CHECK(ends() == 0);
    shop.plays_well("expect home.hero\n");
    CHECK(ends() == 1);
    CHECK(run_program("journal export --data " + shop.data().string())
              .output.find("\\\"outcome\\\":\\\"unconfirmed\\\"") != std::string::npos);
    shop.plays_well("expect home.hero\n");
    CHECK(ends() == 1);
}

TEST_CASE("the drawer opens with no paper too, and not while its printer is away") {
    ShopFloor shop;
    shop.plays_well(manager_signs_in + std::string(to_devices) +
                    "paper end\ntap devices.drawer.test\n"
                    "expect devices.drawer.result label \"The drawer has opened.\"\ndrawer closed\npaper ok\n"
                    "printer unplug\nexpect devices.drawer.state label \"Not answering\"\n"
                    "expect devices.drawer.test disabled\n"
                    "printer plug\nexpect devices.drawer.test enabled\n");
}

TEST_CASE("what is on its way to paper is counted") {
    ShopFloor shop;
    shop.plays_well(std::string(to_devices) +
                    "expect devices.printer.pages absent\npaper end\ntap devices.printer.test\n"
                    "expect devices.printer.pages label \"One page is on its way to paper.\"\n"
                    "paper ok\nexpect devices.printer.pages absent\n");
}

TEST_CASE("a decision says that its slip will wait for the printer") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\npaper end\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
                    "expect decision.verdict\n"
                    "expect notice.printer label \"The printer is out of paper. The case goes on; the slip prints by "
                    "itself once a new roll is in.\"\n"
                    "paper ok\nexpect notice.printer absent\n");
}

TEST_CASE("the customer's display of two lines shows what is done and what they get, and says goodbye") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    write_file(shop.data() / "shop.toml",
               "shop = { en = \"Corner Shop\", fa = \"فروشگاه\" }\n[display]\nport = \"printer\"\n");
    shop.plays_well("expect_displayed \"Welcome\" \"Corner Shop\"\n"
                    "scan {headline}\nexpect_displayed \"We have found it.\" \"What is not right?\"\n"
                    "tap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.voucher\n"
                    "expect_displayed \"We are sorry. Thank\" \"you for telling us.\"\n"
                    "tap decision.ask\nexpect_displayed \"One moment, please:\" \"a colleague is near.\"\n"
                    "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntype 739518\ntap manager.approve\n"
                    "expect_displayed \"Your voucher\" \"           EUR 28.50\"\n"
                    "tap done.next\nexpect_displayed \"Thank you for coming\" \"See you soon!\"\n"
                    "advance 11000\nexpect_displayed \"Welcome\" \"Corner Shop\"\n");
    shop.plays_well("expect_displayed \"Khosh amadid\" \"\"\n", Language::persian);
}

TEST_CASE("the customer's display is tried, and shows its text again once its printer is back") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    write_file(shop.data() / "shop.toml", "[display]\nport = \"printer\"\nwelcome = \"Hello\"\n");
    shop.plays_well(std::string(to_devices) +
                    "tap devices.display.test\nexpect_displayed \"12345678901234567890\" \"Can you read this?\"\n"
                    "expect devices.display.result\nadvance 9000\nexpect devices.display.result absent\n"
                    "expect_displayed \"Hello\" \"Our shop\"\n"
                    "printer unplug\nexpect devices.display.state label \"Not answering\"\n"
                    "expect devices.display.test disabled\n"
                    "printer plug\nexpect devices.display.state label \"Connected\"\n"
                    "tap devices.display.test\nexpect_displayed \"12345678901234567890\" \"Can you read this?\"\n");
}

TEST_CASE("the devices screen tells how long a slip is on its way, and warns where that is long") {
    ShopFloor shop;
    shop.plays_well(std::string(to_devices) +
                    "expect devices.printer.slip label \"A slip reaches it in about a second.\"\n");
    shop.plays_well(std::string(to_devices) + "expect devices.printer.slip label \"رسیدن هر برگه به چاپگر حدود ۲ ثانیه "
                                              "طول می‌کشد.\"\n",
                    Language::persian);
    write_file(shop.data() / "shop.toml", "printer = { port = \"/dev/ttyS0\", baud = 1200 }\n");
    shop.plays_well(std::string(to_devices) +
                    "expect devices.printer.slip label \"A slip needs about 6 seconds to reach it, a long wait at the "
                    "counter. Whoever looks after the kiosk can raise the speed (baud), at the printer and in "
                    "shop.toml.\"\n");
}

TEST_CASE("what went to the devices is saved for whoever helps, without what was said") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\n" + std::string(manager_signs_in) + "key escape\n" + to_devices +
                    "tap devices.printer.test\nexpect devices.printer.result\n"
                    "tap devices.log.save\nexpect_signal done\nexpect notice\n");
    const auto log = read_file(shop.data() / "devices-log.txt");
    CHECK(log.find("scanner\n") != std::string::npos);
    CHECK(log.find("< +14 0D\n") != std::string::npos);           // the receipt's number
    CHECK(log.find("< +30 0D\n") != std::string::npos);           // the badge
    CHECK(log.find("1D 28 48 06 00 30 30") != std::string::npos); // which page is asked about
    CHECK(log.find(" 37 22 ") != std::string::npos);              // and the answer
    CHECK((std::filesystem::status(shop.data() / "devices-log.txt").permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("two scanners read side by side, and the devices screen tells how each fares") {
    const auto language = GENERATE(Language::english, Language::persian);
    const std::string two = "scanner = [{ port = \"/dev/ttyACM0\" }, { port = \"/dev/ttyACM1\" }]\n";
    ShopFloor shop;
    shop.plays_well("expect home.hero\n", language);
    write_file(shop.data() / "shop.toml", two);
    shop.plays_well("scan R-2-111005-017 2\nexpect receipt.line.1\nkey escape\n"
                    "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\nexpect_signal accepted\n",
                    language);
    shop.plays_well(std::string(to_devices) + "expect devices.scanner.2\nscanner unplug\nshot two_scanners\n"
                                              "expect devices.scanner.test disabled\n"
                                              "scanner plug\nexpect devices.scanner.test enabled\n",
                    language);
}

TEST_CASE("a scanner at the wrong speed is told of, with what helps, until a label is read") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string(to_devices) +
                        "expect devices.scanner.fault absent\nscan \"\xF3\x80\xC1\"\nadvance 3000\n"
                        "scan \"\xF3\x81\"\nexpect devices.scanner.fault\nshot garbled\n"
                        "tap devices.scanner.test\nscan 4006381333931\nexpect devices.scanner.fault absent\n"
                        "wedge 4006381333931 us\nexpect devices.scanner.fault absent\n",
                    language);
}
