#include "drivers/scanner/scanner_thread.hpp"

#include "drivers/simulated/simulated_scanner.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

SimulatedScanner plugged_in(const std::filesystem::path& link) {
    auto scanner = SimulatedScanner::plug_in(link);
    REQUIRE(scanner);
    return std::move(*scanner);
}

ScannerSettings settings_for(const SimulatedScanner& scanner, const std::string& device_id = "scanner") {
    ScannerSettings settings;
    settings.device_id = device_id;
    settings.port.path = scanner.path().string();
    return settings;
}

std::optional<DataEvent> wait_for_label(EventLog& events, const std::string& label) {
    return events.wait_for<DataEvent>([&](const DataEvent& event) { return event.scan.label == label; });
}

} // namespace

TEST_CASE("a scan is one event with its device, label and time", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto scanner = plugged_in(folder.path / "scanner");
    ScannerThread thread(settings_for(scanner, "front scanner"), events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    const auto before = std::chrono::steady_clock::now();
    REQUIRE(scanner.scan("]C0MG-1001"));
    REQUIRE(scanner.scan("4006381333931"));
    const auto first = wait_for_label(events, "MG-1001");
    REQUIRE(first);
    CHECK(first->device_id == "front scanner");
    CHECK(first->scan.raw == "]C0MG-1001");
    CHECK(first->scan.aim_identifier == AimIdentifier{'C', '0'});
    CHECK(first->time >= before);
    REQUIRE(wait_for_label(events, "4006381333931"));
    CHECK(events.of<DataEvent>().size() == 2);
}

TEST_CASE("two scanners whose bytes come mixed stay apart", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto left = plugged_in(folder.path / "left");
    auto right = plugged_in(folder.path / "right");
    ScannerThread left_thread(settings_for(left, "left"), events.queue);
    ScannerThread right_thread(settings_for(right, "right"), events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(events.wait_for_power(PowerState::online));
    for (const char* piece : {"1", "2", "3", "\r"}) {
        REQUIRE(left.send(piece));
        REQUIRE(right.send(piece[0] == '\r' ? "\r" : "9"));
    }
    const auto from = [](const char* device) {
        return [device](const DataEvent& event) { return event.device_id == device; };
    };
    std::vector<DataEvent> found;
    while (found.size() < 2) {
        const auto event = events.wait_for<DataEvent>([](const DataEvent&) { return true; });
        REQUIRE(event);
        found.push_back(*event);
    }
    for (const DataEvent& event : found)
        CHECK(event.scan.label == (from("left")(event) ? "123" : "999"));
    CHECK(found[0].device_id != found[1].device_id);
}

TEST_CASE("the same label twice in a moment is one scan, counted", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto scanner = plugged_in(folder.path / "scanner");
    auto settings = settings_for(scanner);
    settings.repeat_window = 10s;
    ScannerThread thread(settings, events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(scanner.send("12\r12\r34\r"));
    REQUIRE(wait_for_label(events, "34"));
    CHECK(events.of<DataEvent>().size() == 2);
    CHECK(thread.repeats_dropped() == 1);
}

TEST_CASE("what is no label is an error and never a scan", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto scanner = plugged_in(folder.path / "scanner");
    ScannerThread thread(settings_for(scanner), events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(scanner.send("\xFF\xFE\r\x80\r"));
    REQUIRE(scanner.send("half"));
    const auto unfinished =
        events.wait_for<ErrorEvent>([](const ErrorEvent& event) { return event.kind == ErrorKind::frame_unfinished; });
    REQUIRE(unfinished);
    REQUIRE(scanner.scan("12"));
    REQUIRE(wait_for_label(events, "12"));
    CHECK(events.of<DataEvent>().size() == 1);
    const auto errors = events.of<ErrorEvent>();
    REQUIRE(errors.size() == 3);
    CHECK(errors[1].kind == ErrorKind::frame_unreadable);
    CHECK(errors[1].count == 2);
    CHECK(errors[1].locus == ErrorLocus::input);
}

TEST_CASE("a scanner without terminator is framed by its pauses", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto scanner = plugged_in(folder.path / "scanner");
    auto settings = settings_for(scanner);
    settings.frame_end = FrameEnd::idle;
    ScannerThread thread(settings, events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(scanner.send("123"));
    REQUIRE(wait_for_label(events, "123"));
}

TEST_CASE("a scanner that is pulled is absent, told once, and serves again when it is back", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto scanner = plugged_in(folder.path / "scanner");
    ScannerThread thread(settings_for(scanner), events.queue);
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(scanner.send("lost half"));
    scanner.unplug();
    REQUIRE(events.wait_for_power(PowerState::absent));
    const auto refused = scanner.scan("1");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().problem == IoProblem::absent);
    std::this_thread::sleep_for(350ms); // a few tries
    REQUIRE(scanner.plug_in_again());
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(scanner.scan("56"));
    REQUIRE(wait_for_label(events, "56"));
    std::size_t absences = 0;
    for (const auto& event : events.of<StatusUpdateEvent>())
        absences += event.power == PowerState::absent ? 1 : 0;
    CHECK(absences == 1);
    CHECK(events.of<ErrorEvent>().size() == 2); // hung up; then not there
}

TEST_CASE("a scanner of another program is refused by name", "[scanner]") {
    LinkFolder folder;
    EventLog mine, theirs;
    auto scanner = plugged_in(folder.path / "scanner");
    ScannerThread holder(settings_for(scanner), mine.queue);
    REQUIRE(mine.wait_for_power(PowerState::online));
    ScannerThread second(settings_for(scanner), theirs.queue);
    const auto error = theirs.wait_for<ErrorEvent>([](const ErrorEvent&) { return true; });
    REQUIRE(error);
    CHECK(error->kind == ErrorKind::held_by_other);
    CHECK(error->detail.find("in use by") != std::string::npos);
}

TEST_CASE("a reader that hangs holds a scanner back, and the end still comes at once", "[scanner]") {
    LinkFolder folder;
    EventQueue<DeviceEvent> small(2, [] {});
    auto scanner = plugged_in(folder.path / "scanner");
    {
        ScannerThread thread(settings_for(scanner), small);
        for (int i = 0; i < 5; ++i) {
            REQUIRE(scanner.scan(std::to_string(i)));
            std::this_thread::sleep_for(5ms);
        }
    }
    std::size_t events = 0;
    while (small.take())
        ++events;
    CHECK(events == 2);
    CHECK(small.refused() > 0);
}

TEST_CASE("a scanner beeps where its profile says how, and hears nothing else", "[scanner]") {
    LinkFolder folder;
    EventLog events;
    auto beeper = plugged_in(folder.path / "beeper");
    auto silent = plugged_in(folder.path / "silent");
    auto settings = settings_for(beeper);
    settings.tones = {"\x01", "F"};
    ScannerThread thread(settings, events.queue), silent_thread(settings_for(silent, "silent"), events.queue);
    REQUIRE((events.wait_for_power(PowerState::online) && events.wait_for_power(PowerState::online)));
    for (auto* one : {&thread, &silent_thread}) {
        one->beep(ScannerThread::Tone::good_read);
        one->beep(ScannerThread::Tone::problem);
    }
    std::string heard;
    for (int i = 0; i < 1'000 && heard.size() < 2; ++i, std::this_thread::sleep_for(2ms))
        heard += beeper.heard();
    CHECK(heard == "\x01"
                   "F");
    CHECK(silent.heard().empty());
    REQUIRE(beeper.scan("12"));
    REQUIRE(wait_for_label(events, "12"));
    beeper.unplug();
    REQUIRE(events.wait_for_power(PowerState::absent));
    thread.beep(ScannerThread::Tone::problem); // for what nobody remembers once it is back
    REQUIRE(beeper.plug_in_again());
    REQUIRE(events.wait_for_power(PowerState::online));
    REQUIRE(beeper.scan("34"));
    REQUIRE(wait_for_label(events, "34"));
    CHECK(beeper.heard().empty());
}
