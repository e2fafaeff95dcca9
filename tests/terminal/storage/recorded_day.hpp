#pragma once

#include "terminal/storage/closing.hpp"
#include "terminal/storage/customer_file.hpp"
#include "terminal/storage/retention.hpp"
#include "terminal/storage/seen_records.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/disk_after.hpp"

#include <functional>

// A day at the desk, recorded call by call, and what a later start finds of it.
namespace makegood::storage {

// What is divided, asked back, declined, given by word and tied, and what was left behind. A litre of milk is left.
inline void work_on_through(DeskWorld& world, const std::function<void()>& done) {
    const LineNumber milk_line{1};
    const auto request = [&] { return world.request(); };
    const auto act = [&](const auto& command) {
        auto view = world.handle(command).value();
        done();
        return view;
    };
    const auto log = [&](const auto& command) {
        auto entry = must(world.storage->handle(command)).value();
        done();
        return entry;
    };
    const auto part = act(
        DivideClaim{request(), cashier, act(world.claim(milk_line, 1000)).id, {{milk_line, Quantity::of_milli(600)}}});
    const auto fetched = act(AskManager{request(), cashier, part.id, {Remedy::replacement, false}});
    const auto confirms = request();
    act(CountPinTry{confirms, manager, part.id});
    act(ApproveProposal{request(), confirms, manager, part.id, fetched.proposal->id, true, Language::english});
    const auto here = act(DivideRemedy{
        request(), cashier, part.id, {{milk_line, Quantity::of_milli(200)}}, {Remedy::voucher}, Language::english});
    act(WriteLetter{request(), cashier, here.id, Language::english});
    const auto& rest = part.rests.front();
    act(SpeakLanguage{request(), cashier, rest, Language::persian});
    const auto voucher = std::ranges::find_if(here.rests, [&](const CaseId& id) { return id != rest; });
    act(RedeemVoucher{request(), cashier, *voucher});

    const auto first = act(AskManager{request(), cashier, rest});
    const auto questions = request();
    act(CountPinTry{questions, manager, rest});
    act(QuestionProposal{request(), questions, manager, rest, first.proposal->id, true, {.ready = "seen_goods"}});
    const auto second = act(AskManager{request(), cashier, rest, {}, {.ready = "yes"}});
    const auto answers = request();
    act(CountPinTry{answers, manager, rest});
    act(DeclineProposal{request(), answers, manager, rest, second.proposal->id, true, "look_together"});

    const Currency pounds = *Currency::from_code("GBP");
    world.policy.goodwill = {.up_to = {Money(200, pounds)}, .per_day = 1};
    const ToldPurchase milk_told{NamedItem{groceries().lines[0].code, "Milk"}, Unit::each, Money(165, pounds)};
    const auto told = act(MakeToldClaim{request(), cashier, milk_told, Quantity::of_milli(200), Complaint::spoiled});
    act(GiveRemedy{request(), cashier, told.id, {Remedy::replacement}, Language::english});
    act(TieClaim{request(), cashier, told.id, {groceries().key, 1}, milk_line});
    act(UntieClaim{request(), cashier, told.id, milk_told});
    act(TieClaim{request(), cashier, told.id, {groceries().key, 1}, milk_line});
    act(TakeSecondLook{request(), manager, told.id});

    const auto bag = log(NoteFound{.request = request(),
                                   .finder = cashier,
                                   .item = "A bag of apples",
                                   .quantity = one_unit,
                                   .found_at = world.clock.civil});
    log(MoveEntry{request(), cashier, bag.id, LeftBehindState::reserved, "fridge", "blue coat"});
    const auto mistake = log(NoteFound{.request = request(),
                                       .finder = cashier,
                                       .item = "A bag of pears",
                                       .quantity = one_unit,
                                       .found_at = world.clock.civil});
    log(UndoFound{request(), cashier, mistake.id});
}

// A refund that the till pays out of its own accord.
inline void be_paid_through(DeskWorld& world, const std::function<void()>& done) {
    const auto sale = groceries("0043");
    world.take_in(sale);
    const auto act = [&](const auto& command) {
        auto view = world.handle(command).value();
        done();
        return view;
    };
    const auto claimed = act(MakeClaim{
        world.request(), cashier, {sale.key, 1}, LineNumber(1), Quantity::of_milli(1000), Complaint::quality});
    act(GiveRemedy{world.request(), cashier, claimed.id, {Remedy::refund}, Language::english});
    act(AskRefund{world.request(), claimed.id});
    act(EndRefund{world.request(), claimed.id, false});
    act(AskRefund{world.request(), claimed.id});
    world.take_in(milk_returned(sale, {world.clock.civil.seconds + 60}));
    REQUIRE(act(SettleRefund{world.request(), claimed.id}).state == CaseState::closed);
}

// What is done with PINs, badges and the drawer; somebody comes, and goes again.
inline void staff_through(DeskWorld& world, const std::function<void()>& done) {
    const auto act = [&](const auto& command, const StaffSecrets& secrets = {}) {
        must(world.storage->handle(command, secrets)).value();
        done();
    };
    const auto proved = [&] {
        const auto pin_try = world.request();
        act(TryPin{pin_try, manager});
        act(ProvePin{world.request(), pin_try, manager, true});
        return pin_try;
    };
    const StaffId sara("sara");
    act(SetPin{world.request(), proved(), manager, cashier}, {.pin = PinHash{"a first one"}});
    act(EnrolStaff{world.request(), proved(), manager, {sara, {"Sara", "سارا"}}},
        {.pin = PinHash{"another"}, .badge = "a badge of hers"});
    act(ReplaceBadge{world.request(), proved(), manager, sara}, {.badge = "her next badge"});
    act(RevokeStaff{world.request(), proved(), manager, sara});
    act(OpenDrawer{world.request(), manager});
}

// What a customer tells, with their number.
inline void listen_through(DeskWorld& world, const std::function<void()>& done) {
    const auto told = must(world.storage->handle(
        TakeDown{world.request(), cashier, CareKind::service, {"unfriendly"}, "Not even a hello", "07700900123"}));
    done();
    must(world.storage->handle(
             TakeCareStep{world.request(), cashier, told->id, CareStep::investigated, "It was a long day"}))
        .value();
    done();
}

// What goes beyond one case: who looked, what another person signs afterwards, and what is deleted.
inline void the_house_through(DeskWorld& world, const std::function<void()>& done) {
    const auto act = [&](const auto& command) {
        auto view = world.handle(command).value();
        done();
        return view;
    };
    auto sale = groceries("0044");
    sale.customer_reference = "L-1";
    world.take_in(sale);
    must(record_seen(*world.storage, {{sale.key, 1}, HowFound::scan, {}}, {cashier, world.request()}));
    done();

    world.policy.countersign = {.up_to = {Money(500, *Currency::from_code("GBP"))}, .per_day = 1};
    const auto claimed = act(MakeClaim{
        world.request(), cashier, {sale.key, 1}, LineNumber(1), Quantity::of_milli(2000), Complaint::spoiled});
    const auto given =
        act(GiveRemedy{world.request(), cashier, claimed.id, {Remedy::replacement}, Language::english, true});
    REQUIRE(std::holds_alternative<CountersignAuthority>(given.remedy->authority));
    act(TakeSecondLook{world.request(), manager, given.id});
    act(WriteLetter{world.request(), cashier, given.id, Language::persian});
    act(PrintSlip{.request = world.request(), .requester = cashier, .case_id = given.id, .letter = true});

    must(erase_customer(*world.storage, {.keys = {sale.key}}, ErasureBasis::request, {manager, world.request()}));
    done();

    world.take_in(groceries("0045")); // that nobody asks for, and is older than the terms
    RetentionPass retention;
    while (must(retention.slice(*world.storage, 1))) {
    }
    REQUIRE(retention.tallies().front().receipts > 0);
    done();

    world.clock.pass_ms(24 * 3'600'000);
    ClosingPass closing(0);
    while (must(closing.slice(*world.storage, 20))) {
    }
    REQUIRE(closing.closed().size() == 1);
    done();
}

// Every command that changes something; each is told to `done` when it is committed. Requests and ids are the same in
// every run.
inline void work_through(DeskWorld& world, const std::function<void()>& done) {
    const auto act = [&](const auto& command) {
        auto view = world.handle(command).value();
        done();
        return view;
    };
    const auto request = [&] { return world.request(); };
    const auto owed = [&](const CaseId& id) {
        return act(GiveRemedy{request(), cashier, id, {Remedy::replacement, false}, Language::english});
    };
    auto fetched = owed(act(world.claim(LineNumber(1), 1000)).id);
    fetched = act(ChangeRemedy{request(), cashier, fetched.id, {Remedy::refund, false}, Language::english});
    act(RecordPrint{request(), fetched.id, fetched.remedy->slip.prints[0].job, PrintOutcome::printed});
    act(ReverseGrant{request(), cashier, fetched.id}); // with a slip that says so
    must(world.storage->connection().checkpoint());
    auto asked = act(AskManager{request(), cashier, fetched.id, {Remedy::refund}});
    asked = act(WithdrawProposal{request(), cashier, asked.id});
    asked = act(AskManager{request(), cashier, asked.id, {Remedy::replacement}});
    const auto tried = request();
    act(CountPinTry{tried, manager, asked.id});
    const auto given =
        act(ApproveProposal{request(), tried, manager, asked.id, asked.proposal->id, true, Language::english});
    must(world.storage->connection().empty_write_ahead_log());
    act(PrintSlip{request(), cashier, given.id});
    act(RateService{request(), given.id, 4});
    act(CloseCase{request(), cashier, given.id});
    act(HandOver{request(), cashier, owed(act(world.claim(LineNumber(2), 742)).id).id});
    work_on_through(world, done);
    be_paid_through(world, done);
    staff_through(world, done);
    listen_through(world, done);
    the_house_through(world, done);
}

// An answer that a person had: how many calls had reached the disk by then, and the end of the journal, whose hash
// stands for every event before it too.
struct Acknowledged {
    std::size_t calls;
    JournalHead head;
};

struct Recorded {
    std::vector<Acknowledged> acknowledged_by(std::size_t call) const {
        std::vector<Acknowledged> some;
        for (const auto& one : acknowledged)
            if (one.calls <= call)
                some.push_back(one);
        return some;
    }

