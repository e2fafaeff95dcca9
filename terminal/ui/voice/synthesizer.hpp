#pragma once

#include "terminal/ui/voice/utterance.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace makegood::ui {

// eSpeak NG, whose state is the process's: one thread at a time speaks.
class Synthesizer {
  public:
    static constexpr int slowest = 80;
    static constexpr int fastest = 450;

    // `rate` in words a minute, slowest to fastest. Nothing where eSpeak NG finds no voices.
    static std::optional<Synthesizer> open(int rate);

    // Samples at sound_rate in pieces of some 60 ms; false ends the sentence there.
    using Sink = std::function<bool(std::span<const std::int16_t>)>;
    // Returns when all is made or the sink wanted no more.
    void speak(const Utterance& utterance, const Sink& sink) const;

  private:
    explicit Synthesizer(int rate) : rate_(rate) {}

    int rate_;
};

} // namespace makegood::ui
