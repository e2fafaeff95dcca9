#include "tests/support/catch.hpp"
#include "tests/support/memory_ledger.hpp"
#include "workflows/staff/staff_desk.hpp"

#include <algorithm>
#include <array>
#include <random>

using namespace makegood;
using namespace makegood::testing;

namespace {

using Reason = DeskRefusalReason;

const StaffId cashier{"cashier"}, supervisor{"supervisor"}, manager{"manager"}, owner{"owner"};

struct Staff {
    HandClock clock;
    MemoryLedger ledger{clock};
    StaffDesk desk{ledger, clock};
    int requests = 0;

    Staff() {
        for (const auto& [id, role] : {std::pair{cashier, StaffRole::cashier},
                                       {supervisor, StaffRole::supervisor},
                                       {manager, StaffRole::manager},
                                       {owner, StaffRole::owner}})
            ledger.people[id] = {id, {id.text(), id.text()}, role};
    }

    RequestId request() { return RequestId("request-" + std::to_string(++requests)); }
    RequestId tried(const StaffId& who) {
        const auto pin_try = request();
        REQUIRE(desk.handle(TryPin{pin_try, who}));
        return pin_try;
    }
    RequestId proved(const StaffId& who) {
        const auto pin_try = tried(who);
        desk.handle(ProvePin{request(), pin_try, who, true});
        return pin_try;
    }
    std::optional<Reason> set(const StaffId& by, const StaffId& whom) {
        return why(desk.handle(SetPin{request(), proved(by), by, whom}));
    }
    std::optional<Reason> enrol(const StaffId& by, const StaffMember& newcomer) {
        return why(desk.handle(EnrolStaff{request(), by == newcomer.id ? RequestId() : proved(by), by, newcomer}));
    }
    static std::optional<Reason> why(const StaffDesk::Answer& answer) {
        return answer ? std::nullopt : std::optional(answer.error().reason);
    }
};

} // namespace

TEST_CASE("a PIN that somebody else chose opens nothing before its person has chosen their own") {
    Staff staff;
    REQUIRE_FALSE(staff.set(manager, cashier));

    const auto pin_try = staff.tried(cashier);
    const auto opened = staff.desk.handle(ProvePin{staff.request(), pin_try, cashier, true});
    CHECK(opened.error().reason == Reason::pin_to_change);
    CHECK(staff.ledger.pin_attempts(cashier).failures_in_a_row == 0); // it was right

    CHECK(staff.desk.handle(SetPin{staff.request(), pin_try, cashier, cashier}));
    CHECK(staff.desk.handle(ProvePin{staff.request(), staff.tried(cashier), cashier, true}));
}

TEST_CASE("a badge is replaced by its owner or by who looks after them, with a PIN") {
    Staff staff;
    const auto replace = [&](const StaffId& by, const StaffId& whom, const RequestId& pin_try) {
        return Staff::why(staff.desk.handle(ReplaceBadge{staff.request(), pin_try, by, whom}));
    };
    CHECK_FALSE(replace(cashier, cashier, staff.proved(cashier)));
    CHECK_FALSE(replace(manager, cashier, staff.proved(manager)));
    CHECK(replace(cashier, manager, staff.proved(cashier)) == Reason::may_not_enrol);
    CHECK(replace(manager, owner, staff.proved(manager)) == Reason::may_not_enrol);
    CHECK(replace(manager, cashier, staff.tried(manager)) == Reason::pin_not_counted);
    CHECK(replace(manager, StaffId("nobody"), staff.proved(manager)) == Reason::staff_unknown);
    CHECK(std::ranges::count_if(staff.ledger.events,
                                [](const Event& event) { return std::holds_alternative<BadgeReplaced>(event); }) == 2);
}

TEST_CASE("all but a cashier open the drawer without a sale, and the journal names who did") {
    Staff staff;
    const auto open = [&](const StaffId& by) { return Staff::why(staff.desk.handle(OpenDrawer{staff.request(), by})); };
    CHECK(open(cashier) == Reason::may_not_open_drawer);
    CHECK(open(StaffId("nobody")) == Reason::staff_unknown);
    CHECK(staff.ledger.events.empty());
    for (const auto& by : {supervisor, manager, owner})
        CHECK_FALSE(open(by));
    CHECK(staff.ledger.events.size() == 3);
}

