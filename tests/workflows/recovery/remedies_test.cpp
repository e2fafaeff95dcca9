#include "tests/workflows/recovery/counter.hpp"
#include "workflows/recovery/returns.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr Complaint all_complaints[] = {
    Complaint::not_among_the_goods, Complaint::damaged,       Complaint::spoiled, Complaint::wrong_item,
    Complaint::wrong_price,         Complaint::rung_up_twice, Complaint::quality};

bool speaks_of(const CaseView& found, Finding finding) {
    return std::ranges::find(found.decision.evidence, finding, &Evidence::finding) != found.decision.evidence.end();
}

CaseView priced(Shop& shop, LineNumber number, std::int64_t milli, std::int64_t right_cents) {
    auto claim = shop.claim_on(number, milli, Complaint::wrong_price);
    claim.right_price = Money(right_cents, eur);
    return shop.desk.handle(claim).value();
}

Claim of(Complaint complaint) {
    return {.complaint = complaint};
}

} // namespace

TEST_CASE("a letter of apology goes beside what was given, once, and takes the place of nothing") {
    Shop shop;
    const auto claimed = shop.claimed(olives);
    const auto write = [&](const CaseView& found) {
        return shop.desk.handle(WriteLetter{shop.request(), cashier, found.id, Language::persian});
    };
    CHECK(write(claimed).error().reason == DeskRefusalReason::nothing_to_print);
    const auto given = shop.give(claimed).value();
    const auto with_letter = write(given).value();
    REQUIRE(with_letter.remedy->letter);
    CHECK(with_letter.remedy->letter->prints.size() == 1);
    CHECK(with_letter.remedy->letter->document.language == Language::persian);
    CHECK(with_letter.remedy->slip.number == given.remedy->slip.number);
    CHECK(with_letter.remedy->earlier_slips.empty());
    CHECK(write(given).error().reason == DeskRefusalReason::nothing_to_print);
    CHECK(shop.take_back(with_letter).value().taken_back.front().remedy.letter);
}

