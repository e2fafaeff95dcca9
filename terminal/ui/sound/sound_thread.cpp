#include "terminal/ui/sound/sound_thread.hpp"

#include "terminal/ui/sound/tones.hpp"

#include <SDL.h>

namespace makegood::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto silence_before_close = 1s;
constexpr auto glance = 10ms; // between looks at the queue while something is heard
constexpr int ahead_ms = 60;  // of speech: so long a tone waits at most

} // namespace

SoundThread::SoundThread(int volume, int voice_rate)
    : volume_(volume), synthesizer_(voice_rate), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void SoundThread::play(Signal signal) {
    if (volume_ > 0)
        requests_.post(signal);
}

void SoundThread::say(Utterance utterance) {
    requests_.post(std::move(utterance));
}

void SoundThread::hush() {
    requests_.post(Hush{});
}

void SoundThread::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        take_waiting();
        if (const auto utterance = speeches_.next())
            speak(*utterance, stop);
        else if (loudspeaker_.in_use())
            rest();
        else if (const auto request = requests_.wait(stop))
            take(*request);
    }
    loudspeaker_.close();
    SDL_TLSCleanup(); // SDL does it by itself only for threads of its own making
}

void SoundThread::take_waiting() {
    while (const auto request = requests_.take())
        take(*request);
}

void SoundThread::take(const Request& request) {
    if (const auto* signal = std::get_if<Signal>(&request)) {
        loudspeaker_.play(tones_of(*signal, sound_rate, volume_));
    } else if (const auto* utterance = std::get_if<Utterance>(&request)) {
        speeches_.add(*utterance);
    } else {
        speeches_.clear();
        hushed_ = true;
    }
}

void SoundThread::speak(const Utterance& utterance, const std::stop_token& stop) {
    hushed_ = false;
    const auto goes_on = [&] {
        take_waiting();
        return !stop.stop_requested() && !hushed_ && !speeches_.urgent();
    };
    synthesizer_.speak(utterance, [&](std::span<const std::int16_t> samples) {
        while (goes_on() && loudspeaker_.queued_ms() > ahead_ms)
            std::this_thread::sleep_for(glance);
        if (!goes_on())
            return false;
        loudspeaker_.play(samples);
        return true;
    });
}

void SoundThread::rest() {
    const auto now = std::chrono::steady_clock::now();
    if (loudspeaker_.queued_ms() > 0)
        heard_ = now;
    if (now - heard_ > silence_before_close)
        loudspeaker_.close();
    else
        std::this_thread::sleep_for(glance);
}

} // namespace makegood::ui
