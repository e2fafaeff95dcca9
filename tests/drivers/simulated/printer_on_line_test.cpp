#include "drivers/simulated/printer_on_line.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

constexpr MonotonicTime start{1h};
constexpr int fast = 10'000; // bytes in a second: 0.1 ms each

PaperBytes lines(std::size_t bytes) {
    PaperBytes text(bytes, 'x');
    for (std::size_t i = 9; i < bytes; i += 10)
        text[i] = '\n';
    return text;
}

} // namespace

TEST_CASE("bytes arrive at the speed of the line, both ways", "[simulated]") {
    PrinterOnLine printer({}, {.bytes_per_second = fast});
    printer.go_on(start);
    printer.send(PaperBytes{0x10, 0x04, 1});
    printer.go_on(start + 299us);
    CHECK(printer.received_bytes() == 2);
    CHECK(printer.unsent() == 1);
    printer.go_on(start + 399us);
    CHECK(printer.received_bytes() == 3);
    CHECK(printer.arrived().empty());
    printer.go_on(start + 400us);
    CHECK(printer.arrived() == PaperBytes{0x12});
}

TEST_CASE("the buffer fills faster than paper moves, and the line tells", "[simulated]") {
    struct Row {
        std::size_t buffer, busy_at, free_at;
    };
    const auto row = GENERATE(Row{4096, 128, 256}, Row{45, 16, 26});
    PrinterOnLine printer({.receive_buffer = row.buffer, .dots_per_second = 1200},
                          {.bytes_per_second = fast, .handshake = Handshake::line});
    printer.go_on(start);
    printer.send(lines(8'000));
    bool was_ready = true;
    std::size_t least = row.buffer, holds = 0;
    for (MonotonicTime now = start; printer.unsent() > 0; now += 50us) {
        REQUIRE(now < start + 60s);
        printer.go_on(now);
        const auto room = printer.engine().free_space();
        least = std::min(least, room);
        if (was_ready && !printer.is_ready()) {
            CHECK(room <= row.busy_at);
            ++holds;
        }
        if (!was_ready && printer.is_ready())
            CHECK(room >= row.free_at);
        was_ready = printer.is_ready();
    }
    CHECK(holds > 1);
    CHECK(least >= row.busy_at - 2); // the byte that was on its way
    CHECK(printer.engine().dropped_bytes() == 0);
}

TEST_CASE("what finds the buffer full is lost and counted; real-time questions are answered all the same",
          "[simulated]") {
    PrinterOnLine printer({.receive_buffer = 45, .dots_per_second = 1200}, {.bytes_per_second = fast});
    printer.go_on(start);
    printer.set_cover(CoverState::open);
    printer.send(lines(50));
    printer.send(PaperBytes{0x10, 0x04, 2});
    printer.go_on(start + 1s);
    CHECK(printer.engine().dropped_bytes() == 8);
    CHECK(printer.arrived() == PaperBytes{0x16});
}

TEST_CASE("XOFF and XON stop and restart the host", "[simulated]") {
    PrinterOnLine printer({.dots_per_second = 1200}, {.bytes_per_second = fast, .handshake = Handshake::xon_xoff});
    printer.go_on(start);
    printer.send(lines(6'000));
    PaperBytes said;
    for (MonotonicTime now = start; printer.unsent() > 0; now += 100us) {
        REQUIRE(now < start + 60s);
        printer.go_on(now);
        for (const auto byte : std::exchange(printer.arrived(), {})) {
            printer.hold(byte == 0x13);
            said.push_back(byte);
        }
    }
    REQUIRE(said.size() >= 2);
    for (std::size_t i = 0; i < said.size(); ++i)
        CHECK(said[i] == (i % 2 == 0 ? 0x13 : 0x11));
    CHECK(printer.engine().dropped_bytes() == 0);
}

TEST_CASE("an id is told when the paper is out, not when it was received; over paper end it is held", "[simulated]") {
    PaperBytes job = lines(100); // ten lines, 340 dots
    job.insert(job.end(), {0x1D, '(', 'H', 6, 0, '0', '0', 'a', 'b', 'c', 'd'});
    const PaperBytes confirmed{0x37, 0x22, 'a', 'b', 'c', 'd', 0};
    PrinterOnLine printer({.dots_per_second = 1000}, {});
    printer.go_on(start);
    printer.send(job);
    printer.go_on(start + 339ms);
    CHECK(printer.arrived().empty());
    printer.go_on(start + 340ms);
    CHECK(std::exchange(printer.arrived(), {}) == confirmed);

    printer.send(job);
    printer.go_on(start + 400ms);
    printer.set_paper(PaperState::end);
    printer.go_on(start + 10s);
    CHECK(printer.arrived().empty());
    printer.set_paper(PaperState::ok);
    printer.go_on(start + 20s);
    CHECK(printer.arrived() == confirmed);
}

TEST_CASE("a jammed cutter holds it until a hand or DLE ENQ", "[simulated]") {
    const auto way = GENERATE(values<PaperBytes>({{}, {0x10, 0x05, 1}, {0x10, 0x05, 2}}));
    PrinterOnLine printer({}, {});
    printer.go_on(start);
    printer.set_fault(FaultState::cutter);
    printer.send(PaperBytes{0x10, 0x04, 1, 0x10, 0x04, 3, 'A', 0x1D, 0x56, 0x00});
    printer.go_on(start + 1ms);
    CHECK(printer.arrived() == PaperBytes{0x1A, 0x1A});
    CHECK(printer.engine().finished_papers().empty());
    if (way.empty())
        printer.set_fault(FaultState::none);
    else
        printer.send(way);
    printer.go_on(start + 2ms);
    CHECK(printer.engine().finished_papers().size() == (way == PaperBytes{0x10, 0x05, 2} ? 0 : 1));
}

TEST_CASE("the buffers are cleared by DLE DC4 8 alone, and that is confirmed", "[simulated]") {
    PrinterOnLine printer({}, {});
    printer.go_on(start);
    printer.set_cover(CoverState::open);
    printer.send(PaperBytes{'A', 0x1D, 0x56, 0x00, 0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 7});
    printer.go_on(start + 1ms);
    CHECK(printer.arrived().empty());
    printer.send(PaperBytes{0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8});
    printer.go_on(start + 2ms);
    CHECK(printer.arrived() == PaperBytes{0x37, 0x25, 0x00});
    CHECK(printer.engine().free_space() == 4096);
}

TEST_CASE("what happens to it happens at exactly that byte", "[simulated]") {
    PrinterOnLine printer({}, {.bytes_per_second = fast});
    printer.go_on(start);
    SECTION("off, and on after it booted") {
        printer.when_received(3, [](PrinterOnLine& one) { one.power_off(); });
        printer.send(PaperBytes{'A', 'B', 'C', 'D'});
        printer.go_on(start + 1s);
        CHECK(printer.engine().current_paper() == PaperBytes{'A', 'B', 'C'});
        CHECK(printer.received_bytes() == 4);
        printer.power_on();
        printer.go_on(start + 2499ms);
        CHECK_FALSE(printer.is_ready());
        printer.go_on(start + 2500ms);
        CHECK(printer.is_ready());
    }
    SECTION("its cable pulled") {
        printer.when_received(2, [](PrinterOnLine& one) { one.unplug(); });
        printer.send(PaperBytes{'A', 'B', 'C', 'D'});
        printer.go_on(start + 1s);
        CHECK(printer.engine().current_paper() == PaperBytes{'A', 'B'});
        CHECK(printer.unsent() == 0);
        printer.plug_in();
        printer.send(PaperBytes{'E'});
        printer.go_on(start + 2s);
        CHECK(printer.engine().current_paper() == PaperBytes{'A', 'B', 'E'});
    }
    SECTION("mute, then garbage") {
        printer.mute(true);
        printer.send(PaperBytes{0x10, 0x04, 1});
        printer.go_on(start + 1s);
        CHECK(printer.arrived().empty());
        printer.mute(false);
        printer.babble(true);
        for (int i = 0; i < 40; ++i)
            printer.send(PaperBytes{0x10, 0x04, 1});
        printer.go_on(start + 2s);
        CHECK(printer.arrived().size() == 40);
        CHECK(printer.arrived() != PaperBytes(40, 0x12));
    }
}
