#pragma once

#include <atomic>
#include <mutex>
#include <thread>

namespace makegood::plugin {

// Calls of one plugin wait for each other here. One that comes from inside of another, on its thread, has no turn.
class Turns {
  public:
    class Turn {
      public:
        explicit Turn(Turns& turns) : turns_(turns), mine_(turns.whose_ != std::this_thread::get_id()) {
            if (!mine_)
                return;
            turns_.mutex_.lock();
            turns_.whose_ = std::this_thread::get_id();
        }
        ~Turn() {
            if (!mine_)
                return;
            turns_.whose_ = std::thread::id();
            turns_.mutex_.unlock();
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

        explicit operator bool() const { return mine_; }

      private:
        Turns& turns_;
        bool mine_;
    };

  private:
    std::mutex mutex_;
    std::atomic<std::thread::id> whose_;
};

} // namespace makegood::plugin
