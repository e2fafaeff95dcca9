#include "drivers/printer/printer_thread.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "tests/drivers/simulated_lines.hpp"
#include "tests/drivers/tap/tap_fixture.hpp"

#include <sys/resource.h>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t some_bytes = 2'000'000;

bool passes_both_ways(int till, int printer, std::uint64_t bytes, unsigned seed = 20111005) {
    TestWay to_printer(till, printer, bytes, seed), to_till(printer, till, bytes, seed + 1);
    return exchanged(to_printer, to_till);
}

double seconds_of_this_process() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

TEST_CASE("every byte passes a serial tap both ways", "[tap]") {
    const TappedLine line;
    TapAtWork tap(line.settings(), line.captures());
    CHECK(passes_both_ways(line.till->descriptor(), line.printer->descriptor(), some_bytes));
    CHECK(tap.counts.to_printer == some_bytes);
    CHECK(tap.counts.to_till == some_bytes);
}

TEST_CASE("every byte passes a tap in the network both ways", "[tap]") {
    const TappedNetwork network;
    TapAtWork tap(network.settings(), network.captures());
    const auto till = network.till_connects();
    const auto printer = network.printer_accepts();
    CHECK(passes_both_ways(till.number(), printer.number(), some_bytes));
}

TEST_CASE("XON and XOFF pass, and hold back what was read", "[tap]") {
    const TappedLine line;
    auto settings = line.settings();
    settings.printer.line.flow_control = FlowControl::xon_xoff;
    TapAtWork tap(settings, line.captures());
    write_to(line.till->descriptor(), "one");
    CHECK(read_from(line.printer->descriptor(), 3) == "one");
    write_to(line.printer->descriptor(), "\x13");
    CHECK(read_from(line.till->descriptor(), 1) == "\x13");
    write_to(line.till->descriptor(), "two");
    std::this_thread::sleep_for(100ms);
    CHECK(tap.counts.to_printer == 3);
    write_to(line.printer->descriptor(), "\x11");
    CHECK(read_from(line.till->descriptor(), 1) == "\x11");
    CHECK(read_from(line.printer->descriptor(), 3) == "two");
}

