#include "drivers/scanner/keyboard_wedge.hpp"

#include "tests/support/catch.hpp"

#include <map>
#include <random>
#include <vector>

using namespace makegood::drivers;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Ruling = KeyboardWedge::Ruling;

namespace {

constexpr int enter = 0x28, tab = 0x2b, left_shift = 0xe1, left_alt = 0xe2;

// The key of a United States keyboard that types it.
KeyStroke key_for(char wanted) {
    for (const bool shift : {false, true})
        for (int usage = 0x04; usage <= 0x38; ++usage)
            if (us_character({usage, shift}) == wanted)
                return {usage, shift};
    return {};
}

// Keys on their way to a kiosk: what the wedge makes of them, on a clock that only they move.
struct Keyboard {
    KeyboardWedge wedge;
    MonotonicTime now{1h};
    MonotonicTime stalled_since{}; // until `stalled_until` the kiosk looks at no key
    MonotonicTime stalled_until{};
    int held = 0, typed = 0, scanned = 0;
    std::vector<std::variant<Frame, FrameError>> read{};
    milliseconds longest_held{0};
    MonotonicTime held_since{};

    void rule(Ruling ruling, MonotonicTime at) {
        if (ruling == Ruling::hold)
            return;
        (ruling == Ruling::typed ? typed : scanned) += held;
        longest_held = std::max(longest_held, std::chrono::duration_cast<milliseconds>(at - held_since));
        held = 0;
        if (auto item = wedge.take())
            read.push_back(std::move(*item));
    }
    void pass(milliseconds time) {
        const auto until = now + time;
        while (wedge.due() && *wedge.due() <= until && *wedge.due() > stalled_until) {
            const auto due = *wedge.due();
            rule(wedge.quiet_until(due), due);
        }
        now = until;
    }
    void stall(milliseconds time) {
        stalled_since = now;
        stalled_until = now + time;
    }
    void press(KeyStroke stroke, milliseconds after) {
        pass(after);
        const bool is_late = now < stalled_until;
        const KeyTime time{is_late ? stalled_since : now, is_late ? stalled_until : now};
        rule(wedge.quiet_until(time.earliest), time.earliest);
        if (held++ == 0)
            held_since = time.latest;
        rule(wedge.press(stroke, time), time.latest);
    }
    void type(const std::string& text, milliseconds each, int end = enter) {
        for (const char c : text)
            press(key_for(c), each);
        if (end)
            press({end}, each);
    }
};

std::vector<std::string> labels(const Keyboard& keyboard) {
    std::vector<std::string> found;
    for (const auto& one : keyboard.read)
        found.push_back(std::holds_alternative<Frame>(one) ? std::get<Frame>(one).bytes : "(error)");
    return found;
}

using Labels = std::vector<std::string>;

class Chance {
  public:
    explicit Chance(std::uint32_t seed) : engine_(seed) {}
    int from(int least, int most) { return std::uniform_int_distribution(least, most)(engine_); }
    bool once_in(int n) { return from(1, n) == 1; }
    std::string label() {
        constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-/.:?=%+";
        std::string made;
        const bool digits_only = once_in(2);
        for (int n = from(6, 30); n > 0; --n)
            made += letters[static_cast<std::size_t>(from(0, digits_only ? 9 : static_cast<int>(letters.size()) - 1))];
        return made;
    }

  private:
    std::mt19937 engine_;
};

} // namespace

TEST_CASE("keys are those of a keyboard of the United States", "[scanner]") {
    struct Row {
        KeyStroke stroke;
        char typed;
    };
    const Row rows[] = {
        {{0x04}, 'a'},
        {{0x1d, true}, 'Z'},
        {{0x1e}, '1'},
        {{0x27}, '0'},
        {{0x27, true}, ')'},
        {{0x28}, '\r'},
        {{0x2b}, '\t'},
        {{0x2d}, '-'},
        {{0x2d, true}, '_'},
        {{0x30}, ']'},
        {{0x33, true}, ':'},
        {{0x34}, '\''},
        {{0x35}, '`'},
        {{0x36}, ','},
        {{0x38, true}, '?'},
        {{0x54}, '/'},
        {{0x58}, '\r'},
        {{0x59}, '1'},
        {{0x62}, '0'},
        {{0x63}, '.'},
        {{0x64}, '\\'},
        {{0x41}, '\x1d'},
        {{0x3a}, '\x1a'},
        {{0x2c}, ' '},
        {{0x32}, '\\'},
        {{0x30, false, true}, '\x1d'},
        {{0x0d, false, true}, '\n'},
        {{0x1f, false, true}, '2'},
    };
    for (const auto& row : rows) {
        CAPTURE(row.stroke.usage, row.stroke.shift, row.stroke.control);
        CHECK(us_character(row.stroke) == row.typed);
    }
}

