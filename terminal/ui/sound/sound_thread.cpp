#include "terminal/ui/sound/sound_thread.hpp"

#include "terminal/ui/sound/tones.hpp"

#include <SDL.h>

namespace makegood::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto silence_before_close = 1s;
constexpr auto glance = 10ms; // between looks at the queue while something is heard

} // namespace

SoundThread::SoundThread(int volume) : volume_(volume), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void SoundThread::play(Signal signal) {
    if (volume_ > 0)
        requests_.post(signal);
}

void SoundThread::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (const auto request = loudspeaker_.in_use() ? requests_.take() : requests_.wait(stop))
            take(*request);
        else if (loudspeaker_.in_use())
            rest();
    }
    loudspeaker_.close();
    SDL_TLSCleanup(); // SDL does it by itself only for threads of its own making
}

void SoundThread::take(Signal signal) {
    loudspeaker_.play(tones_of(signal, sound_rate, volume_));
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
