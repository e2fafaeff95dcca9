#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace makegood::drivers {

// A bounded first-in first-out queue between threads; the only place of the drivers with a lock. Any thread may call
// anything. `wake` is called after each post, on the posting thread and outside the lock, so that the reader's loop
// comes round; it must not block.
template <class Event>
class EventQueue {
  public:
    explicit EventQueue(
        std::size_t capacity, std::function<void()> wake = [] {})
        : capacity_(capacity), wake_(std::move(wake)) {}

    // False when the queue is full: the event was not taken, and `refused` counts it.
    bool post(Event event) {
        {
            const std::lock_guard lock(mutex_);
            if (events_.size() >= capacity_) {
                ++refused_;
                return false;
            }
            events_.push_back(std::move(event));
        }
        came_.notify_one();
        wake_();
        return true;
    }

    // Waits for room: a reader that hangs holds the device back and nothing is lost. False only after a stop request
    // with the queue still full; `refused` counts that too.
    bool post_when_room(Event event, std::stop_token stop) {
        {
            std::unique_lock lock(mutex_);
            if (!room_.wait(lock, stop, [&] { return events_.size() < capacity_; })) {
                ++refused_;
                return false;
            }
            events_.push_back(std::move(event));
        }
        came_.notify_one();
        wake_();
        return true;
    }

    // Waits for the next event, for a reader with no loop of its own. Nothing after a stop request.
    std::optional<Event> wait(std::stop_token stop) {
        {
            std::unique_lock lock(mutex_);
            if (!came_.wait(lock, stop, [&] { return !events_.empty(); }))
                return std::nullopt;
        }
        return take();
    }

    // Never waits.
    std::optional<Event> take() {
        std::optional<Event> event;
        {
            const std::lock_guard lock(mutex_);
            if (events_.empty())
                return event;
            event.emplace(std::move(events_.front()));
            events_.pop_front();
        }
        room_.notify_one();
        return event;
    }

    std::uint64_t refused() const {
        const std::lock_guard lock(mutex_);
        return refused_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any room_;
    std::condition_variable_any came_;
    std::deque<Event> events_;
    std::uint64_t refused_ = 0;
    const std::size_t capacity_;
    const std::function<void()> wake_;
};

} // namespace makegood::drivers
