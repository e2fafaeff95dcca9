#pragma once

#include "drivers/scanner/framing.hpp"
#include "drivers/scanner/key_layout.hpp"
#include "drivers/wake_signal.hpp"

#include <optional>
#include <string>

namespace makegood::drivers {

// When a key went down. Whoever reads the keyboard may have been busy with something else: then it was after
// `earliest`.
struct KeyTime {
    MonotonicTime earliest;
    MonotonicTime latest;
};

struct WedgeSettings {
    std::string prefix{}; // that the scanner puts before each label
    FrameEnd end = FrameEnd::terminator;
    std::chrono::milliseconds repeat_window{300};
};

// Tells the keys of a scanner that types like a keyboard from a person's, by nothing but time.
//
// A key is held until it is known whose it is: 45 ms without another one make it a person's, and nobody types faster
// than that from key to key all along. From the third key of a run on it is 100 ms, for a scanner may falter once. A
// run of four and more characters, 50 ms or less from key to key on average, that ends in Enter or Tab is a label (a
// shorter one at 25 ms). So a person who takes 60 ms and more for each key is never taken for a scanner, and has each
// key 45 ms later.
//
// Whatever follows a label within 100 ms is the scanner's as well: no label can smuggle in a key by a line end of its
// own.
class KeyboardWedge {
  public:
    static constexpr std::chrono::milliseconds hold{45};
    static constexpr std::chrono::milliseconds longest_falter{100};
    static constexpr std::chrono::milliseconds slowest_scan{50};
    static constexpr std::chrono::milliseconds slowest_short_scan{25};
    static constexpr int fewest_characters = 4;

    explicit KeyboardWedge(FrameEnd end = FrameEnd::terminator) : end_(end) {}

    // What becomes of the keys that are held.
    enum class Ruling {
        hold,
        typed,   // a person's: they go where keys go, in their order
        scanned, // a scanner's: nobody else may see them
    };
    // No key came after the last one and before `time`. To be asked before each key, with its `earliest`.
    Ruling quiet_until(MonotonicTime time);
    // The key is one of those held, or follows the ruling at once.
    Ruling press(const KeyStroke& stroke, KeyTime time);

    // What the keys scanned last said; nothing where they were no more than a line end.
    std::optional<std::variant<Frame, FrameError>> take();

    // When to ask with quiet_until although no key came; nothing while none is held.
    std::optional<MonotonicTime> due() const;
    // Text that comes now without a key of its own is the scanner's.
    bool just_scanned(MonotonicTime time) const { return follows_label_ && time - last_.latest <= longest_falter; }

  private:
    bool is_surely_fast(std::chrono::milliseconds mean) const;
    bool may_be_fast(std::chrono::milliseconds mean) const;
    std::chrono::milliseconds patience() const;
    void end_alt_code();
    Ruling was_typed();
    Ruling was_scanned(bool is_whole);

    FrameEnd end_;
    std::string bytes_; // of the run
    std::optional<int> alt_code_;
    int keys_ = 0;
    KeyTime first_{};
    KeyTime last_{};
    bool follows_label_ = false;
    std::optional<std::variant<Frame, FrameError>> read_;
};

} // namespace makegood::drivers
