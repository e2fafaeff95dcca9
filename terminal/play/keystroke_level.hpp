#pragma once

#include <cstddef>
#include <string_view>

namespace makegood {

// Counts what a person does in a script and how long a practised one needs, by the keystroke-level model with the
// figures of UX.md 5 (Card, Moran and Newell; touch times after Appl. Erg. 2016): taking, aiming and scanning 2.0 s; a
// tap 0.6 s after 1.35 s of thought; the next key of a keypad 0.35 s; a key of the keyboard 0.28 s; the machine's
// own time is measured elsewhere.
class KeystrokeLevel {
  public:
    void scanned();
    // `key` is the node's: keypad keys follow each other without thought.
    void tapped(std::string_view key);
    void typed(std::size_t letters);
    void pressed_key();

    int interactions() const { return interactions_; }
    double seconds() const { return seconds_; }

  private:
    int interactions_ = 0;
    double seconds_ = 0;
    bool on_keypad_ = false;
};

} // namespace makegood
