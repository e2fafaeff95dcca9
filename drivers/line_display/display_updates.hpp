#pragma once

#include "drivers/event_queue.hpp"
#include "drivers/line_display/display_text.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace makegood::drivers {

// What one display is to show, over all connections with it: only the newest text matters. `post` on any thread, all
// else on the display's.
class DisplayUpdates {
  public:
    DisplayUpdates(CodePage page, std::function<void()> wake) : page_(std::move(page)), posted_(64, std::move(wake)) {}

    // False when 64 wait: the newest of them will stand there.
    bool post(DisplayText text) { return posted_.post(std::move(text)); }

    // Something else is to stand there than does.
    bool wants_to_show() {
        while (auto text = posted_.take())
            wanted_ = std::move(*text);
        return wanted_ && wanted_ != shown_;
    }
    // The bytes that show it. After `lost` they begin with a reset.
    std::vector<std::uint8_t> take() {
        auto bytes = started_ ? std::vector<std::uint8_t>() : display_start(page_);
        const auto text = display_bytes(*wanted_, page_);
        bytes.insert(bytes.end(), text.begin(), text.end());
        shown_ = wanted_;
        started_ = true;
        return bytes;
    }
    // Nobody knows any more what stands there.
    void lost() {
        shown_.reset();
        started_ = false;
    }

  private:
    const CodePage page_;
    EventQueue<DisplayText> posted_;
    std::optional<DisplayText> wanted_;
    std::optional<DisplayText> shown_;
    bool started_ = false;
};

} // namespace makegood::drivers