    std::vector<DiskCall> calls;
    std::vector<Acknowledged> acknowledged;
};

inline JournalHead head_of(Storage& storage) {
    return must(storage.connection().attempt("read", "the end of the journal",
                                             [&] { return Journal(storage.connection(), "lane-1", 1).head(); }));
}

// From a folder without a database to the closing of the shop. `opened` may change the connection before the first
// command.
inline Recorded record_day(
    const std::filesystem::path& folder, const std::function<void()>& opened = [] {}) {
    Recorded day;
    const RecordingDisk disk;
    {
        DeskWorld world(folder, {{.receipts_days = 30}, {}});
        world.fill();
        opened();
        work_through(world, [&] { day.acknowledged.push_back({disk.calls().size(), head_of(*world.storage)}); });
    }
    day.calls = disk.calls();
    REQUIRE(day.acknowledged.size() == 71);
    for (std::size_t i = 1; i < day.acknowledged.size(); ++i)
        REQUIRE(day.acknowledged[i - 1].head.seq < day.acknowledged[i].head.seq);
    return day;
}

struct Findings {
    bool ok() const { return damage.empty() && lost == 0; }

    std::string damage; // what does not open, hold together or amount to what the journal says; in English
    int lost = 0;       // of what was acknowledged
};

inline Findings look_over(Storage& storage, const std::vector<Acknowledged>& acknowledged) {
    const auto flaws = storage.connection().check_integrity();
    if (!flaws || !flaws->empty())
        return {flaws ? flaws->front() : flaws.error().text()};
    Findings found;
    for (const auto& [calls, head] : acknowledged) {
        const auto is_there = storage.connection().attempt("look for", "an event", [&] {
            Query query(storage.connection(), "SELECT 1 FROM event WHERE terminal = ? AND epoch = ? AND seq = ? AND "
                                              "hash = ?");
            return query.bind(head.terminal, head.epoch, head.seq, head.hash).step();
        });
        if (!is_there)
            return {is_there.error().text()};
        found.lost += *is_there ? 0 : 1;
    }
    if (const auto check = storage.verify(); !check)
        found.damage = check.error().text();
    else if (!check->ok)
        found.damage = check->problems.front().what;
    return found;
}

struct Start {
    Findings found;
    Recorded recorded; // what this start itself did
};

// Starts over these files, looks at everything, and where all is well works on: one more person is enrolled. None of
// the ids that `randomness` gives was given before.
inline Start start_over(const Files& files, const std::filesystem::path& folder,
                        const std::vector<Acknowledged>& acknowledged, Randomness& randomness) {
    lay_down(files, folder);
    const RecordingDisk disk;
    Start start;
    for (const auto& one : acknowledged)
        start.recorded.acknowledged.push_back({0, one.head});
    const testing::HandClock clock;
    if (auto storage = Storage::open({folder, DeskWorld::schema_folder()}, "lane-1", clock, randomness); !storage) {
        start.found.damage = storage.error().text();
    } else {
        start.found = look_over(**storage, acknowledged);
        if (start.found.ok()) {
            must((*storage)->enrol({.member = {StaffId("new"), {"New", "نو"}, StaffRole::cashier, Language::english}},
                                   {system_actor, RequestId("after")}));
            start.recorded.acknowledged.push_back({disk.calls().size(), head_of(**storage)});
        }
    }
    start.recorded.calls = disk.calls();
    return start;
}

} // namespace makegood::storage
