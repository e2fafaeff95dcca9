#include "drivers/printer/printer_thread.hpp"

#include "tests/drivers/network_printer.hpp"
#include "tests/drivers/printer_fixture.hpp"
#include "tests/drivers/simulated_lines.hpp"
#include "tests/drivers/virtual_printing.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <thread>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

// A picture of `rows` rows of 8 bytes, and a cut.
PrintJob picture(const std::string& id, std::uint32_t number, std::uint8_t rows = 20) {
    std::vector<std::uint8_t> bytes{0x1B, 0x40, 'p', 0x0A, 0x1D, 0x76, 0x30, 0x00, 8, 0, rows, 0};
    bytes.insert(bytes.end(), std::size_t{8} * rows, 0xA5);
    bytes.insert(bytes.end(), {0x1B, 0x64, 0x03, 0x1D, 0x56, 0x00});
    return {id, std::move(bytes), ConfirmationId::of_number(number)};
}

std::optional<DrawerOutcome> outcome_of(EventLog& events, const std::string& id) {
    const auto event = events.wait_for<DrawerCompleteEvent>([&](const auto& one) { return one.request_id == id; });
    return event ? std::optional(event->outcome) : std::nullopt;
}

struct Till : PrinterAtPort {
    explicit Till(bool opens_while_held = false, std::optional<int> bytes_per_second = std::nullopt)
        : PrinterAtPort(bytes_per_second) {
        settings.drawer = CashDrawerSettings{.open_level = DrawerPin::high, .opens_while_held = opens_while_held};
    }

    std::optional<DrawerOutcome> wait_for_drawer(const std::string& id) { return outcome_of(events, id); }
};

// DSR and CTS as a printer shows them, until the test ends.
struct ModemLinesHeld {
    explicit ModemLinesHeld(int lines) { simulated_lines = lines; }
    ~ModemLinesHeld() { simulated_lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CD; }
    ModemLinesHeld(const ModemLinesHeld&) = delete;
    ModemLinesHeld& operator=(const ModemLinesHeld&) = delete;
};

} // namespace

TEST_CASE("a drawer opens once for a request, with the pulse of the shop, and its sensor says so", "[drawer]") {
    Till till;
    till.settings.drawer->pulse = {DrawerPulse::Pin::five, 100, 400};
    PrinterThread thread(till.settings, till.events.queue);
    REQUIRE(thread.open_drawer("a"));
    REQUIRE(thread.open_drawer("a"));
    CHECK(till.wait_for_drawer("a") == DrawerOutcome::opened);
    REQUIRE(thread.post(picture("slip", 1)));
    CHECK(till.events.wait_for_outcome("slip") == Outcome::printed);
    CHECK(till.printer->drawer_openings() == 1);
    const auto paper = till.wait_for_paper();
    const std::vector<std::uint8_t> pulse{0x1B, 0x70, 0x01, 50, 200};
    CHECK(std::search(paper.begin(), paper.end(), pulse.begin(), pulse.end()) != paper.end());
}

TEST_CASE("with no paper or an open cover the drawer opens where the printer can, and else says so at once",
          "[drawer]") {
    const bool opens_while_held = GENERATE(true, false);
    const bool cover = GENERATE(true, false);
    Till till(opens_while_held);
    PrinterThread thread(till.settings, till.events.queue);
    REQUIRE(till.events.wait_for_paper(PaperState::ok));
    cover ? till.printer->set_cover(CoverState::open) : till.printer->set_paper(PaperState::end);
    REQUIRE(
        till.events.wait_for<StatusUpdateEvent>([](const auto& event) { return event.power == PowerState::offline; }));
    const auto begun = monotonic_now();
    REQUIRE(thread.open_drawer("a"));
    CHECK(till.wait_for_drawer("a") == (opens_while_held ? DrawerOutcome::opened : DrawerOutcome::printer_held));
    CHECK(monotonic_now() - begun < 1s);
    till.printer->set_paper(PaperState::ok);
    till.printer->set_cover(CoverState::closed);
    REQUIRE(thread.post(picture("slip", 1)));
    CHECK(till.events.wait_for_outcome("slip") == Outcome::printed);
    CHECK(till.printer->drawer_openings() == (opens_while_held ? 1u : 0u));
}

