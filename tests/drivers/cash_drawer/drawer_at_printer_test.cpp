#include "drivers/printer/printer_thread.hpp"

#include "drivers/simulated/simulated_printer.hpp"
#include "tests/drivers/device_fixture.hpp"
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

struct Till {
    LinkFolder folder;
    std::unique_ptr<SimulatedPrinter> printer;
    EventLog events;
    PrinterSettings settings;

    explicit Till(bool opens_while_held = false, std::optional<int> bytes_per_second = std::nullopt) {
        auto plugged = SimulatedPrinter::plug_in({.link = folder.path / "printer", .line = {bytes_per_second}});
        REQUIRE(plugged);
        printer = std::move(*plugged);
        settings.device_id = "printer";
        settings.port = {(folder.path / "printer").string(), {}};
        settings.port.line.baud = 115'200;
        settings.drawer = CashDrawerSettings{.open_level = DrawerPin::high, .opens_while_held = opens_while_held};
    }

    std::optional<DrawerOutcome> wait_for_drawer(const std::string& id) {
        const auto event = events.wait_for<DrawerCompleteEvent>([&](const auto& one) { return one.request_id == id; });
        return event ? std::optional(event->outcome) : std::nullopt;
    }
    PaperBytes wait_for_paper() {
        for (int i = 0; i < 2'000; ++i) {
            if (auto papers = printer->take_papers(); !papers.empty())
                return papers.front();
            std::this_thread::sleep_for(2ms);
        }
        return {};
    }
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
    while (till.printer->received_bytes() < begun + 300)
        std::this_thread::sleep_for(1ms);
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
    while (till.printer->received_bytes() < 2) // its greeting
        std::this_thread::sleep_for(1ms);
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
