#pragma once

#include "workflows/ports.hpp"
#include "workflows/recovery/desk.hpp"

#include <variant>

namespace makegood {

// Commands about who works here and what they may touch, with ids as those of the desk. `by` is the person at the
// kiosk; system_actor, which may everything, is whoever owns the machine, at its command line.

struct TryPin { // committed before the PIN is verified
    RequestId request;
    StaffId staff;
};

struct ProvePin { // `pin_was_right` is the vault's word on the try that was counted under `pin_try`
    RequestId request;
    RequestId pin_try;
    StaffId staff;
    bool pin_was_right = false;
};

struct SetPin { // their own, or that of somebody whom they look after; `pin_try` is the one that `by` proved
    RequestId request;
    RequestId pin_try;
    StaffId by;
    StaffId staff;
};

struct RevokeStaff { // likewise; nobody revokes themselves
    RequestId request;
    RequestId pin_try;
    StaffId by;
    StaffId staff;
};

struct EnrolStaff { // likewise; who is `by` and `member` in one is the first who looks after the staff
    RequestId request;
    RequestId pin_try;
    StaffId by;
    StaffMember member; // under a number that nobody ever had
};

struct ReplaceBadge { // likewise, also their own: no badge that they had opens anything any more
    RequestId request;
    RequestId pin_try;
    StaffId by;
    StaffId staff;
};

struct OpenDrawer { // committed before the printer gets the pulse, under the id of this request
    RequestId request;
    StaffId by; // who is signed in
};

using StaffCommand = std::variant<TryPin, ProvePin, SetPin, RevokeStaff, EnrolStaff, ReplaceBadge, OpenDrawer>;

// Answers with the person whom the command is about, or refuses and has appended nothing but a counted or accepted try.
// What the vault keeps is written by the caller, in the same database transaction.
class StaffDesk {
  public:
    using Answer = Expected<StaffMember, DeskRefusal>;

    StaffDesk(Ledger& ledger, const Clock& clock) : ledger_(ledger), clock_(clock) {}

    Answer handle(const StaffCommand& command);

  private:
    Answer perform(const TryPin&);
    Answer perform(const ProvePin&);
    Answer perform(const SetPin&);
    Answer perform(const RevokeStaff&);
    Answer perform(const EnrolStaff&);
    Answer perform(const ReplaceBadge&);
    Answer perform(const OpenDrawer&);

    std::optional<DeskRefusal> check_who_asks(const StaffId& by, const RequestId& pin_try,
                                              const StaffMember& about) const;
    std::optional<DeskRefusal> check_who_enrols(const EnrolStaff& command) const;
    Answer person(const StaffId& id) const;

    Ledger& ledger_;
    const Clock& clock_;
};

} // namespace makegood
