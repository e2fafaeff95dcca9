#include "drivers/cash_drawer/drawer_requests.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

struct Drawer {
    EventQueue<DeviceEvent> events{64};
    DeviceReport report{"printer", ErrorLocus::output, events};
    DrawerRequests requests;
    MonotonicTime start = monotonic_now();
    std::stop_token stop;

    explicit Drawer(DrawerPin open_level, DrawerPulse pulse = {})
        : requests({.pulse = pulse, .open_level = open_level}, report, [] {}) {}

    MonotonicTime at(std::chrono::milliseconds time) const { return start + time; }
    // Of the next request: sent and gone at once, then this is what its sensor shows.
    void pulse_then(DrawerPin before, DrawerPin after, std::chrono::milliseconds time) {
        REQUIRE(requests.wants_to_go(at(time)));
        requests.take_pulse(false, before, at(time));
        requests.watch(at(time + 1ms), true, false, before, stop);
        requests.watch(at(time + 100ms), true, false, after, stop);
        requests.watch(at(time + 1'100ms), true, false, after, stop);
    }
    std::optional<DrawerCompleteEvent> ended() {
        auto event = events.take();
        return event ? std::optional(std::get<DrawerCompleteEvent>(*event)) : std::nullopt;
    }
    std::optional<DrawerOutcome> outcome() {
        const auto event = ended();
        return event ? std::optional(event->outcome) : std::nullopt;
    }
};

} // namespace

TEST_CASE("what the pin says depends on which level means open", "[drawer]") {
    using enum DrawerState;
    const auto [pin, open_level, expected] = GENERATE(table<DrawerPin, DrawerPin, DrawerState>({
        {DrawerPin::high, DrawerPin::high, open},
        {DrawerPin::low, DrawerPin::high, closed},
        {DrawerPin::high, DrawerPin::low, closed},
        {DrawerPin::low, DrawerPin::low, open},
        {DrawerPin::unknown, DrawerPin::low, unknown},
        {DrawerPin::low, DrawerPin::unknown, unknown},
        {DrawerPin::high, DrawerPin::unknown, unknown},
    }));
    CHECK(drawer_state(pin, open_level) == expected);
}

TEST_CASE("a request ends by what is seen of it", "[drawer]") {
    Drawer drawer(DrawerPin::high);
    REQUIRE(drawer.requests.post("a"));
    drawer.pulse_then(DrawerPin::low, DrawerPin::high, 0ms);
    CHECK(drawer.outcome() == DrawerOutcome::opened);
    CHECK_FALSE(drawer.requests.is_busy());

    REQUIRE(drawer.requests.post("b"));
    drawer.pulse_then(DrawerPin::low, DrawerPin::low, 1'000ms);
    CHECK(drawer.outcome() == DrawerOutcome::pulsed);
}

TEST_CASE("what was not sent in three seconds never is", "[drawer]") {
    Drawer drawer(DrawerPin::high);
    REQUIRE(drawer.requests.post("a"));
    drawer.requests.watch(drawer.at(2'900ms), true, false, DrawerPin::low, drawer.stop);
    CHECK(drawer.requests.is_busy());
    drawer.requests.watch(drawer.at(3'100ms), true, false, DrawerPin::low, drawer.stop);
    CHECK(drawer.outcome() == DrawerOutcome::not_delivered);
    CHECK_FALSE(drawer.requests.wants_to_go(drawer.at(3'100ms)));
}

TEST_CASE("what was sent and cannot be followed is unconfirmed, and not sent again", "[drawer]") {
    Drawer drawer(DrawerPin::high);
    REQUIRE(drawer.requests.post("a"));
    REQUIRE(drawer.requests.wants_to_go(drawer.at(0ms)));
    drawer.requests.take_pulse(false, DrawerPin::low, drawer.at(0ms));

    SECTION("contact is lost") {
        CHECK_FALSE(drawer.requests.may_be_cut_off());
        drawer.requests.lose("the cable is out", drawer.stop);
        CHECK(drawer.requests.may_be_cut_off());
    }
    SECTION("it does not leave this machine") {
        drawer.requests.watch(drawer.at(3'100ms), false, false, DrawerPin::low, drawer.stop);
    }
    SECTION("the printer stops before it comes to the command") {
        drawer.requests.watch(drawer.at(100ms), true, true, DrawerPin::low, drawer.stop);
    }
    SECTION("the program ends") {
        drawer.requests.give_up("the program ended", drawer.stop);
    }
    CHECK(drawer.outcome() == DrawerOutcome::unconfirmed);
    CHECK_FALSE(drawer.requests.is_busy());
}

TEST_CASE("an id opens once, and the solenoid rests four times as long as it is on", "[drawer]") {
    Drawer drawer(DrawerPin::high, {.on_ms = 100, .off_ms = 400});
    REQUIRE(drawer.requests.post("a"));
    REQUIRE(drawer.requests.post("a"));
    REQUIRE(drawer.requests.post("b"));
    REQUIRE(drawer.requests.wants_to_go(drawer.at(0ms)));
    drawer.requests.take_pulse(false, DrawerPin::low, drawer.at(0ms));
    drawer.requests.watch(drawer.at(10ms), true, false, DrawerPin::high, drawer.stop);
    CHECK(drawer.ended()->request_id == "a");
    CHECK_FALSE(drawer.requests.wants_to_go(drawer.at(499ms)));
    CHECK(drawer.requests.wants_to_go(drawer.at(500ms)));
    drawer.requests.give_up("enough", drawer.stop);
    CHECK(drawer.ended()->request_id == "b");
    CHECK_FALSE(drawer.ended());
}

TEST_CASE("a level that followed two pulses in a row means open", "[drawer]") {
    Drawer drawer(DrawerPin::unknown);
    for (const auto* id : {"a", "b", "c", "d"})
        REQUIRE(drawer.requests.post(id));
    drawer.pulse_then(DrawerPin::high, DrawerPin::low, 0ms);
    CHECK(drawer.outcome() == DrawerOutcome::pulsed);
    drawer.pulse_then(DrawerPin::low, DrawerPin::high, 600ms); // somebody closed it just then
    CHECK(drawer.outcome() == DrawerOutcome::pulsed);
    drawer.pulse_then(DrawerPin::low, DrawerPin::high, 1'200ms);
    const auto learned = drawer.ended();
    REQUIRE(learned);
    CHECK(learned->outcome == DrawerOutcome::opened);
    CHECK(learned->open_level == DrawerPin::high);
    drawer.pulse_then(DrawerPin::low, DrawerPin::high, 1'800ms);
    const auto known = drawer.ended();
    REQUIRE(known);
    CHECK(known->outcome == DrawerOutcome::opened);
    CHECK(known->open_level == DrawerPin::unknown);
}

TEST_CASE("more requests than the queue holds are refused", "[drawer]") {
    Drawer drawer(DrawerPin::high);
    for (const auto* id : {"a", "b", "c", "d"})
        CHECK(drawer.requests.post(id));
    CHECK_FALSE(drawer.requests.post("e"));
}
