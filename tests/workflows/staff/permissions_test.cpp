#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/staff/permissions.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("managers and owners approve everything, a supervisor up to the shop's limit, a cashier nothing") {
    const ApprovalTerms terms{.supervisor_up_to = {Money(5'000, eur)}};
    struct Row {
        StaffRole role;
        bool up_to_the_limit;
        bool beyond_it;
        bool without_a_limit;
    };
    const Row rows[] = {{StaffRole::cashier, false, false, false},
                        {StaffRole::supervisor, true, false, false},
                        {StaffRole::manager, true, true, true},
                        {StaffRole::owner, true, true, true}};
    for (const auto& row : rows) {
        INFO(static_cast<int>(row.role));
        CHECK(may_approve(row.role, terms, Money(5'000, eur)) == row.up_to_the_limit);
        CHECK(may_approve(row.role, terms, Money(5'001, eur)) == row.beyond_it);
        CHECK(may_approve(row.role, terms, Money(1, irr)) == row.without_a_limit);
        CHECK(may_approve(row.role, {}, Money(1, eur)) == row.without_a_limit);
    }
}

TEST_CASE("managers look after everybody but owners, owners after everybody") {
    struct Row {
        StaffRole by;
        bool cashier, supervisor, manager, owner;
    };
    const Row rows[] = {{StaffRole::cashier, false, false, false, false},
                        {StaffRole::supervisor, false, false, false, false},
                        {StaffRole::manager, true, true, true, false},
                        {StaffRole::owner, true, true, true, true}};
    for (const auto& row : rows) {
        INFO(static_cast<int>(row.by));
        CHECK(may_enrol(row.by, StaffRole::cashier) == row.cashier);
        CHECK(may_enrol(row.by, StaffRole::supervisor) == row.supervisor);
        CHECK(may_enrol(row.by, StaffRole::manager) == row.manager);
        CHECK(may_enrol(row.by, StaffRole::owner) == row.owner);
        CHECK(looks_after_staff(row.by) == row.cashier);
    }
}
