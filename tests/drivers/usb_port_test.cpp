#include "drivers/usb_port.hpp"

#include "drivers/printer/printer_thread.hpp"
#include "drivers/scanner/scanner_thread.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "drivers/simulated/simulated_scanner.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/usb_tree.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

using namespace makegood::drivers;
using namespace std::chrono_literals;
using makegood::testing::UsbTree;

namespace {

const UsbTree::Adapter named{"0403", "6001", "A50285BI", "1-1.4"};
const UsbTree::Adapter nameless{"1a86", "7523", "", "1-1.2"};
const UsbTree::Adapter its_twin{"1a86", "7523", "", "1-1.3"};

IoResult<std::string> found(const UsbTree& tree, const std::string& text) {
    const auto wanted = usb_identity(text);
    REQUIRE(wanted);
    return path_of(*wanted, text, tree.root());
}

PrintJob slip(const std::string& id, std::uint32_t number) {
    return {id, {0x1B, 0x40, 's', 'l', 'i', 'p', 0x0A, 0x1D, 0x56, 0x00}, ConfirmationId::of_number(number)};
}

} // namespace

TEST_CASE("an adapter is named by its serial number or by its place", "[port]") {
    const auto [text, vendor, serial, place] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"usb:0403:6001:A50285BI", "0403", "A50285BI", ""},
        {"usb:0403:6001:a:b@c d", "0403", "a:b@c d", ""},
        {"usb:1A86:7523@1-1.4", "1a86", "", "1-1.4"},
        {"usb:0403:6011@1-1.4:1.2", "0403", "", "1-1.4:1.2"},
    }));
    const auto identity = usb_identity(text);
    REQUIRE(identity);
    CHECK(identity->vendor == vendor);
    CHECK(identity->serial == serial);
    CHECK(identity->place == place);
}

TEST_CASE("what is no name of an adapter is none", "[port]") {
    const auto* text =
        GENERATE("", "usb:", "usb:0403:6001", "usb:0403:6001:", "usb:0403:6001@", "usb:403:6001:A5", "usb:0403-6001:A5",
                 "usb:04g3:6001:A5", "usb:0403:6001/A5", "/dev/ttyUSB0", "tcp://192.0.2.7:9100");
    CHECK_FALSE(usb_identity(text));
}

TEST_CASE("the ports that are there are listed with what they are known by", "[port]") {
    const UsbTree tree;
    tree.plug_in("ttyUSB10", {"04b8", "0202", "two words", "2-1"});
    tree.plug_in("ttyUSB0", named);
    tree.plug_in("ttyUSB1", nameless);
    tree.plug_in("ttyUSB2", its_twin);
    tree.plug_in("ttyUSB3", {"0403", "6011", "FT4", "1-2", "1.0"});
    tree.plug_in("ttyUSB4", {"0403", "6011", "FT4", "1-2", "1.1"});
    tree.plug_in("ttyACM0", {"05F9", "4204", "", "1-3"});
    tree.build_in("ttyS0", "4");
    tree.build_in("ttyS1", "0");
    std::filesystem::create_directories(tree.root() / "sys/class/tty/console");
    const auto at = [&](const char* name) { return tree.device(name).string(); };
    std::vector<std::pair<std::string, std::string>> listed;
    for (const auto& port : present_ports(tree.root()))
        listed.emplace_back(port.path, port.identity);
    CHECK(listed == std::vector<std::pair<std::string, std::string>>{
                        {at("ttyS0"), at("ttyS0")},
                        {at("ttyACM0"), "usb:05f9:4204@1-3"},
                        {at("ttyUSB0"), "usb:0403:6001:A50285BI"},
                        {at("ttyUSB1"), "usb:1a86:7523@1-1.2"},
                        {at("ttyUSB2"), "usb:1a86:7523@1-1.3"},
                        {at("ttyUSB3"), "usb:0403:6011@1-2:1.0"},
                        {at("ttyUSB4"), "usb:0403:6011@1-2:1.1"},
                        {at("ttyUSB10"), "usb:04b8:0202@2-1"},
                    });
    for (const auto& [path, identity] : listed)
        if (const auto usb = usb_identity(identity))
            CHECK(path_of(*usb, identity, tree.root()) == path);
    CHECK(present_ports(tree.root() / "nowhere").empty());
}

TEST_CASE("two alike adapters are told apart by their place alone", "[port]") {
    const UsbTree tree;
    tree.plug_in("ttyUSB0", its_twin);
    tree.plug_in("ttyUSB1", nameless);
    CHECK(found(tree, "usb:1a86:7523@1-1.2") == tree.device("ttyUSB1").string());
    CHECK(found(tree, "usb:1a86:7523@1-1.3") == tree.device("ttyUSB0").string());

    const auto absent = found(tree, "usb:1a86:7523@1-1.4");
    REQUIRE_FALSE(absent);
    CHECK(absent.error().problem == IoProblem::absent);
    CHECK(absent.error().text() == "find usb:1a86:7523@1-1.4: no such adapter is plugged in");

    tree.plug_in("ttyUSB2", {"0403", "6001", "0001", "1-2"});
    tree.plug_in("ttyUSB3", {"0403", "6001", "0001", "1-3"});
    const auto unclear = found(tree, "usb:0403:6001:0001");
    REQUIRE_FALSE(unclear);
    CHECK(unclear.error().problem == IoProblem::failed);
    CHECK(found(tree, "usb:0403:6001@1-3") == tree.device("ttyUSB3").string());
}

