#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/ui/sound/loudspeaker.hpp"
#include "terminal/ui/sound/signal.hpp"
#include "terminal/ui/voice/synthesizer.hpp"

#include <atomic>
#include <chrono>
#include <thread>
#include <variant>

namespace makegood::ui {

// The thread that owns loudspeaker and voice. It sleeps while nothing is to be heard, and lets go of the device after a
// second of silence. Any thread may ask for sounds, which returns at once; SDL outlives it.
class SoundThread {
  public:
    // `volume` of the tones, 0 (off) to 100; `voice_rate` as the synthesizer has it.
    SoundThread(int volume, int voice_rate);

    // Of the tones that are still to come.
    void set_volume(int volume) { volume_ = volume; }
    // At once, also in the middle of a sentence, which goes on afterwards.
    void play(Signal signal);
    // In its turn (SpeechQueue).
    void say(Utterance utterance);
    // Ends what is being said and forgets what waits.
    void hush();

  private:
    struct Hush {};
    using Request = std::variant<Signal, Utterance, Hush>;

    void run(const std::stop_token& stop);
    void take_waiting();
    void take(const Request& request);
    void speak(const Utterance& utterance, const std::stop_token& stop);
    void rest();

    std::atomic<int> volume_;
    const Synthesizer synthesizer_;
    drivers::EventQueue<Request> requests_{64};
    Loudspeaker loudspeaker_; // the thread's, as what follows
    SpeechQueue speeches_;
    bool hushed_ = false;
    std::chrono::steady_clock::time_point heard_{};
    std::jthread thread_; // last: stops first
};

} // namespace makegood::ui
