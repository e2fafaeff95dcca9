#include "drivers/simulated/simulated_display.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "drivers/simulated/simulated_scanner.hpp"
#include "terminal/command/commands.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/usb_tree.hpp"
#include "tests/terminal/command/heard.hpp"

#include <fstream>
#include <functional>
#include <iostream>

using namespace makegood;
using makegood::testing::Heard;

namespace {

struct Bench {
    TemporaryFolder folder;
    std::string out;
    std::string complaints;

    void settings(const std::string& text) const { std::ofstream(folder.path() / "shop.toml") << text; }
    std::string port(const char* name) const { return (folder.path() / name).string(); }

    Exit runs(const std::function<Exit(const Console&)>& command, bool json = false, const char* language = "en") {
        const std::filesystem::path source = MAKEGOOD_SOURCE_DIR;
        auto words = text::Words::open(source / "assets/words", language);
        REQUIRE(words);
        const Console console({source / "build/fonts", source / "assets"}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        const auto exit = command(console);
        out = told.text();
        complaints = complained.text();
        return exit;
    }
    Exit lists(bool json = false, const char* language = "en") {
        return runs(
            [&](const Console& console) {
                return devices_list_command(console, {folder.path(), {}});
            },
            json, language);
    }
};

} // namespace

TEST_CASE("devices are listed with their state in words", "[devices]") {
    Bench bench;
    CHECK(bench.lists() == Exit::done);
    CHECK(bench.out == "Scanner: none is named in shop.toml.\nPrinter: none is named in shop.toml.\n");

    bench.settings("scanner = { port = \"" + bench.port("scanner") + "\" }\nprinter = { port = \"" +
                   bench.port("printer") + "\", baud = 115200, profile = \"TM-T88V\" }\n");
    CHECK(bench.lists() == Exit::device_failure);
    CHECK_THAT(bench.out, Catch::Contains("Scanner at ") && Catch::Contains(", 9600 baud: Not answering (") &&
                              Catch::Contains("Printer Epson TM-T88V at ") &&
                              Catch::Contains(", 115200 baud: Not answering ("));

    const auto scanner = drivers::SimulatedScanner::plug_in(bench.port("scanner"));
    REQUIRE(scanner);
    const auto printer = drivers::SimulatedPrinter::plug_in({.link = bench.port("printer")});
    REQUIRE(printer);
    CHECK(bench.lists() == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("9600 baud: Ready.") && Catch::Contains("115200 baud: Ready."));
    CHECK(bench.lists(false, "fa") == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("باود: "));

    (*printer)->set_paper(drivers::PaperState::end);
    CHECK(bench.lists(true) == Exit::device_failure);
    CHECK_THAT(bench.out, Catch::Contains("\"state\": \"paper_end\"") && Catch::Contains("\"profile\": \"tm-t88v\""));
}

TEST_CASE("the drawer and the customer display are listed where there are such", "[devices]") {
    Bench bench;
    const auto printer = drivers::SimulatedPrinter::plug_in({.link = bench.port("printer")});
    REQUIRE(printer);
    const std::string at_printer =
        "printer = { port = \"" + bench.port("printer") + "\", baud = 115200, profile = \"TM-T88V\" }\n";
    bench.settings(at_printer + "[drawer]\nopen = \"high\"\n[display]\nport = \"printer\"\n");
    CHECK(bench.lists() == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("Cash drawer at the printer: Closed.\n") &&
                              Catch::Contains("Customer display behind the printer: Connected.\n"));
    (*printer)->set_drawer_open(true);
    CHECK(bench.lists() == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("Cash drawer at the printer: Open.\n"));
    CHECK(bench.lists(false, "fa") == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("کشوی پول، وصل به چاپگر: باز."));
    CHECK(bench.lists(true) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("\"state\": \"open\""));

    bench.settings(at_printer + "[drawer]\n[display]\nport = \"" + bench.port("display") + "\"\n");
    CHECK(bench.lists() == Exit::device_failure);
    CHECK_THAT(bench.out, Catch::Contains("Cash drawer at the printer: There.\n") &&
                              Catch::Contains("Customer display at ") &&
                              Catch::Contains(", 9600 baud: Not answering ("));
    const auto display = drivers::SimulatedDisplay::plug_in(bench.port("display"));
    REQUIRE(display);
    CHECK(bench.lists() == Exit::done);
    std::ofstream(bench.folder.path() / "settings.toml") << "drawer_open = \"low\"\n";
    CHECK(bench.lists() == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("Cash drawer at the printer: Closed.\n"));

    (*printer)->unplug();
    while ((*printer)->is_plugged_in())
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    CHECK(bench.lists() == Exit::device_failure);
    CHECK_THAT(bench.out, Catch::Contains("Cash drawer at the printer: Not answering.\n"));
}

TEST_CASE("a printer that nobody described works as the safe one, and that is said", "[devices]") {
    Bench bench;
    const auto printer = drivers::SimulatedPrinter::plug_in({.link = bench.port("printer")});
    REQUIRE(printer);
    bench.settings("printer = { port = \"" + bench.port("printer") + "\", profile = \"tm-t99\" }\n");
    CHECK(bench.lists() == Exit::done);
    CHECK_THAT(bench.complaints, Catch::Contains("Nobody has described the printer “tm-t99”."));
    CHECK_THAT(bench.out, Catch::Contains("there; this kind does not say how it is"));
    CHECK(bench.runs([&](const Console& console) {
        return devices_test_command(console, {.data = bench.folder.path()});
    }) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("Please see that it came out."));
}

TEST_CASE("the self-test page is printed, confirmed and drawn", "[devices]") {
    Bench bench;
    const auto png = bench.folder.path() / "page.png";
    const auto exit = bench.runs([&](const Console& console) {
        return devices_test_command(console, {.data = bench.folder.path(), .simulate = true, .png = png});
    });
    CHECK(exit == Exit::done);
    CHECK(bench.out == "The page is on its way to Epson TM-T88V.\nThe page is printed.\n");
    CHECK(std::filesystem::file_size(png) > 1'000);

    CHECK(bench.runs([&](const Console& console) {
        return devices_test_command(console, {.data = bench.folder.path()});
    }) == Exit::refused);
    CHECK_THAT(bench.complaints, Catch::Contains("shop.toml names no such device."));
    CHECK(bench.runs([&](const Console& console) {
        return devices_test_command(console, {.data = bench.folder.path(), .port = bench.port("nothing")});
    }) == Exit::device_failure);
}

TEST_CASE("the scanner's test tells what it read", "[devices]") {
    Bench bench;
    auto scanner = drivers::SimulatedScanner::plug_in(bench.port("scanner"));
    REQUIRE(scanner);
    std::jthread hand([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            static_cast<void>(scanner->scan("4006381333931"));
            std::this_thread::sleep_for(std::chrono::milliseconds(500));
        }
    });
    CHECK(bench.runs([&](const Console& console) {
        return devices_test_command(console,
                                    {.data = bench.folder.path(), .device = "scanner", .port = bench.port("scanner")});
    }) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("It read: 4006381333931"));
}

TEST_CASE("the ports that are there are listed, each with its line for shop.toml", "[devices]") {
    Bench bench;
    const makegood::testing::UsbTree tree;
    const auto lists_ports = [&](const Console& console) { return devices_ports_command(console, tree.root()); };
    CHECK(bench.runs(lists_ports) == Exit::done);
    CHECK(bench.out == "No serial port is there. Is the cable plugged in?\n");
    tree.plug_in("ttyUSB0", {"0403", "6001", "A50285BI", "1-1.4", "1.0", "FT232R USB UART"});
    tree.plug_in("ttyUSB1", {"1a86", "7523", "", "1-1.2", "1.0", ""});
    tree.build_in("ttyS0", "4");
    CHECK(bench.runs(lists_ports) == Exit::done);
    const auto at = [&](const char* name) { return tree.device(name).string(); };
    CHECK(bench.out == at("ttyS0") + ": built in. In shop.toml: port = \"" + at("ttyS0") + "\"\n" + at("ttyUSB0") +
                           ": FT232R USB UART. In shop.toml: port = \"usb:0403:6001:A50285BI\"\n" + at("ttyUSB1") +
                           ": a USB adapter. In shop.toml: port = \"usb:1a86:7523@1-1.2\"\n");
    CHECK(bench.runs(lists_ports, false, "fa") == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("مبدل USB"));
    CHECK(bench.runs(lists_ports, true) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("\"port\": \"usb:1a86:7523@1-1.2\""));
    tree.plug_in_keyboard("event3", {"05f9", "2214", "A1234", "1-3", "1.0", "QuickScan"});
    CHECK(bench.runs(lists_ports) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("QuickScan, which types like a keyboard. If it is a scanner, in shop.toml: "
                                          "port = \"input:05f9:2214:A1234\"\n"));
    CHECK(bench.runs(lists_ports, true) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("\"port\": \"input:05f9:2214:A1234\""));
}

TEST_CASE("the known printers are listed", "[devices]") {
    Bench bench;
    CHECK(bench.runs(devices_profiles_command) == Exit::done);
    CHECK_THAT(
        bench.out,
        Catch::Contains(
            "tm-t88v: Epson TM-T88V, 512 dots, 42 letters, cuts, drawer, says how it is, confirms each page\n") &&
            Catch::Contains("safe: safe, 384 dots, 32 letters\n") &&
            Catch::Contains("is the profile of the printer in shop.toml"));
    CHECK(bench.runs(devices_profiles_command, true) == Exit::done);
    CHECK_THAT(bench.out, Catch::Contains("\"unknown\": ["));
}

TEST_CASE("the printer's speed is looked for when somebody asks, in both languages", "[devices]") {
    Bench bench;
    const auto looks = [&](const DevicesSpeedOptions& options, const char* language) {
        return bench.runs([&](const Console& console) { return devices_speed_command(console, options); }, false,
                          language);
    };
    CHECK(looks({.data = bench.folder.path(), .config = {}, .port = {}}, "en") == Exit::refused);
    CHECK(looks({.data = {}, .config = {}, .port = "tcp://192.0.2.7:9100"}, "fa") == Exit::refused);
    CHECK(looks({.data = {}, .config = {}, .port = bench.port("nothing")}, "en") == Exit::device_failure);
    CHECK_THAT(bench.complaints, Catch::Contains("Nothing was printed."));

    const auto printer = drivers::SimulatedPrinter::plug_in({.link = bench.port("printer")}).value();
    for (const auto* language : {"en", "fa"}) {
        CHECK(looks({.data = {}, .config = {}, .port = printer->path()}, language) == Exit::done);
        CHECK_THAT(bench.out, Catch::Contains("baud = 9600"));
    }
}
