#pragma once

#include "workflows/ports.hpp"
#include "workflows/result.hpp"

#include <variant>

namespace makegood {

// Commands to the log. As at the desk each carries an id made by the screen, and a repeat changes nothing.

struct NoteFound { // the entry bears the id of the request
    RequestId request;
    StaffId finder;
    ItemCode code;
    std::string item;
    Quantity quantity;
    WorkstationId lane;
    std::string place;
    std::string note;
    std::optional<Date> perishable_until{};
    CivilTime found_at;
    bool brought_back = false; // by another customer, who had taken it along
};

struct MoveEntry {
    RequestId request;
    StaffId mover;
    LeftBehindId entry;
    LeftBehindState to{};
    std::string place{};                    // where it lies now; empty: where it lay
    std::string note{};                     // of a reservation: for whom, without names
    std::optional<CivilTime> happened_at{}; // where that was before now
};

// Of the last step, within a minute and by anybody: back to where it was. The log keeps both steps.
struct UndoMove {
    RequestId request;
    StaffId mover;
    LeftBehindId entry;
    LeftBehindState moved_to{};
    CivilTime moved_at; // of the step
    LeftBehindState back_to{};
    std::string place{};                  // where it lay; empty: where it lies
    std::string note{};                   // of a reservation that was
    std::optional<CivilTime> lay_since{}; // there, before that step
};

// Nothing was found after all, or it was something else: within a minute, by anybody, and while nothing was done with
// it.
struct UndoFound {
    RequestId request;
    StaffId mover;
    LeftBehindId entry;
};

using LeftBehindCommand = std::variant<NoteFound, MoveEntry, UndoMove, UndoFound>;

enum class LeftBehindRefusal {
    staff_unknown,
    nothing_named, // neither code nor item
    quantity_not_positive,
    found_in_the_future,
    happened_in_the_future,
    happened_before_the_last_step,
    entry_unknown,
    entry_is_elsewhere, // in a state that this step does not fit
    too_late,           // to undo the step
};

// The one door to the log for the screens; the caller runs `handle` inside one database transaction, as Desk's.
class LeftBehindDesk {
  public:
    // All of them outlive it.
    LeftBehindDesk(Ledger& ledger, const Clock& clock, Randomness& randomness)
        : ledger_(ledger), clock_(clock), randomness_(randomness) {}

    Expected<LeftBehindEntry, LeftBehindRefusal> handle(const LeftBehindCommand& command);

  private:
    using Answer = Expected<LeftBehindEntry, LeftBehindRefusal>;

    Answer perform(const NoteFound&);
    Answer perform(const MoveEntry&);
    Answer perform(const UndoMove&);
    Answer perform(const UndoFound&);
    LeftBehindEntry view(const LeftBehindId& id) const;

    Ledger& ledger_;
    const Clock& clock_;
    Randomness& randomness_;
};

} // namespace makegood
