#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/storage/vault.hpp"

#include <functional>
#include <thread>
#include <variant>

namespace makegood {

// Compares and hashes PINs on a thread of its own, because that takes a fifth of a second and 64 MiB on purpose.
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
    struct ChosenPin {
        StaffId staff;
        storage::Pin pin;
        std::function<void(storage::Stored<storage::PinHash>)> done; // called on the worker's thread
    };

    // Both outlive it. An answer is posted for every question, except for those that wait when it ends; likewise
    // `done`.
    PinWorker(const storage::Pepper& pepper, drivers::EventQueue<Answer>& answers);

    // False when too many wait: the question was not taken.
    bool ask(Question question) { return waiting_.post(std::move(question)); }
    bool hash(ChosenPin chosen) { return waiting_.post(std::move(chosen)); }

  private:
    drivers::EventQueue<std::variant<Question, ChosenPin>> waiting_{4};
    std::jthread thread_; // last: stops first
};

} // namespace makegood
