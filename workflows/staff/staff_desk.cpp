#include "workflows/staff/staff_desk.hpp"

#include "workflows/approval/pin_tries.hpp"
#include "workflows/staff/permissions.hpp"

namespace makegood {

StaffDesk::Answer StaffDesk::handle(const StaffCommand& command) {
    return std::visit([&](const auto& particular) { return perform(particular); }, command);
}

StaffDesk::Answer StaffDesk::perform(const TryPin& command) {
    if (auto refusal = count_pin_try(ledger_, clock_, command.staff, command.request))
        return refused(*refusal);
    return person(command.staff);
}

StaffDesk::Answer StaffDesk::perform(const ProvePin& command) {
    if (auto refusal =
            take_in_pin_try(ledger_, clock_, command.staff, command.pin_try, command.pin_was_right, command.request))
        return refused(*refusal);
    return person(command.staff);
}

StaffDesk::Answer StaffDesk::perform(const SetPin& command) {
    auto about = person(command.staff);
    if (!about)
        return about;
    if (auto refusal = check_who_asks(command.by, command.pin_try, *about))
        return refused(*refusal);
    ledger_.append(PinChanged{command.staff}, {command.by, command.request});
    return about;
}

StaffDesk::Answer StaffDesk::perform(const RevokeStaff& command) {
    auto about = person(command.staff);
    if (!about)
        return about;
    if (command.by == command.staff)
        return refused(DeskRefusal{.reason = DeskRefusalReason::may_not_enrol});
    if (auto refusal = check_who_asks(command.by, command.pin_try, *about))
        return refused(*refusal);
    ledger_.append(StaffRevoked{command.staff}, {command.by, command.request});
    return about;
}

StaffDesk::Answer StaffDesk::perform(const EnrolStaff& command) {
    const auto& member = command.member;
    if (auto refusal = check_who_enrols(command))
        return refused(*refusal);
    // Who did what stands in the journal by numbers, and there nobody may be taken for another.
    if (is_actor_of_the_house(member.id) || ledger_.number_was_given(member.id))
        return refused(DeskRefusal{.reason = DeskRefusalReason::number_was_given});
    ledger_.append(StaffEnrolled{member.id, member.role, member.language}, {command.by, command.request});
    return member;
}

StaffDesk::Answer StaffDesk::perform(const ReplaceBadge& command) {
    auto about = person(command.staff);
    if (!about)
        return about;
    if (auto refusal = check_who_asks(command.by, command.pin_try, *about))
        return refused(*refusal);
    ledger_.append(BadgeReplaced{command.staff}, {command.by, command.request});
    return about;
}

StaffDesk::Answer StaffDesk::perform(const OpenDrawer& command) {
    auto by = person(command.by);
    if (!by)
        return by;
    if (!may_open_drawer(by->role))
        return refused(DeskRefusal{.reason = DeskRefusalReason::may_not_open_drawer});
    ledger_.append(DrawerOpenAsked{command.request}, {command.by, command.request});
    return by;
}

std::optional<DeskRefusal> StaffDesk::check_who_enrols(const EnrolStaff& command) const {
    if (command.by != command.member.id)
        return check_who_asks(command.by, command.pin_try, command.member);
    if (ledger_.somebody_looks_after_staff())
        return DeskRefusal{.reason = DeskRefusalReason::may_not_enrol};
    return std::nullopt;
}

std::optional<DeskRefusal> StaffDesk::check_who_asks(const StaffId& by, const RequestId& pin_try,
                                                     const StaffMember& about) const {
    if (by == system_actor)
        return std::nullopt;
    const auto asker = ledger_.staff(by);
    if (!asker)
        return DeskRefusal{.reason = DeskRefusalReason::staff_unknown};
    // A try that was right has ended the row of failures.
    if (ledger_.pin_tried_by(pin_try) != by || ledger_.pin_attempts(by).failures_in_a_row > 0)
        return DeskRefusal{.reason = DeskRefusalReason::pin_not_counted};
    if (by != about.id && ledger_.pin_to_change(by))
        return DeskRefusal{.reason = DeskRefusalReason::pin_to_change};
    if (by != about.id && !may_enrol(asker->role, about.role))
        return DeskRefusal{.reason = DeskRefusalReason::may_not_enrol};
    return std::nullopt;
}

StaffDesk::Answer StaffDesk::person(const StaffId& id) const {
    auto found = ledger_.staff(id);
    if (!found)
        return refused(DeskRefusal{.reason = DeskRefusalReason::staff_unknown});
    return std::move(*found);
}

} // namespace makegood
