#pragma once

#include <cstdint>
#include <optional>

namespace makegood {

// When nobody came for a while the screen goes dark, so that nothing burns in. What wakes it does only that.
class ScreenRest {
  public:
    // `after_ms` without a touch; 0: never.
    explicit ScreenRest(std::int64_t after_ms) : after_ms_(after_ms) {}

    // Somebody touched something or scanned a label. True when the screen was dark.
    bool touched(std::int64_t now_ms) {
        const bool was_dark = dark(now_ms);
        last_touch_ms_ = now_ms;
        return was_dark;
    }
    bool dark(std::int64_t now_ms) const { return after_ms_ > 0 && now_ms - last_touch_ms_ >= after_ms_; }
    // When it goes dark by itself; nothing while it is dark or never does.
    std::optional<std::int64_t> due_ms(std::int64_t now_ms) const {
        return after_ms_ == 0 || dark(now_ms) ? std::nullopt : std::optional(last_touch_ms_ + after_ms_);
    }

  private:
    std::int64_t after_ms_;
    std::int64_t last_touch_ms_ = 0;
};

} // namespace makegood