TEST_CASE("who may not set a PIN or revoke somebody is told so") {
    Staff staff;
    struct Row {
        StaffId by, whom;
        std::optional<Reason> set, revoked;
    };
    const Row rows[] = {{cashier, cashier, std::nullopt, Reason::may_not_enrol},
                        {cashier, supervisor, Reason::may_not_enrol, Reason::may_not_enrol},
                        {supervisor, cashier, Reason::may_not_enrol, Reason::may_not_enrol},
                        {manager, owner, Reason::may_not_enrol, Reason::may_not_enrol},
                        {owner, owner, std::nullopt, Reason::may_not_enrol},
                        {manager, StaffId("nobody"), Reason::staff_unknown, Reason::staff_unknown},
                        {manager, supervisor, std::nullopt, std::nullopt},
                        {owner, manager, std::nullopt, std::nullopt},
                        {system_actor, owner, std::nullopt, std::nullopt}};
    for (const auto& [by, whom, set, revoked] : rows) {
        INFO(by.text() << " " << whom.text());
        const auto pin_try = by == system_actor ? RequestId() : staff.proved(by);
        CHECK(Staff::why(staff.desk.handle(SetPin{staff.request(), pin_try, by, whom})) == set);
        CHECK(Staff::why(staff.desk.handle(RevokeStaff{staff.request(), pin_try, by, whom})) == revoked);
    }
    CHECK_FALSE(staff.ledger.staff(supervisor));
    CHECK_FALSE(staff.ledger.staff(owner));
}

TEST_CASE("a PIN is set by a try that was counted and was right, and was one's own") {
    Staff staff;
    CHECK(Staff::why(staff.desk.handle(SetPin{staff.request(), RequestId("never"), manager, cashier})) ==
          Reason::pin_not_counted);
    const auto wrong = staff.tried(manager);
    CHECK(staff.desk.handle(ProvePin{staff.request(), wrong, manager, false}).error().tries_left == 9);
    CHECK(Staff::why(staff.desk.handle(SetPin{staff.request(), wrong, manager, cashier})) == Reason::pin_not_counted);
    const auto of_another = staff.proved(cashier);
    CHECK(Staff::why(staff.desk.handle(SetPin{staff.request(), of_another, manager, cashier})) ==
          Reason::pin_not_counted);
    CHECK(std::ranges::none_of(staff.ledger.events,
                               [](const Event& event) { return std::holds_alternative<PinChanged>(event); }));
}

TEST_CASE("a new PIN from somebody who looks after them ends the lock of a forgotten one") {
    Staff staff;
    const auto wrong = [&](const StaffId& who) {
        return staff.desk.handle(ProvePin{staff.request(), staff.tried(who), who, false}).error().tries_left;
    };
    for (int left = failures_until_lock - 1; left > 0; --left)
        CHECK(wrong(cashier) == left);
    staff.proved(manager);
    CHECK(Staff::why(staff.desk.handle(ProvePin{staff.request(), staff.tried(cashier), cashier, false})) ==
          Reason::pin_locked);
    const auto locked = staff.desk.handle(TryPin{staff.request(), cashier});
    CHECK(locked.error().reason == Reason::pin_locked);
    CHECK(locked.error().minutes_left == 30);
    REQUIRE_FALSE(staff.set(manager, cashier));
    CHECK(staff.desk.handle(TryPin{staff.request(), cashier}));
}

