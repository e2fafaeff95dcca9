#include "workflows/left_behind/left_behind_desk.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "tests/support/memory_ledger.hpp"
#include "workflows/recovery/desk.hpp"

using namespace makegood;
using namespace makegood::testing;
using State = LeftBehindState;
using Refusal = LeftBehindRefusal;

namespace {

const StaffId cashier("cashier");
const ReceiptKey bought{BusinessUnitId("1"), WorkstationId("2"), *Date::from_iso("2026-05-03"), "77"};
constexpr LineNumber olives{1};

struct Shop {
    HandClock clock; // 4 May 2026, 10:00
    MemoryLedger ledger{clock};
    CountingRandomness randomness;
    FoldingCryptography cryptography;
    PlainSlipWriter slip_writer;
    Policy policy{.version = "v1", .window_days = 90, .rules = {{.id = "any", .outcome = Outcome::give_now}}};
    Desk desk{{ledger, clock, randomness, cryptography, slip_writer, policy, "lane-1", {"Corner Shop", ""}}};
    LeftBehindDesk log{ledger, clock, randomness};
    int requests = 0;

    Shop() {
        ledger.people[cashier] = {cashier, {"C", "C"}, StaffRole::cashier};
        ledger.receipts = {{.key = bought,
                            .begun_at = *CivilTime::from_iso("2026-05-03T18:00"),
                            .total = Money(500, eur),
                            .lines = {{.number = olives,
                                       .code = ItemCode("olives"),
                                       .name = "Olives",
                                       .quantity = Quantity::of_milli(2'000),
                                       .amount = Money(500, eur)}},
                            .tenders = {}}};
    }

    RequestId request() { return RequestId("request-" + std::to_string(++requests)); }
    NoteFound olives_found() {
        return {.request = request(),
                .finder = cashier,
                .code = ItemCode("olives"),
                .item = "Olives",
                .quantity = one_unit,
                .lane = WorkstationId("2"),
                .place = "fridge",
                .note = "in a blue bag",
                .found_at = *CivilTime::from_iso("2026-05-03T18:20")};
    }
    LeftBehindEntry kept() { return log.handle(olives_found()).value(); }
    Expected<LeftBehindEntry, Refusal> move(const LeftBehindEntry& entry, State to, const char* note = "") {
        return log.handle(MoveEntry{request(), cashier, entry.id, to, "", note});
    }
    CaseView claimed() {
        return desk.handle(MakeClaim{request(), cashier, {bought, 1}, olives, one_unit, Complaint::not_among_the_goods})
            .value();
    }
    CaseView given() {
        return desk.handle(GiveRemedy{request(), cashier, claimed().id, {Remedy::replacement}, Language::english})
            .value();
    }
};

} // namespace

TEST_CASE("what was found is kept with who, where and when") {
    Shop shop;
    const auto entry = shop.kept();
    CHECK(entry.state == State::kept);
    CHECK(entry.item == "Olives");
    CHECK(entry.place == "fridge");
    CHECK(entry.found_by == cashier);
    CHECK(entry.found_at == *CivilTime::from_iso("2026-05-03T18:20"));
    CHECK(entry.recorded_at == *CivilTime::from_iso("2026-05-04T10:00"));

    auto brought_back = shop.olives_found();
    brought_back.brought_back = true;
    CHECK(shop.log.handle(brought_back)->state == State::brought_back);
}

TEST_CASE("what cannot be an entry is refused by name and leaves nothing") {
    Shop shop;
    auto nobody = shop.olives_found(), nothing = nobody, none = nobody, later = nobody;
    nobody.finder = StaffId("stranger");
    nothing.code = ItemCode(), nothing.item = "";
    none.quantity = Quantity{};
    later.found_at = *CivilTime::from_iso("2026-05-04T10:06");
    CHECK(shop.log.handle(nobody).error() == Refusal::staff_unknown);
    CHECK(shop.log.handle(nothing).error() == Refusal::nothing_named);
    CHECK(shop.log.handle(none).error() == Refusal::quantity_not_positive);
    CHECK(shop.log.handle(later).error() == Refusal::found_in_the_future);
    CHECK(shop.move({.id = LeftBehindId("unknown")}, State::put_back).error() == Refusal::entry_unknown);
    CHECK(shop.ledger.events.empty());
}

TEST_CASE("a phone call reserves, and a repeat of any command changes nothing") {
    Shop shop;
    const auto entry = shop.kept();
    const MoveEntry reserve{shop.request(), cashier, entry.id, State::reserved, "", "comes on Friday"};
    CHECK(shop.log.handle(reserve)->reserved_for == "comes on Friday");
    const auto events = shop.ledger.events.size();
    CHECK(shop.log.handle(reserve)->state == State::reserved);
    CHECK(shop.ledger.events.size() == events);
    CHECK(shop.move(entry, State::kept)->reserved_for.empty());
    CHECK(shop.move(entry, State::disposed_of)->state == State::disposed_of);
    CHECK(shop.move(entry, State::put_back).error() == Refusal::entry_is_elsewhere);
}

TEST_CASE("what was moved by mistake goes back to where it was, within a minute and by anybody") {
    Shop shop;
    const auto entry = shop.kept();
    REQUIRE(shop.move(entry, State::reserved, "comes on Friday"));
    const auto undo = [&](const StaffId& who, State moved_to, State back_to) {
        return shop.log.handle(UndoMove{shop.request(), who, entry.id, moved_to,
                                        shop.ledger.entries.at(entry.id).moved_at, back_to, "fridge",
                                        "comes on Friday"});
    };
    for (const auto to : {State::handed_over, State::put_back, State::disposed_of}) {
        REQUIRE(shop.move(entry, to));
        const auto undone = undo(cashier, to, State::reserved);
        REQUIRE(undone);
        CHECK(undone->state == State::reserved);
        CHECK(undone->reserved_for == "comes on Friday");
        CHECK(undone->place == "fridge");
        CHECK(std::get<LeftBehindMoved>(shop.ledger.events.back()).undoes);
    }
    REQUIRE(shop.move(entry, State::disposed_of));
    CHECK(undo(StaffId("stranger"), State::disposed_of, State::kept).error() == Refusal::staff_unknown);
    CHECK(shop.log.handle(UndoMove{shop.request(), cashier, entry.id, State::disposed_of, {}, State::kept}).error() ==
          Refusal::entry_is_elsewhere);
    CHECK(undo(cashier, State::put_back, State::kept).error() == Refusal::entry_is_elsewhere);
    CHECK(undo(cashier, State::disposed_of, State::disposed_of).error() == Refusal::entry_is_elsewhere);
    CHECK(shop.log.handle(UndoMove{shop.request(), cashier, LeftBehindId("unknown")}).error() ==
          Refusal::entry_unknown);
    shop.clock.civil.seconds += 61;
    CHECK(undo(cashier, State::disposed_of, State::kept).error() == Refusal::too_late);
    shop.clock.civil.seconds -= 61;
    const StaffId another("another");
    shop.ledger.people[another] = {another, {"A", "A"}, StaffRole::cashier};
    CHECK(undo(another, State::disposed_of, State::kept)->moved_by == another);
}

TEST_CASE("a claim that the log bears out gets the goods that were kept, once") {
    Shop shop;
    const auto entry = shop.kept();
    const auto given = shop.given();
    CHECK(given.decision.failure == Failure::left_behind);
    const auto& after = shop.ledger.entries.at(entry.id);
    CHECK(after.state == State::handed_over);
    CHECK(after.made_good == given.id);
    CHECK(shop.move(after, State::brought_back).error() == Refusal::entry_is_elsewhere);

    CHECK(shop.claimed().decision.failure == Failure::missing); // the other one of the two
}

TEST_CASE("an entry put back on the shelf or thrown away still speaks, for one claim only") {
    const auto to = GENERATE(State::put_back, State::disposed_of);
    Shop shop;
    const auto entry = shop.kept();
    REQUIRE(shop.move(entry, to));
    const auto given = shop.given();
    CHECK(given.decision.failure == Failure::left_behind);
    CHECK(shop.ledger.entries.at(entry.id).state == to);
    CHECK(shop.ledger.entries.at(entry.id).made_good == given.id);
    CHECK(shop.claimed().decision.failure == Failure::missing);
}

TEST_CASE("what was not given after all is kept again") {
    Shop shop;
    const auto entry = shop.kept();
    const auto given = shop.given();
    const auto reversed = shop.desk.handle(ReverseGrant{shop.request(), cashier, given.id}).value();
    CHECK(shop.ledger.entries.at(entry.id).state == State::kept);
    CHECK(shop.ledger.entries.at(entry.id).made_good.empty());
    CHECK(reversed.decision.failure == Failure::left_behind);
}

TEST_CASE("goods that came home damaged were not left behind") {
    Shop shop;
    const auto entry = shop.kept();
    const auto claim =
        shop.desk.handle(MakeClaim{shop.request(), cashier, {bought, 1}, olives, one_unit, Complaint::damaged}).value();
    REQUIRE(shop.desk.handle(GiveRemedy{shop.request(), cashier, claim.id, {Remedy::replacement}, Language::english}));
    CHECK(shop.ledger.entries.at(entry.id).state == State::kept);
}

TEST_CASE("each entry has a label of its own, which no other of our labels looks like") {
    Shop shop;
    const auto first = shop.log.handle(shop.olives_found()).value();
    const auto second = shop.log.handle(shop.olives_found()).value();
    CHECK(is_left_behind_label(first.label));
    CHECK_FALSE(is_slip_label(first.label));
    CHECK_FALSE(is_badge_label(first.label));
    CHECK(first.label != second.label);
}

TEST_CASE("a step that is told later keeps when it happened beside when it was written down") {
    Shop shop;
    const auto entry = shop.kept(); // found on 3 May at 18:20
    const auto put_back = [&](const char* when) {
        return shop.log.handle(
            MoveEntry{shop.request(), cashier, entry.id, State::put_back, "", "", CivilTime::from_iso(when)});
    };
    CHECK(put_back("2026-05-04T10:06").error() == Refusal::happened_in_the_future);
    CHECK(put_back("2026-05-03T18:19").error() == Refusal::happened_before_the_last_step);
    CHECK(shop.ledger.events.size() == 1);
    const auto moved = put_back("2026-05-03T19:00").value();
    CHECK(moved.moved_at == *CivilTime::from_iso("2026-05-03T19:00"));
    CHECK(moved.moved_recorded_at == *CivilTime::from_iso("2026-05-04T10:00"));

    // Within a minute of its writing down, though it happened long before; and it has lain there since it did.
    const UndoMove undo{shop.request(), cashier,  entry.id, State::put_back, moved.moved_at,
                        State::kept,    "fridge", "",       entry.moved_at};
    const auto undone = shop.log.handle(undo).value();
    CHECK(undone.state == State::kept);
    CHECK(undone.moved_at == entry.moved_at);
}

TEST_CASE("goods put back before a count was taken are counted in, whenever that was written down") {
    struct Row {
        const char* put_back_at;
        std::size_t movements;
    };
    const auto row = GENERATE(Row{"2026-05-03T19:00", 1}, Row{"2026-05-03T21:00", 0});
    Shop shop;
    const auto entry = shop.kept();
    shop.ledger.counts = {{.code = ItemCode("olives"),
                           .counted = Quantity::of_milli(5'000),
                           .counted_at = *CivilTime::from_iso("2026-05-03T20:00")}};
    REQUIRE(shop.log.handle(
        MoveEntry{shop.request(), cashier, entry.id, State::put_back, "", "", CivilTime::from_iso(row.put_back_at)}));
    CHECK(shop.ledger.stock_movements(shop.given().remedy->grant).size() == row.movements);
}

TEST_CASE("what was noted by mistake is taken back within a minute, and speaks of no claim") {
    Shop shop;
    const auto entry = shop.kept();
    const auto undo = [&](const StaffId& who) { return shop.log.handle(UndoFound{shop.request(), who, entry.id}); };
    CHECK(undo(StaffId("stranger")).error() == Refusal::staff_unknown);
    CHECK(shop.log.handle(UndoFound{shop.request(), cashier, LeftBehindId("unknown")}).error() ==
          Refusal::entry_unknown);
    SECTION("at once") {
        const UndoFound command{shop.request(), cashier, entry.id};
        CHECK(shop.log.handle(command)->taken_back);
        CHECK(std::holds_alternative<FoundTakenBack>(shop.ledger.events.back()));
        CHECK(shop.log.handle(command));
        CHECK(shop.ledger.events.size() == 2);
        CHECK(undo(cashier).error() == Refusal::entry_is_elsewhere);
        CHECK(shop.move(entry, State::handed_over).error() == Refusal::entry_is_elsewhere);
        CHECK(shop.claimed().decision.failure == Failure::missing);
    }
    SECTION("not later") {
        shop.clock.civil.seconds += 61;
        CHECK(undo(cashier).error() == Refusal::too_late);
    }
    SECTION("not once something was done with it") {
        REQUIRE(shop.move(entry, State::reserved));
        CHECK(undo(cashier).error() == Refusal::entry_is_elsewhere);
    }
    SECTION("not once a claim was made good by it") {
        REQUIRE(shop.given().remedy);
        CHECK(undo(cashier).error() == Refusal::entry_is_elsewhere);
    }
}
