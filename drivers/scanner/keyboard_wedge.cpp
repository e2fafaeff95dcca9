#include "drivers/scanner/keyboard_wedge.hpp"

#include <string_view>
#include <utility>

namespace makegood::drivers {

namespace {

constexpr char types_nothing = 0x1a;
constexpr char fnc1 = 0x1d;

constexpr int key_a = 0x04, key_z = 0x1d, key_1 = 0x1e, key_f8 = 0x41, key_divide = 0x54, key_pad_1 = 0x59,
              key_pad_0 = 0x62, key_iso = 0x64, key_left_control = 0xe0, key_right_gui = 0xe7, key_left_alt = 0xe2,
              key_right_alt = 0xe6;

// From the key 1 on, without and with Shift.
constexpr std::string_view plain = "1234567890\r\x1b\b\t -=[]\\\\;'`,./";
constexpr std::string_view shifted = "!@#$%^&*()\r\x1b\b\t _+{}||:\"~<>?";
// From the keypad's / on.
constexpr std::string_view keypad = "/*-+\r1234567890.";

constexpr char character_of(int usage, bool shift) {
    const auto at = [usage](std::string_view row, int first) { return row[static_cast<std::size_t>(usage - first)]; };
    if (usage >= key_a && usage <= key_z)
        return static_cast<char>((shift ? 'A' : 'a') + usage - key_a);
    if (usage >= key_1 && usage < key_1 + static_cast<int>(plain.size()))
        return at(shift ? shifted : plain, key_1);
    if (usage >= key_divide && usage < key_divide + static_cast<int>(keypad.size()))
        return at(keypad, key_divide);
    if (usage == key_iso)
        return shift ? '|' : '\\';
    return usage == key_f8 ? fnc1 : types_nothing;
}

int keypad_digit(int usage) {
    return usage == key_pad_0 ? 0 : usage >= key_pad_1 && usage < key_pad_0 ? usage - key_pad_1 + 1 : -1;
}

constexpr bool ends_label(char byte) {
    return byte == '\r' || byte == '\n' || byte == '\t' || byte == 0x03;
}

} // namespace

bool is_modifier(int usage) {
    return usage >= key_left_control && usage <= key_right_gui;
}

char us_character(const KeyStroke& stroke) {
    const char typed = character_of(stroke.usage, stroke.shift);
    if (!stroke.control)
        return typed;
    const char big = character_of(stroke.usage, true);
    if (big >= 'A' && big <= 'Z')
        return static_cast<char>(big - '@');
    // Ctrl and [ \ ] 6 - are 0x1B to 0x1F.
    constexpr std::string_view rest = "[\\]6-";
    const auto found = rest.find(character_of(stroke.usage, false));
    return found == rest.npos ? typed : static_cast<char>(0x1b + found);
}

KeyboardWedge::Ruling KeyboardWedge::quiet_until(MonotonicTime time) {
    if (time - last_.latest <= patience())
        return Ruling::hold;
    if (keys_ == 0) {
        follows_label_ = false;
        return Ruling::hold;
    }
    end_alt_code();
    const bool is_label = static_cast<int>(bytes_.size()) >= fewest_characters && is_surely_fast(slowest_scan);
    const auto ruling = is_label || follows_label_ ? was_scanned(end_ == FrameEnd::idle) : was_typed();
    follows_label_ = false;
    return ruling;
}

KeyboardWedge::Ruling KeyboardWedge::press(const KeyStroke& stroke, KeyTime time) {
    if (is_modifier(stroke.usage)) {
        if (stroke.usage == key_left_alt || stroke.usage == key_right_alt)
            end_alt_code();
        return Ruling::hold;
    }
    if (keys_++ == 0)
        first_ = time;
    last_ = time;
    follows_label_ = follows_label_ && may_be_fast(slowest_scan);
    if (stroke.is_repeat && !follows_label_)
        return was_typed();
    if (const int digit = keypad_digit(stroke.usage); stroke.alt && digit >= 0) {
        alt_code_ = (alt_code_.value_or(0) * 10 + digit) % 10'000;
        return Ruling::hold;
    }
    end_alt_code();
    const char byte = us_character(stroke);
    if (!ends_label(byte)) {
        if (bytes_.size() <= Framing::max_length) // one more is an error, however many come
            bytes_ += byte;
        return Ruling::hold;
    }
    if (follows_label_)
        return was_scanned(true);
    if (bytes_.empty())
        return Ruling::hold;
    const bool is_long = static_cast<int>(bytes_.size()) >= fewest_characters;
    if (is_surely_fast(is_long ? slowest_scan : slowest_short_scan))
        return was_scanned(true);
    // Whoever reads the keyboard was away, and it may have been a scanner: then nothing of it may press a key, and
    // nobody can say what it read.
    const bool was_away = last_.latest - last_.earliest > longest_falter;
    return is_long && was_away && may_be_fast(slowest_scan) ? was_scanned(false) : was_typed();
}

std::optional<std::variant<Frame, FrameError>> KeyboardWedge::take() {
    return std::exchange(read_, std::nullopt);
}

std::optional<MonotonicTime> KeyboardWedge::due() const {
    using namespace std::chrono_literals;
    return keys_ > 0 ? std::optional(last_.latest + patience() + 1ms) : std::nullopt;
}

// From key to key on average, whenever in its time each went down.
bool KeyboardWedge::is_surely_fast(std::chrono::milliseconds mean) const {
    return last_.latest - first_.earliest <= mean * (keys_ - 1);
}

bool KeyboardWedge::may_be_fast(std::chrono::milliseconds mean) const {
    return last_.earliest - first_.latest <= mean * (keys_ - 1);
}

std::chrono::milliseconds KeyboardWedge::patience() const {
    const bool may_falter = keys_ >= 3 && may_be_fast(slowest_scan);
    return follows_label_ || may_falter ? longest_falter : hold;
}

void KeyboardWedge::end_alt_code() {
    if (const auto code = std::exchange(alt_code_, std::nullopt))
        bytes_ += *code > 0 && *code < 0x80 ? static_cast<char>(*code) : types_nothing;
}

KeyboardWedge::Ruling KeyboardWedge::was_typed() {
    bytes_.clear();
    alt_code_.reset();
    keys_ = 0;
    return Ruling::typed;
}

// The label as a serial line would have brought it.
KeyboardWedge::Ruling KeyboardWedge::was_scanned(bool is_whole) {
    Framing framing(is_whole ? FrameEnd::idle : FrameEnd::terminator);
    const FrameSink keep = [this](std::variant<Frame, FrameError> read) { read_ = std::move(read); };
    framing.feed({reinterpret_cast<const std::uint8_t*>(bytes_.data()), bytes_.size()}, keep);
    framing.fell_idle(keep);
    bytes_.clear();
    alt_code_.reset();
    keys_ = 0;
    follows_label_ = true;
    return Ruling::scanned;
}

} // namespace makegood::drivers
