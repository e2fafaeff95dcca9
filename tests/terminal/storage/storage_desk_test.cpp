#include "terminal/storage/canonical.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/storage.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/terminal/storage/query_plans.hpp"

#include <set>

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber milk{1}, bananas{2};

struct World : TemporaryFolder, DeskWorld {
    World() : DeskWorld(path()) { fill(); }
};

StorageFault fault_of(const Stored<void>& stored) {
    REQUIRE_FALSE(stored);
    return stored.error().fault;
}

} // namespace

TEST_CASE("the desk's story is kept and read back after a restart") {
    World world;
    const auto given = world.approved(milk, 1000);
    CHECK(given.state == CaseState::handed_over);
    REQUIRE(given.remedy);
    world.handle(RecordPrint{world.request(), given.id, given.remedy->slip.prints[0].job, PrintOutcome::printed})
        .value();
    world.handle(PrintSlip{world.request(), cashier, given.id}).value();
    for (const int faces : {3, 4})
        world.handle(RateService{world.request(), given.id, faces}).value();
    world.close();
    world.open();

    const auto found = must(world.storage->cases().find_case(given.id));
    REQUIRE(found);
    CHECK(found->claim == given.claim);
    CHECK(found->value == given.value);
    CHECK(found->decision == given.decision);
    CHECK(found->opened_by == cashier);
    CHECK(found->opened_at == world.clock.civil);
    CHECK(found->remedy->slip.document == given.remedy->slip.document);
    CHECK(found->remedy->authority == given.remedy->authority);
    CHECK(std::get<ManagerAuthority>(found->remedy->authority).approver == manager);
    CHECK(giver_of(*found->remedy) == cashier);
    REQUIRE(found->remedy->slip.prints.size() == 2);
    CHECK(found->remedy->slip.prints[0].outcome == PrintOutcome::printed);
    CHECK(found->remedy->slip.prints[1].copy == 1);
    CHECK_FALSE(found->remedy->slip.prints[1].outcome);
    CHECK(found->faces == 4);
    CHECK(must(world.storage->cases().find_by_slip(given.remedy->slip.number))->id == given.id);
    CHECK(must(world.storage->cases().cases_of(groceries().key)).size() == 1);
    CHECK(must(world.storage->cases().cases_in(CaseState::handed_over, 10)).size() == 1);
    CHECK(must(PrintJobs(world.storage->connection()).open_in_journal()).size() == 1);
    const auto history = must(world.storage->cases().history(groceries().key, milk));
    CHECK(history.made_good_on_line == Quantity::of_milli(1000));
    CHECK(history.made_good_before == 1);
    CHECK(history.last_made_good_on_receipt == world.clock.civil);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("every event type is written and read the same") {
    World world;
    const auto given = world.approved(milk, 1000);
    world.handle(RecordPrint{world.request(), given.id, given.remedy->slip.prints[0].job, PrintOutcome::failed})
        .value();
    world.handle(CloseCase{world.request(), cashier, given.id}).value();
    world.policy.gift.up_to = {Money(100, *Currency::from_code("GBP"))};
    const auto weighed = world.handle(world.claim(bananas, 300)).value();
    world.handle(GiveRemedy{world.request(), cashier, weighed.id, {.weighs = Quantity::of_milli(400)}, {}}).value();
    const auto gone = world.approved(bananas, 442);
    world.handle(RecordPrint{world.request(), gone.id, gone.remedy->slip.prints[0].job, PrintOutcome::printed}).value();
    world.handle(ReverseGrant{world.request(), cashier, gone.id}).value();
    const auto fetched = world.handle(world.claim(milk, 500)).value();
    world.handle(GiveRemedy{world.request(), cashier, fetched.id, {Remedy::replacement, false}, {}}).value();
    world.handle(ChangeRemedy{world.request(), cashier, fetched.id, {Remedy::refund, false}, {}}).value();
    const auto asked_till = world.handle(AskRefund{world.request(), fetched.id}).value();
    CHECK(asked_till.remedy->asked_of_till);
    CHECK_FALSE(world.handle(EndRefund{world.request(), fetched.id, false}).value().remedy->asked_of_till);
    world.handle(AskRefund{world.request(), fetched.id}).value();
    world.handle(EndRefund{world.request(), fetched.id, true}).value();
    const auto worth = world.handle(world.claim(milk, 100)).value();
    const Offer substitute{.remedy = Remedy::substitute, .instead = NamedItem{ItemCode("2"), "Plantains"}};
    world.handle(AskManager{world.request(), cashier, worth.id, substitute}).value();
    world.handle(WithdrawProposal{world.request(), cashier, worth.id}).value();
    const Offer promise{Remedy::replacement, false, Date{world.clock.civil.date().days_since_1970 + 3}};
    world.handle(GiveRemedy{world.request(), cashier, worth.id, promise, {}}).value();
    world.handle(ChangeRemedy{world.request(), cashier, worth.id, {Remedy::voucher}, {}}).value();
    const auto redeemed = world.handle(RedeemVoucher{world.request(), cashier, worth.id}).value();
    const auto divided = world.handle(world.claim(milk, 200)).value();
    const auto in_two =
        world.handle(DivideClaim{world.request(), cashier, divided.id, {{milk, Quantity::of_milli(50)}}}).value();
    const auto owed =
        world.handle(GiveRemedy{world.request(), cashier, divided.id, {Remedy::replacement, false}, {}}).value();
    const auto halved =
        world
            .handle(DivideRemedy{
                world.request(), cashier, divided.id, {{milk, Quantity::of_milli(20)}}, {Remedy::voucher}, {}})
            .value();
    const auto with_letter = world.handle(WriteLetter{world.request(), cashier, divided.id, Language::english}).value();
    CHECK(with_letter.remedy->slip.number == halved.remedy->slip.number);
    REQUIRE(with_letter.remedy->letter);
    CHECK(with_letter.remedy->letter->number != halved.remedy->slip.number);
    const auto other_half = must(world.storage->cases().find_case(
        halved.rests.front() == in_two.rests.front() ? halved.rests.back() : halved.rests.front()));
    CHECK(add(halved.remedy->value, other_half->remedy->value) == owed.remedy->value);
    CHECK(other_half->remedy->given_by == owed.remedy->given_by);
    CHECK(other_half->remedy->authority == owed.remedy->authority);
    const auto second = world.handle(world.claim(milk, 300)).value();
    world.handle(SpeakLanguage{world.request(), cashier, second.id, Language::persian}).value();
    const auto heard =
        world
            .handle(HearTill{
                world.request(),
                cashier,
                second.id,
                {{.finding = Finding::told_by_till,
                  .direction = Direction::for_the_claim,
                  .said = "Seen at the scale"}},
                {{.rule = "till/risk", .says = {"Look", "Look"}, .outcome = Outcome::manager_decides, .spoke = true}}})
            .value();
    CHECK(must(world.storage->cases().find_case(second.id))->decision == heard.decision);
    CHECK(heard.decision.evidence.back().said == "Seen at the scale");
    CHECK(heard.decision.outcome == Outcome::manager_decides);
    world.handle(AskManager{world.request(), cashier, second.id}).value();
    const auto before = world.handle(AskManager{world.request(), cashier, second.id}).value();
    const auto asking = world.request();
    world.handle(CountPinTry{asking, manager, second.id}).value();
    world
        .handle(QuestionProposal{
            world.request(), asking, manager, second.id, before.proposal->id, true, {"seen_goods", "At the desk?"}})
        .value();
    const auto again = world.handle(AskManager{world.request(), cashier, second.id, {}, {.ready = "yes"}}).value();
    const auto tried = world.request();
    world.handle(CountPinTry{tried, manager, second.id}).value();
    const auto declined = world
                              .handle(DeclineProposal{world.request(), tried, manager, second.id, again.proposal->id,
                                                      true, "reason.not-possible"})
                              .value();
    CHECK(declined.state == CaseState::declined);
    CHECK(declined.declined_by == manager);
    CHECK(declined.declined_reason == "reason.not-possible");
    world.handle(RateService{world.request(), declined.id, 1}).value();
    const ToldPurchase loose{NamedItem{ItemCode(), "Apples"}, Unit::kilogram, Money(90, *Currency::from_code("GBP"))};
    world.handle(MakeToldClaim{world.request(), cashier, loose, Quantity::of_milli(250), Complaint::spoiled}).value();
    world.policy.goodwill = {.up_to = {Money(200, *Currency::from_code("GBP"))}, .per_day = 1};
    const ToldPurchase by_word{NamedItem{groceries().lines[0].code, "Milk"}, Unit::each, loose.price};
    const auto found =
        world.handle(MakeToldClaim{world.request(), cashier, by_word, Quantity::of_milli(200), Complaint::spoiled})
            .value();
    world.handle(GiveRemedy{world.request(), cashier, found.id, {Remedy::replacement}, {}}).value();
    world.handle(TieClaim{world.request(), cashier, found.id, {groceries().key, 1}, milk}).value();
    world.handle(UntieClaim{world.request(), cashier, found.id, by_word}).value();
    const BusinessUnitId shop("S2");
    const Author by_itself{system_actor, world.request()};
    must(world.storage->record(RetentionBegan{shop, {Date{14'000}, Date{15'000}}}, by_itself));
    must(world.storage->record(RetentionApplied{shop, {std::nullopt, Date{15'000}}, 0, 0, 12}, by_itself));

    const NoteFound bag{.request = world.request(),
                        .finder = cashier,
                        .item = "A bag of apples",
                        .quantity = one_unit,
                        .perishable_until = Date{16'000},
                        .found_at = world.clock.civil};
    const auto entry = must(world.storage->handle(bag)).value();
    must(world.storage->handle(MoveEntry{world.request(), cashier, entry.id, LeftBehindState::reserved, "fridge", "8"}))
        .value();
    const auto mistake = NoteFound{
        .request = world.request(), .finder = cashier, .item = "Pears", .quantity = one_unit, .found_at = bag.found_at};
    must(world.storage->handle(UndoFound{world.request(), cashier, must(world.storage->handle(mistake)).value().id}))
        .value();

    must(world.storage->record(RecordsSeen{{groceries().key, 1}, HowFound::search, {RecalledFact::total}}, by_itself));
    must(world.storage->record(PersonalDataShown{RecalledFact::phone}, by_itself));
    must(world.storage->record(PersonalDataShown{RecalledFact::phone, CareId("told")}, by_itself));
    const auto told = must(world.storage->handle(TakeDown{
                               world.request(), cashier, CareKind::waiting, {"long_queue"}, "An hour!", "07700900123"}))
                          .value();
    must(world.storage->handle(
             TakeCareStep{world.request(), cashier, told.id, CareStep::answered, "Sorry", {}, AnswerWay::paper}))
        .value();
    must(world.storage->record(SecondLookAsked{worth.id, redeemed.remedy->grant, Date{16'000}}, by_itself));
    must(world.storage->record(SecondLookTaken{worth.id, redeemed.remedy->grant}, by_itself));
    must(world.storage->record(CustomerExported{3, 2}, by_itself));
    must(world.storage->record(CustomerErased{3, ErasureBasis::order, 2}, by_itself));
    must(world.storage->record(TerminalKeyMade{{1, 2, 3}}, by_itself));
    must(world.storage->record(DayClosed{"{}", {1, 2, 3}, {0xff}}, by_itself));
    must(world.storage->handle(SetPin{world.request(), {}, system_actor, cashier})).value();
    must(world.storage->handle(ReplaceBadge{world.request(), {}, system_actor, cashier}, {.badge = "a new one"}))
        .value();
    must(world.storage->handle(OpenDrawer{world.request(), manager})).value();
    must(world.storage->record(DrawerOpenEnded{world.request(), OpeningOutcome::opened}, by_itself));
    must(world.storage->handle(RevokeStaff{world.request(), {}, system_actor, cashier})).value();

    std::set<std::string> types;
    must(world.storage->connection().attempt("read", "types", [&] {
        Query query(world.storage->connection(), "SELECT type, body FROM event");
        while (query.step()) {
            const auto type = query.text();
            const auto body = query.bytes();
            const std::string text(body.begin(), body.end());
            const auto decoded = decode(type, text);
            const auto encoded = encode(decoded.event, {{StaffId("anybody"), decoded.request}, decoded.at});
            CHECK(encoded.type == type);
            CHECK(encoded.body == text);
            types.insert(type);
        }
    }));
    CHECK(types.size() == std::variant_size_v<Event>);
}

TEST_CASE("a case, and the cases of a receipt, are read in their order through indexes") {
    World world;
    const auto later = world.handle(world.claim(milk, 100)).value();
    world.clock.pass_ms(-60'000);
    const auto earlier = world.approved(bananas, 100);
    const auto reader = must(StorageReader::open(world.place));
    const auto found = must(reader->cases().cases_of(groceries().key));
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == earlier.id);
    CHECK(found[1].id == later.id);
    CHECK(check_plans(reader->connection()) >= 8);
}

TEST_CASE("a body of another shape is refused, never guessed") {
    const char* bodies[] = {"",
                            "[]",
                            "{}",
                            "{\"at\":1,\"request\":\"r\"}",
                            "{\"at\":1,\"event\":{\"case\":7},\"request\":\"r\"}",
                            "{\"at\":\"x\",\"event\":{\"case\":\"c\"},\"request\":\"r\"}"};
    for (const auto* body : bodies)
        CHECK_THROWS_AS(decode("case.closed", body), UnreadableRow);
    CHECK_THROWS_AS(decode("case.reopened", "{\"at\":1,\"event\":{},\"request\":\"r\"}"), UnreadableRow);
    CHECK_THROWS_AS(encode(CaseClosed{CaseId("\xff")}, {}), UnreadableRow);
}

TEST_CASE("a repeated command changes nothing") {
    World world;
    const auto command = world.claim(milk, 1000);
    const auto first = world.handle(command).value();
    const auto head = must(world.storage->verify()).head.seq;
    CHECK(world.handle(command).value().id == first.id);
    CHECK(must(world.storage->verify()).head.seq == head);
}

TEST_CASE("a refused command leaves only what its refusal is") {
    World world;
    const auto before = must(world.storage->verify());
    const auto answer = world.handle(world.claim(LineNumber(99), 1000));
    CHECK(answer.error().reason == DeskRefusalReason::line_unknown);
    CHECK(must(world.storage->verify()).head.seq == before.head.seq);
}

TEST_CASE("more than was sold is never granted, by the rules and once more by the database") {
    World world;
    world.approved(milk, 1000);
    world.approved(milk, 1000);
    CHECK(world.handle(world.claim(milk, 1000)).error().reason == DeskRefusalReason::already_made_good);

    // As if the rules had failed: a grant for a third unit, straight into the ledger.
    const auto third = world.handle(world.claim(bananas, 742)).value();
    GrantGiven grant{GrantId("forged"),
                     third.id,
                     third.claim,
                     Money(0, *Currency::from_code("GBP")),
                     RuleAuthority{"small", "v1"},
                     SlipNumber("forged"),
                     {}};
    grant.claim.line = milk;
    grant.claim.quantity = Quantity::of_milli(1);
    CHECK(fault_of(world.storage->record(grant, {system_actor, world.request()})) == StorageFault::refused);
    grant.claim = third.claim;
    grant.value = Money(186, *Currency::from_code("GBP")); // one penny more than was paid
    CHECK(fault_of(world.storage->record(grant, {system_actor, world.request()})) == StorageFault::refused);
    grant.value = Money(185, *Currency::from_code("GBP"));
    CHECK(world.storage->record(grant, {system_actor, world.request()}));
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("a rebuild names the events that it cannot apply, and leaves nothing of them") {
    World world;
    const auto given = world.approved(milk, 1000);
    const auto before = must(world.storage->verify());
    // A case has one grant in force: the database refuses a second when it was already counted on its line.
    const GrantGiven second{
        GrantId("second"),    given.id, given.claim, Money(0, *Currency::from_code("GBP")), RuleAuthority{"a", ""},
        SlipNumber("second"), {}};
    auto [type, body] = encode(second, {{cashier, world.request()}, world.clock.civil});
    auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
    must(world.storage->connection().attempt("append", "events", [&] {
        Journal journal(world.storage->connection(), "lane-1", 1);
        journal.append({.event_id = "unknown", .type = "of.another.time", .actor = "cashier"});
        journal.append(
            {.event_id = "second", .type = type, .actor = "cashier", .body = Bytes(body.begin(), body.end())});
    }));
    must(transaction.commit());
    world.approved(bananas, 742);

    const auto stored = must(world.storage->verify());
    const auto rebuilt = must(world.storage->rebuild());
    for (const auto& check : {stored, rebuilt}) {
        REQUIRE(check.problems.size() == 2);
        CHECK(check.problems[0].seq == before.head.seq + 1);
        CHECK(check.problems[1].seq == before.head.seq + 2);
        CHECK(check.digest == stored.digest);
    }
    const auto history = must(world.storage->cases().history(groceries().key, milk));
    CHECK(history.made_good_on_line == Quantity::of_milli(1000));
    CHECK(world.storage->connection().check_settings());
    CHECK(must(world.storage->connection().check_integrity()).empty());
}

TEST_CASE("a grant that was taken back is kept with when and by whom, and counts in no sum") {
    World world;
    const auto first = world.approved(milk, 1000);
    const auto given_at = world.clock.civil;
    world.clock.pass_ms(60'000);
    const auto second = world.approved(milk, 1000);
    world.handle(RateService{world.request(), second.id, 5}).value();
    world.clock.pass_ms(60'000);
    const auto back = world.handle(ReverseGrant{world.request(), cashier, second.id}).value();
    CHECK(back.state == CaseState::claimed);
    CHECK_FALSE(back.remedy);
    CHECK_FALSE(back.faces);
    REQUIRE(back.taken_back.size() == 1);
    CHECK(back.taken_back[0].remedy.slip.document == second.remedy->slip.document);
    CHECK(back.taken_back[0].by == cashier);
    CHECK(back.taken_back[0].at == world.clock.civil);
    CHECK(must(world.storage->cases().find_by_slip(second.remedy->slip.number))->id == second.id);

    auto history = must(world.storage->cases().history(groceries().key, milk));
    CHECK(history.made_good_on_line == Quantity::of_milli(1000));
    CHECK(history.worth_made_good_on_line == first.value.minor_units());
    CHECK(history.last_made_good_on_line == given_at);
    CHECK(history.made_good_before == 1);
    CHECK(history.taken_back_on_line == 1);
    CHECK(history.last_taken_back_on_line == world.clock.civil);

    world.handle(ReverseGrant{world.request(), cashier, first.id}).value();
    history = must(world.storage->cases().history(groceries().key, milk));
    CHECK(history.made_good_on_line.is_zero());
    CHECK(history.worth_made_good_on_line == 0);
    CHECK(history.taken_back_on_line == 2);
    CHECK(must(world.storage->cases().made_good(groceries().key)).empty());

    // What was in the printer's hand is told after all, and the case is given again.
    const auto& job = second.remedy->slip.prints[0].job;
    world.handle(RecordPrint{world.request(), second.id, job, PrintOutcome::failed}).value();
    const auto asked = world.handle(AskManager{world.request(), cashier, second.id}).value();
    const auto tried = world.request();
    world.handle(CountPinTry{tried, manager, second.id}).value();
    world.handle(ApproveProposal{world.request(), tried, manager, second.id, asked.proposal->id, true, {}}).value();
    world.close();
    world.open();

    const auto found = must(world.storage->cases().find_case(second.id));
    REQUIRE(found->remedy);
    CHECK(found->remedy->slip.number != second.remedy->slip.number);
    REQUIRE(found->taken_back.size() == 1);
    CHECK(found->taken_back[0].remedy.slip.prints[0].outcome == PrintOutcome::failed);
    const auto before = must(world.storage->verify());
    CHECK(before.ok);
    CHECK(must(world.storage->rebuild()).digest == before.digest);
    CHECK(must(world.storage->connection().check_integrity()).empty());
}

TEST_CASE("a grant is reversed once, in its own case") {
    World world;
    const auto given = world.approved(milk, 1000);
    const auto other = world.approved(milk, 1000);
    const Author author{cashier, world.request()};
    CHECK(fault_of(world.storage->record(GrantReversed{other.id, given.remedy->grant}, author)) ==
          StorageFault::refused);
    CHECK(world.storage->record(GrantReversed{given.id, given.remedy->grant}, author));
    CHECK(fault_of(world.storage->record(GrantReversed{given.id, given.remedy->grant}, author)) ==
          StorageFault::refused);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("nobody approves the own request, and an approval is used once") {
    World world;
    const auto opened = world.handle(world.claim(milk, 1000)).value();
    const auto asked = world.handle(AskManager{world.request(), cashier, opened.id}).value();
    const auto digest = world.cryptography.sha256(canonical_text(*asked.proposal));
    const Author author{manager, world.request()};
    const auto own = ApprovalGiven{opened.id, asked.proposal->id, digest, cashier};
    CHECK(fault_of(world.storage->record(own, author)) == StorageFault::refused);
    auto other_digest = digest;
    other_digest[0] ^= 1;
    CHECK(fault_of(world.storage->record(ApprovalGiven{opened.id, asked.proposal->id, other_digest, manager},
                                         author)) == StorageFault::refused);
    CHECK(fault_of(world.storage->record(ApprovalGiven{opened.id, ProposalId("other"), digest, manager}, author)) ==
          StorageFault::refused);
    const ApprovalGiven given{opened.id, asked.proposal->id, digest, manager};
    CHECK(world.storage->record(given, author));
    CHECK(fault_of(world.storage->record(given, author)) == StorageFault::refused);
}

TEST_CASE("wrong tries count across a restart") {
    World world;
    const auto opened = world.handle(world.claim(milk, 1000)).value();
    for (int i = 0; i < failures_until_lock; ++i)
        CHECK(world.handle(CountPinTry{world.request(), manager, opened.id}));
    world.close();
    world.open();
    CHECK(world.handle(CountPinTry{world.request(), manager, opened.id}).error().reason ==
          DeskRefusalReason::pins_locked_here);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("projections made again from the journal are the same") {
    World world;
    world.approved(milk, 1000);
    world.approved(bananas, 742);
    const auto opened = world.handle(world.claim(milk, 1000)).value();
    world.handle(CountPinTry{world.request(), manager, opened.id}).value();
    const auto before = must(world.storage->verify());
    CHECK(before.ok);
    const auto rebuilt = must(world.storage->rebuild());
    CHECK(rebuilt.ok);
    CHECK(rebuilt.digest == before.digest);
    CHECK(rebuilt.events == before.events);
    CHECK(must(world.storage->verify()).digest == before.digest);
    CHECK(must(world.storage->cases().find_case(opened.id))->claim == opened.claim);
    CHECK(must(world.storage->connection().check_integrity()).empty());

    SECTION("a projection that was changed by hand is found and put right") {
        PlainDatabase plain(database_of(world.path()));
        REQUIRE(plain.run("UPDATE line_made_good SET granted = 1"));
        const auto verified = must(world.storage->verify());
        CHECK_FALSE(verified.ok);
        CHECK(verified.digest != before.digest);
        CHECK(must(world.storage->rebuild()).digest == before.digest);
        CHECK(must(world.storage->verify()).ok);
    }
    SECTION("an event of an unknown type is named, kept and left out") {
        PlainDatabase plain(database_of(world.path()));
        plain.allow_changes();
        REQUIRE(plain.run("UPDATE event SET type = 'pin.forgotten' WHERE type = 'pin.tried'"));
        const auto rebuilt_without = must(world.storage->rebuild());
        CHECK_FALSE(rebuilt_without.ok);
        CHECK(rebuilt_without.events == before.events);
    }
}

TEST_CASE("the same story with the same clock and chance has the same journal") {
    World one;
    World other;
    for (auto* world : {&one, &other})
        world->approved(milk, 1000);
    const auto first = must(one.storage->verify());
    const auto second = must(other.storage->verify());
    CHECK(first.head.hash == second.head.hash);
    CHECK(first.digest == second.digest);
}

TEST_CASE("a second makegood on the folder is refused while a reader reads") {
    World world;
    world.approved(milk, 1000);
    const auto second = Storage::open(world.place, "lane-1", world.clock, world.randomness);
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == StorageFault::owned);
    auto reader = must(StorageReader::open(world.place));
    CHECK(must(reader->facts().find_by_number("R-0042", 5)).size() == 1);
    CHECK(must(reader->cases().cases_of(groceries().key)).size() == 1);
    const auto checked = must(reader->verify("lane-1"));
    CHECK(checked.ok);
    CHECK(checked.digest == must(world.storage->verify()).digest);
}
