#include "terminal/application/pin_worker.hpp"

namespace makegood {

PinWorker::PinWorker(const storage::Pepper& pepper, drivers::EventQueue<Answer>& answers)
    : thread_([this, &pepper, &answers](const std::stop_token& stop) {
          while (auto question = questions_.wait(stop))
              answers.post(
                  {question->pin_try, storage::matches(pepper, question->staff, question->pin, question->hash)});
      }) {}

} // namespace makegood