TEST_CASE("a printer that takes nothing stops its till, and nothing is lost", "[tap]") {
    const bool in_network = GENERATE(false, true);
    const TappedLine line;
    const TappedNetwork network;
    TapAtWork tap(in_network ? network.settings() : line.settings(), line.captures());
    FileDescriptor till(in_network ? network.till_connects() : FileDescriptor(::dup(line.till->descriptor())));
    const FileDescriptor printer(in_network ? network.printer_accepts()
                                            : FileDescriptor(::dup(line.printer->descriptor())));
    // Whatever the till can push while nobody reads: the buffers of tap and system, and no more.
    TestWay to_printer(till.number(), printer.number(), 50'000'000, 7);
    auto moved = monotonic_now();
    for (auto given = to_printer.given; monotonic_now() - moved < 300ms;) {
        to_printer.give();
        if (to_printer.given != given)
            moved = monotonic_now();
        given = to_printer.given;
        std::this_thread::sleep_for(100us);
    }
    const auto held = to_printer.given;
    CHECK(held < (in_network ? 1'000'000 : 100'000));
    const auto busy = seconds_of_this_process();
    std::this_thread::sleep_for(300ms);
    CHECK(seconds_of_this_process() - busy < 0.1);
    to_printer.bytes = held + to_printer.next.size() + 100'000;
    TestWay nothing(printer.number(), till.number(), 0, 8);
    CHECK(exchanged(to_printer, nothing));
}

TEST_CASE("a tap with nothing to pass does not run", "[tap]") {
    const bool in_network = GENERATE(false, true);
    const TappedLine line;
    const TappedNetwork network;
    TapAtWork tap(in_network ? network.settings() : line.settings(), line.captures());
    FileDescriptor till, printer;
    if (in_network) {
        till = network.till_connects();
        printer = network.printer_accepts();
    }
    std::this_thread::sleep_for(300ms);
    const auto turns = tap.counts.turns.load(), kept = tap.keeper->turns();
    const auto busy = seconds_of_this_process();
    std::this_thread::sleep_for(1s);
    // The test's pseudo terminals have modem lines, which are looked at ten times a second; nothing else wakes it.
    CHECK(tap.counts.turns - turns <= (in_network ? 0u : 11u));
    CHECK(tap.keeper->turns() - kept <= 2);
    CHECK(seconds_of_this_process() - busy < 0.01);
}

TEST_CASE("what the printer shows on its lines the till sees", "[tap]") {
    const TappedLine line;
    simulated_lines = TIOCM_CTS | TIOCM_DSR;
    const auto shown = [](int lines) { return (simulated_lines & (TIOCM_DTR | TIOCM_RTS)) == lines; };
    {
        TapAtWork tap(line.settings(), line.captures());
        CHECK(becomes_true([&] { return shown(TIOCM_DTR | TIOCM_RTS); }));
        simulated_lines &= ~TIOCM_DSR;
        CHECK(becomes_true([&] { return shown(TIOCM_RTS); }));
        simulated_lines &= ~TIOCM_CTS;
        CHECK(becomes_true([&] { return shown(0); }));
        simulated_lines |= TIOCM_CTS | TIOCM_DSR;
        CHECK(becomes_true([&] { return shown(TIOCM_DTR | TIOCM_RTS); }));
    }
    CHECK(shown(0)); // the tap has ended
    simulated_lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CD;
}

TEST_CASE("a printer that is not ready by DSR is sent at most 64 bytes", "[tap]") {
    const TappedLine line;
    auto settings = line.settings();
    settings.printer.line.flow_control = FlowControl::dtr_dsr;
    simulated_lines = TIOCM_CTS;
    {
        TapAtWork tap(settings, line.captures());
        write_to(line.till->descriptor(), std::string(1000, 'x'));
        std::this_thread::sleep_for(200ms);
        CHECK(tap.counts.to_printer <= 64);
        simulated_lines |= TIOCM_DSR;
        CHECK(read_from(line.printer->descriptor(), 1000) == std::string(1000, 'x'));
    }
    simulated_lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CD;
}

TEST_CASE("either side may be plugged out and in again", "[tap]") {
    TappedLine line;
    TapAtWork tap(line.settings(), line.captures());
    write_to(line.till->descriptor(), "before");
    CHECK(read_from(line.printer->descriptor(), 6) == "before");

    line.printer.reset();
    CHECK(becomes_true([&] { return tap.state_now().printer && !tap.state_now().printer->there; }));
    write_to(line.till->descriptor(), "while it was away");
    std::this_thread::sleep_for(100ms);
    line.printer.emplace(line.made("printer"));
    CHECK(read_from(line.printer->descriptor(), 17) == "while it was away");

    line.till.reset();
    CHECK(becomes_true([&] { return tap.state_now().till && !tap.state_now().till->there; }));
    write_to(line.printer->descriptor(), "to nobody");
    std::this_thread::sleep_for(50ms);
    line.till.emplace(line.made("till"));
    CHECK(becomes_true([&] { return tap.state_now().till->there; }));
    write_to(line.till->descriptor(), "after");
    CHECK(read_from(line.printer->descriptor(), 5) == "after");
    write_to(line.printer->descriptor(), "status");
    CHECK(read_from(line.till->descriptor(), 6) == "status");
}

TEST_CASE("a till is told that its printer does not answer", "[tap]") {
    TappedNetwork network;
    network.printer_listener.reset();
    TapAtWork tap(network.settings(), network.captures());
    for (int i = 0; i < 3; ++i) {
        const auto till = network.till_connects();
        write_to(till.number(), "receipt");
        CHECK(read_from(till.number(), 1).empty());
    }
    CHECK(becomes_true([&] { return tap.state_now().printer.has_value(); }));
    CHECK_FALSE(tap.state_now().printer->there);
    CHECK(tap.state_now().printer->why.find("refused") != std::string::npos);
}

TEST_CASE("a till that has said all still gets the answers", "[tap]") {
    const TappedNetwork network;
    TapAtWork tap(network.settings(), network.captures());
    const auto till = network.till_connects();
    write_to(till.number(), "paper");
    ::shutdown(till.number(), SHUT_WR);
    const auto printer = network.printer_accepts();
    CHECK(read_from(printer.number(), 100) == "paper"); // and its end
    write_to(printer.number(), "printed");
    ::shutdown(printer.number(), SHUT_WR);
    CHECK(read_from(till.number(), 100) == "printed");
}

TEST_CASE("a printer that ends first lets the till's connection end", "[tap]") {
    const TappedNetwork network;
    TapAtWork tap(network.settings(), network.captures());
    auto till = network.till_connects();
    {
        const auto printer = network.printer_accepts();
        write_to(printer.number(), "bye");
    }
    CHECK(read_from(till.number(), 100) == "bye");
    till.reset();
    const auto next = network.till_connects();
    const auto printer = network.printer_accepts();
    CHECK(passes_both_ways(next.number(), printer.number(), 10'000));
}

TEST_CASE("a till that breaks off does not keep the next one out", "[tap]") {
    const TappedNetwork network;
    TapAtWork tap(network.settings(), network.captures());
    for (int i = 0; i < 3; ++i) {
        auto till = network.till_connects();
        write_to(till.number(), "half a pap");
        const auto printer = network.printer_accepts();
        CHECK(read_from(printer.number(), 10) == "half a pap");
        const linger at_once{1, 0};
        ::setsockopt(till.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        till.reset();
        CHECK(read_from(printer.number(), 1).empty());
    }
}

TEST_CASE("a printer whose connection breaks breaks its till's", "[tap]") {
    const TappedNetwork network;
    TapAtWork tap(network.settings(), network.captures());
    const auto till = network.till_connects();
    auto printer = network.printer_accepts();
    const linger at_once{1, 0};
    ::setsockopt(printer.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    printer.reset();
    CHECK(becomes_true([&] {
        char byte = 0;
        return ::recv(till.number(), &byte, 1, 0) < 0 && errno == ECONNRESET;
    }));
}

TEST_CASE("what a printer that breaks off had not taken is told, and ends its paper", "[tap]") {
    const TappedNetwork network;
    auto settings = network.settings();
    settings.silence = 1h;
    TapAtWork tap(settings, network.captures());
    const auto till = network.till_connects();
    auto printer = network.printer_accepts();
    // More than the printer's system takes unread.
    const std::string lines(1000, 'x');
    for (int i = 0; i < 500; ++i) {
        [[maybe_unused]] const auto sent = ::write(till.number(), lines.data(), lines.size());
        std::this_thread::sleep_for(1ms);
    }
    const linger at_once{1, 0};
    ::setsockopt(printer.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    printer.reset();
    REQUIRE(becomes_true([&] { return tap.counts.files == 1 && tap.counts.lost_with_printer > 0; }));
    tap.thread.reset();
    tap.keeper.reset();
    const auto names = names_in(network.captures());
    REQUIRE(names.size() == 2);
    const auto kept = content_of(network.captures() / names[0]).size();
    CHECK(tap.counts.lost_with_printer <= kept);
    CHECK(content_of(network.captures() / names[1]) ==
          "{\"time\": \"20111205T101500\", \"after\": " + std::to_string(kept) +
              ", \"bytes\": " + std::to_string(tap.counts.lost_with_printer) + ", \"why\": \"printer\"}\n");
}

TEST_CASE("a tap that is asked to stop delivers what it has read", "[tap]") {
    const TappedLine line;
    TapAtWork tap(line.settings(), line.captures());
    const std::string paper(3000, 'p');
    write_to(line.till->descriptor(), paper);
    std::this_thread::sleep_for(20ms);
    tap.thread->request_stop();
    CHECK(read_from(line.printer->descriptor(), paper.size()) == paper);
    tap.thread.reset();
}

TEST_CASE("what a printer does not take until the tap ends is counted", "[tap]") {
    TappedLine line;
    auto settings = line.settings();
    settings.longest_end = 200ms;
    TapAtWork tap(settings, line.captures());
    write_to(line.printer->descriptor(), "there");
    CHECK(read_from(line.till->descriptor(), 5) == "there");
    write_to(line.till->descriptor(), std::string(1000, 'p'));
    REQUIRE(becomes_true([&] { return tap.counts.to_printer == 1000; }));
    CHECK(tap.counts.not_delivered == 0);
    // A pseudo terminal's buffer counts as taken; beyond it the tap holds what it read.
    TestWay rest(line.till->descriptor(), line.printer->descriptor(), 1'000'000, 3);
    for (int i = 0; i < 200; ++i) {
        rest.give();
        std::this_thread::sleep_for(1ms);
    }
    tap.thread.reset();
    CHECK(tap.counts.not_delivered > 0);
    CHECK(tap.counts.not_delivered <= PassingBytes::capacity);
}

TEST_CASE("a driver behind the tap gets its printer's answers and says printed", "[tap]") {
    const LinkFolder folder;
    auto printer = SimulatedPrinter::plug_in({.link = folder.path / "printer", .build = {.boot_time = 10ms}});
    REQUIRE(printer);
    auto till_end = PseudoTerminal::create(folder.path / "till");
    auto driver_end = PseudoTerminal::create(folder.path / "driver");
    REQUIRE(till_end);
    REQUIRE(driver_end);
    // The driver's port leads to the till's port of the tap, as a cable between two ports would.
    const std::jthread cable([&](const std::stop_token& stop) {
        std::array<std::uint8_t, 512> buffer{};
        const auto carry = [&](PseudoTerminal& from, PseudoTerminal& to) {
            const auto count = from.read_some(buffer);
            for (std::size_t given = 0; count && given < *count;)
                given += to.write_some(std::span(buffer).subspan(given, *count - given)).value_or(*count);
        };
        while (!stop.stop_requested()) {
            std::array<pollfd, 2> wanted{pollfd{till_end->descriptor(), POLLIN, 0},
                                         pollfd{driver_end->descriptor(), POLLIN, 0}};
            poll_until(wanted, monotonic_now() + 50ms);
            carry(*till_end, *driver_end);
            carry(*driver_end, *till_end);
        }
    });
    TapSettings settings;
    settings.till.path = (folder.path / "till").string();
    settings.printer.path = (folder.path / "printer").string();
    TapAtWork tap(settings, folder.path / "captures");

    EventLog events;
    PrinterSettings driver;
    driver.device_id = "printer";
    driver.port.path = (folder.path / "driver").string();
    PrinterThread thread(driver, events.queue);
    REQUIRE(events.wait_for_paper(PaperState::ok));
    std::vector<std::uint8_t> slip{0x1B, 0x40, 's', 'l', 'i', 'p', '\n', 0x1D, 0x56, 0x00};
    REQUIRE(thread.post({"7", slip, ConfirmationId::of_number(7)}));
    CHECK(events.wait_for_outcome("7") == Outcome::printed);
    (*printer)->set_paper(PaperState::end);
    CHECK(events.wait_for_paper(PaperState::end));
}
