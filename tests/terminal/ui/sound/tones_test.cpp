#include "terminal/ui/sound/tones.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <span>

namespace makegood::ui {

namespace {

constexpr int rate = 22'050;

using Samples = std::span<const std::int16_t>;

// Goertzel: how strong this frequency is, as the amplitude of a sine that lasts through all the samples.
double strength(Samples samples, double hertz) {
    const double turn = 2 * std::cos(2 * std::numbers::pi * hertz / rate);
    double one = 0, two = 0;
    for (const auto sample : samples) {
        const double next = sample + turn * one - two;
        two = one;
        one = next;
    }
    return 2 * std::sqrt(std::max(0.0, one * one + two * two - turn * one * two)) / static_cast<double>(samples.size());
}

int peak(Samples samples) {
    int highest = 0;
    for (const auto sample : samples)
        highest = std::max(highest, std::abs(int{sample}));
    return highest;
}

Samples part(const std::vector<std::int16_t>& samples, int from_ms, int until_ms) {
    const auto at = [](int ms) { return static_cast<std::size_t>(ms) * rate / 1000; };
    return Samples(samples).subspan(at(from_ms), at(until_ms) - at(from_ms));
}

} // namespace

TEST_CASE("each signal has its tones, in their time", "[sound]") {
    struct Heard {
        int from_ms;
        int until_ms;
        std::vector<double> hertz;
    };
    struct Case {
        Signal signal;
        std::size_t samples;
        std::vector<Heard> heard;
    };
    const Case cases[] = {
        {Signal::accepted, 1764, {{10, 60, {1200}}}}, // 80 ms
        {Signal::not_found, 8158, {{10, 110, {330}}, {180, 310, {247}}}},
        {Signal::attention, 9261, {{10, 80, {523.25}}, {140, 210, {659.25}}, {270, 360, {783.99}}}},
        {Signal::done, 9922, {{10, 250, {523.25, 659.25, 783.99}}}},
    };
    for (const auto& one : cases) {
        CAPTURE(name(one.signal));
        const auto samples = tones_of(one.signal, rate, 100);
        CHECK(samples.size() == one.samples);
        for (const auto& heard : one.heard) {
            const auto stretch = part(samples, heard.from_ms, heard.until_ms);
            for (const double hertz : heard.hertz) {
                CAPTURE(hertz);
                CHECK(strength(stretch, hertz) > 0.2 * peak(stretch));
            }
            CHECK(strength(stretch, 2'500) < 0.02 * peak(stretch));
        }
    }
}

TEST_CASE("tones begin and end in silence, and no step between samples is one that clicks", "[sound]") {
    for (const auto signal : {Signal::accepted, Signal::done, Signal::not_found, Signal::attention}) {
        CAPTURE(name(signal));
        const auto samples = tones_of(signal, rate, 100);
        const Samples all(samples);
        CHECK(peak(all.first(rate / 1000)) < peak(all) / 20);
        CHECK(peak(all.last(rate / 1000)) < peak(all) / 20);
        // A sine of 1.2 kHz at 22,050 samples a second rises by at most 0.342 of its height from one to the next.
        int steepest = 0;
        for (std::size_t i = 1; i < samples.size(); ++i)
            steepest = std::max(steepest, std::abs(samples[i] - samples[i - 1]));
        CHECK(steepest < 0.35 * peak(all));
    }
}

TEST_CASE("volume is a share of the loudest, and at 0 there is nothing", "[sound]") {
    CHECK(peak(tones_of(Signal::accepted, rate, 100)) == Approx(26'214).epsilon(0.01)); // 0.8 of full scale
    CHECK(peak(tones_of(Signal::accepted, rate, 50)) == Approx(13'107).epsilon(0.01));
    CHECK(peak(tones_of(Signal::done, rate, 100)) < 26'214);
    CHECK(tones_of(Signal::attention, rate, 0).empty());
}

} // namespace makegood::ui