TEST_CASE("ten wrong PINs at one terminal lock it for everybody, whoever tried, until one is right") {
    Staff staff;
    const auto wrong = [&](const StaffId& who) {
        return staff.desk.handle(ProvePin{staff.request(), staff.tried(who), who, false}).error().tries_left;
    };
    for (int i = 0; i < 4; ++i)
        wrong(cashier);
    staff.proved(owner);
    for (int i = 0; i < 5; ++i)
        wrong(manager);
    for (int left = 4; left >= 1; --left)
        CHECK(wrong(supervisor) == left);
    CHECK(Staff::why(staff.desk.handle(ProvePin{staff.request(), staff.tried(supervisor), supervisor, false})) ==
          Reason::pins_locked_here);
    for (const auto& who : {cashier, supervisor, manager, owner}) {
        const auto locked = staff.desk.handle(TryPin{staff.request(), who});
        CHECK(locked.error().reason == Reason::pins_locked_here);
        CHECK(locked.error().minutes_left == 30);
    }
    staff.clock.machine.ms += lock_ms;
    staff.proved(owner);
    CHECK(wrong(supervisor) == 4);
}

TEST_CASE("a manager enrols everybody but owners, an owner everybody, and nobody else does") {
    struct Row {
        StaffId by;
        bool cashier, supervisor, manager, owner;
    };
    const Row rows[] = {{cashier, false, false, false, false},
                        {supervisor, false, false, false, false},
                        {manager, true, true, true, false},
                        {owner, true, true, true, true}};
    Staff staff;
    int number = 0;
    for (const auto& row : rows)
        for (const auto& [role, may] : {std::pair{StaffRole::cashier, row.cashier},
                                        {StaffRole::supervisor, row.supervisor},
                                        {StaffRole::manager, row.manager},
                                        {StaffRole::owner, row.owner}}) {
            INFO(row.by.text() << " " << static_cast<int>(role));
            const StaffId id(std::to_string(++number));
            CHECK(staff.enrol(row.by, {id, {"Omid", "امید"}, role, Language::persian}) ==
                  (may ? std::nullopt : std::optional(Reason::may_not_enrol)));
            const auto enrolled = staff.ledger.staff(id);
            REQUIRE(enrolled.has_value() == may);
            CHECK((!may || (enrolled->role == role && enrolled->language == Language::persian)));
            CHECK_FALSE(staff.ledger.pin_to_change(id)); // they chose it
        }
}

TEST_CASE("an enrolment needs a PIN that was counted, was right, and is the own one of whoever enrols") {
    Staff staff;
    const StaffMember newcomer{StaffId("1"), {"Omid", "امید"}, StaffRole::cashier};
    const auto enrol = [&](const RequestId& pin_try, const StaffId& by) {
        return Staff::why(staff.desk.handle(EnrolStaff{staff.request(), pin_try, by, newcomer}));
    };
    CHECK(enrol(RequestId("never"), manager) == Reason::pin_not_counted);
    const auto wrong = staff.tried(manager);
    staff.desk.handle(ProvePin{staff.request(), wrong, manager, false});
    CHECK(enrol(wrong, manager) == Reason::pin_not_counted);
    CHECK(enrol(staff.proved(owner), manager) == Reason::pin_not_counted);
    CHECK(enrol(staff.proved(manager), StaffId("nobody")) == Reason::staff_unknown);
    REQUIRE_FALSE(staff.set(owner, manager));
    CHECK(staff.enrol(manager, newcomer) == Reason::pin_to_change);
    CHECK_FALSE(staff.ledger.staff(newcomer.id));
}

TEST_CASE("a number belongs to one person for good, so a repeated enrolment changes nothing") {
    Staff staff;
    const EnrolStaff command{
        staff.request(), staff.proved(owner), owner, {StaffId("1"), {"Omid", "امید"}, StaffRole::cashier}};
    REQUIRE(staff.desk.handle(command));
    const auto events = staff.ledger.events.size();
    CHECK(Staff::why(staff.desk.handle(command)) == Reason::number_was_given);
    CHECK(staff.ledger.events.size() == events);

    CHECK(staff.enrol(owner, {manager, {"Omid", "امید"}, StaffRole::owner}) == Reason::number_was_given);
    CHECK(staff.ledger.staff(manager)->role == StaffRole::manager);
    REQUIRE(staff.desk.handle(RevokeStaff{staff.request(), staff.proved(owner), owner, StaffId("1")}));
    CHECK(staff.enrol(owner, command.member) == Reason::number_was_given);
}

