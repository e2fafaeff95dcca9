#include "terminal/ui/sound/tones.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace makegood::ui {

namespace {

struct Note {
    double hertz;
    int from_ms;
    int length_ms;
    int decay_ms;
    double share; // of the loudest
};

constexpr int attack_ms = 8;
constexpr double loudest = 0.8 * 32767;

constexpr Note accepted[] = {{1200, 0, 80, 20, 1}};
constexpr Note not_found[] = {{330, 0, 140, 30, 1}, {247, 170, 200, 60, 1}};
constexpr Note attention[] = {{523.25, 0, 110, 30, 1}, {659.25, 130, 110, 30, 1}, {783.99, 260, 160, 60, 1}};
constexpr Note done[] = {{523.25, 0, 450, 400, 0.3}, {659.25, 0, 450, 400, 0.3}, {783.99, 0, 450, 400, 0.3}};

std::span<const Note> notes_of(Signal signal) {
    switch (signal) {
    case Signal::accepted:
        return accepted;
    case Signal::done:
        return done;
    case Signal::not_found:
        return not_found;
    case Signal::attention:
        break;
    }
    return attention;
}

// 0 to 1 along half a wave of the cosine, whose slope is nothing at both ends.
double eased(double share) {
    return 0.5 - 0.5 * std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0));
}

double loudness(const Note& note, double ms) {
    return note.share * eased(ms / attack_ms) * eased((note.length_ms - ms) / note.decay_ms);
}

} // namespace

std::vector<std::int16_t> tones_of(Signal signal, int rate, int volume) {
    const auto notes = notes_of(signal);
    if (volume <= 0)
        return {};
    const int length_ms = notes.back().from_ms + notes.back().length_ms;
    const double peak = loudest * std::min(volume, 100) / 100;
    std::vector<std::int16_t> samples(static_cast<std::size_t>(length_ms) * static_cast<std::size_t>(rate) / 1000);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double ms = 1000.0 * static_cast<double>(i) / rate;
        double wave = 0;
        for (const auto& note : notes) {
            const double at = ms - note.from_ms;
            if (at >= 0 && at < note.length_ms)
                wave += loudness(note, at) * std::sin(2 * std::numbers::pi * note.hertz * at / 1000);
        }
        samples[i] = static_cast<std::int16_t>(std::lround(peak * wave));
    }
    return samples;
}

} // namespace makegood::ui
