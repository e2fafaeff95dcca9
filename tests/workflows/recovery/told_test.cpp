#include "tests/workflows/recovery/counter.hpp"

// Recoveries by the customer's word alone: no receipt shows the goods, or it is about how they were served.

using namespace makegood;
using namespace makegood::testing;

namespace {

ToldPurchase tea(std::int64_t cents) {
    return {.item = NamedItem{ItemCode("3"), "Tea"}, .price = Money(cents, eur)};
}

CaseView told(Shop& shop, const ToldPurchase& purchase, Complaint complaint = Complaint::not_among_the_goods,
              std::int64_t milli = 1'000) {
    return shop.desk.handle(MakeToldClaim{shop.request(), cashier, purchase, Quantity::of_milli(milli), complaint})
        .value();
}

DeskRefusalReason refusal_of(Shop& shop, const ToldPurchase& purchase, Complaint complaint,
                             std::int64_t milli = 1'000) {
    return shop.desk.handle(MakeToldClaim{shop.request(), cashier, purchase, Quantity::of_milli(milli), complaint})
        .error()
        .reason;
}

bool has(const CaseView& found, Finding finding) {
    return std::ranges::find(found.decision.evidence, finding, &Evidence::finding) != found.decision.evidence.end();
}

} // namespace

TEST_CASE("goods that no receipt shows are given within what the shop allows") {
    Shop shop;
    const auto found = told(shop, tea(350), Complaint::not_among_the_goods, 2'000);
    CHECK(found.value == Money(700, eur));
    CHECK(found.decision.outcome == Outcome::give_now);
    CHECK(found.decision.failure == Failure::missing);
    CHECK(has(found, Finding::no_receipt_found));
    CHECK_FALSE(has(found, Finding::line_was_paid));

    const auto given = shop.give(found);
    REQUIRE(given);
    CHECK(given->remedy->value == Money(700, eur));
    CHECK(shop.count<StockMoved>() == 1);
}

TEST_CASE("beyond the amount, or the number of cases in a day, a manager looks along") {
    Shop shop;
    CHECK(told(shop, tea(1'000)).decision.outcome == Outcome::give_now);
    const auto dear = told(shop, tea(1'001));
    CHECK(dear.decision.outcome == Outcome::manager_confirms);
    CHECK(dear.decision.deciding_rule == goodwill_rule);

    for (int i = 0; i < 2; ++i)
        REQUIRE(shop.give(told(shop, tea(100))));
    const auto third = told(shop, tea(100));
    CHECK(third.decision.outcome == Outcome::manager_confirms);
    CHECK(has(third, Finding::helped_without_receipt));
    CHECK(shop.give(third).error().reason == DeskRefusalReason::needs_manager);

    SECTION("what was taken back counts no longer") {
        shop.clock.pass_ms(1'000);
        const auto fourth = told(shop, tea(100));
        auto with_manager = shop.desk.handle(AskManager{shop.request(), cashier, fourth.id}).value();
        REQUIRE(shop.approve(with_manager, manager));
        CHECK(told(shop, tea(100)).decision.outcome == Outcome::manager_confirms);
    }
    SECTION("the next day begins anew") {
        shop.clock.pass_ms(24 * 3'600'000);
        CHECK(told(shop, tea(100)).decision.outcome == Outcome::give_now);
    }
}

TEST_CASE("without terms for it a manager confirms what goes by word alone, and an apology needs nobody") {
    Shop shop;
    shop.policy.goodwill = {};
    CHECK(told(shop, tea(1)).decision.outcome == Outcome::manager_confirms);
    CHECK(told(shop, {.price = Money(0, eur)}, Complaint::service).decision.outcome == Outcome::give_now);
}

TEST_CASE("an apology is worth nothing in money, however large the gesture might have been") {
    Shop shop;
    const auto plain = told(shop, {.price = Money(0, eur)}, Complaint::service);
    CHECK(plain.decision.failure == Failure::service);
    CHECK(has(plain, Finding::told_of_service));
    CHECK(shop.give(plain, Remedy::voucher).error().reason == DeskRefusalReason::remedy_does_not_fit);
    const auto sorry = shop.give(plain, Remedy::apology);
    REQUIRE(sorry);
    CHECK(sorry->state == CaseState::handed_over);

    const auto gesture = told(shop, {.price = Money(500, eur)}, Complaint::service);
    const auto voucher = shop.give(gesture, Remedy::voucher);
    REQUIRE(voucher);
    CHECK(voucher->remedy->value == Money(500, eur));
    const auto letter = shop.give(told(shop, {.price = Money(500, eur)}, Complaint::service), Remedy::apology);
    REQUIRE(letter);
    CHECK(letter->remedy->value == Money(0, eur));
    CHECK(shop.count<StockMoved>() == 0);
    // Two letters and one voucher: only the voucher counts for the day.
    CHECK(shop.ledger.given_without_receipt(cashier, {0}, {shop.clock.civil.seconds + 1}) == 1);
}

TEST_CASE("the product list's price goes before the one that is told") {
    Shop shop;
    shop.ledger.products = {{.code = ItemCode("3"), .name = "Tea", .price = Money(480, eur)}};
    CHECK(told(shop, tea(100)).value == Money(480, eur));
    CHECK(told(shop, tea(900)).value == Money(480, eur));
    CHECK(told(shop, tea(0)).value == Money(480, eur));
}

TEST_CASE("what only a receipt can show is not taken by word, and half a story is asked for anew") {
    Shop shop;
    using enum DeskRefusalReason;
    CHECK(refusal_of(shop, tea(100), Complaint::wrong_price) == needs_a_receipt);
    CHECK(refusal_of(shop, tea(100), Complaint::rung_up_twice) == needs_a_receipt);
    CHECK(refusal_of(shop, tea(100), Complaint::service) == needs_a_receipt);
    CHECK(refusal_of(shop, {.price = Money(100, eur)}, Complaint::damaged) == needs_a_receipt);
    CHECK(refusal_of(shop, tea(0), Complaint::damaged) == price_not_told);
    CHECK(refusal_of(shop, tea(-1), Complaint::damaged) == price_not_told);
    CHECK(refusal_of(shop, tea(100), Complaint::damaged, 0) == quantity_not_on_line);
    CHECK(refusal_of(shop, {.price = Money(100, eur)}, Complaint::service, 2'000) == quantity_not_on_line);
    CHECK(shop.ledger.events.empty());
    // A till pays out only what a receipt shows.
    CHECK(shop.give(told(shop, tea(100)), Remedy::refund).error().reason == remedy_does_not_fit);
}

TEST_CASE("all that goes by word alone is looked at by somebody else, but for an apology") {
    Shop shop;
    REQUIRE(shop.give(told(shop, {.price = Money(0, eur)}, Complaint::service), Remedy::apology));
    CHECK(shop.count<SecondLookAsked>() == 0);
    const auto given = shop.give(told(shop, tea(100)));
    REQUIRE(given);
    CHECK(shop.count<SecondLookAsked>() == 1);
    CHECK_FALSE(shop.waits_for(*given, cashier));
    CHECK(shop.waits_for(*given, manager));

    // What a manager has confirmed was seen by two already.
    const auto dear = shop.desk.handle(AskManager{shop.request(), cashier, told(shop, tea(1'500)).id}).value();
    REQUIRE(shop.approve(dear, manager));
    CHECK(shop.count<SecondLookAsked>() == 1);
}

namespace {

CaseView olives_by_word(Shop& shop, std::int64_t cents, std::int64_t milli = 1'000) {
    return told(shop, {.item = NamedItem{ItemCode("olives"), "Olives"}, .price = Money(cents, eur)},
                Complaint::not_among_the_goods, milli);
}

TieClaim tie(Shop& shop, const CaseView& found, LineNumber number = olives) {
    return {shop.request(), cashier, found.id, march_receipt, number};
}

} // namespace

TEST_CASE("when the receipt turns up, what was given by word is made good on its line, once") {
    Shop shop;
    const auto given = shop.give(olives_by_word(shop, 500)).value(); // 10.00 was paid for three
    const auto command = tie(shop, given);
    const auto tied = shop.desk.handle(command).value();
    CHECK_FALSE(tied.claim.told);
    CHECK(tied.claim.receipt == march_receipt);
    CHECK(tied.claim.line == olives);
    CHECK(tied.tied_at == shop.clock.civil);
    CHECK(tied.state == given.state);
    CHECK(tied.remedy->value == Money(500, eur));

    const auto history = shop.ledger.history(march_receipt.key, olives);
    CHECK(history.made_good_on_line == one_unit);
    CHECK(history.worth_made_good_on_line == 333); // what was paid for one of them
    CHECK(shop.claimed(olives, 2'000).value == Money(667, eur));
    CHECK(shop.desk.handle(shop.claim_on(olives, 3'000)).error().reason == DeskRefusalReason::already_made_good);

    const auto events = shop.ledger.events.size();
    CHECK(shop.desk.handle(command));
    CHECK(shop.ledger.events.size() == events);
    CHECK(shop.desk.handle(tie(shop, given)).error().reason == DeskRefusalReason::case_is_elsewhere);
}

TEST_CASE("only what was given, of the same goods, and as much as is left of them, is tied") {
    Shop shop;
    const auto asked = olives_by_word(shop, 300);
    CHECK(shop.desk.handle(tie(shop, asked)).error().reason == DeskRefusalReason::case_is_elsewhere);
    const auto given = shop.give(asked).value();
    CHECK(shop.desk.handle(tie(shop, given, ham)).error().reason == DeskRefusalReason::other_goods);
    CHECK(shop.desk.handle(tie(shop, given, LineNumber(99))).error().reason == DeskRefusalReason::line_unknown);
    const auto on_receipt = shop.claimed(olives, 1'000);
    CHECK(shop.desk.handle(tie(shop, on_receipt)).error().reason == DeskRefusalReason::case_is_elsewhere);
    REQUIRE(shop.give(shop.claimed(olives, 3'000)));
    CHECK(shop.desk.handle(tie(shop, given)).error().reason == DeskRefusalReason::already_made_good);
    CHECK(shop.count<ClaimTied>() == 0);
}

TEST_CASE("taken back after it was tied, it is claimed on its line again") {
    Shop shop;
    const auto tied = shop.desk.handle(tie(shop, shop.give(olives_by_word(shop, 300)).value())).value();
    const auto again = shop.take_back(tied).value();
    CHECK(again.state == CaseState::claimed);
    CHECK(has(again, Finding::line_was_paid));
    CHECK_FALSE(has(again, Finding::no_receipt_found));
    CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line.is_zero());
}

TEST_CASE("a claim on a line is told of what was given without a receipt since, and is not held against anybody") {
    Shop shop;
    REQUIRE(shop.give(olives_by_word(shop, 300)));
    const auto found = shop.claimed(olives);
    const auto fact = std::ranges::find(found.decision.evidence, Finding::given_by_word, &Evidence::finding);
    REQUIRE(fact != found.decision.evidence.end());
    CHECK(fact->count == 1);
    CHECK(fact->direction == Direction::unknown);
    CHECK(found.decision.outcome == Outcome::give_now);
    CHECK_FALSE(has(shop.claimed(coffee), Finding::given_by_word));
}

TEST_CASE("what is told beside a receipt is weighed with what was made good on it, and never refused for it") {
    Shop shop;
    const auto beside = [&](const NamedItem& item) {
        return told(shop, {.item = item, .price = Money(300, eur), .beside = ToldBeside{march_receipt}});
    };
    const NamedItem more_olives{ItemCode("olives"), "Olives"};
    CHECK(beside(more_olives).decision.outcome == Outcome::give_now);
    REQUIRE(shop.give(shop.claimed(olives, 3'000)));

    const auto again = beside(more_olives);
    CHECK(again.claim.told->beside == ToldBeside{march_receipt, olives});
    const auto fact = std::ranges::find(again.decision.evidence, Finding::partly_made_good, &Evidence::finding);
    REQUIRE(fact != again.decision.evidence.end());
    CHECK(fact->direction == Direction::against_the_claim);
    CHECK(fact->count == 3'000);
    CHECK(fact->at == shop.clock.civil);
    CHECK_FALSE(has(again, Finding::no_receipt_found));
    CHECK(again.decision.outcome == Outcome::manager_confirms);
    CHECK(again.decision.deciding_rule == goodwill_evidence_rule);
    CHECK(shop.approve(shop.desk.handle(AskManager{shop.request(), cashier, again.id}).value(), manager));

    const auto unknown_there = beside({ItemCode("3"), "Tea"});
    CHECK(unknown_there.claim.told->beside == ToldBeside{march_receipt});
    CHECK(has(unknown_there, Finding::no_receipt_found));
    CHECK(has(unknown_there, Finding::others_made_good_on_receipt));
    CHECK(told(shop, tea(300)).decision.outcome == Outcome::give_now);

    auto elsewhere = march_receipt;
    elsewhere.key.sequence = "nowhere";
    CHECK(refusal_of(shop, {.item = more_olives, .price = Money(300, eur), .beside = ToldBeside{elsewhere}},
                     Complaint::damaged) == DeskRefusalReason::receipt_unknown);
}

TEST_CASE("goods that lay in the shop after all were never lost") {
    Shop shop;
    const auto given = shop.give(olives_by_word(shop, 300)).value();
    const LeftBehindId bag("bag");
    shop.ledger.entries[bag] = {.id = bag,
                                .code = ItemCode("olives"),
                                .item = "olives",
                                .quantity = one_unit,
                                .lane = WorkstationId("2"),
                                .found_at = *CivilTime::from_iso("2026-03-04T17:40"),
                                .recorded_at = *CivilTime::from_iso("2026-03-04T17:40"),
                                .found_by = cashier};
    const auto tied = shop.desk.handle(tie(shop, given)).value();
    CHECK(shop.ledger.entries.at(bag).made_good == tied.id);
    std::int64_t milli = 0;
    for (const auto& movement : shop.ledger.stock_movements(tied.remedy->grant))
        milli += movement.quantity.milli();
    CHECK(milli == 0);
}

TEST_CASE("tied to the wrong receipt it goes by word again, within a minute") {
    Shop shop;
    const auto given = shop.give(olives_by_word(shop, 500)).value();
    const LeftBehindId bag("bag");
    shop.ledger.entries[bag] = {.id = bag,
                                .code = ItemCode("olives"),
                                .item = "olives",
                                .quantity = one_unit,
                                .lane = WorkstationId("2"),
                                .found_at = *CivilTime::from_iso("2026-03-04T17:40"),
                                .recorded_at = *CivilTime::from_iso("2026-03-04T17:40"),
                                .found_by = cashier};
    const auto movements = shop.ledger.stock_movements(given.remedy->grant).size();
    const auto tied = shop.desk.handle(tie(shop, given)).value();
    const auto untie = [&](const ToldPurchase& from) {
        return shop.desk.handle(UntieClaim{shop.request(), cashier, tied.id, from});
    };
    CHECK(untie(tea(500)).error().reason == DeskRefusalReason::other_goods);
    SECTION("at once") {
        const auto untied = untie(*given.claim.told).value();
        CHECK(untied.claim == given.claim);
        CHECK_FALSE(untied.tied_at);
        CHECK(untied.state == given.state);
        CHECK(shop.ledger.entries.at(bag).made_good.empty());
        CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line.is_zero());
        CHECK(shop.ledger.history(march_receipt.key, olives).given_by_word == 1);
        std::int64_t milli = 0;
        for (const auto& movement : shop.ledger.stock_movements(given.remedy->grant))
            milli += movement.quantity.milli();
        CHECK(milli == -1'000);
        CHECK(shop.ledger.stock_movements(given.remedy->grant).size() > movements);
        CHECK(untie(*given.claim.told).error().reason == DeskRefusalReason::case_is_elsewhere);
        CHECK(shop.desk.handle(tie(shop, given)).value().claim.receipt == march_receipt);
    }
    SECTION("not later") {
        shop.clock.pass_ms(61'000);
        CHECK(untie(*given.claim.told).error().reason == DeskRefusalReason::too_late);
    }
    SECTION("not once it was taken back") {
        REQUIRE(shop.take_back(tied));
        CHECK(untie(*given.claim.told).error().reason == DeskRefusalReason::case_is_elsewhere);
    }
}

namespace {

LeftBehindEntry olives_found(Shop& shop, const char* when, const char* lane = "2", const char* id = "bag") {
    const LeftBehindId bag(id);
    const auto at = *CivilTime::from_iso(when);
    return shop.ledger.entries[bag] = {.id = bag,
                                       .code = ItemCode("olives"),
                                       .item = "olives",
                                       .quantity = one_unit,
                                       .lane = WorkstationId(lane),
                                       .place = "fridge",
                                       .found_at = at,
                                       .recorded_at = at,
                                       .found_by = cashier,
                                       .moved_at = at,
                                       .moved_recorded_at = at};
}

ToldPurchase olives_of(const char* from, const char* to, const char* lane = "") {
    return {.item = NamedItem{ItemCode("olives"), "Olives"},
            .price = Money(300, eur),
            .days = ToldDays{*Date::from_iso(from), *Date::from_iso(to)},
            .lane = WorkstationId(lane)};
}

} // namespace

// It is the fourth of May, ten o'clock.
TEST_CASE("what goes by word asks the left-behind log around the day that was told, at the lane that was told") {
    struct Row {
        const char* found_at;
        const char* lane; // told; it was found at lane 2
        bool holds;
    };
    const auto row = GENERATE(Row{"2026-04-20T18:00", "", true}, Row{"2026-04-20T18:00", "2", true},
                              Row{"2026-04-20T18:00", "3", false}, Row{"2026-04-21T18:00", "", true},
                              Row{"2026-04-22T18:00", "", false}, Row{"2026-04-18T18:00", "", false});
    Shop shop;
    olives_found(shop, row.found_at);
    const auto found = told(shop, olives_of("2026-04-19", "2026-04-20", row.lane));
    CHECK(has(found, Finding::left_behind_log_holds_it) == row.holds);
    CHECK(has(found, Finding::left_behind_log_not_kept) != row.holds);
    CHECK(found.decision.failure == (row.holds ? Failure::left_behind : Failure::missing));
    CHECK(has(found, Finding::no_receipt_found));
    CHECK(has(found, Finding::none_given_by_word));
    CHECK(has(found, Finding::customer_not_told));
}

TEST_CASE("goods that the log held for what goes by word are handed over with it, and lost to nobody") {
    Shop shop;
    olives_found(shop, "2026-04-20T18:00");
    const auto found = told(shop, olives_of("2026-04-20", "2026-04-20"));
    const auto given = shop.give(found).value();
    const auto& bag = shop.ledger.entries.at(LeftBehindId("bag"));
    CHECK(bag.state == LeftBehindState::handed_over);
    CHECK(bag.made_good == given.id);
    CHECK(shop.count<StockMoved>() == 0);
    CHECK(told(shop, olives_of("2026-04-20", "2026-04-20")).decision.failure == Failure::missing);
    REQUIRE(shop.take_back(given));
    CHECK(shop.ledger.entries.at(LeftBehindId("bag")).state == LeftBehindState::kept);
}

TEST_CASE("an end to the tie frees what the tie took from the log, and nothing that was the case's before") {
    Shop shop;
    const auto found = olives_by_word(shop, 300);
    CHECK(found.decision.failure == Failure::missing);
    SECTION("it was found between the claim and the grant") {
        olives_found(shop, "2026-05-03T18:00");
        const auto given = shop.give(found).value();
        REQUIRE(shop.ledger.entries.at(LeftBehindId("bag")).made_good == given.id);
        const auto tied = shop.desk.handle(tie(shop, given)).value();
        const auto untied = shop.desk.handle(UntieClaim{shop.request(), cashier, tied.id, *given.claim.told}).value();
        CHECK(shop.ledger.entries.at(LeftBehindId("bag")).made_good == untied.id);
        CHECK_FALSE(has(olives_by_word(shop, 300), Finding::left_behind_log_holds_it));
        CHECK(shop.count<StockMoved>() == 0);
    }
    SECTION("what the log held when it was claimed went to another case, and the tie finds one of its own") {
        olives_found(shop, "2026-05-03T18:00");
        const auto first = olives_by_word(shop, 300), second = olives_by_word(shop, 300);
        CHECK(second.decision.failure == Failure::left_behind);
        REQUIRE(shop.give(first));
        const auto given = shop.give(second).value();
        olives_found(shop, "2026-03-04T17:40", "2", "other bag");
        const auto tied = shop.desk.handle(tie(shop, given)).value();
        REQUIRE(shop.ledger.entries.at(LeftBehindId("other bag")).made_good == tied.id);
        REQUIRE(shop.desk.handle(UntieClaim{shop.request(), cashier, tied.id, *given.claim.told}));
        CHECK(shop.ledger.entries.at(LeftBehindId("other bag")).made_good.empty());
        CHECK(shop.claimed(olives).decision.failure == Failure::left_behind);
    }
    SECTION("what it took was handed over meanwhile") {
        const auto owed = shop.give(found, Remedy::replacement, false).value();
        olives_found(shop, "2026-03-04T17:40");
        const auto tied = shop.desk.handle(tie(shop, owed)).value();
        REQUIRE(shop.desk.handle(HandOver{shop.request(), cashier, tied.id}));
        REQUIRE(shop.desk.handle(UntieClaim{shop.request(), cashier, tied.id, *owed.claim.told}));
        CHECK(shop.ledger.entries.at(LeftBehindId("bag")).made_good == tied.id);
    }
}

TEST_CASE("what was handed over to somebody speaks against a day that was told, and against nobody without one") {
    Shop shop;
    olives_found(shop, "2026-05-03T18:00");
    shop.ledger.entries.at(LeftBehindId("bag")).state = LeftBehindState::handed_over;
    const auto direction = [&](const ToldPurchase& purchase) {
        const auto found = told(shop, purchase);
        return std::ranges::find(found.decision.evidence, Finding::left_behind_log_gave_it, &Evidence::finding)
            ->direction;
    };
    CHECK(direction(olives_of("2026-05-03", "2026-05-03")) == Direction::against_the_claim);
    CHECK(direction({.item = NamedItem{ItemCode("olives"), "Olives"}, .price = Money(300, eur)}) == Direction::unknown);
}

TEST_CASE("what goes by word asks the first count after the day that was told, and other cases since") {
    Shop shop;
    shop.ledger.counts = {{.code = ItemCode("olives"),
                           .counted = Quantity::of_milli(5'000),
                           .expected = Quantity::of_milli(4'000),
                           .counted_at = *CivilTime::from_iso("2026-04-21T20:00")}};
    CHECK(has(told(shop, olives_of("2026-04-20", "2026-04-20")), Finding::stock_count_one_over));
    CHECK(has(told(shop, olives_of("2026-04-22", "2026-04-22")), Finding::stock_never_counted));
    CHECK(has(olives_by_word(shop, 300), Finding::stock_never_counted));
    REQUIRE(shop.give(olives_by_word(shop, 300)));
    CHECK(has(told(shop, olives_of("2026-04-22", "2026-04-22")), Finding::given_by_word));
    // Of damaged goods neither tells anything.
    const auto damaged = told(shop, olives_of("2026-04-20", "2026-04-20"), Complaint::damaged);
    CHECK_FALSE(has(damaged, Finding::stock_count_one_over));
    CHECK_FALSE(has(damaged, Finding::left_behind_log_not_kept));
}

// Bought before it or after: where the first count came after the sale, the till's stock was right from then on.
TEST_CASE("a count within the days that were told is the only one that tells of them") {
    struct Row {
        int over_within; // the days, on the 21st
        int over_later;  // on the 24th
        Finding finding;
        const char* at;
    };
    const auto row = GENERATE(Row{1, 0, Finding::stock_count_one_over, "2026-04-21T20:00"},
                              Row{1, 1, Finding::stock_count_one_over, "2026-04-21T20:00"},
                              Row{0, 1, Finding::stock_count_as_expected, "2026-04-21T20:00"},
                              Row{0, 0, Finding::stock_count_as_expected, "2026-04-21T20:00"});
    Shop shop;
    const auto counted = [](int over, const char* at) {
        return StockCount{.code = ItemCode("olives"),
                          .counted = Quantity::of_milli((4 + over) * 1'000),
                          .expected = Quantity::of_milli(4'000),
                          .counted_at = *CivilTime::from_iso(at)};
    };
    shop.ledger.counts = {counted(row.over_within, "2026-04-21T20:00"), counted(row.over_later, "2026-04-24T20:00")};
    const auto found = told(shop, olives_of("2026-04-20", "2026-04-22"));
    const auto fact = std::ranges::find(found.decision.evidence, row.finding, &Evidence::finding);
    REQUIRE(fact != found.decision.evidence.end());
    CHECK(fact->at == CivilTime::from_iso(row.at));
    CHECK(has(told(shop, olives_of("2026-04-22", "2026-04-22")), Finding::stock_count_one_over) ==
          (row.over_later > 0));
}

TEST_CASE("who tells their phone is asked for by it, and nothing of it is kept") {
    struct Row {
        const char* phone;
        Finding finding;
    };
    const auto row =
        GENERATE(Row{"+44 7700 900123", Finding::customer_was_helped}, Row{"07700900123", Finding::customer_was_helped},
                 Row{"07700900999", Finding::customer_never_helped}, Row{"12", Finding::customer_not_told},
                 Row{"", Finding::customer_not_told});
    CAPTURE(row.phone);
    Shop shop;
    shop.ledger.receipts.front().customer_phone = "0770 0900 123";
    REQUIRE(shop.give(shop.claimed(olives)));
    const auto found = shop.desk
                           .handle(MakeToldClaim{.request = shop.request(),
                                                 .requester = cashier,
                                                 .told = tea(350),
                                                 .complaint = Complaint::damaged,
                                                 .phone = row.phone})
                           .value();
    const auto fact = std::ranges::find(found.decision.evidence, row.finding, &Evidence::finding);
    REQUIRE(fact != found.decision.evidence.end());
    CHECK(fact->direction == Direction::unknown);
    CHECK(fact->count == (row.finding == Finding::customer_was_helped ? 1 : 0));
    CHECK(found.claim.told == tea(350));
}

TEST_CASE("beside a receipt its day, its lane and its customer are asked") {
    Shop shop;
    shop.ledger.receipts.front().customer_reference = "L-7";
    olives_found(shop, "2026-03-04T17:40");
    const ToldPurchase beside{
        .item = NamedItem{ItemCode("3"), "Tea"}, .price = Money(300, eur), .beside = ToldBeside{march_receipt}};
    const auto found = told(shop, beside);
    CHECK(found.claim.told->days == ToldDays{*Date::from_iso("2026-03-04"), *Date::from_iso("2026-03-04")});
    CHECK(found.claim.told->lane == WorkstationId("2"));
    CHECK(has(found, Finding::customer_never_helped));
    CHECK_FALSE(has(found, Finding::customer_not_told));
}
