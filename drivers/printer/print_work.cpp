#include "drivers/printer/print_work.hpp"

#include <utility>

namespace makegood::drivers {

JobProgress* PrintWork::current() {
    if (!current_)
        if (auto next = waiting_.take())
            current_.emplace(std::move(*next), completion_, status_);
    return current_ ? &*current_ : nullptr;
}

bool PrintWork::announce(const std::stop_token& stop) {
    if (!announces_ || std::exchange(announced_, true))
        return false;
    report_.output_begins(current_->id(), stop);
    return true;
}

bool PrintWork::awaits_begin() {
    while (const auto id = begun_.take())
        may_begin_ = may_begin_ || (announced_ && *id == current_->id());
    return announced_ && !may_begin_;
}

void PrintWork::advance(std::size_t count) {
    // The closing of an earlier job went out before the first byte of this one.
    if (count > 0)
        owed_closing_.clear();
    current_->advance(count);
}

void PrintWork::drop_cancelled(const std::stop_token& stop) {
    while (auto id = cancelled_.take())
        to_drop_.push_back(std::move(*id));
    while (current() && current_->untouched() && std::erase(to_drop_, current_->id()) > 0)
        conclude(Outcome::cancelled, "cancelled", stop);
    // A job is posted before it is cancelled, so with nothing waiting these were of jobs that are over.
    if (!current_)
        to_drop_.clear();
}

void PrintWork::finish(Outcome outcome, const std::stop_token& stop) {
    conclude(outcome, {}, stop);
    drop_cancelled(stop);
}

void PrintWork::lose(const std::string& why, const std::stop_token& stop) {
    if (!current_ || current_->untouched())
        return;
    owed_closing_ = closing_bytes(current_->taken());
    conclude(Outcome::unconfirmed, why, stop);
    drop_cancelled(stop);
}

void PrintWork::give_up(const std::string& why, const std::stop_token& stop) {
    lose(why, stop);
    while (current())
        conclude(Outcome::failed, why, stop);
}

void PrintWork::conclude(Outcome outcome, const std::string& why, const std::stop_token& stop) {
    const std::string id = current_->id();
    current_.reset();
    announced_ = may_begin_ = false;
    report_.output_complete(id, outcome, why, stop);
}

} // namespace makegood::drivers
