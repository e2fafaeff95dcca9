#include "drivers/file_port.hpp"
#include "drivers/printer/printer_thread.hpp"
#include "drivers/tcp_port.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/drivers/network_printer.hpp"
#include "tests/support/catch.hpp"

#include <fstream>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

PrinterSettings at(const std::string& path) {
    PrinterSettings settings;
    settings.device_id = "receipt printer";
    settings.port.path = path;
    settings.let_go_after = 50ms;
    return settings;
}

PrintJob slip_of(const std::string& id, std::uint32_t number, std::size_t lines = 3) {
    std::vector<std::uint8_t> bytes{0x1B, 0x40};
    for (std::size_t i = 0; i < lines; ++i)
        bytes.insert(bytes.end(), {'s', 'l', 'i', 'p', '\n'});
    bytes.insert(bytes.end(), {0x1D, 0x56, 0x00});
    return {id, bytes, ConfirmationId::of_number(number)};
}

template <class Condition>
bool comes_true(Condition condition) {
    for (int i = 0; i < 2000 && !condition(); ++i)
        std::this_thread::sleep_for(5ms);
    return condition();
}

} // namespace

TEST_CASE("the address of a printer in the network is in numbers", "[printer]") {
    struct Row {
        const char* path;
        std::optional<TcpAddress> address;
    };
    const Row rows[] = {{"tcp://192.0.2.7", TcpAddress{"192.0.2.7", 9100}},
                        {"tcp://192.0.2.7:9101", TcpAddress{"192.0.2.7", 9101}},
                        {"tcp://[2001:db8::7]:9100", TcpAddress{"2001:db8::7", 9100}},
                        {"tcp://[2001:db8::7]", TcpAddress{"2001:db8::7", 9100}},
                        {"tcp://2001:db8::7", std::nullopt},
                        {"tcp://[192.0.2.7]", std::nullopt},
                        {"tcp://[2001:db8::7", std::nullopt},
                        {"tcp://printer.local", std::nullopt},
                        {"tcp://192.0.2.7:", std::nullopt},
                        {"tcp://192.0.2.7:0", std::nullopt},
                        {"tcp://192.0.2.7:65536", std::nullopt},
                        {"tcp://192.0.2.7:91x", std::nullopt},
                        {"tcp://192.0.2.7/9100", std::nullopt},
                        {"tcp://", std::nullopt},
                        {"/dev/ttyUSB0", std::nullopt}};
    for (const auto& [path, address] : rows) {
        INFO(path);
        CHECK(tcp_address(path) == address);
    }
}

TEST_CASE("a printer in the network prints, is let go for the till, and is taken again for the next slip",
          "[printer]") {
    NetworkPrinter printer;
    EventLog events;
    PrinterThread thread(at(printer.path()), events.queue);
    REQUIRE(events.wait_for_paper(PaperState::ok));
    CHECK(comes_true([&] { return !printer.is_connected(); }));
    CHECK(printer.connections() == 1);

    REQUIRE(thread.post(slip_of("a", 1)));
    CHECK(events.wait_for_outcome("a") == Outcome::printed);
    CHECK(comes_true([&] { return !printer.is_connected(); }));
    REQUIRE(thread.post(slip_of("b", 2, 5'000)));
    CHECK(events.wait_for_outcome("b") == Outcome::printed);
    CHECK(printer.connections() == 3);
    CHECK(printer.papers() == 2);
    const auto states = events.of<StatusUpdateEvent>();
    CHECK(states.back().power == PowerState::online); // letting go is no trouble
    CHECK(events.of<ErrorEvent>().empty());
}

TEST_CASE("a connection that is reset in the middle leaves a slip unconfirmed, and it is not sent again", "[printer]") {
    NetworkPrinter printer;
    EventLog events;
    PrinterThread thread(at(printer.path()), events.queue);
    REQUIRE(events.wait_for_paper(PaperState::ok));
    printer.reset_after(2'000);
    REQUIRE(thread.post(slip_of("a", 1, 2'000)));
    CHECK(events.wait_for_outcome("a") == Outcome::unconfirmed);
    REQUIRE(thread.post(slip_of("b", 2)));
    CHECK(events.wait_for_outcome("b") == Outcome::printed);
}

TEST_CASE("a printer that refuses is busy or starting: a slip waits for it", "[printer]") {
    std::uint16_t port = 0;
    {
        const NetworkPrinter gone;
        port = gone.port();
    }
    EventLog events;
    PrinterThread thread(at("tcp://127.0.0.1:" + std::to_string(port)), events.queue);
    REQUIRE(thread.post(slip_of("a", 1)));
    const auto error =
        events.wait_for<ErrorEvent>([](const auto& one) { return one.kind == ErrorKind::held_by_other; });
    REQUIRE(error);
    CHECK_THAT(error->detail, Catch::Contains("refused"));
    const NetworkPrinter back(port);
    CHECK(events.wait_for_outcome("a") == Outcome::printed);
}

TEST_CASE("a file takes slips one after the other, and is nobody else's meanwhile", "[printer]") {
    const LinkFolder folder;
    const auto file = (folder.path / "slips.bin").string();
    EventLog events;
    PrinterSettings settings = at("file:" + file);
    settings.status = StatusDialect::none;
    settings.completion = Completion::none;
    {
        PrinterThread thread(settings, events.queue);
        REQUIRE(thread.post(slip_of("a", 1)));
        CHECK(events.wait_for_outcome("a") == Outcome::sent);
        CHECK(open_file(file).error().problem == IoProblem::held_by_other);
        REQUIRE(thread.post(slip_of("b", 2)));
        CHECK(events.wait_for_outcome("b") == Outcome::sent);
    }
    PrinterEngine engine;
    std::ifstream in(file, std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), {}};
    engine.receive(bytes);
    engine.work(monotonic_now());
    CHECK(engine.finished_papers().size() == 2);
    CHECK(open_file(folder.path.string()).error().problem == IoProblem::failed);
    CHECK(open_file((folder.path / "nothing" / "x").string()).error().problem == IoProblem::absent);
    CHECK_FALSE(file_path("/dev/ttyS0"));
}

// ./dev soak: it takes as long as it says.
TEST_CASE("a printer that takes nothing for twenty seconds is waited for", "[.soak]") {
    NetworkPrinter printer;
    EventLog events;
    auto settings = at(printer.path());
    settings.progress_patience = 60s; // as if it had told why
    PrinterThread thread(settings, events.queue);
    REQUIRE(events.wait_for_paper(PaperState::ok));
    REQUIRE(comes_true([&] { return !printer.is_connected(); }));
    printer.hold_off(true);
    REQUIRE(thread.post(slip_of("a", 1, 20'000)));
    std::this_thread::sleep_for(20s);
    CHECK(events.of<ErrorEvent>().empty());
    CHECK(printer.connections() == 2);
    printer.hold_off(false);
    CHECK(events.wait_for_outcome("a") == Outcome::printed);
}