TEST_CASE("10,000 scans and 10,000 people at a keyboard are told apart", "[scanner]") {
    Chance chance(20261123);
    SECTION("scans: 2 to 30 ms a key, jitter of polling and of hosts, one falter, a kiosk that is busy meanwhile") {
        int wrong = 0;
        for (int i = 0; i < 10'000; ++i) {
            Keyboard keyboard;
            const auto label = chance.label();
            const int period = chance.from(2, 30), poll = chance.from(1, 10);
            const int falters_at = chance.from(3, 40), busy_at = chance.from(0, 40);
            int at = 0;
            const auto next_gap = [&] {
                const int jittered = period + chance.from(0, 4) + (at == falters_at ? chance.from(0, 60) : 0);
                return milliseconds((jittered + poll - 1) / poll * poll);
            };
            for (const char c : label) {
                if (at == busy_at)
                    keyboard.stall(milliseconds(chance.from(1, 60)));
                keyboard.press(key_for(c), next_gap());
                ++at;
            }
            keyboard.press({chance.once_in(4) ? tab : enter}, next_gap());
            keyboard.pass(1s);
            wrong += labels(keyboard) == Labels{label} && keyboard.typed == 0 ? 0 : 1;
        }
        CHECK(wrong == 0);
    }
    SECTION("people: 60 to 400 ms a key, a kiosk that is busy meanwhile") {
        int wrong = 0;
        milliseconds longest_held{0};
        for (int i = 0; i < 10'000; ++i) {
            Keyboard keyboard;
            const auto text = chance.label();
            const int fastest = chance.once_in(3) ? 60 : chance.from(60, 250);
            const int varies = chance.from(0, 150);
            bool is_busy = false;
            for (const char c : text) {
                if (chance.once_in(10)) {
                    keyboard.stall(milliseconds(chance.from(1, 60)));
                    is_busy = true;
                }
                keyboard.press(key_for(c), milliseconds(fastest + chance.from(0, varies)));
            }
            keyboard.press({enter}, milliseconds(fastest));
            keyboard.pass(1s);
            wrong += keyboard.read.empty() && keyboard.typed == static_cast<int>(text.size()) + 1 ? 0 : 1;
            if (!is_busy)
                longest_held = std::max(longest_held, keyboard.longest_held);
        }
        CHECK(wrong == 0);
        CHECK(longest_held == KeyboardWedge::hold + 1ms);
    }
    SECTION("people whose fingers roll over two or three keys") {
        int wrong = 0;
        for (int i = 0; i < 10'000; ++i) {
            Keyboard keyboard;
            const auto text = chance.label();
            int rolled = 0;
            for (const char c : text) {
                const bool rolls = rolled < 2 && chance.once_in(3);
                rolled = rolls ? rolled + 1 : 0;
                keyboard.press(key_for(c), milliseconds(rolls ? chance.from(15, 45) : chance.from(110, 300)));
            }
            keyboard.press({enter}, milliseconds(chance.from(110, 300)));
            keyboard.pass(1s);
            wrong += keyboard.read.empty() && keyboard.typed == static_cast<int>(text.size()) + 1 ? 0 : 1;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("what a scanner types is one label, and no key of it is anybody's", "[scanner]") {
    struct Row {
        const char* what;
        std::vector<std::pair<std::string, int>> runs; // text, and the key that ends it
        Labels expected;
    };
    const Row rows[] = {
        {"Enter", {{"R-2-111005-017", enter}}, {"R-2-111005-017"}},
        {"Tab", {{"4006381333931", tab}}, {"4006381333931"}},
        {"the keypad's Enter", {{"4006381333931", 0x58}}, {"4006381333931"}},
        {"two in a row", {{"4006381333931", enter}, {"96385074", enter}}, {"4006381333931", "96385074"}},
        {"Enter twice", {{"4006381333931", enter}, {"", enter}}, {"4006381333931"}},
        {"a line end inside does not let the rest through",
         {{"R-2-111", enter}, {"\x1b", 0}, {"", enter}},
         {"R-2-111", "\x1b"}},
        {"three characters, as fast as only a scanner is", {{"123", enter}}, {"123"}},
        {"the separator of GS1",
         {{"]C10109521000121836", 0x41}, {"10L42", enter}},
         {"]C10109521000121836\x1d"
          "10L42"}},
        {"no suffix", {{"4006381333931", 0}}, {"(error)"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Keyboard keyboard;
        for (const auto& [text, end] : row.runs)
            keyboard.type(text, 8ms, end);
        keyboard.pass(1s);
        CHECK(labels(keyboard) == row.expected);
        CHECK(keyboard.typed == 0);
    }
}

TEST_CASE("a scanner without suffix is understood where that is said", "[scanner]") {
    Keyboard keyboard{.wedge = KeyboardWedge(FrameEnd::idle)};
    keyboard.type("4006381333931", 8ms, 0);
    keyboard.pass(1s);
    keyboard.type("96385074", 8ms);
    keyboard.pass(1s);
    CHECK(labels(keyboard) == Labels{"4006381333931", "96385074"});
    CHECK(keyboard.typed == 0);
}

TEST_CASE("characters as Alt and their number are read", "[scanner]") {
    Keyboard keyboard;
    for (const char* code : {"065", "045", "0049", "050"}) {
        keyboard.wedge.press({left_alt}, {keyboard.now, keyboard.now});
        for (const char* digit = code; *digit; ++digit)
            keyboard.press({.usage = *digit == '0' ? 0x62 : 0x59 + *digit - '1', .alt = true}, 5ms);
    }
    keyboard.press({enter}, 5ms);
    CHECK(labels(keyboard) == Labels{"A-12"});
}

TEST_CASE("a key that is held down, and one right after a label, go where they belong", "[scanner]") {
    Keyboard keyboard;
    keyboard.press(key_for('7'), 0ms);
    for (int i = 0; i < 20; ++i)
        keyboard.press({.usage = key_for('7').usage, .is_repeat = true}, 30ms);
    CHECK(keyboard.typed == 21);
    keyboard.type("4006381333931", 8ms);
    CHECK(keyboard.scanned == 14);
    keyboard.press(key_for('1'), 90ms); // somebody types all the while
    keyboard.press(key_for('2'), 90ms);
    keyboard.press(key_for('3'), 150ms);
    keyboard.pass(1s);
    CHECK(keyboard.typed == 24);
    CHECK(labels(keyboard) == Labels{"4006381333931"});
}

TEST_CASE("a label without end is dropped, and holds no more than a serial one", "[scanner]") {
    Keyboard keyboard;
    keyboard.type(std::string(9'000, '7'), 2ms);
    keyboard.pass(1s);
    REQUIRE(keyboard.read.size() == 1);
    CHECK(std::get<FrameError>(keyboard.read[0]).kind == ErrorKind::frame_too_long);
    CHECK(keyboard.typed == 0);
}

TEST_CASE("what came while nobody read the keyboard presses no key, unless a person surely typed it", "[scanner]") {
    // At once, as the system hands over what it kept; the label's speed is not known then.
    Keyboard away;
    away.stall(1s);
    away.type("4006381333931", 0ms);
    away.pass(2s);
    CHECK(away.typed == 0);
    CHECK(away.scanned == 14);
    REQUIRE(away.read.size() == 1);
    REQUIRE(std::holds_alternative<FrameError>(away.read.front()));
    CHECK(std::get<FrameError>(away.read.front()).kind == ErrorKind::frame_unfinished);

    Keyboard shortly;
    shortly.stall(300ms); // in which nobody types as much
    shortly.type("4006381333931", 0ms);
    CHECK(labels(shortly) == Labels{"4006381333931"});

    Keyboard person;
    person.stall(1s);
    person.type("12", 0ms);
    person.pass(2s);
    CHECK(person.typed == 3);
    CHECK(person.read.empty());
}
