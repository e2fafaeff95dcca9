#pragma once

#include "terminal/ui/voice/utterance.hpp"

#include <cstdint>
#include <functional>
#include <span>

namespace makegood::ui {

// The program espeak-ng, run once for each sentence: its licence (GPL-3.0) and its faults stay in a process of its own.
class Synthesizer {
  public:
    static constexpr int slowest = 80;
    static constexpr int fastest = 450;

    // `rate` in words a minute, slowest to fastest.
    explicit Synthesizer(int rate) : rate_(rate) {}

    // Mono samples at sound_rate in pieces of 60 ms at most; false ends the sentence there.
    using Sink = std::function<bool(std::span<const std::int16_t>)>;
    // Returns when all is made or the sink wanted no more; at once where the program is not installed.
    void speak(const Utterance& utterance, const Sink& sink) const;

  private:
    int rate_;
};

} // namespace makegood::ui
