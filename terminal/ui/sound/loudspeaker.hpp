#pragma once

#include <cstdint>
#include <span>

namespace makegood::ui {

inline constexpr int sound_rate = 22'050; // mono samples a second, as eSpeak NG makes them

// The default audio device, taken at the first sound. Where there is none nothing is heard, and that is no error. One
// thread; SDL outlives it.
class Loudspeaker {
  public:
    Loudspeaker() = default;
    ~Loudspeaker() { close(); }
    Loudspeaker(const Loudspeaker&) = delete;
    Loudspeaker& operator=(const Loudspeaker&) = delete;

    // After what is queued already. Returns at once, except for the time that taking the device needs.
    void play(std::span<const std::int16_t> samples);
    // What the device has not fetched yet.
    int queued_ms() const;

    // From the first sound until close.
    bool in_use() const { return in_use_; }
    // An open device keeps a thread of SDL busy even in silence.
    void close();

  private:
    void open();

    bool in_use_ = false;
    std::uint32_t device_ = 0; // 0: there is none
};

} // namespace makegood::ui