TEST_CASE("each failure has its remedies, and no other is given for it") {
    for (const auto complaint : all_complaints) {
        for (const auto remedy : {Remedy::replacement, Remedy::refund, Remedy::price_difference, Remedy::voucher}) {
            Shop shop;
            auto claim = shop.claim_on(olives, 1'000, complaint);
            if (complaint == Complaint::wrong_price)
                claim.right_price = Money(300, eur);
            const auto given = shop.give(shop.desk.handle(claim).value(), remedy);
            INFO(static_cast<int>(complaint) << " " << static_cast<int>(remedy));
            CHECK(given.has_value() == fits({remedy}, of(complaint), Date{}));
            if (!given)
                CHECK(given.error().reason == DeskRefusalReason::remedy_does_not_fit);
        }
        CHECK(fits({Remedy::price_difference}, of(complaint), Date{}) == (complaint == Complaint::wrong_price));
        CHECK(fits({Remedy::replacement}, of(complaint), Date{}) ==
              (complaint != Complaint::wrong_price && complaint != Complaint::rung_up_twice));
    }
}

TEST_CASE("the failure follows the complaint, and only what could lie in the shop is looked for there") {
    Shop shop;
    const auto spoiled = shop.desk.handle(shop.claim_on(olives, 1'000, Complaint::spoiled)).value();
    CHECK(spoiled.decision.failure == Failure::spoiled);
    CHECK_FALSE(speaks_of(spoiled, Finding::left_behind_log_not_kept));
    const auto wrong = shop.desk.handle(shop.claim_on(olives, 1'000, Complaint::wrong_item)).value();
    CHECK(wrong.decision.failure == Failure::wrong_item);
    CHECK(speaks_of(wrong, Finding::left_behind_log_not_kept));
}

TEST_CASE("what was rung up twice shows on the receipt") {
    Shop shop;
    const auto three = shop.desk.handle(shop.claim_on(olives, 1'000, Complaint::rung_up_twice)).value();
    CHECK(speaks_of(three, Finding::stands_more_than_once));
    const auto one = shop.desk.handle(shop.claim_on(coffee, 1'000, Complaint::rung_up_twice)).value();
    CHECK(speaks_of(one, Finding::stands_once));
}

TEST_CASE("goods that have to be fetched are owed until they are handed over") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives), Remedy::replacement, false).value();
    CHECK(given.state == CaseState::owed);
    CHECK(shop.count<GoodsHandedOver>() == 0);
    CHECK(given.remedy->slip.prints.size() == 1);
    CHECK(shop.desk.handle(shop.claim_on(olives, 3'000)).error().reason == DeskRefusalReason::already_made_good);

    const HandOver over{shop.request(), cashier, given.id};
    CHECK(shop.desk.handle(over).value().state == CaseState::handed_over);
    CHECK(shop.desk.handle(over).value().state == CaseState::handed_over);
    CHECK(shop.count<GoodsHandedOver>() == 1);
    CHECK(shop.desk.handle(HandOver{shop.request(), cashier, given.id}).error().reason ==
          DeskRefusalReason::case_is_elsewhere);
}

TEST_CASE("an empty shelf turns what is owed into money on the same grant") {
    Shop shop;
    const auto owed = shop.give(shop.claimed(olives), Remedy::replacement, false).value();
    const auto change = [&](Remedy remedy) {
        return shop.desk.handle(ChangeRemedy{shop.request(), cashier, owed.id, {remedy, false}, Language::persian});
    };
    CHECK(change(Remedy::replacement).error().reason == DeskRefusalReason::remedy_does_not_fit);
    CHECK(change(Remedy::price_difference).error().reason == DeskRefusalReason::remedy_does_not_fit);
    const auto money = change(Remedy::refund).value();
    CHECK(money.state == CaseState::owed);
    CHECK(money.remedy->grant == owed.remedy->grant);
    CHECK(money.remedy->offer.remedy == Remedy::refund);
    CHECK(money.remedy->value == Money(333, eur));
    REQUIRE(money.remedy->earlier_slips.size() == 1);
    CHECK(money.remedy->earlier_slips[0].number == owed.remedy->slip.number);
    CHECK(money.remedy->slip.number != owed.remedy->slip.number);
    CHECK(money.remedy->slip.prints.size() == 1);
    CHECK(shop.count<GrantGiven>() == 1);

    shop.desk.handle(HandOver{shop.request(), cashier, owed.id}).value();
    CHECK(shop.count<MoneyPaidOut>() == 1);
    CHECK(change(Remedy::replacement).error().reason == DeskRefusalReason::case_is_elsewhere);
}

TEST_CASE("a refund is owed until the till has paid it, and then it is not taken back here") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives), Remedy::refund).value();
    CHECK(given.state == CaseState::owed);
    CHECK(given.remedy->value == Money(333, eur));
    const auto paid = shop.desk.handle(HandOver{shop.request(), cashier, given.id}).value();
    CHECK(paid.state == CaseState::handed_over);
    CHECK(shop.take_back(paid).error().reason == DeskRefusalReason::money_is_out);

    const auto other = shop.give(shop.claimed(olives), Remedy::refund).value();
    CHECK(shop.take_back(other).value().state == CaseState::claimed);
}

TEST_CASE("what a till was asked to pay is given in no other way until it has said how that ended") {
    Shop shop;
    const auto refund = shop.give(shop.claimed(olives), Remedy::refund).value();
    const auto change = [&] {
        return shop.desk.handle(
            ChangeRemedy{shop.request(), cashier, refund.id, {Remedy::replacement}, Language::english});
    };
    const auto ask = [&] { return shop.desk.handle(AskRefund{shop.request(), refund.id}); };
    const auto end = [&](bool paid) { return shop.desk.handle(EndRefund{shop.request(), refund.id, paid}); };
    CHECK(end(true).error().reason == DeskRefusalReason::case_is_elsewhere); // nobody asked
    CHECK(ask().value().remedy->asked_of_till);
    CHECK(change().error().reason == DeskRefusalReason::refund_is_asked);
    CHECK(shop.take_back(refund).error().reason == DeskRefusalReason::refund_is_asked);
    ask().value();
    CHECK(shop.count<RefundAsked>() == 1);

    SECTION("it did nothing, so the goods may go instead") {
        CHECK_FALSE(end(false).value().remedy->asked_of_till);
        CHECK(change().value().state == CaseState::handed_over);
        CHECK(ask().error().reason == DeskRefusalReason::case_is_elsewhere);
    }
    SECTION("it did nothing, is asked once more, and pays") {
        end(false).value();
        ask().value();
        CHECK(change().error().reason == DeskRefusalReason::refund_is_asked);
        CHECK(end(true).value().state == CaseState::handed_over);
        CHECK(shop.count<RefundAsked>() == 2);
        CHECK(shop.count<MoneyPaidOut>() == 1);
        CHECK(shop.take_back(refund).error().reason == DeskRefusalReason::money_is_out);
        CHECK(end(true).error().reason == DeskRefusalReason::case_is_elsewhere);
    }
    SECTION("somebody saw it paid") {
        shop.desk.handle(HandOver{shop.request(), cashier, refund.id}).value();
        CHECK(end(true).error().reason == DeskRefusalReason::case_is_elsewhere);
        CHECK(shop.count<MoneyPaidOut>() == 1);
    }
}

TEST_CASE("a till is not asked for money of goods that it took back and paid for meanwhile, nor for goods") {
    Shop shop;
    const auto refund = shop.give(shop.claimed(olives, 3'000), Remedy::refund).value();
    shop.ledger.came_back = Quantity::of_milli(1'000);
    CHECK(shop.desk.handle(AskRefund{shop.request(), refund.id}).error().reason ==
          DeskRefusalReason::already_came_back);
    shop.ledger.came_back = {};
    const auto goods = shop.give(shop.claimed(ham, 742), Remedy::replacement, false).value();
    CHECK(shop.desk.handle(AskRefund{shop.request(), goods.id}).error().reason == DeskRefusalReason::case_is_elsewhere);
    CHECK(shop.desk.handle(AskRefund{shop.request(), CaseId("none")}).error().reason ==
          DeskRefusalReason::case_unknown);
    CHECK(shop.desk.handle(EndRefund{shop.request(), CaseId("none")}).error().reason ==
          DeskRefusalReason::case_unknown);
    CHECK(shop.count<RefundAsked>() == 0);
}

TEST_CASE("a refund that the till's own returns show is settled by itself, once") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives), Remedy::refund).value();
    const auto settle = [&] { return shop.desk.handle(SettleRefund{shop.request(), given.id}); };
    CHECK(settle().value().state == CaseState::owed);
    shop.ledger.refunds_paid = {given.remedy->grant};
    CHECK(settle().value().state == CaseState::closed);
    CHECK(settle().error().reason == DeskRefusalReason::case_is_elsewhere);
    REQUIRE(shop.count<MoneyPaidOut>() == 1);
    for (const auto& event : shop.ledger.events)
        if (const auto* paid = std::get_if<MoneyPaidOut>(&event))
            CHECK(paid->told_by_till);
}

TEST_CASE("a wrong price gives the difference back, uses up no unit and is put right once for each") {
    Shop shop;
    const auto found = priced(shop, olives, 2'000, 250); // two of three, paid 10.00 for three
    CHECK(found.value == Money(167, eur));               // 6.67 less 5.00
    CHECK(found.decision.failure == Failure::wrong_price);
    const auto given = shop.give(found, Remedy::price_difference).value();
    CHECK(given.state == CaseState::owed);
    CHECK(given.remedy->value == Money(167, eur));

    auto twice = shop.claim_on(olives, 2'000, Complaint::wrong_price);
    twice.right_price = Money(250, eur);
    CHECK(shop.desk.handle(twice).error().reason == DeskRefusalReason::already_made_good);
    CHECK(speaks_of(priced(shop, olives, 1'000, 250), Finding::price_put_right));

    // All three are still the customer's, and no more than was paid for them is ever given.
    const auto missing = shop.desk.handle(shop.claim_on(olives, 3'000)).value();
    CHECK(missing.value == Money(833, eur));
}

TEST_CASE("a price that was not higher is no wrong price, and so is none at all") {
    Shop shop;
    for (const auto& price : {std::optional(Money(334, eur)), std::optional(Money(333, eur)),
                              std::optional(Money(-1, eur)), std::optional(Money(100, irr)), std::optional<Money>()}) {
        auto claim = shop.claim_on(olives, 1'000, Complaint::wrong_price);
        claim.right_price = price;
        CHECK(shop.desk.handle(claim).error().reason == DeskRefusalReason::price_was_not_higher);
    }
    CHECK(shop.ledger.events.empty());
    CHECK(priced(shop, ham, 742, 400).value == Money(83, eur)); // 3.80 for 0.742 kg, 2.97 at the right price
}

TEST_CASE("what a manager signs names the remedy, and that is what is given") {
    Shop shop;
    const auto found = shop.claimed(coffee);
    const auto as_refund = shop.desk.handle(AskManager{shop.request(), cashier, found.id, {Remedy::refund}}).value();
    REQUIRE(as_refund.proposal);
    auto as_goods = *as_refund.proposal;
    as_goods.offer.remedy = Remedy::replacement;
    CHECK(canonical_text(as_goods) != canonical_text(*as_refund.proposal));
    const auto given = shop.approve(as_refund, manager).value();
    CHECK(given.remedy->offer.remedy == Remedy::refund);
    CHECK(given.state == CaseState::owed);
}

TEST_CASE("taking back what is on paper prints a slip that says so, before that nothing") {
    Shop shop;
    const auto unprinted = shop.give(shop.claimed(olives)).value();
    const auto quiet = shop.take_back(unprinted).value();
    CHECK_FALSE(quiet.taken_back.back().cancelling_slip);

    const auto given = shop.give(shop.claimed(ham, 742)).value();
    shop.desk.handle(RecordPrint{shop.request(), given.id, given.remedy->slip.prints[0].job, PrintOutcome::printed})
        .value();
    const auto back = shop.take_back(given).value();
    REQUIRE(back.taken_back.size() == 1);
    REQUIRE(back.taken_back[0].cancelling_slip);
    const auto& slip = *back.taken_back[0].cancelling_slip;
    CHECK(slip.number != given.remedy->slip.number);
    REQUIRE(slip.prints.size() == 1);
    const auto told =
        shop.desk.handle(RecordPrint{shop.request(), given.id, slip.prints[0].job, PrintOutcome::printed}).value();
    CHECK(told.taken_back[0].cancelling_slip->prints[0].outcome == PrintOutcome::printed);
}

TEST_CASE("a till's return is our refund where it came after it, and uses up units where it did not") {
    const auto at = [](const char* time) { return *CivilTime::from_iso(time); };
    const auto units = [](int count) { return Quantity::of_milli(count * 1'000); };
    const RefundRequest refund{GrantId("r"), units(1), at("2026-05-04T10:00"), units(1)};
    LineReturns returns{.settled = units(2),
                        .last = at("2026-05-04T10:20"),
                        .parts = {{units(1), at("2026-04-01T09:00")}, {units(1), at("2026-05-04T10:20")}}};

    const auto settled = settle_refunds(returns, {refund});
    CHECK(settled.paid == std::vector{GrantId("r")});
    CHECK(settled.rest.settled == units(1));
    CHECK(settled.rest.last == at("2026-04-01T09:00"));

    const auto none = settle_refunds({.settled = units(1), .parts = {{units(1), at("2026-04-01T09:00")}}}, {refund});
    CHECK(none.paid.empty());
    CHECK(none.rest.settled == units(1));

    // Known before it was asked for: not this refund, however near in time.
    const auto known = settle_refunds({.settled = units(1), .parts = {{units(1), at("2026-05-04T09:58")}}}, {refund});
    CHECK(known.paid.empty());
    CHECK(known.rest.settled == units(1));

    const auto half = settle_refunds(
        {.settled = units(1), .parts = {{units(1), at("2026-05-04T09:50")}}},
        {{GrantId("two"), units(2), at("2026-05-04T10:00")}, {GrantId("r"), units(1), at("2026-05-04T10:00")}});
    CHECK(half.paid.empty()); // of two only one came back, and that one was theirs
    CHECK(half.rest.settled.is_zero());
}

TEST_CASE("what a till took back meanwhile is not given here once more") {
    Shop shop;
    const auto owed = shop.give(shop.claimed(ham, 742), Remedy::replacement, false).value();
    shop.ledger.came_back = Quantity::of_milli(742);
    shop.ledger.came_back_at = shop.clock.civil;
    const auto hand_over = shop.desk.handle(HandOver{shop.request(), cashier, owed.id});
    CHECK(hand_over.error().reason == DeskRefusalReason::already_came_back);
    const auto money = shop.desk.handle(ChangeRemedy{shop.request(), cashier, owed.id, {Remedy::refund, false}, {}});
    CHECK(money.error().reason == DeskRefusalReason::already_came_back);
    CHECK(shop.take_back(owed));
}

TEST_CASE("a refund that the till has paid is neither changed nor taken back") {
    Shop shop;
    const auto owed = shop.give(shop.claimed(olives), Remedy::refund).value();
    shop.ledger.refunds_paid = {owed.remedy->grant};
    const auto goods =
        shop.desk.handle(ChangeRemedy{shop.request(), cashier, owed.id, {Remedy::replacement, false}, {}});
    CHECK(goods.error().reason == DeskRefusalReason::money_is_out);
    CHECK(shop.take_back(owed).error().reason == DeskRefusalReason::money_is_out);
}

TEST_CASE("a price is put right only for what the customer still has, and its worth is no worth of the goods") {
    Shop shop;
    shop.give(shop.claimed(olives, 2'000), Remedy::refund).value();
    shop.give(priced(shop, olives, 1'000, 100), Remedy::price_difference).value(); // the third
    auto again = shop.claim_on(olives, 1'000, Complaint::wrong_price);
    again.right_price = Money(100, eur);
    CHECK(shop.desk.handle(again).error().reason == DeskRefusalReason::already_made_good);

    Shop other;
    other.give(priced(other, olives, 3'000, 100), Remedy::price_difference).value(); // 3.00 paid in the end
    CHECK(other.desk.handle(other.claim_on(olives, 1'000)).value().value == Money(100, eur));
}

TEST_CASE("what waits for a manager is fetched or at hand as it was asked for") {
    Shop shop;
    const auto found = shop.claimed(coffee);
    const auto asked =
        shop.desk.handle(AskManager{shop.request(), cashier, found.id, {Remedy::replacement, false}}).value();
    CHECK(shop.approve(asked, manager).value().state == CaseState::owed);
}

TEST_CASE("paper that was replaced is named on what replaces it, and on what takes it back") {
    Shop shop;
    const auto owed = shop.give(shop.claimed(olives), Remedy::refund).value();
    const auto print = [&](const IssuedSlip& slip, PrintOutcome outcome) {
        shop.desk.handle(RecordPrint{shop.request(), owed.id, slip.prints[0].job, outcome}).value();
    };
    print(owed.remedy->slip, PrintOutcome::unconfirmed);
    const auto goods =
        shop.desk.handle(ChangeRemedy{shop.request(), cashier, owed.id, {Remedy::replacement, false}, {}}).value();
    print(goods.remedy->slip, PrintOutcome::failed);
    CHECK(shop.take_back(goods).value().taken_back.back().cancelling_slip);
}

TEST_CASE("a voucher is in the customer's hand at once, is taken in once, and is not taken back after that") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives), Remedy::voucher).value();
    CHECK(given.state == CaseState::handed_over);
    CHECK(given.remedy->value == Money(333, eur));
    CHECK(is_own_label(voucher_label_kind, given.remedy->slip.number.text()));
    CHECK(shop.count<GoodsHandedOver>() == 0);
    CHECK(shop.count<MoneyPaidOut>() == 0);
    // It stands for the unit like any other remedy.
    CHECK(shop.desk.handle(shop.claim_on(olives, 3'000)).error().reason == DeskRefusalReason::already_made_good);

    const auto redeem = [&](const CaseView& of) {
        return shop.desk.handle(RedeemVoucher{shop.request(), cashier, of.id});
    };
    shop.desk.handle(CloseCase{shop.request(), cashier, given.id}).value();
    shop.clock.pass_ms(40LL * 24 * 60 * 60 * 1000);
    const auto taken_in = redeem(given).value();
    CHECK(taken_in.remedy->redeemed_at == shop.clock.civil);
    CHECK(taken_in.state == CaseState::closed);
    shop.clock.pass_ms(60'000);
    const auto again = redeem(given);
    CHECK(again.error().reason == DeskRefusalReason::voucher_is_used);
    CHECK(again.error().when == taken_in.remedy->redeemed_at);

    const auto used = shop.give(shop.claimed(olives), Remedy::voucher).value();
    redeem(used).value();
    CHECK(shop.take_back(used).error().reason == DeskRefusalReason::voucher_is_used);
    const auto unused = shop.give(shop.claimed(olives), Remedy::voucher).value();
    CHECK(shop.take_back(unused).value().state == CaseState::claimed);
    CHECK(redeem(unused).error().reason == DeskRefusalReason::no_voucher);
}

TEST_CASE("goods are promised for a day that has not gone by, and nothing else is") {
    Shop shop;
    const auto today = shop.clock.civil.date();
    const Date tomorrow{today.days_since_1970 + 1}, yesterday{today.days_since_1970 - 1};
    const auto found = shop.claimed(olives);
    const auto give = [&](const Offer& offer) {
        return shop.desk.handle(GiveRemedy{shop.request(), cashier, found.id, offer, Language::english});
    };
    for (const Offer& offer : {Offer{Remedy::replacement, false, yesterday}, Offer{Remedy::replacement, true, tomorrow},
                               Offer{Remedy::refund, false, tomorrow}, Offer{Remedy::voucher, false, tomorrow}})
        CHECK(give(offer).error().reason == DeskRefusalReason::remedy_does_not_fit);

    const auto promised = give({Remedy::replacement, false, tomorrow}).value();
    CHECK(promised.state == CaseState::owed);
    CHECK(promised.remedy->offer.promised_for == tomorrow);
    const auto later = shop.desk
                           .handle(ChangeRemedy{shop.request(),
                                                cashier,
                                                promised.id,
                                                Offer{Remedy::replacement, false, Date{today.days_since_1970 + 7}},
                                                {}})
                           .value();
    CHECK(later.remedy->offer.promised_for == Date{today.days_since_1970 + 7});
    CHECK(later.remedy->earlier_slips.size() == 1);
    CHECK(shop.desk.handle(HandOver{shop.request(), cashier, promised.id}).value().state == CaseState::handed_over);
}

TEST_CASE("a substitute names the goods that go instead, and uses up what was claimed") {
    Shop shop;
    const auto found = shop.claimed(olives, 2'000);
    const auto give = [&](const Offer& offer) {
        return shop.desk.handle(GiveRemedy{shop.request(), cashier, found.id, offer, Language::english});
    };
    CHECK(give({Remedy::substitute}).error().reason == DeskRefusalReason::remedy_does_not_fit);
    const NamedItem green{ItemCode("4006381333931"), "Green olives"};
    CHECK(give({.remedy = Remedy::replacement, .instead = green}).error().reason ==
          DeskRefusalReason::remedy_does_not_fit);
    const auto given = give({.remedy = Remedy::substitute, .instead = green}).value();
    CHECK(given.state == CaseState::handed_over);
    CHECK(given.remedy->offer.instead == green);
    CHECK(shop.desk.handle(shop.claim_on(olives, 2'000)).error().reason == DeskRefusalReason::already_made_good);
}

TEST_CASE("an empty shelf turns what is owed into a substitute, a voucher or a promise on the same grant") {
    Shop shop;
    const auto change = [&](const CaseView& owed, const Offer& offer) {
        return shop.desk.handle(ChangeRemedy{shop.request(), cashier, owed.id, offer, Language::english}).value();
    };
    const auto owed = [&] { return shop.give(shop.claimed(olives), Remedy::replacement, false).value(); };

    const auto first = owed();
    const auto voucher = change(first, {Remedy::voucher});
    CHECK(voucher.state == CaseState::handed_over);
    CHECK(voucher.remedy->grant == first.remedy->grant);
    CHECK(is_own_label(voucher_label_kind, voucher.remedy->slip.number.text()));

    const auto other = change(owed(), {.remedy = Remedy::substitute, .instead = NamedItem{{}, "Green olives"}});
    CHECK(other.state == CaseState::handed_over);
    CHECK(shop.count<GoodsHandedOver>() == 1);
}

TEST_CASE("a slip names who is at the counter, whoever opened the case and whoever confirms it") {
    struct KeptContents final : SlipWriter {
        mutable std::vector<SlipContent> written;
        SlipDocument write(const SlipContent& content) const override {
            written.push_back(content);
            return {};
        }
    } slips;
    Shop shop;
    const StaffId colleague("colleague");
    shop.ledger.people[colleague] = {colleague, {"C", "C"}, StaffRole::cashier};
    Desk desk({shop.ledger, shop.clock, shop.randomness, shop.cryptography, slips, shop.policy, "lane-1", {}});
    const auto last = [&] { return slips.written.back(); };

    const Offer fetched{Remedy::replacement, false};
    const auto opened = shop.claimed(olives, 2'000);
    REQUIRE(desk.handle(GiveRemedy{shop.request(), colleague, opened.id, fetched, {}}));
    CHECK(last().given_by == colleague);
    REQUIRE(desk.handle(ChangeRemedy{shop.request(), cashier, opened.id, {Remedy::refund, false}, {}}));
    CHECK(last().given_by == cashier);

    const auto dear = shop.claimed(coffee);
    const auto asked = desk.handle(AskManager{shop.request(), colleague, dear.id, fetched}).value();
    const ApproveProposal confirmed{
        shop.request(), shop.counted_try(manager, asked), manager, dear.id, asked.proposal->id, true};
    REQUIRE(desk.handle(confirmed));
    CHECK(last().given_by == colleague);
    CHECK(last().confirmed_by == manager);
}
