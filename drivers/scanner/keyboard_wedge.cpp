#include "drivers/scanner/keyboard_wedge.hpp"

#include <utility>

namespace makegood::drivers {

namespace {

constexpr int key_left_alt = 0xe2, key_right_alt = 0xe6;

constexpr bool ends_label(char byte) {
    return byte == '\r' || byte == '\n' || byte == '\t' || byte == 0x03;
}

} // namespace

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
