#include "tests/workflows/recovery/counter.hpp"

// A new piece weighs a little more, another item costs a little more: a gift of the shop, within the policy's terms.

using namespace makegood;
using namespace makegood::testing;

namespace {

// 742 g of ham were paid with 3.80; what a kilogram costs today is 6.00.
struct HamShop : Shop {
    HamShop() {
        ledger.receipts.front().lines[4].entry_method = EntryMethod::weighed;
        ledger.products = {{ItemCode("ham"), "ham", Money(600, eur), true, true},
                           {ItemCode("capers"), "capers", Money(500, eur)},
                           {ItemCode("truffles"), "truffles", Money(900, eur)}};
        policy.gift.up_to = {Money(200, eur)};
    }
    Expected<CaseView, DeskRefusal> give_piece(const CaseView& found, std::int64_t milli) {
        return desk.handle(
            GiveRemedy{request(), cashier, found.id, {.weighs = Quantity::of_milli(milli)}, Language::english});
    }
    Expected<CaseView, DeskRefusal> give_instead(const CaseView& found, const char* code) {
        return desk.handle(GiveRemedy{request(),
                                      cashier,
                                      found.id,
                                      {.remedy = Remedy::substitute, .instead = NamedItem{ItemCode(code), code}},
                                      Language::english});
    }
    std::int64_t taken_off(MovementReason reason) const {
        std::int64_t milli = 0;
        for (const auto& event : ledger.events)
            if (const auto* moved = std::get_if<StockMoved>(&event); moved && moved->movement.reason == reason)
                milli += moved->movement.quantity.milli();
        return milli;
    }
};

} // namespace

TEST_CASE("what a new piece weighs more is a recorded gift, worth today's price, and goes off the stock") {
    HamShop shop;
    const auto given = shop.give_piece(shop.claimed(ham, 742), 842).value();
    CHECK(given.state == CaseState::handed_over);
    CHECK(given.remedy->value == Money(380, eur));
    CHECK(given.remedy->gift == Gift{Quantity::of_milli(100), Money(60, eur)});
    CHECK(shop.taken_off(MovementReason::gift) == -100);
    CHECK(shop.taken_off(MovementReason::lost) == -742);

    REQUIRE(shop.take_back(given));
    CHECK(shop.taken_off(MovementReason::gift) == 0);
}

TEST_CASE("without a product list the gift is worth what was paid for so much") {
    HamShop shop;
    shop.ledger.products.clear();
    const auto given = shop.give_piece(shop.claimed(ham, 742), 842).value();
    CHECK(given.remedy->gift == Gift{Quantity::of_milli(100), Money(51, eur)}); // 3.80 * 100 / 742 = 0.512
}

TEST_CASE("a piece weighs at least what was paid for, and only what was weighed is weighed") {
    HamShop shop;
    const auto found = shop.claimed(ham, 742);
    CHECK(shop.give_piece(found, 741).error().reason == DeskRefusalReason::remedy_does_not_fit);
    const auto exact = shop.give_piece(found, 742).value();
    CHECK_FALSE(exact.remedy->gift);
    CHECK(shop.count<GiftGiven>() == 0);
    CHECK(shop.give_piece(shop.claimed(olives), 1'200).error().reason == DeskRefusalReason::remedy_does_not_fit);
}

TEST_CASE("beyond the policy's terms a manager confirms the gift, who sees what it is worth") {
    HamShop shop;
    const auto found = shop.claimed(ham, 742);
    CHECK(shop.give_piece(found, 1'077).error().reason == DeskRefusalReason::gift_too_large); // 335 g: 2.01
    CHECK(shop.count<GrantGiven>() == 0);
    const auto asked =
        shop.desk.handle(AskManager{shop.request(), cashier, found.id, {.weighs = Quantity::of_milli(1'742)}}).value();
    CHECK(asked.proposal->gift == Money(600, eur));
    const auto given = shop.approve(asked, manager).value();
    CHECK(given.remedy->gift == Gift{Quantity::of_milli(1'000), Money(600, eur)});

    HamShop bound;
    bound.policy.gift.up_to.clear();
    CHECK(bound.give_piece(bound.claimed(ham, 742), 743).error().reason == DeskRefusalReason::gift_too_large);
    CHECK(bound.give_piece(bound.claimed(ham, 742), 742));
}

TEST_CASE("what another item costs more is a gift too; a cheaper one is none") {
    HamShop shop; // a jar of olives cost 3.33
    const auto cheap = shop.give_instead(shop.claimed(olives), "capers").value();
    CHECK(cheap.remedy->gift == Gift{{}, Money(167, eur)});
    CHECK(shop.taken_off(MovementReason::gift) == 0);
    CHECK(shop.give_instead(shop.claimed(olives), "truffles").error().reason == DeskRefusalReason::gift_too_large);

    HamShop dear; // what they cost today counts
    dear.ledger.products.push_back({ItemCode("olives"), "olives", Money(500, eur)});
    CHECK_FALSE(dear.give_instead(dear.claimed(olives), "capers").value().remedy->gift);
    CHECK_FALSE(dear.give_instead(dear.claimed(olives), "not on the list").value().remedy->gift);
}

TEST_CASE("what was fetched is weighed as it is handed over") {
    HamShop shop;
    const auto owed = shop.give(shop.claimed(ham, 742), Remedy::replacement, false).value();
    const auto hand_over = [&](std::int64_t milli) {
        return shop.desk.handle(HandOver{shop.request(), cashier, owed.id, Quantity::of_milli(milli)});
    };
    CHECK(hand_over(700).error().reason == DeskRefusalReason::remedy_does_not_fit);
    CHECK(hand_over(2'000).error().reason == DeskRefusalReason::gift_too_large);
    CHECK(hand_over(792).value().remedy->gift == Gift{Quantity::of_milli(50), Money(30, eur)});
}

TEST_CASE("two pieces or gifts are never one proposal") {
    Proposal one{.id = ProposalId("p"), .value = Money(100, eur)}, other = one, third = one;
    other.offer.weighs = Quantity::of_milli(100);
    third.gift = Money(100, eur);
    CHECK(canonical_text(one) != canonical_text(other));
    CHECK(canonical_text(one) != canonical_text(third));
    CHECK(canonical_text(other) != canonical_text(third));
}
