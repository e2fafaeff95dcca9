#pragma once

#include "terminal/error.hpp"
#include "terminal/play/physical_keyboard.hpp"
#include "terminal/ui/gallery/gallery.hpp"
#include "terminal/ui/sound/signal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace makegood {

// The verbs of a play script, one a line; `#` starts a comment, and text with blanks stands in quotes.
struct ScanLabel { // scan TEXT [2]: through the line of the simulated scanner, or of the second; {headline} is the demo
                   // shop's receipt of the story, {left-behind} the one that something in the left-behind log is
                   // likeliest from
    std::string label;
    int scanner = 1;
};
struct TapNode { // tap KEY
    std::string key;
};
struct HoldNode { // press KEY: the finger stays until `release`
    std::string key;
};
struct LiftFinger {}; // release
struct TypeText {     // type TEXT: one key press a letter
    std::string text;
};
// wedge TEXT LAYOUT: as a scanner types it that is a keyboard, with Enter, a key each 12 ms, while the system has that
// layout (us uk fr fa ar). keys TEXT LAYOUT: by a person on a real keyboard, a key each 80 ms, where those are on one
// of the United States.
struct TypeOnKeyboard {
    std::string text;
    KeyboardLayout layout;
    bool is_scanner = false;
};
struct PressKey { // key NAME: enter escape tab backspace up down left right f1 f2 f4 f8
    std::string name;
};
struct ExpectNode { // expect KEY [label "…"|value "…"|enabled|disabled|selected|busy|focused|shown|absent]; shown: all
                    // of it lies in sight
    enum class State { present, enabled, disabled, selected, busy, focused, shown, absent };
    std::string key;
    State state = State::present;
    std::optional<std::string> label{};
    std::optional<std::string> value{};
};
// What came of the last step that was no expectation, picture or tree.
struct ExpectSignal { // expect_signal accepted|done|not_found|attention|none
    std::optional<ui::Signal> signal;
};
struct ExpectSaid { // expect_said "…", "" for nothing at all; reading aloud begins with `key f8`
    std::string text;
};
struct ExpectDisplayed { // expect_displayed "UPPER" "LOWER": on the customer's display behind the simulated printer
    std::string upper;
    std::string lower;
};
struct ExpectStill { // expect_still MS: the clock goes on, nobody does anything, and nothing is drawn
    std::int64_t ms;
};
struct AdvanceClock { // advance MS
    std::int64_t ms;
};
struct TakeShot { // shot NAME
    std::string name;
};
struct ShowTree {};  // tree
struct ShowGallery { // gallery PAGE|off: a page of the gallery in place of the kiosk, which goes on behind it
    std::optional<ui::gallery::Page> page;
};
// paper ok|near_end|end, cover open|closed, printer unplug|plug|off|on, scanner unplug|plug, drawer open|closed
struct TouchDevice {
    enum class What {
        paper_ok,
        paper_near_end,
        paper_end,
        cover_open,
        cover_closed,
        printer_unplug,
        printer_plug,
        scanner_unplug,
        scanner_plug,
        drawer_open,
        drawer_closed,
    };
    What what;
};
struct SlowDisk { // disk slow|ok: from now on nothing is kept until it is ok again
    bool slow;
};
struct PullCable { // pull-cable BYTES: the printer is unplugged when it has received so many more bytes
    std::size_t after_bytes;
};

using Verb = std::variant<ScanLabel, TapNode, HoldNode, LiftFinger, TypeText, TypeOnKeyboard, PressKey, ExpectNode,
                          ExpectSignal, ExpectSaid, ExpectDisplayed, ExpectStill, AdvanceClock, TakeShot, ShowTree,
                          ShowGallery, TouchDevice, SlowDisk, PullCable>;

struct Step {
    int line = 0;     // in the script, from 1
    std::string text; // as written
    Verb verb;
};

// Errors name file and line: an unknown verb, a missing or surplus word, an open quote, a shot's name that is no file
// name (letters, digits, hyphen, underscore).
Result<std::vector<Step>> parse_script(std::string_view text, std::string_view file_name);

} // namespace makegood
