#pragma once

#include <exception>
#include <source_location>
#include <string>

namespace makegood::testing {

// What must always hold, in the order of docs and design.
enum class Always {
    within_the_sale = 1, // no more granted than was sold and paid
    kept,                // what was acknowledged outlives kill -9 and power cuts
    committed_first,     // before anything is shown or printed; and nothing is given twice
    two_people,          // sign what needs a signature: one proposal, one use, 120 s
    chained,             // so that what is changed, lost or swapped is found where it is
    never_a_command,     // what comes from outside
    never_waiting,       // the screen, for whatever it be
    repeatable,          // by the same inputs and seed
};

// Thrown, so that a control can ask for it.
class Broken : public std::exception {
  public:
    Broken(Always which, const std::source_location& where)
        : which_(which), what_("does not always hold: number " + std::to_string(static_cast<int>(which)) + ", " +
                               where.file_name() + ":" + std::to_string(where.line())) {}
    const char* what() const noexcept override { return what_.c_str(); }
    Always which() const { return which_; }

  private:
    Always which_;
    std::string what_;
};

inline void must(Always which, bool holds, std::source_location where = std::source_location::current()) {
    if (!holds)
        throw Broken(which, where);
}

// What is found broken by `work`; 0: nothing.
template <class Work>
int broken_by(Work work) {
    try {
        work();
    } catch (const Broken& broken) {
        return static_cast<int>(broken.which());
    }
    return 0;
}

} // namespace makegood::testing
