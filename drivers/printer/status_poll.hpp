#pragma once

#include "drivers/printer/status.hpp"

#include <algorithm>
#include <chrono>

namespace makegood::drivers {

// When to ask the printer for which status: the four questions one after the other, twice at first (so that the answers
// can be believed), then again after a pause. A question without answer for 500 ms is repeated.
class StatusPoll {
  public:
    static constexpr std::chrono::milliseconds late_answers_within{200};

    explicit StatusPoll(MonotonicTime first) : next_(first) {}

    bool due(MonotonicTime now) const { return !open_ && now >= next_; }
    // Likewise, and the question will not be a repetition.
    bool due_for_next(MonotonicTime now) const { return due(now) && unanswered_ == 0; }
    // A pause that was begun for another reason ends earlier.
    void shorten_pause(MonotonicTime until) {
        if (unanswered_ == 0)
            next_ = std::min(next_, until);
    }
    // The next question waits so long behind the last, if that was answered.
    void space_questions(std::chrono::milliseconds pause) {
        if (!open_ && unanswered_ == 0)
            next_ = std::max(next_, asked_ + pause);
    }
    // A printer that never answered may have been switched on since it was asked last: it is asked again now.
    void ask_again(MonotonicTime now) {
        if (!open_)
            next_ = std::min(next_, now);
    }
    // Whether it stayed silent a moment ago.
    bool just_asked_in_vain(MonotonicTime now) const { return !open_ && now - asked_ < 2 * answer_within; }
    // The next moment at which due() or overdue() may change.
    MonotonicTime next_moment() const { return open_ ? asked_ + answer_within : next_; }
    StatusQuestion question() const { return question_; }

    void asked(MonotonicTime now) {
        open_ = true;
        asked_ = now;
    }
    bool overdue(MonotonicTime now) const { return open_ && now >= asked_ + answer_within; }
    // The question has not left this machine yet.
    void still_on_its_way(MonotonicTime now) { asked_ = now; }

    void answered(MonotonicTime now, std::chrono::milliseconds pause) {
        if (!open_)
            return; // to a repetition
        const bool was_late = unanswered_ > 0;
        open_ = false;
        unanswered_ = 0;
        heard_anything_ = true;
        const bool round_ends = question_ == StatusQuestion::paper;
        question_ = round_ends ? StatusQuestion::printer
                               : static_cast<StatusQuestion>(static_cast<std::uint8_t>(question_) + 1);
        rounds_ += round_ends ? 1 : 0;
        next_ = round_ends && rounds_ >= 2 ? now + pause : now;
        // A late answer and that to the repetition are two; the second must not answer the next question.
        if (was_late)
            next_ = std::max(next_, asked_ + answer_within);
    }
    // The same question again, so that a late answer is not taken for that of another.
    void gave_up(MonotonicTime now, std::chrono::milliseconds pause) {
        open_ = false;
        ++unanswered_;
        next_ = unanswered_ < silent_after ? now : now + pause;
    }

    bool silent() const { return unanswered_ >= silent_after; }
    bool heard_anything() const { return heard_anything_; }
    // The first answers are complete, or there will be none.
    bool probed() const { return rounds_ >= 2 || silent(); }

  private:
    static constexpr std::chrono::milliseconds answer_within{500};
    static constexpr int silent_after = 2;

    bool open_ = false;
    bool heard_anything_ = false;
    int unanswered_ = 0;
    int rounds_ = 0;
    StatusQuestion question_ = StatusQuestion::printer;
    MonotonicTime asked_{};
    MonotonicTime next_;
};

} // namespace makegood::drivers
