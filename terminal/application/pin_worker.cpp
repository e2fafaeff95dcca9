#include "terminal/application/pin_worker.hpp"

namespace makegood {

PinWorker::PinWorker(const storage::Pepper& pepper, drivers::EventQueue<Answer>& answers)
    : thread_([this, &pepper, &answers](const std::stop_token& stop) {
          while (auto next = waiting_.wait(stop))
              if (const auto* chosen = std::get_if<ChosenPin>(&*next))
                  chosen->done(storage::hash_pin(pepper, chosen->staff, chosen->pin));
              else if (const auto* question = std::get_if<Question>(&*next))
                  answers.post(
                      {question->pin_try, storage::matches(pepper, question->staff, question->pin, question->hash)});
      }) {}

} // namespace makegood
