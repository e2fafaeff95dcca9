#include "terminal/application/recall_worker.hpp"

namespace makegood {

RecallWorker::RecallWorker(std::unique_ptr<storage::StorageReader> reader, const storage::Pepper& pepper,
                           RecallWeights weights, drivers::EventQueue<Answer>& answers)
    : reader_(std::move(reader)), weights_(weights), recall_(reader_->connection(), pepper, weights_),
      answers_(answers), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void RecallWorker::run(const std::stop_token& stop) {
    while (auto question = waiting_.wait(stop)) {
        while (auto later = waiting_.take())
            question = std::move(later);
        answers_.post({question->search, recall_.find(question->purchase, question->limit)});
    }
}

} // namespace makegood
