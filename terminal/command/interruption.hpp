#pragma once

#include <stop_token>
#include <thread>

namespace makegood {

// Turns the first SIGINT or SIGTERM into a request to stop, from its making to the end of the program: work that is
// under way ends where nothing of it gets lost. Made before any other thread, so that none of them is hit by a signal.
class Interruption {
  public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const { return asked_.get_token(); }

  private:
    std::stop_source asked_;
    std::jthread thread_;
};

} // namespace makegood
