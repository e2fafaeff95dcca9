#include "tests/workflows/recovery/counter.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

MakeClaim olives_and_ham(Shop& shop, Complaint complaint = Complaint::not_among_the_goods) {
    auto claim = shop.claim_on(olives, 2'000, complaint);
    claim.more = {{ham, Quantity::of_milli(742)}};
    return claim;
}

std::vector<Evidence> facts(const CaseView& found, Finding finding) {
    std::vector<Evidence> all;
    std::ranges::copy_if(found.decision.evidence, std::back_inserter(all),
                         [&](const Evidence& fact) { return fact.finding == finding; });
    return all;
}

std::vector<StockMoved> moves(const Shop& shop) {
    std::vector<StockMoved> all;
    for (const auto& event : shop.ledger.events)
        if (const auto* moved = std::get_if<StockMoved>(&event))
            all.push_back(*moved);
    return all;
}

} // namespace

TEST_CASE("what happened to goods of several lines is one claim, worth what they are worth together") {
    Shop shop;
    const auto found = shop.desk.handle(olives_and_ham(shop)).value();
    CHECK(found.value == Money(667 + 380, eur)); // two of three olives for 10.00, and all of the ham
    CHECK(found.decision.outcome == Outcome::give_now);

    const auto given = shop.give(found).value();
    CHECK(given.remedy->value == Money(1'047, eur));
    CHECK(shop.count<GrantGiven>() == 1);
    CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line == Quantity::of_milli(2'000));
    CHECK(shop.ledger.history(march_receipt.key, olives).worth_made_good_on_line == 667);
    CHECK(shop.ledger.history(march_receipt.key, ham).made_good_on_line == Quantity::of_milli(742));
    CHECK(shop.ledger.history(march_receipt.key, ham).worth_made_good_on_line == 380);
    REQUIRE(moves(shop).size() == 2);
    CHECK(moves(shop)[0].movement ==
          StockMovement{ItemCode("olives"), Quantity::of_milli(-2'000), MovementReason::lost});
    CHECK(moves(shop)[1].movement == StockMovement{ItemCode("ham"), Quantity::of_milli(-742), MovementReason::lost});
}

TEST_CASE("the rules are asked about all of it, so that nothing is gained by claiming it in parts") {
    Shop shop;
    shop.policy.rules[0].value_at_most = {Money(900, eur)};
    shop.policy.rules[1].value_above = {Money(900, eur)};
    CHECK(shop.claimed(olives, 2'000).decision.outcome == Outcome::give_now);
    CHECK(shop.claimed(ham, 742).decision.outcome == Outcome::give_now);
    CHECK(shop.desk.handle(olives_and_ham(shop)).value().decision.outcome == Outcome::manager_confirms);
}

TEST_CASE("what cannot be claimed on one of the lines is claimed on none") {
    struct Row {
        std::vector<ClaimedLine> more;
        Complaint complaint;
        DeskRefusalReason reason;
    };
    const auto one = Quantity::of_milli(1'000);
    const auto row = GENERATE_COPY(values<Row>({
        {{{olives, one}}, Complaint::damaged, DeskRefusalReason::one_line_at_a_time},
        {{{ham, Quantity::of_milli(100)}, {ham, Quantity::of_milli(100)}},
         Complaint::damaged,
         DeskRefusalReason::one_line_at_a_time},
        {{{coffee, one}}, Complaint::wrong_price, DeskRefusalReason::one_line_at_a_time},
        {{{deposit, one}}, Complaint::damaged, DeskRefusalReason::line_is_not_goods},
        {{{voided, one}}, Complaint::damaged, DeskRefusalReason::line_is_not_goods},
        {{{LineNumber(99), one}}, Complaint::damaged, DeskRefusalReason::line_unknown},
        {{{ham, one}}, Complaint::damaged, DeskRefusalReason::quantity_not_on_line},
    }));
    Shop shop;
    auto claim = shop.claim_on(olives, 1'000, row.complaint);
    claim.more = row.more;
    claim.right_price = Money(100, eur);
    const auto answer = shop.desk.handle(claim);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().reason == row.reason);
    CHECK(shop.ledger.events.empty());
}

TEST_CASE("a line that was made good before keeps the others from being given with it") {
    Shop shop;
    const auto both = shop.desk.handle(olives_and_ham(shop)).value();
    REQUIRE(shop.give(shop.claimed(ham, 742)));
    const auto refusal = shop.give(both).error();
    CHECK(refusal.reason == DeskRefusalReason::already_made_good);
    CHECK(shop.count<GrantGiven>() == 1);
    CHECK(shop.desk.handle(olives_and_ham(shop)).error().reason == DeskRefusalReason::already_made_good);
}

TEST_CASE("facts that hold for all lines are told once, the others by line") {
    Shop shop;
    shop.ledger.receipts.front().lines[4].entry_method = EntryMethod::weighed;
    const auto found = shop.desk.handle(olives_and_ham(shop)).value();
    REQUIRE(facts(found, Finding::line_was_paid).size() == 1);
    CHECK_FALSE(facts(found, Finding::line_was_paid)[0].line);
    REQUIRE(facts(found, Finding::line_was_scanned).size() == 1);
    CHECK(facts(found, Finding::line_was_scanned)[0].line == olives);
    REQUIRE(facts(found, Finding::line_was_weighed).size() == 1);
    CHECK(facts(found, Finding::line_was_weighed)[0].line == ham);
    CHECK(facts(found, Finding::bought_recently).size() == 1);
}

TEST_CASE("what was left behind is handed over line by line, and what was lost is lost") {
    Shop shop;
    const LeftBehindId bag("bag");
    shop.ledger.entries[bag] = {.id = bag,
                                .code = ItemCode("ham"),
                                .item = "ham",
                                .quantity = one_unit,
                                .lane = WorkstationId("2"),
                                .found_at = *CivilTime::from_iso("2026-03-04T17:40"),
                                .recorded_at = *CivilTime::from_iso("2026-03-04T17:40"),
                                .found_by = cashier};
    const auto found = shop.desk.handle(olives_and_ham(shop)).value();
    REQUIRE(facts(found, Finding::left_behind_log_holds_it).size() == 1);
    CHECK(facts(found, Finding::left_behind_log_holds_it)[0].line == ham);
    REQUIRE(shop.give(found));
    CHECK(shop.ledger.entries.at(bag).state == LeftBehindState::handed_over);
    REQUIRE(moves(shop).size() == 1);
    CHECK(moves(shop)[0].movement.code == ItemCode("olives"));
    CHECK(moves(shop)[0].movement.reason == MovementReason::lost);
}

TEST_CASE("taken back, every line of it can be claimed again") {
    Shop shop;
    const auto given = shop.give(shop.desk.handle(olives_and_ham(shop)).value()).value();
    REQUIRE(shop.take_back(given));
    for (const auto number : {olives, ham}) {
        const auto history = shop.ledger.history(march_receipt.key, number);
        CHECK(history.made_good_on_line.is_zero());
        CHECK(history.worth_made_good_on_line == 0);
        CHECK(history.taken_back_on_line == 1);
    }
    CHECK(moves(shop).size() == 4);
}

TEST_CASE("several lines are replaced, refunded or turned into a voucher, but not into one other item") {
    for (const auto remedy : {Remedy::replacement, Remedy::refund, Remedy::voucher, Remedy::substitute}) {
        Shop shop;
        const auto found = shop.desk.handle(olives_and_ham(shop)).value();
        Offer offer{remedy};
        if (remedy == Remedy::substitute)
            offer.instead = NamedItem{ItemCode("2"), "Green olives"};
        const auto given = shop.desk.handle(GiveRemedy{shop.request(), cashier, found.id, offer, Language::english});
        CHECK(given.has_value() == (remedy != Remedy::substitute));
    }
}

TEST_CASE("what a manager signs names every line") {
    Shop shop;
    const auto found = shop.desk.handle(olives_and_ham(shop)).value();
    const auto asked = shop.desk.handle(AskManager{shop.request(), cashier, found.id, {Remedy::replacement}}).value();
    auto other = *asked.proposal;
    other.claim.more[0].quantity = Quantity::of_milli(741);
    CHECK(canonical_text(other) != canonical_text(*asked.proposal));
    other.claim.more.clear();
    CHECK(canonical_text(other) != canonical_text(*asked.proposal));
    CHECK(shop.approve(asked, manager).value().remedy->value == Money(1'047, eur));
}
