#include "tests/workflows/recovery/counter.hpp"

using namespace makegood;
using namespace makegood::testing;
using Reason = DeskRefusalReason;

TEST_CASE("a small claim is given at once, with a slip asked for in the same breath") {
    Shop shop;
    const auto found = shop.claimed(olives);
    CHECK(found.state == CaseState::claimed);
    CHECK(found.decision.outcome == Outcome::give_now);
    CHECK(found.decision.deciding_rule == "small");
    CHECK(found.decision.failure == Failure::missing);
    CHECK(found.value == Money(333, eur));

    const auto given = shop.give(found);
    REQUIRE(given);
    CHECK(given->state == CaseState::handed_over);
    REQUIRE(given->remedy);
    CHECK(std::get<RuleAuthority>(given->remedy->authority) == RuleAuthority{"small", "v1"});
    REQUIRE(given->remedy->slip.prints.size() == 1);
    CHECK(given->remedy->slip.prints[0].copy == 0);
    CHECK(is_own_label(slip_label_kind, given->remedy->slip.number.text()));
}

TEST_CASE("how long ago something was bought is counted in business days") {
    struct Row {
        const char* at;
        int ends_minute;
        std::int64_t days;
    };
    const Row rows[] = {{"2026-03-04T23:00", 180, 0},
                        {"2026-03-05T02:59", 180, 0},
                        {"2026-03-05T03:00", 180, 1},
                        {"2026-03-05T02:59", 0, 1}};
    for (const auto& row : rows) {
        CAPTURE(row.at, row.ends_minute);
        Shop shop;
        shop.clock.civil = *CivilTime::from_iso(row.at);
        Desk desk({shop.ledger,
                   shop.clock,
                   shop.randomness,
                   shop.cryptography,
                   shop.slip_writer,
                   shop.policy,
                   "lane-1",
                   {"Corner Shop", ""},
                   row.ends_minute});
        const auto found = desk.handle(shop.claim_on(olives)).value();
        const auto age = std::ranges::find(found.decision.evidence, Finding::bought_recently, &Evidence::finding);
        REQUIRE(age != found.decision.evidence.end());
        CHECK(age->count == row.days);
    }
}