TEST_CASE("the drawer goes ahead of what waits, between the commands of what is on its way", "[drawer]") {
    const bool opens_while_held = GENERATE(true, false);
    Till till(opens_while_held, 8'000);
    PrinterThread thread(till.settings, till.events.queue);
    REQUIRE(till.events.wait_for_paper(PaperState::ok));
    const auto begun = till.printer->received_bytes();
    REQUIRE(thread.post(picture("on its way", 1, 250)));
    REQUIRE(thread.post(picture("waits", 2, 250)));
    till.wait_until_received(begun + 300);
    REQUIRE(thread.open_drawer("a"));
    CHECK(till.wait_for_drawer("a") == DrawerOutcome::opened);
    CHECK(till.events.of<OutputCompleteEvent>().size() <= 1);
    CHECK(till.events.wait_for_outcome("on its way") == Outcome::printed);
    CHECK(till.events.wait_for_outcome("waits") == Outcome::printed);
    CHECK(till.printer->drawer_openings() == 1);
    auto paper = till.wait_for_paper();
    const std::vector<std::uint8_t> pulse{0x1B, 0x70, 0x00, 25, 250};
    if (const auto found = std::search(paper.begin(), paper.end(), pulse.begin(), pulse.end()); found != paper.end())
        paper.erase(found, found + 5);
    auto whole = picture("on its way", 1, 250).bytes;
    CHECK(paper.size() >= whole.size());
    CHECK(std::equal(whole.rbegin(), whole.rend(), paper.rbegin()));
}

TEST_CASE("a printer that does not answer opens no drawer later", "[drawer]") {
    Till till(true);
    PrinterThread thread(till.settings, till.events.queue);
    REQUIRE(till.events.wait_for_paper(PaperState::ok));

    SECTION("it is switched off") {
        till.printer->power_off();
        REQUIRE(till.events.wait_for_power(PowerState::offline));
        REQUIRE(thread.open_drawer("a"));
        CHECK(till.wait_for_drawer("a") == DrawerOutcome::not_delivered);
        till.printer->power_on();
    }
    SECTION("its cable is out") {
        till.printer->unplug();
        REQUIRE(till.events.wait_for_power(PowerState::absent));
        CHECK_FALSE(thread.open_drawer("a"));
        till.printer->plug_in_again();
    }
    REQUIRE(thread.post(picture("slip", 1)));
    CHECK(till.events.wait_for_outcome("slip") == Outcome::printed);
    CHECK(till.printer->drawer_openings() == 0);
}

TEST_CASE("a cable pulled at any byte of the pulse opens the drawer at most once, and the next paper is whole",
          "[drawer]") {
    // What an ESC p without its last byte waits for is the first byte that comes when the cable is back.
    const auto [opens_while_held, bytes, openings] = GENERATE(table<bool, std::size_t, std::size_t>({
        {false, 1, 0},
        {false, 2, 0},
        {false, 3, 0},
        {false, 4, 1},
        {false, 5, 1},
        {true, 1, 0},
        {true, 2, 0},
        {true, 3, 0},
        {true, 4, 0},
        {true, 5, 1},
    }));
    Till till(opens_while_held);
    CAPTURE(opens_while_held, bytes);
    till.settings.status = StatusDialect::none;
    till.settings.completion = Completion::none;
    PrinterThread thread(till.settings, till.events.queue);
    till.wait_until_received(2); // its greeting
    till.printer->unplug_after(bytes);
    std::this_thread::sleep_for(20ms);
    REQUIRE(thread.open_drawer("a"));
    CHECK(till.wait_for_drawer("a") == DrawerOutcome::unconfirmed);
    till.printer->plug_in_again();
    REQUIRE(thread.post(picture("slip", 1)));
    REQUIRE(till.events.wait_for_outcome("slip") == Outcome::sent);
    const auto paper = till.wait_for_paper();
    const auto whole = picture("slip", 1).bytes;
    REQUIRE(paper.size() >= whole.size());
    CHECK(std::equal(whole.rbegin(), whole.rend(), paper.rbegin()));
    CHECK(till.printer->drawer_openings() == openings);
}

TEST_CASE("a printer that drops DSR opens the drawer in time or never", "[drawer]") {
    Till till(GENERATE(true, false));
    till.settings.port.line.flow_control = FlowControl::dtr_dsr;
    const bool goes_past = till.settings.drawer->opens_while_held;
    PrinterThread thread(till.settings, till.events.queue);
    REQUIRE(till.events.wait_for_paper(PaperState::ok));
    std::optional<ModemLinesHeld> held(TIOCM_CTS);
    SECTION("it is ready again soon") {
        REQUIRE(thread.open_drawer("a"));
        std::this_thread::sleep_for(300ms);
        CHECK(till.printer->drawer_openings() == (goes_past ? 1u : 0u));
        held.reset();
        CHECK(till.wait_for_drawer("a") == DrawerOutcome::opened);
        CHECK(till.printer->drawer_openings() == 1);
    }
    SECTION("it is ready again too late") {
        REQUIRE(thread.open_drawer("a"));
        CHECK(till.wait_for_drawer("a") == (goes_past ? DrawerOutcome::opened : DrawerOutcome::not_delivered));
        held.reset();
        REQUIRE(thread.post(picture("slip", 1)));
        CHECK(till.events.wait_for_outcome("slip") == Outcome::printed);
        CHECK(till.printer->drawer_openings() == (goes_past ? 1u : 0u));
    }
}

TEST_CASE("a pulse that a line with RTS/CTS holds back is taken from it in time", "[drawer]") {
    const auto [off_for, openings, expected] = GENERATE(table<std::chrono::milliseconds, std::size_t, DrawerOutcome>({
        {0ms, 1, DrawerOutcome::pulsed},
        {100ms, 1, DrawerOutcome::pulsed},
        {8'000ms, 0, DrawerOutcome::unconfirmed},
    }));
    const PrinterBuild build{.busy_while_offline = true, .boot_time = 0ms};
    PrinterSettings settings;
    settings.device_id = "printer";
    settings.port.line = {.baud = 38'400, .flow_control = FlowControl::rts_cts};
    VirtualPrinting printing(settings, build, {.bytes_per_second = 3'840, .handshake = Handshake::line});
    // Between two questions, so that nothing but the pulse lies in the line.
    printing.time.plan(2'500ms, [&] {
        if (off_for > 0ms)
            printing.printer.power_off();
        printing.open_drawer("a");
        printing.time.plan(off_for, [&] { printing.printer.power_on(); });
    });
    CAPTURE(off_for.count());
    const auto end = printing.time.now + 15s;
    REQUIRE(printing.run_until([&] { return printing.time.now >= end; }));
    CHECK(printing.drawer_outcomes["a"] == expected);
    CHECK(printing.printer.engine().drawer_openings() == openings);
}

TEST_CASE("on a port with RTS/CTS the drawer opens once", "[drawer]") {
    Till till;
    till.settings.port.line.flow_control = FlowControl::rts_cts;
    PrinterThread thread(till.settings, till.events.queue);
    REQUIRE(thread.open_drawer("a"));
    CHECK(till.wait_for_drawer("a") == DrawerOutcome::opened);
    CHECK(till.printer->drawer_openings() == 1);
}

TEST_CASE("the drawer of a printer in the network opens once, also when that was let go", "[drawer]") {
    NetworkPrinter printer;
    EventLog events;
    PrinterSettings settings;
    settings.device_id = "printer";
    settings.port.path = printer.path();
    settings.let_go_after = 50ms;
    settings.drawer = CashDrawerSettings{.open_level = DrawerPin::high};
    PrinterThread thread(settings, events.queue);
    REQUIRE(thread.open_drawer("a"));
    CHECK(outcome_of(events, "a") == DrawerOutcome::opened);
    for (int i = 0; i < 1'000 && printer.is_connected(); ++i)
        std::this_thread::sleep_for(2ms);
    CHECK_FALSE(printer.is_connected());
    REQUIRE(thread.open_drawer("b"));
    CHECK(outcome_of(events, "b") == DrawerOutcome::opened);
    CHECK(printer.connections() == 2);
    CHECK(printer.drawer_openings() == 2);
}

TEST_CASE("the end of the program ends every request", "[drawer]") {
    Till till;
    till.printer->stall(true);
    {
        PrinterThread thread(till.settings, till.events.queue);
        REQUIRE(thread.open_drawer("a"));
        REQUIRE(thread.open_drawer("b"));
    }
    CHECK(till.wait_for_drawer("a") == DrawerOutcome::not_delivered);
    CHECK(till.wait_for_drawer("b") == DrawerOutcome::not_delivered);
}

TEST_CASE("a printer without a drawer takes no request", "[drawer]") {
    Till till;
    till.settings.drawer.reset();
    PrinterThread thread(till.settings, till.events.queue);
    CHECK_FALSE(thread.open_drawer("a"));
}
