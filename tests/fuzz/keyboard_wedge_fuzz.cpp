#include "drivers/scanner/event_keys.hpp"
#include "drivers/scanner/keyboard_wedge.hpp"

#include <cstdlib>

using namespace makegood::drivers;

namespace {

void check(const std::optional<std::variant<Frame, FrameError>>& read) {
    const auto* frame = read ? std::get_if<Frame>(&*read) : nullptr;
    if (frame && (frame->bytes.empty() || frame->bytes.size() > Framing::max_length))
        std::abort();
}

} // namespace

// Keys as threes of place, modifiers and milliseconds since the last: each key that is held gets one ruling, what is no
// scan says nothing, and slow keys are never a scanner's. The same bytes as events of a keyboard type something or
// nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4)
        return 0;
    KeyboardWedge wedge((data[0] & 1) != 0 ? FrameEnd::idle : FrameEnd::terminator);
    MonotonicTime now{std::chrono::hours(1)};
    bool all_slow = true;
    const auto rule = [&](KeyboardWedge::Ruling ruling) {
        if (ruling == KeyboardWedge::Ruling::scanned && all_slow)
            std::abort();
        const auto read = wedge.take();
        if (read && ruling != KeyboardWedge::Ruling::scanned)
            std::abort();
        check(read);
    };
    for (std::size_t at = 1; at + 3 <= size; at += 3) {
        const KeyStroke stroke{.usage = data[at],
                               .shift = (data[at + 1] & 1) != 0,
                               .control = (data[at + 1] & 2) != 0,
                               .alt = (data[at + 1] & 4) != 0,
                               .is_repeat = (data[at + 1] & 8) != 0};
        const bool kiosk_was_away = (data[at + 1] & 16) != 0;
        all_slow = all_slow && data[at + 2] >= 60 && !kiosk_was_away;
        const auto before = now;
        now += std::chrono::milliseconds(data[at + 2]);
        const KeyTime time{kiosk_was_away ? before : now, now};
        rule(wedge.quiet_until(time.earliest));
        rule(wedge.press(stroke, time));
    }
    rule(wedge.quiet_until(now + std::chrono::seconds(1)));
    if (wedge.due())
        std::abort();
    EventKeys keys(static_cast<KeyLayout>(data[0] % 4));
    const std::span events(data, size);
    if (keys.take(events.first(size / 2)).size() > size || keys.take(events.subspan(size / 2)).size() > size)
        std::abort();
    return 0;
}