TEST_CASE("what cannot be claimed is refused by name") {
    struct Row {
        const char* name;
        LineNumber line;
        std::int64_t milli;
        Reason expected;
    };
    const Row rows[] = {
        {"no such line", LineNumber{9}, 1'000, Reason::line_unknown},
        {"a fee is no goods", deposit, 1'000, Reason::line_is_not_goods},
        {"voided before the end", voided, 1'000, Reason::line_is_not_goods},
        {"none of it", olives, 0, Reason::quantity_not_on_line},
        {"less than none", olives, -1'000, Reason::quantity_not_on_line},
        {"more than was sold", olives, 3'001, Reason::quantity_not_on_line},
        {"more grams than were weighed", ham, 743, Reason::quantity_not_on_line},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            Shop shop;
            const auto answer = shop.desk.handle(shop.claim_on(row.line, row.milli));
            REQUIRE_FALSE(answer);
            CHECK(answer.error().reason == row.expected);
            CHECK(shop.ledger.events.empty());
        }
    }
    SECTION("an unknown receipt") {
        Shop shop;
        auto command = shop.claim_on(olives);
        command.receipt.key.sequence = "78";
        CHECK(shop.desk.handle(command).error().reason == Reason::receipt_unknown);
    }
    SECTION("nobody we know") {
        Shop shop;
        auto command = shop.claim_on(olives);
        command.requester = StaffId("passer-by");
        CHECK(shop.desk.handle(command).error().reason == Reason::staff_unknown);
    }
    SECTION("a receipt that gave goods back") {
        Shop shop;
        shop.ledger.receipts[0].kind = RetailTransactionKind::return_;
        CHECK(shop.desk.handle(shop.claim_on(olives)).error().reason == Reason::line_is_not_goods);
    }
}

TEST_CASE("no unit is made good twice, whichever way it is asked") {
    Shop shop;
    REQUIRE(shop.give(shop.claimed(olives, 2'000)));
    SECTION("two more of the one that is left") {
        const auto answer = shop.desk.handle(shop.claim_on(olives, 2'000));
        REQUIRE_FALSE(answer);
        CHECK(answer.error().reason == Reason::already_made_good);
        CHECK(answer.error().left == one_unit);
        CHECK(answer.error().when == shop.clock.civil);
    }
    SECTION("the one that is left, once") {
        REQUIRE(shop.give(shop.claimed(olives)));
        CHECK(shop.desk.handle(shop.claim_on(olives)).error().reason == Reason::already_made_good);
    }
    SECTION("two open cases on the one that is left: the first wins") {
        const auto first = shop.claimed(olives), second = shop.claimed(olives);
        CHECK(shop.give(first));
        CHECK(shop.give(second).error().reason == Reason::already_made_good);
        CHECK(shop.count<GrantGiven>() == 2);
    }
}

TEST_CASE("what came back to a till and was paid for there is not made good") {
    Shop shop; // three jars of olives
    shop.ledger.came_back = Quantity::of_milli(2'000);
    shop.ledger.came_back_at = shop.clock.civil;
    const auto two = shop.desk.handle(shop.claim_on(olives, 2'000));
    REQUIRE_FALSE(two);
    CHECK(two.error().reason == Reason::already_came_back);
    CHECK(two.error().left == one_unit);
    CHECK(two.error().when == shop.clock.civil);

    const auto one = shop.claimed(olives);
    SECTION("the one that is left is, with the evidence beside it") {
        const auto view = shop.give(one);
        REQUIRE(view);
        const auto& evidence = view->decision.evidence;
        const auto fact = std::ranges::find(evidence, Finding::came_back, &Evidence::finding);
        REQUIRE(fact != evidence.end());
        CHECK(fact->direction == Direction::against_the_claim);
        CHECK(fact->count == 2'000);
    }
    SECTION("and not when it comes back between claim and giving") {
        shop.ledger.came_back = Quantity::of_milli(3'000);
        CHECK(shop.give(one).error().reason == Reason::already_came_back);
        CHECK(shop.count<GrantGiven>() == 0);
    }
}

TEST_CASE("the worths of all grants on a line add up to what was paid for it") {
    Shop shop; // 10.00 for three: 3.33, 3.34, 3.33
    std::int64_t total = 0;
    for (int i = 0; i < 3; ++i) {
        const auto given = shop.give(shop.claimed(olives));
        REQUIRE(given);
        total += given->remedy->value.minor_units();
    }
    CHECK(total == 1'000);
}

TEST_CASE("a second tap on the same button changes nothing") {
    Shop shop;
    const auto command = shop.claim_on(olives);
    const auto first = shop.desk.handle(command), second = shop.desk.handle(command);
    CHECK(first->id == second->id);
    CHECK(shop.count<ClaimRequested>() == 1);

    const GiveRemedy give{shop.request(), cashier, first->id, {Remedy::replacement}, Language::english};
    CHECK(shop.desk.handle(give));
    CHECK(shop.desk.handle(give));
    CHECK(shop.count<GrantGiven>() == 1);
    CHECK(shop.count<SlipPrintAsked>() == 1);
}

TEST_CASE("above the limit the cashier needs a manager") {
    Shop shop;
    const auto found = shop.claimed(coffee);
    CHECK(found.decision.outcome == Outcome::manager_confirms);
    CHECK(shop.give(found).error().reason == Reason::needs_manager);
    CHECK(shop.count<GrantGiven>() == 0);
}

TEST_CASE("a policy that became stricter since the claim is heard, and the case says so from then on") {
    Shop shop;
    const auto found = shop.claimed(olives);
    shop.policy.rules[0].value_at_most = {Money(100, eur)};
    shop.policy.rules[1].value_above = {Money(100, eur)};
    const auto decided_anew = shop.give(found).value();
    CHECK(decided_anew.state == CaseState::claimed);
    CHECK(decided_anew.decision.deciding_rule == "large");
    CHECK(shop.count<GrantGiven>() == 0);
    CHECK(shop.give(found).error().reason == Reason::needs_manager);
}

TEST_CASE("a manager confirms one exact proposal") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    REQUIRE(asked.proposal);
    CHECK(asked.state == CaseState::awaiting_manager);
    CHECK(asked.proposal->value == Money(4'500, eur));

    const auto given = shop.approve(asked, manager);
    REQUIRE(given);
    CHECK(given->state == CaseState::handed_over);
    CHECK(std::get<ManagerAuthority>(given->remedy->authority) == ManagerAuthority{asked.proposal->id, manager});
    CHECK(shop.count<ApprovalGiven>() == 1);

    SECTION("and never a second time") {
        const auto again = shop.approve(asked, manager);
        CHECK(again.error().reason == Reason::case_is_elsewhere);
        CHECK(shop.count<GrantGiven>() == 1);
    }
}

TEST_CASE("a supervisor signs up to the shop's limit for them") {
    Shop shop;
    const StaffId supervisor("supervisor");
    shop.ledger.people[supervisor] = {supervisor, {"supervisor", "supervisor"}, StaffRole::supervisor};
    const auto asked = shop.with_manager(coffee);
    SECTION("not at all where there is none") {
        CHECK(shop.approve(asked, supervisor).error().reason == Reason::beyond_supervisor);
        CHECK(shop.count<GrantGiven>() == 0);
    }
    SECTION("not beyond it") {
        shop.policy.approval.supervisor_up_to = {Money(asked.value.minor_units() - 1, asked.value.currency())};
        CHECK(shop.approve(asked, supervisor).error().reason == Reason::beyond_supervisor);
    }
    SECTION("up to it") {
        shop.policy.approval.supervisor_up_to = {asked.value};
        CHECK(shop.approve(asked, supervisor));
        CHECK(shop.count<ApprovalGiven>() == 1);
    }
}

TEST_CASE("a PIN that somebody else chose signs nothing") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    shop.ledger.append(PinChanged{manager}, {other_manager, shop.request()});
    CHECK(shop.approve(asked, manager).error().reason == Reason::pin_to_change);
    CHECK(shop.count<GrantGiven>() == 0);
    shop.ledger.append(PinChanged{manager}, {manager, shop.request()});
    CHECK(shop.approve(asked, manager));
}

TEST_CASE("a manager who chooses another remedy for what a cashier asked stays the one who confirms it") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    const auto choose = [&](const StaffId& who) {
        return shop.desk.handle(AskManager{shop.request(), who, asked.id, {.remedy = Remedy::voucher}}).value();
    };
    SECTION("while it waits") {
        const auto changed = choose(manager);
        CHECK(changed.proposal->requester == cashier);
        CHECK(shop.ledger.authors.back().actor == manager);
        CHECK(shop.approve(changed, cashier).error().reason == Reason::not_a_manager);
        CHECK(shop.approve(changed, manager)->remedy->offer.remedy == Remedy::voucher);
    }
    SECTION("and when its two minutes were over") {
        REQUIRE(shop.desk.handle(WithdrawProposal{shop.request(), system_actor, asked.id}));
        CHECK(shop.approve(choose(manager), manager));
    }
    SECTION("but what somebody took back asks nobody any more") {
        REQUIRE(shop.desk.handle(WithdrawProposal{shop.request(), cashier, asked.id}));
        const auto own = choose(manager);
        CHECK(own.proposal->requester == manager);
        CHECK(shop.approve(own, manager).error().reason == Reason::own_request);
        const auto of_another = choose(other_manager);
        CHECK(of_another.proposal->requester == manager);
        CHECK(shop.approve(of_another, other_manager));
    }
    SECTION("but on another day they ask for themselves") {
        const bool ran_out = GENERATE(false, true);
        if (ran_out)
            REQUIRE(shop.desk.handle(WithdrawProposal{shop.request(), system_actor, asked.id}));
        shop.clock.pass_ms(24 * 3'600'000);
        const auto own = choose(manager);
        CHECK(own.proposal->requester == manager);
        CHECK(shop.approve(own, manager).error().reason == Reason::own_request);
        CHECK(own.asked == std::vector<AskedManager>{{cashier, *CivilTime::from_iso("2026-05-04T10:00"), !ran_out},
                                                     {manager, *CivilTime::from_iso("2026-05-05T10:00")}});
        CHECK(shop.approve(own, other_manager));
    }
    SECTION("but another cashier asks for themselves") {
        const StaffId colleague("colleague");
        shop.ledger.people[colleague] = {colleague, {"C", "C"}, StaffRole::cashier};
        CHECK(choose(colleague).proposal->requester == colleague);
    }
    SECTION("but what was given and taken back is a new request") {
        REQUIRE(shop.take_back(shop.approve(asked, other_manager).value()));
        const auto anew = choose(manager);
        CHECK(anew.proposal->requester == manager);
        CHECK(shop.approve(anew, manager).error().reason == Reason::own_request);
    }
}

TEST_CASE("who may not sign is refused by name") {
    Shop shop;
    SECTION("a cashier") {
        CHECK(shop.approve(shop.with_manager(coffee), cashier).error().reason == Reason::not_a_manager);
    }
    SECTION("a manager for a claim of their own") {
        auto command = shop.claim_on(coffee);
        command.requester = manager;
        const auto found = shop.desk.handle(command).value();
        const auto asked = shop.desk.handle(AskManager{shop.request(), manager, found.id}).value();
        CHECK(shop.approve(asked, manager).error().reason == Reason::own_request);
        CHECK(shop.approve(asked, other_manager));
    }
    SECTION("a manager who opened the case that a cashier asks about") {
        auto command = shop.claim_on(coffee);
        command.requester = manager;
        const auto found = shop.desk.handle(command).value();
        const auto asked = shop.desk.handle(AskManager{shop.request(), cashier, found.id}).value();
        CHECK(shop.approve(asked, manager).error().reason == Reason::own_request);
    }
    SECTION("a PIN whose try nobody counted") {
        const auto asked = shop.with_manager(coffee);
        const auto answer = shop.desk.handle(ApproveProposal{shop.request(), RequestId("made up"), manager, asked.id,
                                                             asked.proposal->id, true, Language::english});
        CHECK(answer.error().reason == Reason::pin_not_counted);
    }
    SECTION("a try that was counted for somebody else") {
        const auto asked = shop.with_manager(coffee);
        const auto pin_try = shop.counted_try(other_manager, asked);
        const auto answer = shop.desk.handle(
            ApproveProposal{shop.request(), pin_try, manager, asked.id, asked.proposal->id, true, Language::english});
        CHECK(answer.error().reason == Reason::pin_not_counted);
    }
}

TEST_CASE("a badge alone, a PIN alone or both answer a request, as the shop's limit says") {
    Shop shop;
    const auto answer = [&](const CaseView& asked, bool types_pin, bool badge) {
        const auto pin_try = types_pin ? shop.counted_try(manager, asked) : RequestId();
        return shop.desk.handle(ApproveProposal{shop.request(), pin_try, manager, asked.id, asked.proposal->id,
                                                types_pin, Language::english, badge});
    };
    const auto proof = [&] {
        for (const auto& event : shop.ledger.events)
            if (const auto* given = std::get_if<ApprovalGiven>(&event))
                return given->proof;
        return Proof::pin;
    };
    const auto asked = shop.with_manager(coffee); // 45.00
    SECTION("where it says nothing, the badge is no proof") {
        CHECK(answer(asked, false, true).error().reason == Reason::pin_needed);
        CHECK(answer(asked, true, false));
        CHECK(proof() == Proof::pin);
    }
    SECTION("up to it one of them") {
        shop.policy.approval = {{Money(4'500, eur)}};
        CHECK(answer(asked, false, false).error().reason == Reason::pin_needed);
        CHECK(answer(asked, false, true));
        CHECK(proof() == Proof::badge);
        CHECK(shop.count<PinTried>() == 0);
    }
    SECTION("beyond it both") {
        shop.policy.approval = {{Money(4'499, eur)}};
        CHECK(answer(asked, false, true).error().reason == Reason::pin_needed);
        CHECK(answer(asked, true, false).error().reason == Reason::badge_needed);
        CHECK(answer(asked, true, true));
        CHECK(proof() == Proof::badge_and_pin);
    }
    SECTION("no badge makes a wrong PIN right") {
        shop.policy.approval = {{Money(4'500, eur)}};
        const auto pin_try = shop.counted_try(manager, asked);
        CHECK(shop.desk
                  .handle(ApproveProposal{shop.request(), pin_try, manager, asked.id, asked.proposal->id, false,
                                          Language::english, true})
                  .error()
                  .reason == Reason::pin_wrong);
    }
}

TEST_CASE("the limits of those who confirm go by today's price where it is higher") {
    Shop shop;
    shop.ledger.products = {{ItemCode("coffee machine"), "coffee machine", Money(90'000, eur)}}; // 45.00 was paid
    shop.policy.approval = {{Money(5'000, eur)}};
    const auto asked = shop.with_manager(coffee);
    CHECK(judged_value(asked) == Money(90'000, eur));
    const auto by_badge = shop.desk.handle(
        ApproveProposal{shop.request(), {}, manager, asked.id, asked.proposal->id, false, Language::english, true});
    CHECK(by_badge.error().reason == Reason::pin_needed);
}

TEST_CASE("a proposal lives for two minutes and any newer one voids it") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    SECTION("just in time") {
        shop.clock.pass_ms(119'999);
        CHECK(shop.approve(asked, manager));
    }
    SECTION("too late") {
        shop.clock.pass_ms(120'000);
        CHECK(shop.approve(asked, manager).error().reason == Reason::proposal_expired);
        CHECK(shop.ledger.find_case(asked.id)->state == CaseState::claimed);
    }
    SECTION("with the calendar turned back") {
        shop.clock.ms -= 86'400'000;
        CHECK(shop.approve(asked, manager).error().reason == Reason::proposal_expired);
    }
    SECTION("asked anew") {
        const auto again = shop.desk.handle(AskManager{shop.request(), cashier, asked.id}).value();
        CHECK(shop.approve(asked, manager).error().reason == Reason::proposal_differs);
        CHECK(shop.approve(again, manager));
    }
    SECTION("taken back") {
        REQUIRE(shop.desk.handle(WithdrawProposal{shop.request(), cashier, asked.id}));
        CHECK(shop.approve(asked, manager).error().reason == Reason::case_is_elsewhere);
    }
}

TEST_CASE("a try that was told twice counts once") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    const CountPinTry command{shop.request(), manager, asked.id};
    CHECK(shop.desk.handle(command));
    CHECK(shop.desk.handle(command));
    CHECK(shop.ledger.pin_attempts(manager).failures_in_a_row == 1);
}

TEST_CASE("wrong PINs are counted, told and in the end locked") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    for (int left = 9; left >= 1; --left) {
        const auto answer = shop.approve(asked, manager, false);
        REQUIRE(answer.error().reason == Reason::pin_wrong);
        CHECK(answer.error().tries_left == left);
    }
    const auto tenth = shop.approve(asked, manager, false);
    CHECK(tenth.error().reason == Reason::pins_locked_here);
    CHECK(tenth.error().minutes_left == 30);
    const auto locked = shop.desk.handle(CountPinTry{shop.request(), manager, asked.id});
    REQUIRE(locked.error().reason == Reason::pins_locked_here);
    CHECK(locked.error().minutes_left == 30);
    CHECK(shop.count<PinTried>() == 10);

    SECTION("nobody else's PIN opens anything here either, until it has rested") {
        CHECK(shop.desk.handle(CountPinTry{shop.request(), other_manager, asked.id}).error().reason ==
              Reason::pins_locked_here);
        shop.clock.machine.ms += 30 * 60 * 1000;
        CHECK(shop.approve(asked, other_manager));
    }
    SECTION("the calendar does not open it, the machine's clock does") {
        shop.clock.ms += 86'400'000;
        CHECK(shop.desk.handle(CountPinTry{shop.request(), manager, asked.id}).error().reason ==
              Reason::pins_locked_here);
        shop.clock.machine.ms += 30 * 60 * 1000;
        CHECK(shop.desk.handle(CountPinTry{shop.request(), manager, asked.id}));
    }
    SECTION("a right PIN ends the row") {
        shop.clock.machine.ms += 30 * 60 * 1000;
        const auto again = shop.desk.handle(AskManager{shop.request(), cashier, asked.id}).value();
        CHECK(shop.approve(again, manager));
        CHECK(shop.ledger.pin_attempts(manager).failures_in_a_row == 0);
    }
}

TEST_CASE("a manager may decline with a reason, and the case can be closed") {
    Shop shop;
    const auto asked = shop.with_manager(coffee);
    const auto pin_try = shop.counted_try(manager, asked);
    const auto declined = shop.desk.handle(
        DeclineProposal{shop.request(), pin_try, manager, asked.id, asked.proposal->id, true, "look-once-more"});
    REQUIRE(declined);
    CHECK(declined->state == CaseState::declined);
    CHECK(declined->declined_by == manager);
    CHECK(declined->declined_reason == "look-once-more");
    CHECK(shop.desk.handle(CloseCase{shop.request(), cashier, asked.id})->state == CaseState::closed);
    CHECK(shop.desk.handle(CloseCase{shop.request(), cashier, asked.id}).error().reason == Reason::case_is_elsewhere);
}

TEST_CASE("who does not work here prints, withdraws and closes nothing; the house ends what people left open") {
    Shop shop;
    const StaffId nobody("nobody");
    const auto asked = shop.with_manager(coffee);
    const auto reason = [&](const Command& command) { return shop.desk.handle(command).error().reason; };
    CHECK(reason(WithdrawProposal{shop.request(), nobody, asked.id}) == Reason::staff_unknown);
    const auto given = shop.give(shop.claimed(olives)).value();
    CHECK(reason(PrintSlip{shop.request(), nobody, given.id}) == Reason::staff_unknown);
    CHECK(reason(PrintSlip{shop.request(), system_actor, given.id}) == Reason::staff_unknown);
    CHECK(reason(CloseCase{shop.request(), nobody, given.id}) == Reason::staff_unknown);
    shop.ledger.append(StaffRevoked{cashier}, {system_actor, shop.request()});
    CHECK(reason(CloseCase{shop.request(), cashier, given.id}) == Reason::staff_unknown);
    CHECK(shop.desk.handle(WithdrawProposal{shop.request(), system_actor, asked.id})->state == CaseState::claimed);
    CHECK(shop.desk.handle(CloseCase{shop.request(), system_actor, given.id})->state == CaseState::closed);
    CHECK(reason(CloseCase{shop.request(), system_actor, CaseId("none")}) == Reason::case_unknown);
}

TEST_CASE("who gave it is who stood at the counter then, whoever opened the case") {
    Shop shop;
    const StaffId other("other-cashier");
    shop.ledger.people[other] = {other, {"Other", ""}, StaffRole::cashier};
    const auto alone = shop.desk.handle(GiveRemedy{shop.request(), other, shop.claimed(olives).id, {}, {}}).value();
    CHECK(giver_of(*alone.remedy) == other);
    const auto asked = shop.desk.handle(AskManager{shop.request(), other, shop.claimed(coffee).id}).value();
    const auto confirmed = shop.approve(asked, manager).value();
    CHECK(confirmed.opened_by == cashier);
    CHECK(confirmed.remedy->given_by == manager);
    CHECK(giver_of(*confirmed.remedy) == other);
}

TEST_CASE("a reprint is a copy and the first word on a print stands") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    const auto job = given.remedy->slip.prints[0].job;
    const auto record = [&](PrintOutcome outcome) {
        return shop.desk.handle(RecordPrint{shop.request(), given.id, job, outcome}).value();
    };
    CHECK(record(PrintOutcome::unconfirmed).remedy->slip.prints[0].outcome == PrintOutcome::unconfirmed);
    CHECK(record(PrintOutcome::printed).remedy->slip.prints[0].outcome == PrintOutcome::unconfirmed);

    const auto again = shop.desk.handle(PrintSlip{shop.request(), cashier, given.id}).value();
    REQUIRE(again.remedy->slip.prints.size() == 2);
    CHECK(again.remedy->slip.prints[1].copy == 1);
    CHECK(again.remedy->slip.document == given.remedy->slip.document);
    CHECK(shop.count<GrantGiven>() == 1);
    CHECK(shop.desk.handle(PrintSlip{shop.request(), cashier, shop.claimed(olives).id}).error().reason ==
          Reason::nothing_to_print);
}

TEST_CASE("weighed goods are made good by weight") {
    Shop shop;
    const auto found = shop.claimed(ham, 742);
    CHECK(found.value == Money(380, eur));
    REQUIRE(shop.give(found));
    CHECK(shop.desk.handle(shop.claim_on(ham, 1)).error().reason == Reason::already_made_good);
}

TEST_CASE("what was given is taken back, and only with a manager given again") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives, 3'000)).value();
    const auto back = shop.take_back(given).value();
    CHECK(back.state == CaseState::claimed);
    CHECK_FALSE(back.remedy);
    REQUIRE(back.taken_back.size() == 1);
    CHECK(back.taken_back[0].remedy.slip.number == given.remedy->slip.number);
    CHECK(back.taken_back[0].by == cashier);
    CHECK(back.decision.outcome == Outcome::manager_decides);
    CHECK(shop.ledger.history(march_receipt.key, olives).made_good_on_line.is_zero());
    CHECK(shop.give(back).error().reason == Reason::needs_manager);

    SECTION("the manager gives all of it again, once") {
        const auto asked = shop.desk.handle(AskManager{shop.request(), cashier, back.id}).value();
        const auto again = shop.approve(asked, manager).value();
        CHECK(again.state == CaseState::handed_over);
        CHECK(again.remedy->slip.number != given.remedy->slip.number);
        CHECK(again.taken_back.size() == 1);
        CHECK(shop.desk.handle(shop.claim_on(olives)).error().reason == Reason::already_made_good);
    }
    SECTION("dropped and claimed anew it still needs a manager") {
        REQUIRE(shop.desk.handle(CloseCase{shop.request(), cashier, back.id}));
        const auto anew = shop.claimed(olives);
        CHECK(anew.decision.outcome == Outcome::manager_decides);
        CHECK(shop.give(anew).error().reason == Reason::needs_manager);
    }
    SECTION("a case that was open on the same line beside it needs one too") {
        Shop other;
        const auto first = other.claimed(olives), second = other.claimed(olives);
        REQUIRE(other.take_back(other.give(first).value()));
        CHECK(other.give(second).value().decision.outcome == Outcome::manager_decides);
        CHECK(other.give(second).error().reason == Reason::needs_manager);
    }
}

TEST_CASE("only what is given and not closed is taken back, and once") {
    Shop shop;
    const auto open = shop.claimed(olives);
    CHECK(shop.take_back(open).error().reason == Reason::case_is_elsewhere);
    const auto given = shop.give(open).value();
    CHECK(shop.desk.handle(ReverseGrant{shop.request(), StaffId("passer-by"), given.id}).error().reason ==
          Reason::staff_unknown);
    CHECK(shop.desk.handle(ReverseGrant{shop.request(), cashier, CaseId("none")}).error().reason ==
          Reason::case_unknown);
    const ReverseGrant command{shop.request(), cashier, given.id};
    CHECK(shop.desk.handle(command));
    CHECK(shop.desk.handle(command)); // the second tap
    CHECK(shop.take_back(given).error().reason == Reason::case_is_elsewhere);
    CHECK(shop.count<GrantReversed>() == 1);

    const auto closed = shop.give(shop.claimed(ham, 742)).value();
    REQUIRE(shop.desk.handle(CloseCase{shop.request(), cashier, closed.id}));
    CHECK(shop.take_back(closed).error().reason == Reason::case_is_elsewhere);
}

// 10.00 for three: 3.33, 3.34, 3.33. Once the first is taken back and given again, the others are still worth 6.67.
TEST_CASE("whatever was taken back in between, no more is given than was paid") {
    Shop shop;
    const auto first = shop.give(shop.claimed(olives)).value();
    REQUIRE(shop.give(shop.claimed(olives)));
    REQUIRE(shop.take_back(first));
    for (int i = 0; i < 2; ++i) {
        const auto found = shop.claimed(olives);
        REQUIRE(shop.approve(shop.desk.handle(AskManager{shop.request(), cashier, found.id}).value(), manager));
    }
    std::vector<std::int64_t> worths;
    for (const auto& event : shop.ledger.events)
        if (const auto* grant = std::get_if<GrantGiven>(&event))
            worths.push_back(grant->value.minor_units());
    CHECK(worths == std::vector<std::int64_t>{333, 334, 333, 333});
}

TEST_CASE("the outcome of a print is kept also when its slip was taken back meanwhile, and nothing is printed again") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    REQUIRE(shop.take_back(given));
    const auto& job = given.remedy->slip.prints[0].job;
    const auto told = shop.desk.handle(RecordPrint{shop.request(), given.id, job, PrintOutcome::failed}).value();
    CHECK(told.taken_back[0].remedy.slip.prints[0].outcome == PrintOutcome::failed);
    CHECK(shop.desk.handle(PrintSlip{shop.request(), cashier, given.id}).error().reason == Reason::nothing_to_print);
}

TEST_CASE("a rating goes with the remedy that it was about") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    REQUIRE(shop.desk.handle(RateService{shop.request(), given.id, 5}));
    CHECK_FALSE(shop.take_back(given).value().faces);
    CHECK(shop.desk.handle(RateService{shop.request(), given.id, 5}).error().reason == Reason::case_is_elsewhere);
}

TEST_CASE("a customer rates what was given, may change their mind, and not before anything was decided") {
    Shop shop;
    const auto open = shop.claimed(olives);
    const auto early = shop.desk.handle(RateService{shop.request(), open.id, 5});
    REQUIRE_FALSE(early);
    CHECK(early.error().reason == Reason::case_is_elsewhere);
    CHECK(shop.count<ServiceRated>() == 0);

    const auto given = shop.give(open).value();
    const auto tap = shop.request();
    CHECK(shop.desk.handle(RateService{tap, given.id, 2}).value().faces == 2);
    CHECK(shop.desk.handle(RateService{tap, given.id, 2}).value().faces == 2);
    CHECK(shop.count<ServiceRated>() == 1);
    const auto again = shop.desk.handle(RateService{shop.request(), given.id, 5}).value();
    CHECK(again.faces == 5);
    CHECK(again.state == CaseState::handed_over);
    CHECK(shop.desk.handle(RateService{shop.request(), CaseId("none"), 5}).error().reason == Reason::case_unknown);
}

TEST_CASE("what one person gives alone on a day comes to an end, and a reversal gives it back") {
    Shop shop;
    shop.policy.budget.of_roles[StaffRole::cashier].per_day = {Money(700, eur)};
    const auto first = shop.claimed(olives), second = shop.claimed(olives), ham_slices = shop.claimed(ham, 742);
    CHECK(first.decision.left_today == Money(700, eur));
    const auto given = shop.give(first).value(); // 3.33
    REQUIRE(shop.give(second).value().remedy);   // 3.33
    const auto beyond = shop.give(ham_slices).value();
    CHECK_FALSE(beyond.remedy);
    CHECK(beyond.decision.outcome == Outcome::manager_confirms);
    CHECK(beyond.decision.deciding_rule == budget_rule);
    CHECK(beyond.decision.left_today == Money(34, eur));

    SECTION("a claim made then is the manager's from the first, who spends nothing of their own by it") {
        const auto found = shop.claimed(olives);
        CHECK(found.decision.deciding_rule == budget_rule);
        const auto asked = shop.desk.handle(AskManager{shop.request(), cashier, beyond.id}).value();
        REQUIRE(shop.approve(asked, manager).value().remedy);
        CHECK(shop.claimed(olives).decision.left_today == Money(34, eur));
    }
    SECTION("what was taken back is there again") {
        REQUIRE(shop.take_back(given));
        const auto anew = shop.claimed(ham, 742);
        CHECK(anew.decision.outcome == Outcome::manager_confirms); // 3.80 beside 3.33
        CHECK(anew.decision.left_today == Money(367, eur));
        CHECK(shop.claimed(ham, 700).decision.outcome == Outcome::give_now); // 3.58
    }
    SECTION("so it is on the next business day") {
        shop.clock.pass_ms(14 * 60 * 60 * 1000); // midnight
        CHECK(shop.claimed(ham, 742).decision.outcome == Outcome::give_now);
    }
    SECTION("another person has a budget of their own, and a manager here none") {
        shop.ledger.people[StaffId("other")] = {StaffId("other"), {"other", "other"}, StaffRole::cashier};
        const auto by = [&](const StaffId& who) {
            auto claim = shop.claim_on(olives);
            claim.requester = who;
            return shop.desk.handle(claim).value().decision;
        };
        CHECK(by(StaffId("other")).left_today == Money(700, eur));
        CHECK_FALSE(by(manager).left_today);
        CHECK(by(manager).outcome == Outcome::give_now);
    }
}

TEST_CASE("a business day may end after midnight") {
    Shop shop;
    shop.policy.budget.of_roles[StaffRole::cashier].per_day = {Money(333, eur)};
    Desk late({shop.ledger,
               shop.clock,
               shop.randomness,
               shop.cryptography,
               shop.slip_writer,
               shop.policy,
               "lane-1",
               {"Corner Shop", ""},
               4 * 60});
    REQUIRE(shop.give(shop.claimed(olives)).value().remedy); // at ten in the morning
    const auto outcome_at = [&](std::string_view time) {
        shop.clock.civil = *CivilTime::from_iso(time);
        return late.handle(shop.claim_on(olives, 900)).value().decision.outcome;
    };
    CHECK(outcome_at("2026-05-05T03:59") == Outcome::manager_confirms);
    CHECK(outcome_at("2026-05-05T04:00") == Outcome::give_now);

    shop.clock.civil = *CivilTime::from_iso("2026-05-05T23:50");
    const auto asked = late.handle(AskManager{shop.request(), cashier, shop.claimed(coffee).id}).value();
    const auto requester_at = [&](std::string_view time) {
        shop.clock.civil = *CivilTime::from_iso(time);
        return late.handle(AskManager{shop.request(), manager, asked.id}).value().proposal->requester;
    };
    CHECK(requester_at("2026-05-06T03:59") == cashier);
    CHECK(requester_at("2026-05-06T04:00") == manager);
}

TEST_CASE("what one person gives one customer alone in a year comes to an end") {
    Shop shop;
    auto other = receipt_of_march();
    other.key.sequence = "78";
    other.customer_reference = shop.ledger.receipts[0].customer_reference = "L1";
    auto stranger = receipt_of_march();
    stranger.key.sequence = "79";
    shop.ledger.receipts.insert(shop.ledger.receipts.end(), {other, stranger});
    shop.policy.budget.of_roles[StaffRole::cashier].per_customer = {Money(600, eur)};
    REQUIRE(shop.give(shop.claimed(olives)).value().remedy);

    const auto outcome_of = [&](const RetailTransaction& receipt) {
        auto claim = shop.claim_on(olives);
        claim.receipt = {receipt.key, 1};
        return shop.desk.handle(claim).value().decision;
    };
    CHECK(outcome_of(other).outcome == Outcome::manager_confirms);
    CHECK(outcome_of(other).circumstances->customer == CustomerStanding{1, 333});
    CHECK(outcome_of(stranger).outcome == Outcome::give_now);
    shop.clock.civil.seconds += 366 * 24 * 60 * 60;
    CHECK(outcome_of(other).outcome == Outcome::give_now);
}