TEST_CASE("who is first to look after the staff enrols themselves, and nobody does so after them") {
    Staff staff;
    const StaffMember first{StaffId("1"), {"Ellen", "الن"}, StaffRole::owner};
    CHECK(staff.enrol(first.id, first) == Reason::may_not_enrol);
    CHECK(staff.enrol(cashier, {cashier, {"Nora", "نورا"}, StaffRole::owner}) == Reason::may_not_enrol);
    staff.ledger.people.erase(manager);
    staff.ledger.people.erase(owner);
    CHECK(staff.enrol(cashier, {cashier, {"Nora", "نورا"}, StaffRole::owner}) == Reason::number_was_given);
    CHECK_FALSE(staff.enrol(first.id, first));
    CHECK(staff.enrol(StaffId("2"), {StaffId("2"), {"Omid", "امید"}, StaffRole::owner}) == Reason::may_not_enrol);
}

// Against a shop that is written down as plainly as can be: who is there, whose PIN is their own, how many tries
// failed.
TEST_CASE("whatever people try, in whatever order, a PIN opens only what it may") {
    std::mt19937 random(GENERATE(range(1U, 41U)));
    const auto up_to = [&](int count) { return std::uniform_int_distribution(0, count - 1)(random); };
    const std::array people{cashier, supervisor, manager, owner};
    constexpr std::array rank{0, 1, 2, 3};
    std::array is_here{true, true, true, true}, is_own{true, true, true, true};
    std::array failures{0, 0, 0, 0};
    std::array<std::int64_t, 4> last_try{};
    int failures_here = 0; // whoever tried, as the next
    std::int64_t last_try_here = 0;

    Staff staff;
    for (int step = 0; step < 400; ++step) {
        const auto who = static_cast<std::size_t>(up_to(4)), whom = static_cast<std::size_t>(up_to(4));
        staff.clock.pass_ms(up_to(40) == 0 ? lock_ms : 1'000);
        const auto now = staff.clock.machine.ms;
        const auto rest = [&](int failed, std::int64_t last) {
            return failed > 0 && failed % 10 == 0 && now - last < 30 * 60'000;
        };
        const bool rests = rest(failures[who], last_try[who]) || rest(failures_here, last_try_here);
        const bool is_right = up_to(5) == 0;
        INFO(step << " " << people[who].text() << " " << people[whom].text());

        const auto pin_try = staff.request();
        const auto counted = staff.desk.handle(TryPin{pin_try, people[who]});
        REQUIRE(counted.has_value() == (is_here[who] && failures[who] < 100 && !rests));
        if (!counted)
            continue;
        ++failures[who];
        ++failures_here;
        last_try[who] = last_try_here = now;
        const auto opened = staff.desk.handle(ProvePin{staff.request(), pin_try, people[who], is_right});
        REQUIRE(opened.has_value() == (is_right && is_own[who]));
        if (is_right)
            failures[who] = failures_here = 0;

        const bool may = is_right && is_here[whom] &&
                         (who == whom || (is_own[who] && ((rank[who] == 2 && rank[whom] < 3) || rank[who] == 3)));
        if (up_to(3) == 0) {
            const auto set = staff.desk.handle(SetPin{staff.request(), pin_try, people[who], people[whom]});
            REQUIRE(set.has_value() == may);
            if (set) {
                is_own[whom] = who == whom;
                failures[whom] = failures_here = 0;
            }
        } else if (up_to(60) == 0 && who != whom) {
            const auto revoked = staff.desk.handle(RevokeStaff{staff.request(), pin_try, people[who], people[whom]});
            REQUIRE(revoked.has_value() == may);
            if (revoked)
                is_here[whom] = false;
        }
    }
}

TEST_CASE("nobody gets the number of what happens by itself") {
    Staff staff;
    for (const auto& id : {system_actor, customer_actor, command_line_actor})
        CHECK_FALSE(staff.desk.handle(EnrolStaff{staff.request(), {}, system_actor, {id, {"A", "A"}}}));
    CHECK(staff.desk.handle(EnrolStaff{staff.request(), {}, system_actor, {StaffId("a"), {"A", "A"}}}));
}
