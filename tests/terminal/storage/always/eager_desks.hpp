#pragma once

#include "tests/terminal/storage/always/desks_on_file.hpp"

namespace makegood::testing {

// Answers before it has committed, which it does with the next command: wrong, and to be noticed.
class EagerDesks final : public DesksOnFile {
  public:
    using DesksOnFile::DesksOnFile;

    Expected<CaseView, DeskRefusal> handle(int number, const Command& command) override {
        if (open_)
            storage::must(open_->commit());
        open_.reset();
        open_.emplace(storage::must(storage::DatabaseTransaction::begin(store().connection())));
        std::optional<Expected<CaseView, DeskRefusal>> answer;
        storage::must(
            store().connection().attempt("handle", "a command", [&] { answer.emplace(desk(number).handle(command)); }));
        return std::move(*answer);
    }

  private:
    std::optional<storage::DatabaseTransaction> open_;
};

} // namespace makegood::testing
