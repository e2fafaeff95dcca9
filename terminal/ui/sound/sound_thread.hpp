#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/ui/sound/loudspeaker.hpp"
#include "terminal/ui/sound/signal.hpp"

#include <chrono>
#include <thread>

namespace makegood::ui {

// The thread that owns the loudspeaker. It sleeps while nothing is to be heard, and lets go of the device after a
// second of silence. Any thread may ask for sounds; SDL outlives it.
class SoundThread {
  public:
    // `volume` of the tones, 0 (off) to 100.
    explicit SoundThread(int volume);

    // Returns at once.
    void play(Signal signal);

  private:
    void run(const std::stop_token& stop);
    void take(Signal signal);
    void rest();

    const int volume_;
    drivers::EventQueue<Signal> requests_{64};
    Loudspeaker loudspeaker_; // the thread's, as what follows
    std::chrono::steady_clock::time_point heard_{};
    std::jthread thread_; // last: stops first
};

} // namespace makegood::ui
