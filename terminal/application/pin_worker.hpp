#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/storage/vault.hpp"

#include <thread>

namespace makegood {

// Compares PINs on a thread of its own, because that takes a fifth of a second and 64 MiB on purpose.
class PinWorker {
  public:
    struct Question {
        RequestId pin_try;
        StaffId staff;
        storage::Pin pin;
        storage::PinHash hash;
    };
    struct Answer {
        RequestId pin_try;
        bool right = false;
    };

    // Both outlive it. An answer is posted for every question, except for those that wait when it ends.
    PinWorker(const storage::Pepper& pepper, drivers::EventQueue<Answer>& answers);

    // False when too many wait: the question was not taken.
    bool ask(Question question) { return questions_.post(std::move(question)); }

  private:
    drivers::EventQueue<Question> questions_{4};
    std::jthread thread_; // last: stops first
};

} // namespace makegood
