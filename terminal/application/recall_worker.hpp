#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/storage/recall.hpp"
#include "terminal/storage/storage.hpp"

#include <memory>
#include <thread>

namespace makegood {

// Searches by memory on a thread and a reading connection of its own: among millions they take longer than a frame.
class RecallWorker {
  public:
    struct Question {
        RequestId search;
        RecalledPurchase purchase;
        int limit = 8;
    };
    struct Answer {
        RequestId search;
        storage::Stored<storage::Recalled> found;
    };

    // Pepper and answers outlive it. Every question that was not overtaken by a later one gets an answer, except for
    // the one that waits when it ends.
    RecallWorker(std::unique_ptr<storage::StorageReader> reader, const storage::Pepper& pepper, RecallWeights weights,
                 drivers::EventQueue<Answer>& answers);

    // False when too many wait: the question was not taken.
    bool ask(Question question) { return waiting_.post(std::move(question)); }

  private:
    void run(const std::stop_token& stop);

    std::unique_ptr<storage::StorageReader> reader_;
    RecallWeights weights_;
    storage::Recall recall_;
    drivers::EventQueue<Answer>& answers_;
    drivers::EventQueue<Question> waiting_{64};
    std::jthread thread_; // last: stops first
};

} // namespace makegood
