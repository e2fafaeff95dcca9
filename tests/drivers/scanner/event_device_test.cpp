#include "drivers/scanner/event_device.hpp"

#include "drivers/scanner/scanner_thread.hpp"
#include "drivers/usb_port.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/drivers/scanner/simulated_keyboard.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/usb_tree.hpp"

#include <fstream>

// Here there is no /dev/uinput, and so no keyboard that the kernel itself would keep from others: that a grab was asked
// for is seen, what it does is not.

using namespace makegood::drivers;
using namespace std::chrono_literals;
using makegood::testing::UsbTree;

namespace {

const UsbTree::Adapter front{"05f9", "2214", "A1234", "1-1.4"};
const UsbTree::Adapter nameless_left{"05f9", "2214", "", "1-1.2"}, nameless_right{"05f9", "2214", "", "1-1.3"};

ScannerSettings settings_of(const UsbTree& tree, const std::string& port, const std::string& id = "scanner") {
    return {.device_id = id, .port = {port, {}, tree.root()}};
}

bool reads(EventLog& events, const std::string& device, const std::string& label) {
    return events
        .wait_for<DataEvent>([&](const auto& event) { return event.device_id == device && event.scan.label == label; })
        .has_value();
}

} // namespace

TEST_CASE("a scanner that types like a keyboard is claimed by its event device and reads as any other", "[wedge]") {
    const UsbTree tree;
    const SimulatedKeyboard keyboard(tree.device("input/event3"));
    tree.plug_in_keyboard("event3", front);
    const auto link = tree.root() / "dev/input/by-id/usb-Example_Scanner-event-kbd";
    std::filesystem::create_directories(link.parent_path());
    std::filesystem::create_symlink("../event3", link);
    const std::string named = GENERATE("input:05f9:2214:A1234", "input:05F9:2214@1-1.4", "");
    const auto port = named.empty() ? link.string() : named;
    const int grabs = simulated_grabs;
    EventLog events;
    const ScannerThread thread(settings_of(tree, port), events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    CHECK(simulated_grabs == grabs + 1);
    keyboard.scan("4006381333931");
    CHECK(reads(events, "scanner", "4006381333931"));
    keyboard.scan("R2111005017");
    CHECK(reads(events, "scanner", "R2111005017"));
    CHECK(thread.traffic().text(monotonic_now()).find("4006") == std::string::npos);
}

TEST_CASE("a keyboard scanner without a line end is read by its pause, and one of another country in its layout",
          "[wedge]") {
    const UsbTree tree;
    const SimulatedKeyboard keyboard(tree.device("input/event3"));
    auto settings = settings_of(tree, tree.device("input/event3").string());
    settings.frame_end = FrameEnd::idle;
    settings.layout = KeyLayout::de;
    EventLog events;
    const ScannerThread thread(settings, events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    keyboard.send(events_of("ZY"));
    std::this_thread::sleep_for(50ms); // which a radio link may take in the middle of a label
    keyboard.send(events_of("17"));
    CHECK(reads(events, "scanner", "YZ17"));
}

TEST_CASE("a keyboard scanner is found again under another name, and two alike are told apart by their place",
          "[wedge]") {
    const UsbTree tree;
    std::optional<SimulatedKeyboard> left(std::in_place, tree.device("input/event3")),
        right(std::in_place, tree.device("input/event4"));
    tree.plug_in_keyboard("event3", nameless_left);
    tree.plug_in_keyboard("event4", nameless_right);
    EventLog events;
    const ScannerThread left_thread(settings_of(tree, "input:05f9:2214@1-1.2", "left"), events.queue),
        right_thread(settings_of(tree, "input:05f9:2214@1-1.3", "right"), events.queue);
    REQUIRE((events.wait_for_power(PowerState::online) && events.wait_for_power(PowerState::online)));
    left.reset();
    right.reset();
    tree.plug_out_keyboard("event3", nameless_left);
    tree.plug_out_keyboard("event4", nameless_right);
    REQUIRE((events.wait_for_power(PowerState::absent) && events.wait_for_power(PowerState::absent)));
    const auto back = monotonic_now();
    right.emplace(tree.device("input/event3"));
    left.emplace(tree.device("input/event5"));
    tree.plug_in_keyboard("event3", nameless_right);
    tree.plug_in_keyboard("event5", nameless_left);
    REQUIRE((events.wait_for_power(PowerState::online) && events.wait_for_power(PowerState::online)));
    CHECK(monotonic_now() - back < 2s);
    left->scan("1234");
    CHECK(reads(events, "left", "1234"));
    right->scan("1234");
    CHECK(reads(events, "right", "1234"));
}

TEST_CASE("what cannot be claimed says why", "[wedge]") {
    const UsbTree tree;
    const auto open = [&](const std::string& port) { return open_event_device(port, KeyLayout::us, tree.root()); };
    const auto absent = open("input:05f9:2214:A1234");
    REQUIRE_FALSE(absent);
    CHECK(absent.error().problem == IoProblem::absent);

    const SimulatedKeyboard keyboard(tree.device("input/event3"));
    tree.plug_in_keyboard("event3", front);
    simulated_grab_is_held = true;
    const auto held = open("input:05f9:2214:A1234");
    simulated_grab_is_held = false;
    REQUIRE_FALSE(held);
    CHECK(held.error().problem == IoProblem::held_by_other);

    std::ofstream(tree.device("input/event9")) << "no device";
    const auto none = open(tree.device("input/event9").string());
    REQUIRE_FALSE(none);
    CHECK(none.error().problem == IoProblem::failed);
    if (::geteuid() == 0)
        return; // who may open everything
    std::filesystem::permissions(tree.device("input/event3"), std::filesystem::perms::none);
    const auto refused = open("input:05f9:2214:A1234");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().problem == IoProblem::not_allowed);
}

TEST_CASE("the keyboards that are there are listed with what they are known by", "[port]") {
    const UsbTree tree;
    tree.plug_in_keyboard("event3", front);
    tree.plug_in_keyboard("event4", nameless_left);
    tree.plug_in_keyboard("event5", {"045e", "0024", "", "1-2", "1.0", "Mouse"}, "ffff0000 0 0 0 0");
    tree.connect_keyboard("event6", {"0a12", "0001", "aa:bb:cc:dd:ee:ff", "", "", "Radio Scanner"});
    std::vector<std::pair<std::string, std::string>> listed;
    for (const auto& keyboard : present_keyboards(tree.root()))
        listed.emplace_back(keyboard.identity, keyboard.told);
    CHECK(listed == std::vector<std::pair<std::string, std::string>>{
                        {"input:05f9:2214:A1234", "USB Serial"},
                        {"input:05f9:2214@1-1.2", "USB Serial"},
                        {"input:0a12:0001:aa:bb:cc:dd:ee:ff", "Radio Scanner"},
                    });
    const auto radio = usb_identity(listed[2].first, input_prefix);
    REQUIRE(radio);
    CHECK(keyboard_path_of(*radio, listed[2].first, tree.root()) == tree.device("input/event6").string());
}
