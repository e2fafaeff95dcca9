#include "tests/workflows/recovery/counter.hpp"

// A shelf that turns out to hold only a part of what is owed.

using namespace makegood;
using namespace makegood::testing;
using Reason = DeskRefusalReason;

namespace {

const Offer money{Remedy::refund, false};

std::vector<ClaimedLine> only(LineNumber line, std::int64_t milli) {
    return {{line, Quantity::of_milli(milli)}};
}

struct HalfEmptyShelf : Shop {
    CaseView owed(std::int64_t milli = 3'000) {
        return give(claimed(olives, milli), Remedy::replacement, false).value();
    }
    Expected<CaseView, DeskRefusal> divide(const CaseView& found, std::vector<ClaimedLine> here, Offer offer = money) {
        return desk.handle(
            DivideRemedy{request(), cashier, found.id, std::move(here), std::move(offer), Language::english});
    }
    CaseView rest_of(const CaseView& found) const { return *ledger.find_case(found.rests.back()); }
    Expected<CaseView, DeskRefusal> fetch(const CaseView& found) {
        return desk.handle(HandOver{request(), cashier, found.id});
    }
};

} // namespace

TEST_CASE("two lie on the shelf and are handed over, and the third is paid") {
    HalfEmptyShelf shop;
    const auto before = shop.owed();
    const auto here = shop.divide(before, only(olives, 2'000)).value();
    CHECK(here.state == CaseState::owed);
    CHECK(here.claim.quantity == Quantity::of_milli(2'000));
    CHECK(here.remedy->grant == before.remedy->grant);
    CHECK(here.remedy->offer == before.remedy->offer);
    CHECK(here.remedy->value == Money(667, eur));
    CHECK(here.remedy->earlier_slips.size() == 1);
    CHECK(here.remedy->slip.prints.size() == 1);
    CHECK(here.taken_back.empty());

    const auto rest = shop.rest_of(here);
    CHECK(rest.state == CaseState::owed);
    CHECK(rest.claim.quantity == one_unit);
    CHECK(rest.remedy->offer == money);
    CHECK(rest.remedy->value == Money(333, eur));
    CHECK(rest.remedy->authority == before.remedy->authority);
    CHECK(rest.remedy->slip.prints.size() == 1);
    CHECK(rest.decision.outcome == before.decision.outcome);

    CHECK(shop.fetch(here).value().state == CaseState::handed_over);
    CHECK(shop.fetch(rest).value().state == CaseState::handed_over);
    CHECK(shop.desk.handle(shop.claim_on(olives)).error().reason == Reason::already_made_good);
}

TEST_CASE("what a manager approved is not asked for again, and counts as given by nobody alone") {
    HalfEmptyShelf shop;
    shop.policy.rules[0].value_at_most = {Money(100, eur)};
    shop.policy.rules[1].value_above = {Money(100, eur)};
    const auto found = shop.claimed(olives, 3'000);
    const auto asked =
        shop.desk.handle(AskManager{shop.request(), cashier, found.id, {Remedy::replacement, false}}).value();
    const auto owed = shop.approve(asked, manager).value();
    const auto here = shop.divide(owed, only(olives, 1'000), {Remedy::voucher}).value();
    CHECK(std::get<ManagerAuthority>(shop.rest_of(here).remedy->authority).approver == manager);
    CHECK(shop.count<ApprovalAsked>() == 1);
    CHECK(shop.ledger.given_alone(cashier, eur, {0}, {shop.clock.civil.seconds + 1}) == 0);
}

TEST_CASE("the budget of whoever gave it is neither spent twice nor another's, also on a later day") {
    HalfEmptyShelf shop;
    const auto owed = shop.owed();
    const CivilTime midnight{(shop.clock.civil.date().days_since_1970 + 1) * seconds_per_day};
    shop.clock.pass_ms(86'400'000);
    const auto divided = shop.desk.handle(DivideRemedy{
        shop.request(), other_manager, owed.id, only(olives, 2'000), {Remedy::voucher}, Language::english});
    REQUIRE(divided);
    const CivilTime later{shop.clock.civil.seconds + 1};
    CHECK(shop.ledger.given_alone(cashier, eur, {0}, midnight) == 1'000);
    CHECK(shop.ledger.given_alone(cashier, eur, midnight, later) == 0);
    CHECK(shop.ledger.given_alone(other_manager, eur, {0}, later) == 0);
}

TEST_CASE("a part of a divided claim is not counted a second time in the budget of the day") {
    HalfEmptyShelf shop;
    shop.policy.budget.of_roles[StaffRole::cashier].per_day = {Money(1'000, eur)};
    const auto claimed = shop.claimed(olives, 3'000);
    const auto first = shop.desk.handle(DivideClaim{shop.request(), cashier, claimed.id, only(olives, 2'000)}).value();
    REQUIRE(shop.give(first));
    REQUIRE(shop.give(shop.rest_of(first), Remedy::voucher));
    CHECK(shop.claimed(ham, 742).decision.outcome != Outcome::give_now);
}

TEST_CASE("of several items one is there and another is not") {
    HalfEmptyShelf shop;
    auto both = shop.claim_on(olives, 2'000);
    both.more = {{ham, Quantity::of_milli(742)}};
    const auto owed = shop.give(shop.desk.handle(both).value(), Remedy::replacement, false).value();
    const auto here = shop.divide(owed, only(ham, 742), {Remedy::voucher}).value();
    CHECK(here.claim.line == ham);
    CHECK(here.claim.more.empty());
    CHECK(here.remedy->value == Money(380, eur));
    CHECK(shop.rest_of(here).claim.line == olives);
    CHECK(shop.rest_of(here).remedy->value == Money(667, eur));
    CHECK(shop.ledger.history(march_receipt.key, ham).made_good_on_line == Quantity::of_milli(742));
    CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line == Quantity::of_milli(2'000));
}

TEST_CASE("stock moves with each part: the goods as they are handed over, nothing of what is paid before it is") {
    HalfEmptyShelf shop;
    const auto here = shop.divide(shop.owed(), only(olives, 2'000)).value();
    CHECK(shop.count<StockMoved>() == 0);
    const auto given = shop.fetch(here).value();
    std::int64_t taken = 0;
    for (const auto& moved : shop.ledger.stock_movements(given.remedy->grant))
        taken += moved.quantity.milli();
    CHECK(taken == -2'000);
}

TEST_CASE("both parts can be taken back, each by itself") {
    HalfEmptyShelf shop;
    const auto here = shop.divide(shop.owed(), only(olives, 2'000)).value();
    const auto rest = shop.rest_of(here);
    CHECK(shop.take_back(rest).value().state == CaseState::claimed);
    CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line == Quantity::of_milli(2'000));
    CHECK(shop.take_back(here).value().state == CaseState::claimed);
    CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line.is_zero());
}

TEST_CASE("nothing is divided but goods that are owed, into parts of which one gets something else") {
    HalfEmptyShelf shop;
    const auto owed = shop.owed();
    for (const auto& here : {std::vector<ClaimedLine>(), only(olives, 3'000), only(olives, 0), only(ham, 742)})
        CHECK(shop.divide(owed, here).error().reason == Reason::quantity_not_on_line);
    CHECK(shop.divide(owed, only(olives, 1'000), owed.remedy->offer).error().reason == Reason::remedy_does_not_fit);
    CHECK(shop.divide(owed, only(olives, 1'000), {Remedy::price_difference, false}).error().reason ==
          Reason::remedy_does_not_fit);
    CHECK(shop.count<GrantDivided>() == 0);

    REQUIRE(shop.fetch(owed));
    CHECK(shop.divide(owed, only(olives, 1'000)).error().reason == Reason::case_is_elsewhere);
    const auto to_pay = shop.give(shop.claimed(ham, 742), Remedy::refund).value();
    CHECK(shop.divide(to_pay, only(ham, 371)).error().reason == Reason::case_is_elsewhere);
}

TEST_CASE("dividing a remedy again by the same request divides nothing more") {
    HalfEmptyShelf shop;
    const DivideRemedy command{shop.request(), cashier, shop.owed().id, only(olives, 1'000), money, Language::english};
    const auto once = shop.desk.handle(command).value(), twice = shop.desk.handle(command).value();
    CHECK(once.rests == twice.rests);
    CHECK(shop.count<GrantDivided>() == 1);
}
