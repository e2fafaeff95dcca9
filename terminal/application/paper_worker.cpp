#include "terminal/application/paper_worker.hpp"

namespace makegood {

PaperWorker::PaperWorker(text::Typesetter typesetter, drivers::Profile profile)
    : thread_([this, typesetter = std::move(typesetter),
               profile = std::move(profile)](const std::stop_token& stop) mutable {
          while (const auto work = waiting_.wait(stop)) {
              (*work)(typesetter, profile);
              typesetter.next_frame();
          }
      }) {}

} // namespace makegood