TEST_CASE("a printer that is plugged in anew under another name prints again within two seconds", "[port]") {
    const auto identity = GENERATE("usb:0403:6001:A50285BI", "usb:0403:6001@1-1.4");
    const UsbTree tree;
    tree.plug_in("ttyUSB0", named);
    auto first = SimulatedPrinter::plug_in({.link = tree.device("ttyUSB0")});
    REQUIRE(first);
    EventLog events;
    PrinterSettings settings;
    settings.device_id = "printer";
    settings.port = {identity, {.baud = 115'200}, tree.root()};
    PrinterThread thread(settings, events.queue);
    REQUIRE(thread.post(slip("a", 1)));
    CHECK(events.wait_for_outcome("a") == Outcome::printed);

    tree.plug_out("ttyUSB0", named);
    first->reset();
    REQUIRE(events.wait_for_power(PowerState::absent));
    std::this_thread::sleep_for(1500ms); // until it is looked for as rarely as it ever is
    const auto back = monotonic_now();
    tree.plug_in("ttyUSB0", {"0403", "6001", "B00000XX", "1-1.2"});
    const auto other = SimulatedPrinter::plug_in({.link = tree.device("ttyUSB0")});
    const auto again = SimulatedPrinter::plug_in({.link = tree.device("ttyUSB1")});
    REQUIRE((other && again));
    tree.plug_in("ttyUSB1", named);
    REQUIRE(thread.post(slip("b", 2)));
    CHECK(events.wait_for_outcome("b") == Outcome::printed);
    CHECK(monotonic_now() - back < 2s);
    CHECK((*other)->received_bytes() == 0);
}

TEST_CASE("a scanner that is plugged in anew is found by its link, too", "[port]") {
    const bool by_link = GENERATE(true, false);
    const UsbTree tree;
    const auto link = tree.root() / "dev/serial/by-id/usb-Example_Scanner-if00";
    std::filesystem::create_directories(link.parent_path());
    const auto plug = [&](const std::string& name) {
        auto scanner = SimulatedScanner::plug_in(tree.device(name));
        REQUIRE(scanner);
        tree.plug_in(name, named);
        std::filesystem::create_symlink("../../" + name, link);
        return std::move(*scanner);
    };
    EventLog events;
    std::optional<SimulatedScanner> scanner(plug("ttyUSB0"));
    const ScannerThread thread(
        {.device_id = "scanner", .port = {by_link ? link.string() : "usb:0403:6001:A50285BI", {}, tree.root()}},
        events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    scanner.reset();
    tree.plug_out("ttyUSB0", named);
    std::filesystem::remove(link);
    REQUIRE(events.wait_for_power(PowerState::absent));
    scanner.emplace(plug("ttyUSB1"));
    const auto back = monotonic_now();
    REQUIRE(events.wait_for_power(PowerState::online));
    CHECK(monotonic_now() - back < 2s);
    REQUIRE(scanner->scan("4006381333931"));
    CHECK(events.wait_for<DataEvent>([](const auto& event) { return event.scan.label == "4006381333931"; }));
}

TEST_CASE("two scanners that come back under each other's names stay who they are", "[port]") {
    const UsbTree tree;
    const auto plug = [&](const std::string& name, const UsbTree::Adapter& adapter) {
        auto scanner = SimulatedScanner::plug_in(tree.device(name));
        REQUIRE(scanner);
        tree.plug_in(name, adapter);
        return std::move(*scanner);
    };
    EventLog events;
    std::optional<SimulatedScanner> left(plug("ttyUSB0", nameless)), right(plug("ttyUSB1", its_twin));
    const ScannerThread left_thread({.device_id = "left", .port = {"usb:1a86:7523@1-1.2", {}, tree.root()}},
                                    events.queue);
    const ScannerThread right_thread({.device_id = "right", .port = {"usb:1a86:7523@1-1.3", {}, tree.root()}},
                                     events.queue);
    REQUIRE((events.wait_for_power(PowerState::online) && events.wait_for_power(PowerState::online)));
    left.reset();
    right.reset();
    tree.plug_out("ttyUSB0", nameless);
    tree.plug_out("ttyUSB1", its_twin);
    REQUIRE((events.wait_for_power(PowerState::absent) && events.wait_for_power(PowerState::absent)));
    const auto back = monotonic_now();
    right.emplace(plug("ttyUSB0", its_twin));
    left.emplace(plug("ttyUSB1", nameless));
    REQUIRE((events.wait_for_power(PowerState::online) && events.wait_for_power(PowerState::online)));
    CHECK(monotonic_now() - back < 2s);
    REQUIRE((left->scan("1234") && right->scan("1234"))); // the same label at once is two scans of two devices
    const auto from = [&](const char* device) {
        return [device](const DataEvent& event) { return event.device_id == device && event.scan.label == "1234"; };
    };
    const auto scans = [&] {
        auto both = events.of<DataEvent>();
        return std::ranges::count_if(both, from("left")) == 1 && std::ranges::count_if(both, from("right")) == 1;
    };
    while (!scans() && monotonic_now() - back < 5s)
        std::this_thread::sleep_for(2ms);
    CHECK(scans());
}

TEST_CASE("ten thousand adapters that come and go disturb no look at the ports", "[port]") {
    const UsbTree tree;
    tree.plug_in("ttyUSB0", named);
    tree.plug_in("ttyUSB1", nameless);
    const auto there = tree.root() / "sys/class/tty/ttyUSB1", away = tree.root() / "sys/ttyUSB1";
    std::atomic<bool> is_over = false;
    std::jthread hands([&] {
        for (int i = 0; i < 5'000; ++i) {
            std::filesystem::rename(there, away);
            std::filesystem::rename(away, there);
        }
        is_over = true;
    });
    const auto wanted = *usb_identity("usb:0403:6001:A50285BI");
    std::size_t looks = 0, seen = 0;
    for (; !is_over; ++looks)
        seen += path_of(wanted, "it", tree.root()) ? 1 : 0;
    CHECK(looks > 0);
    CHECK(seen == looks);
}
