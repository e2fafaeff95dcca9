#include "tests/drivers/printer/fault_matrix.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

constexpr Fault nothing{"nothing", [](PrinterOnLine&) {}, [](PrinterOnLine&) {}, true};

// How many bytes the printer gets for a slip that nothing happens to.
std::size_t bytes_of_clean_run(const Setup& setup) {
    const auto clean = run(setup, {&nothing, 1});
    CAPTURE(setup.name);
    CHECK(clean.wrong.empty());
    CHECK(clean.outcome == Outcome::printed);
    CHECK(clean.received > 800);
    return clean.received;
}

// Every `stride`th byte, each fault and each line beginning at another.
void strike_all(std::size_t stride) {
    // A printer that was off for 0.1 s is away for 1.6 s.
    constexpr std::array durations{3000ms, 100ms, 700ms, 3000ms, 8000ms};
    std::size_t first = 0, count = 0;
    for (const auto& setup : all_setups()) {
        const auto received = bytes_of_clean_run(setup);
        for (const auto& fault : all_faults()) {
            for (std::size_t at = 1 + (first++ * 31) % stride; at <= received; at += stride) {
                const auto lasts = durations[count++ % durations.size()];
                const auto verdict = run(setup, {&fault, at, lasts});
                CAPTURE(setup.name, fault.name, at, lasts.count());
                CHECK(verdict.wrong == "");
            }
        }
    }
    CHECK(count >= all_setups().size() * all_faults().size() * (800 / stride));
}

// The bytes of a fault's strikes that go wrong, of every `stride`th.
std::size_t wrong_strikes(const Setup& setup, const Fault& fault, Mistake mistake, std::size_t stride) {
    std::size_t wrong = 0;
    for (std::size_t at = 1; at <= 950; at += stride)
        wrong += run(setup, {&fault, at, 3000ms, mistake}).wrong.empty() ? 0 : 1;
    return wrong;
}

const Fault& fault_named(std::string_view name) {
    return *std::ranges::find_if(all_faults(), [&](const auto& fault) { return fault.name == name; });
}

} // namespace

TEST_CASE("a fault at a byte of a slip: never twice, never lost unnoticed, and the next slip is clean", "[printer]") {
    strike_all(197);
}

TEST_CASE("a fault at every byte of a slip", "[.soak]") {
    strike_all(1);
}

TEST_CASE("a fault between a slip's reset and its asking for the status is told, and the slip is completed",
          "[printer]") {
    for (const auto& setup : all_setups())
        for (const auto& fault : all_faults())
            for (std::size_t at = 1; at <= 6; ++at) {
                CAPTURE(setup.name, fault.name, at);
                CHECK(run(setup, {&fault, at, 3000ms}).wrong == "");
            }
}

TEST_CASE("an XOFF or XON that is lost loses no byte of a small buffer", "[printer]") {
    const auto& setup = all_setups()[5];
    for (const auto* fault : {"mute", "garbage", "cable"})
        for (std::size_t at = 7; at <= 960; at += 41) {
            CAPTURE(setup.name, fault, at);
            CHECK(run(setup, {&fault_named(fault), at, 100ms}).wrong == "");
        }
}

TEST_CASE("a printer that is switched off while its cover is open has lost the slip", "[printer]") {
    const Fault fault{"off behind the cover",
                      [](PrinterOnLine& p) { p.set_cover(CoverState::open); },
                      [](PrinterOnLine& p) { p.set_cover(CoverState::closed); },
                      false,
                      nullptr,
                      1000ms,
                      [](PrinterOnLine& p) {
                          p.power_off();
                          p.power_on();
                      }};
    for (const auto& setup : all_setups())
        for (std::size_t at = 1; at < 950; at += 79) {
            CAPTURE(setup.name, at);
            CHECK(run(setup, {&fault, at, 8000ms}).wrong == "");
        }
}

TEST_CASE("a confirmation that is not understood leaves the slip unconfirmed, in time", "[printer]") {
    const auto& setup = all_setups()[1];
    const auto received = bytes_of_clean_run(setup);
    bool any = false;
    for (auto at = received - 90; at <= received; at += 3) {
        const auto verdict = run(setup, {&fault_named("garbage"), at, 400ms});
        CAPTURE(at);
        CHECK(verdict.wrong == "");
        any = any || verdict.outcome == Outcome::unconfirmed;
    }
    CHECK(any);
}

TEST_CASE("nobody puts paper in for half an hour, and the slip is completed all the same", "[printer]") {
    for (const auto& setup : {all_setups()[0], all_setups()[6]})
        for (const auto* fault : {&fault_named("paper end"), &fault_named("cover")}) {
            CAPTURE(setup.name, fault->name);
            CHECK(run(setup, {fault, 300, 30min}).wrong == "");
        }
}

TEST_CASE("a printing that is wrong does not pass", "[printer]") {
    const auto& slow = all_setups()[0];
    CHECK(wrong_strikes(slow, fault_named("cable"), Mistake::forgets_open_commands, 29) > 0);
    CHECK(wrong_strikes(slow, fault_named("cable"), Mistake::sends_again, 97) > 0);
    CHECK(wrong_strikes(slow, fault_named("power"), Mistake::believes, 197) > 0);
    CHECK(wrong_strikes(slow, fault_named("cover"), Mistake::tells_no_state, 397) > 0);
    // A small buffer that nobody tells of.
    Setup overflowing = all_setups()[1];
    overflowing.build.receive_buffer = 45;
    overflowing.buffer_is_known = false;
    CHECK_FALSE(run(overflowing, {&nothing, 1}).wrong.empty());
}
