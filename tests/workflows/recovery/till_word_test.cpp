#include "tests/workflows/recovery/counter.hpp"
#include "workflows/recovery/replay.hpp"

// What a till that loaded Makegood has to say of a case.

using namespace makegood;
using namespace makegood::testing;

namespace {

RuleAnswer asks_for(Outcome outcome, const char* reason, const char* rule = "till/risk") {
    return {.rule = rule, .says = {reason, reason}, .outcome = outcome, .spoke = true};
}

Evidence told(Direction direction, const char* said) {
    return {.finding = Finding::told_by_till, .direction = direction, .said = said};
}

CaseView hear(Shop& shop, const CaseView& found, std::vector<Evidence> facts, std::vector<RuleAnswer> answers) {
    return shop.desk.handle(HearTill{shop.request(), cashier, found.id, std::move(facts), std::move(answers)}).value();
}

} // namespace

TEST_CASE("a till's rules make a decision stricter, never freer") {
    struct Row {
        LineNumber line;
        Outcome asked, decided;
        const char* by;
    };
    const auto row = GENERATE(Row{olives, Outcome::give_now, Outcome::give_now, "small"},
                              Row{olives, Outcome::manager_confirms, Outcome::manager_confirms, "till/risk"},
                              Row{olives, Outcome::manager_decides, Outcome::manager_decides, "till/risk"},
                              Row{coffee, Outcome::give_now, Outcome::manager_confirms, "large"},
                              Row{coffee, Outcome::manager_decides, Outcome::manager_decides, "till/risk"});
    Shop shop;
    const auto heard = hear(shop, shop.claimed(row.line), {}, {asks_for(row.asked, "three of these today")});
    CHECK(heard.decision.outcome == row.decided);
    CHECK(heard.decision.deciding_rule == row.by);
    CHECK(heard.decision.answers.back() == asks_for(row.asked, "three of these today"));
    CHECK(shop.ledger.authors.back().actor == system_actor);
    // Another policy is asked with what the till said then.
    CHECK(decide_again(shop.policy, heard)->outcome == row.decided);
}

TEST_CASE("what a till said is heard again whenever the rules are asked anew, the last word of each rule") {
    Shop shop;
    const auto found = shop.claimed(olives, 2'000);
    hear(shop, found, {told(Direction::for_the_claim, "seen on the belt")},
         {asks_for(Outcome::manager_confirms, "first"), asks_for(Outcome::give_now, "other", "till/other")});
    auto heard = hear(shop, found, {}, {asks_for(Outcome::give_now, "second thoughts")});
    CHECK(heard.decision.outcome == Outcome::give_now);
    CHECK(answers_of_till(heard.decision) == std::vector{asks_for(Outcome::give_now, "other", "till/other"),
                                                         asks_for(Outcome::give_now, "second thoughts")});
    CHECK(heard.decision.evidence.back() == told(Direction::for_the_claim, "seen on the belt"));
    const auto given = shop.give(heard).value();
    const auto back = shop.take_back(given).value();
    CHECK(answers_of_till(back.decision).size() == 2);
    const auto parts =
        shop.desk.handle(DivideClaim{shop.request(), cashier, back.id, {{olives, Quantity::of_milli(1'000)}}}).value();
    CHECK(answers_of_till(parts.decision).size() == 2);
    CHECK(answers_of_till(shop.ledger.find_case(parts.rests.front())->decision).size() == 2);
}

TEST_CASE("a fact of the till's is weighed by the shop's rules") {
    Shop shop;
    shop.policy.rules.push_back(
        {.id = "doubt", .says = {"", ""}, .outcome = Outcome::manager_decides, .when_evidence_against = true});
    const auto found = shop.claimed(olives);
    CHECK(hear(shop, found, {told(Direction::unknown, "no camera there")}, {}).decision.outcome == Outcome::give_now);
    const auto doubted = hear(shop, found, {told(Direction::against_the_claim, "seen leaving with it")}, {});
    CHECK(doubted.decision.deciding_rule == "doubt");
}

TEST_CASE("what a till asks a manager for, nobody gives to be countersigned") {
    Shop shop;
    shop.policy.countersign = {.up_to = {Money(5'000, eur)}, .per_day = 1};
    const auto found = shop.claimed(coffee);
    CHECK(found.decision.may_be_countersigned);
    CHECK(hear(shop, found, {}, {asks_for(Outcome::give_now, "fine")}).decision.may_be_countersigned);
    CHECK_FALSE(hear(shop, found, {}, {asks_for(Outcome::manager_decides, "recall")}).decision.may_be_countersigned);
}

TEST_CASE("of what is owed the decision stands, and what the till says is kept with it once") {
    Shop shop;
    const auto owed = shop.give(shop.claimed(olives), Remedy::replacement, false).value();
    for (const char* reason : {"no vouchers", "no vouchers today"}) {
        const auto heard = hear(shop, owed, {}, {asks_for(Outcome::manager_decides, reason)});
        CHECK(heard.state == CaseState::owed);
        CHECK(answers_of_till(heard.decision) == std::vector{asks_for(Outcome::manager_decides, reason)});
        CHECK(heard.decision.evidence == owed.decision.evidence);
    }
}

TEST_CASE("what a till says of a case that is over, or by somebody unknown, is refused") {
    Shop shop;
    const auto found = shop.claimed(olives);
    const auto reason = [&](const StaffId& who, const CaseId& id) {
        return shop.desk.handle(HearTill{shop.request(), who, id}).error().reason;
    };
    CHECK(reason(StaffId("nobody"), found.id) == DeskRefusalReason::staff_unknown);
    CHECK(reason(cashier, CaseId("none")) == DeskRefusalReason::case_unknown);
    shop.desk.handle(CloseCase{shop.request(), cashier, found.id}).value();
    CHECK(reason(cashier, found.id) == DeskRefusalReason::case_is_elsewhere);
}
