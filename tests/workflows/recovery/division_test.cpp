#include "tests/workflows/recovery/counter.hpp"

// Parts of a case that are put right in different ways.

using namespace makegood;
using namespace makegood::testing;

namespace {

struct Divided {
    CaseView kept, rest;
};

std::vector<ClaimedLine> so_much(LineNumber line, std::int64_t milli) {
    return {{line, Quantity::of_milli(milli)}};
}

Expected<CaseView, DeskRefusal> divide(Shop& shop, const CaseView& found, std::vector<ClaimedLine> kept) {
    return shop.desk.handle(DivideClaim{shop.request(), cashier, found.id, std::move(kept)});
}

Divided divided(Shop& shop, const CaseView& found, std::vector<ClaimedLine> kept) {
    auto first = divide(shop, found, std::move(kept)).value();
    auto rest = *shop.ledger.find_case(first.rests.at(0));
    return {std::move(first), std::move(rest)};
}

} // namespace

TEST_CASE("two of three come from the shelf, and the money for the third") {
    Shop shop;
    const auto [kept, rest] = divided(shop, shop.claimed(olives, 3'000), so_much(olives, 2'000));
    CHECK(kept.claim.quantity == Quantity::of_milli(2'000));
    CHECK(rest.claim.quantity == one_unit);
    CHECK(rest.rest_of == kept.id);
    CHECK(kept.value == Money(667, eur));
    CHECK(rest.value == Money(333, eur));
    CHECK(shop.give(kept).value().state == CaseState::handed_over);
    CHECK(shop.give(rest, Remedy::refund).value().remedy->value == Money(333, eur));
    CHECK(shop.desk.handle(shop.claim_on(olives)).error().reason == DeskRefusalReason::already_made_good);
}

TEST_CASE("what was given of one part does not speak against the rest, and against others it does") {
    Shop shop;
    shop.policy.rules.push_back(
        {.id = "before", .says = {}, .outcome = Outcome::manager_decides, .when_evidence_against = true});
    const auto first = divided(shop, shop.claimed(olives, 3'000), so_much(olives, 1'000));
    const auto second = divided(shop, first.rest, so_much(olives, 1'000));
    CHECK(shop.give(first.kept).value().state == CaseState::handed_over);
    CHECK(shop.give(second.rest).value().state == CaseState::handed_over);
    CHECK(shop.give(second.kept).value().state == CaseState::handed_over);
    CHECK(shop.claimed(ham, 742).decision.outcome == Outcome::manager_decides);
}

TEST_CASE("of several items some go another way") {
    Shop shop;
    auto both = shop.claim_on(olives);
    both.more = {{ham, Quantity::of_milli(742)}};
    const auto [kept, rest] = divided(shop, shop.desk.handle(both).value(), so_much(ham, 742));
    CHECK(kept.claim.line == ham);
    CHECK(kept.claim.more.empty());
    CHECK(rest.claim.line == olives);
    CHECK(add(kept.value, rest.value).value() == Money(713, eur));
    CHECK(shop.give(kept));
    CHECK(shop.give(rest, Remedy::voucher));
}

TEST_CASE("the rules judge each part by what all of it is worth") {
    Shop shop;
    shop.policy.rules[0].value_at_most = {Money(900, eur)};
    shop.policy.rules[1].value_above = {Money(900, eur)};
    const auto [kept, rest] = divided(shop, shop.claimed(olives, 3'000), so_much(olives, 2'000));
    CHECK(kept.decision.outcome == Outcome::manager_confirms);
    CHECK(rest.decision.outcome == Outcome::manager_confirms);
    CHECK(shop.give(rest).error().reason == DeskRefusalReason::needs_manager);
    const auto again = divided(shop, kept, so_much(olives, 1'000));
    CHECK(again.kept.decision.outcome == Outcome::manager_confirms);
    CHECK(again.rest.whole == Money(1'000, eur));
}

TEST_CASE("another item for a part is measured by that part alone") {
    Shop shop;
    shop.ledger.products = {{ItemCode("capers"), "capers", Money(500, eur)}};
    shop.policy.gift.up_to = {Money(200, eur)};
    const auto parts = divided(shop, shop.claimed(olives, 3'000), so_much(olives, 1'000));
    const Offer capers{.remedy = Remedy::substitute, .instead = NamedItem{ItemCode("capers"), "capers"}};
    const auto given =
        shop.desk.handle(GiveRemedy{shop.request(), cashier, parts.kept.id, capers, Language::english}).value();
    CHECK(given.remedy->gift == Gift{{}, Money(167, eur)});
}

TEST_CASE("what goes by the customer's word is divided too") {
    Shop shop;
    const ToldPurchase tea{.item = NamedItem{ItemCode("3"), "Tea"}, .price = Money(200, eur)};
    const auto told =
        shop.desk.handle(MakeToldClaim{shop.request(), cashier, tea, Quantity::of_milli(3'000), Complaint::damaged})
            .value();
    const auto [kept, rest] = divided(shop, told, so_much(told.claim.line, 1'000));
    CHECK(kept.value == Money(200, eur));
    CHECK(rest.value == Money(400, eur));
}

TEST_CASE("nothing is divided but a part of what is claimed and not yet given") {
    Shop shop;
    const auto found = shop.claimed(olives, 3'000);
    const std::vector<ClaimedLine> no_part[] = {{},
                                                so_much(olives, 3'000),
                                                so_much(olives, 4'000),
                                                so_much(olives, 0),
                                                so_much(olives, -1'000),
                                                so_much(ham, 742),
                                                {{olives, one_unit}, {olives, one_unit}}};
    for (const auto& kept : no_part)
        CHECK(divide(shop, found, kept).error().reason == DeskRefusalReason::quantity_not_on_line);
    CHECK(shop.count<ClaimDivided>() == 0);

    const auto asked = shop.desk.handle(AskManager{shop.request(), cashier, shop.claimed(ham, 742).id}).value();
    const auto pin_try = shop.counted_try(manager, asked);
    const auto questioned =
        shop.desk
            .handle(QuestionProposal{
                shop.request(), pin_try, manager, asked.id, asked.proposal->id, true, {.ready = "seen_goods"}})
            .value();
    CHECK(divide(shop, questioned, so_much(ham, 371)).error().reason == DeskRefusalReason::case_is_elsewhere);

    const auto given = shop.give(found).value();
    CHECK(divide(shop, given, so_much(olives, 1'000)).error().reason == DeskRefusalReason::case_is_elsewhere);
}

TEST_CASE("dividing again by the same request divides nothing more") {
    Shop shop;
    const DivideClaim command{shop.request(), cashier, shop.claimed(olives, 3'000).id, so_much(olives, 1'000)};
    const auto once = shop.desk.handle(command).value(), twice = shop.desk.handle(command).value();
    CHECK(once.rests == twice.rests);
    CHECK(shop.count<ClaimDivided>() == 1);
}
