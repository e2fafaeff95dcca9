#include "tests/workflows/recovery/counter.hpp"

// Give now, and a manager signs by the next business day: where a shop has nobody else present.

using namespace makegood;
using namespace makegood::testing;
using Reason = DeskRefusalReason;

namespace {

const StaffId supervisor("supervisor"), other_cashier("other-cashier");

// Up to 50 euro a manager's signature may come afterwards, twice a day; the coffee machine costs 45.
struct LonelyShop : Shop {
    LonelyShop() {
        policy.countersign = {.up_to = {Money(5'000, eur)}, .per_day = 2};
        policy.approval.supervisor_up_to = {Money(3'000, eur)};
        ledger.people[supervisor] = {supervisor, {"S", "S"}, StaffRole::supervisor};
        ledger.people[other_cashier] = {other_cashier, {"C", "C"}, StaffRole::cashier};
    }

    CaseView told(std::int64_t cents) {
        return desk
            .handle(MakeToldClaim{request(),
                                  cashier,
                                  {.item = NamedItem{ItemCode("3"), "Tea"}, .price = Money(cents, eur)},
                                  one_unit,
                                  Complaint::damaged})
            .value();
    }
};

} // namespace

TEST_CASE("where a manager is needed one person gives now, and the journal never calls it an approval") {
    LonelyShop shop;
    const auto found = shop.claimed(coffee);
    CHECK(found.decision.outcome == Outcome::manager_confirms);
    CHECK(found.decision.may_be_countersigned);
    CHECK(shop.give(found).error().reason == Reason::needs_manager);

    const auto given = shop.give_to_countersign(found).value();
    CHECK(given.state == CaseState::handed_over);
    CHECK(std::get<CountersignAuthority>(given.remedy->authority) == CountersignAuthority{"large", "v1"});
    CHECK(shop.count<ApprovalGiven>() == 0);
    REQUIRE(given.looks.size() == 1);
    CHECK(given.looks[0].to_countersign);
    CHECK(given.looks[0].given_by == cashier);
    CHECK(given.looks[0].due == *Date::from_iso("2026-05-05"));
    CHECK(shop.ledger.given_alone(cashier, eur, {0}, {shop.clock.civil.seconds + 1}) == 4'500);
}

TEST_CASE("what may be countersigned: within the amount, not what needs nobody, and only where the shop says so") {
    struct Row {
        std::vector<Money> up_to;
        std::optional<int> per_day;
        LineNumber line;
        bool may;
    };
    const Row rows[] = {
        {{Money(4'500, eur)}, 1, coffee, true},
        {{Money(4'499, eur)}, 1, coffee, false},
        {{Money(4'500, irr)}, 1, coffee, false},
        {{Money(4'500, eur)}, 0, coffee, false},
        {{Money(4'500, eur)}, std::nullopt, coffee, false},
        {{}, 1, coffee, false},
        {{Money(4'500, eur)}, 1, olives, false}, // given now by a rule
    };
    for (const auto& row : rows) {
        LonelyShop shop;
        shop.policy.countersign = {row.up_to, row.per_day};
        const auto found = shop.claimed(row.line);
        CHECK(found.decision.may_be_countersigned == row.may);
        CHECK(shop.give_to_countersign(found).has_value() == row.may);
        CHECK(shop.count<GrantGiven>() == (row.may ? 1 : 0));
    }
}

TEST_CASE("also where the budget or the terms of goodwill ask for a manager, or no rule speaks") {
    LonelyShop shop;
    SECTION("the budget") {
        shop.policy.budget.of_roles[StaffRole::cashier].per_day = {Money(100, eur)};
        const auto found = shop.claimed(olives);
        CHECK(found.decision.deciding_rule == budget_rule);
        CHECK(shop.give_to_countersign(found));
    }
    SECTION("goodwill") {
        const auto found = shop.told(1'500);
        CHECK(found.decision.deciding_rule == goodwill_rule);
        const auto given = shop.give_to_countersign(found).value();
        CHECK(given.looks.size() == 1);
        CHECK(shop.ledger.given_without_receipt(cashier, {0}, {shop.clock.civil.seconds + 1}) == 1);
    }
    SECTION("no rule") {
        shop.policy.rules.clear();
        const auto found = shop.claimed(coffee);
        CHECK(found.decision.outcome == Outcome::manager_decides);
        CHECK(shop.give_to_countersign(found));
    }
}

TEST_CASE("what somebody else has to see beforehand is not countersigned") {
    LonelyShop shop;
    SECTION("a sale of one's own without its paper") {
        shop.ledger.receipts.front().operator_id = OperatorId("cashier");
        auto claim = shop.claim_on(coffee);
        claim.without_paper = true;
        const auto found = shop.desk.handle(claim).value();
        CHECK_FALSE(found.decision.may_be_countersigned);
        CHECK(shop.give_to_countersign(found).error().reason == Reason::needs_manager);
    }
    SECTION("a line that was given and taken back") {
        const auto gone = shop.take_back(shop.give_to_countersign(shop.claimed(coffee)).value()).value();
        CHECK_FALSE(gone.decision.may_be_countersigned);
        CHECK(shop.give_to_countersign(gone).error().reason == Reason::needs_manager);
    }
    CHECK(shop.count<GrantGiven>() <= 1);
}

TEST_CASE("so many a day and person; what is taken back counts no longer, and the next day begins anew") {
    LonelyShop shop;
    const auto first = shop.give_to_countersign(shop.told(1'500)).value();
    const auto beforehand = shop.told(1'700);
    REQUIRE(shop.give_to_countersign(shop.told(1'600)));
    CHECK_FALSE(shop.told(1'500).decision.may_be_countersigned);

    // Decided while there was one left: asked anew, nothing is given, and the case says so from now on.
    const auto too_late = shop.give_to_countersign(beforehand).value();
    CHECK(too_late.state == CaseState::claimed);
    CHECK_FALSE(too_late.decision.may_be_countersigned);

    SECTION("taken back") {
        REQUIRE(shop.take_back(first));
        CHECK(shop.give_to_countersign(shop.told(1'500)));
    }
    SECTION("the next day") {
        shop.clock.pass_ms(24 * 3'600'000);
        CHECK(shop.give_to_countersign(shop.told(1'500)));
    }
    SECTION("somebody else") {
        auto claim = shop.claim_on(coffee);
        claim.requester = other_cashier;
        CHECK(shop.desk.handle(claim).value().decision.may_be_countersigned);
    }
}

TEST_CASE("the same tap sent again gives once") {
    LonelyShop shop;
    const GiveRemedy tap{shop.request(), cashier, shop.claimed(coffee).id, {}, Language::english, true};
    REQUIRE(shop.desk.handle(tap));
    REQUIRE(shop.desk.handle(tap));
    CHECK(shop.count<GrantGiven>() == 1);
    CHECK(shop.count<SecondLookAsked>() == 1);
}

TEST_CASE("it is signed by somebody who may approve it, who neither gave nor claimed it") {
    LonelyShop shop;
    const auto given = shop.give_to_countersign(shop.claimed(coffee)).value();
    struct Row {
        StaffId who;
        Reason reason;
    };
    for (const auto& row : {Row{cashier, Reason::own_request},
                            {other_cashier, Reason::not_a_manager},
                            {supervisor, Reason::beyond_supervisor},
                            {StaffId("stranger"), Reason::staff_unknown}}) {
        INFO(row.who.text());
        CHECK(shop.look(given, row.who).error().reason == row.reason);
    }
    CHECK(waits_to_be_countersigned(given));
    CHECK_FALSE(shop.waits_for(given, supervisor));
    const auto signed_now = shop.look(given, manager).value();
    CHECK(signed_now.looks[0].looked_by == manager);
    CHECK_FALSE(waits_to_be_countersigned(signed_now));
    CHECK(shop.look(given, other_manager).error().reason == Reason::nothing_to_look_at);
    CHECK(shop.count<SecondLookTaken>() == 1);

    SECTION("a supervisor signs what they may approve") {
        CHECK(shop.look(shop.give_to_countersign(shop.told(2'900)).value(), supervisor));
    }
    SECTION("a manager does not sign what they gave or claimed") {
        auto claim = shop.claim_on(ham, 742);
        shop.policy.rules.clear();
        claim.requester = manager;
        const auto own = shop.desk.handle(claim).value();
        const auto by_other = shop.give_to_countersign(own).value();
        CHECK(shop.look(by_other, manager).error().reason == Reason::own_request);
        CHECK(shop.look(by_other, other_manager));
    }
}
