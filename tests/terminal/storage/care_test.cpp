#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/bytes_on_disk.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr auto their_words = "I waited an hour for nothing";
constexpr auto their_phone = "07700900123";

struct CareWorld : TemporaryFolder, DeskWorld {
    CareTerms terms{.causes = {{"people", "", {"Too few of us", "کمبود همکار"}}}};

    CareWorld() : DeskWorld(path()) { fill(); }

    CareRecord told(const TakeDown& command) { return must(storage->handle(command)).value(); }
    CareRecord complaint() {
        return told({request(), cashier, CareKind::waiting, {"long_queue"}, their_words, their_phone});
    }
    CareRecord step(const TakeCareStep& command) { return must(storage->handle(command, terms)).value(); }
    CareFile file() { return CareFile(storage->connection()); }
    CareToday today() { return care_today(clock.now(), terms.hours); }
    std::vector<CareRecord> listed(CareList list, int first = 0, int most = 10) {
        return must(file().list(list, today(), first, most));
    }
    std::int64_t count(CareList list) { return must(file().count(list, today())); }
    std::map<int, std::string> texts(const CareId& id) {
        return must(words_of_care(storage->connection(), storage->pepper(), id));
    }
    std::optional<std::string> phone_told(const CareId& id) {
        return must(phone_of_care(storage->connection(), storage->pepper(), id));
    }
};

} // namespace

TEST_CASE("what a customer said is read back after a restart, and in no file of the folder in the clear") {
    CareWorld world;
    const auto record = world.complaint();
    world.close();
    world.open();
    CHECK(must(world.file().find(record.id)) == record);
    CHECK(world.texts(record.id) == std::map<int, std::string>{{1, their_words}});
    CHECK(world.phone_told(record.id) == their_phone);
    world.close();
    const auto bytes = bytes_of_all_files(world.path());
    CHECK(contains(bytes, "long_queue"));
    CHECK_FALSE(contains(bytes, their_words));
    CHECK_FALSE(contains(bytes, their_phone));
}

TEST_CASE("who said nothing of their own left nothing in the vault") {
    CareWorld world;
    const auto record = world.told({world.request(), cashier, CareKind::praise, {"friendly"}});
    CHECK_FALSE(record.has_words);
    CHECK_FALSE(record.has_phone);
    CHECK(world.texts(record.id).empty());
    CHECK(world.phone_told(record.id) == std::nullopt);
}

TEST_CASE("a text that was put in another record's place is told, not shown") {
    CareWorld world;
    const auto one = world.complaint();
    const auto other = world.complaint();
    must(world.storage->connection().attempt("swap", "texts", [&] {
        Query(world.storage->connection(),
              "UPDATE vault_care_text SET sealed = (SELECT sealed FROM vault_care_text WHERE record = ? AND part = 1) "
              "WHERE record = ? AND part = 1")
            .bind(one.id.text(), other.id.text())
            .run();
    }));
    const auto read = words_of_care(world.storage->connection(), world.storage->pepper(), other.id);
    REQUIRE_FALSE(read);
    CHECK(read.error().fault == StorageFault::secrets);
}

TEST_CASE("the register is made again from the journal, with every step, and read through indexes") {
    CareWorld world;
    const auto first = world.complaint();
    world.clock.civil.seconds += 60;
    const auto second = world.told({world.request(), cashier, CareKind::price, {"too_dear"}});
    world.step({world.request(), cashier, first.id, CareStep::assessed, {}, "people"});
    const auto answered =
        world.step({world.request(), cashier, first.id, CareStep::answered, "Sorry!", {}, AnswerWay::phone});
    const auto before = world.storage->connection().prepared_statements();
    CHECK(world.listed(CareList::waiting) == std::vector{second});
    CHECK(world.listed(CareList::answered) == std::vector{answered});
    CHECK(world.listed(CareList::without_cause).empty());
    const auto history = must(world.file().history(first.id));
    REQUIRE(history.size() == 3);
    CHECK(history[1].cause == "people");
    CHECK(history[2].way == AnswerWay::phone);
    CHECK(world.texts(first.id) == std::map<int, std::string>{{1, their_words}, {3, "Sorry!"}});
    CHECK(world.phone_told(first.id) == their_phone);
    CHECK(check_plans(world.storage->connection(), before) > 0);
    const auto digest = must(world.storage->verify()).digest;
    const auto rebuilt = must(world.storage->rebuild());
    CHECK(rebuilt.ok);
    CHECK(rebuilt.digest == digest);
    CHECK(must(world.file().find(first.id)) == answered);
}

TEST_CASE("a recovery case is in the register by itself, and its cause is not known until somebody tells it") {
    CareWorld world;
    const auto given = world.approved(LineNumber(1), 1000);
    const CareId id(given.id.text());
    const auto open = must(world.storage->handle(
        TakeCareStep{world.request(), cashier, id, CareStep::assessed, {}, "people"}, world.terms));
    CHECK(open.error() == CareRefusal::case_still_open);
    CHECK(world.listed(CareList::without_cause).empty());
    world.handle(RecordPrint{world.request(), given.id, given.remedy->slip.prints[0].job, PrintOutcome::printed})
        .value();
    REQUIRE(world.handle(CloseCase{world.request(), cashier, given.id}).value().state == CaseState::closed);

    const auto before = world.storage->connection().prepared_statements();
    const auto unknown = world.listed(CareList::without_cause);
    REQUIRE(unknown.size() == 1);
    CHECK(unknown.front().id == id);
    CHECK(unknown.front().stage == CareStage::closed);
    CHECK(unknown.front().kind == CareKind::goods);
    REQUIRE(unknown.front().answer);
    CHECK(unknown.front().answer->way == AnswerWay::in_person);
    CHECK(must(world.file().history(id)).size() == 2);
    const auto known = world.step({world.request(), manager, id, CareStep::assessed, {}, "people"});
    CHECK(known.cause == "people");
    CHECK(known.stage == CareStage::closed);
    CHECK(world.listed(CareList::without_cause).empty());
    CHECK(must(world.file().history(id)).size() == 3);
    CHECK(world.step({world.request(), cashier, id, CareStep::reopened}).stage == CareStage::received);
    CHECK(world.listed(CareList::waiting).front().id == id);
    CHECK(check_plans(world.storage->connection(), before) > 0);
    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
}

TEST_CASE("a case that was dropped is no complaint") {
    CareWorld world;
    const auto claimed = world.handle(world.claim(LineNumber(1), 1000)).value();
    CHECK(must(world.file().find(CareId(claimed.id.text())))->stage == CareStage::received);
    world.handle(CloseCase{world.request(), cashier, claimed.id}).value();
    CHECK_FALSE(must(world.file().find(CareId(claimed.id.text()))));
    CHECK(world.listed(CareList::without_cause).empty());
}

TEST_CASE("whoever has waited longest is on the board, however many came later") {
    CareWorld world;
    std::vector<CareId> told;
    for (int i = 0; i < 3; ++i) {
        told.push_back(world.complaint().id);
        world.clock.pass_ms(60'000);
    }
    const auto shown = world.listed(CareList::waiting, 0, 2);
    REQUIRE(shown.size() == 2);
    CHECK(shown[0].id == told[0]);
    CHECK(shown[1].id == told[1]);
}

TEST_CASE("a polite no is an answer of its own time, which the journal gives back") {
    CareWorld world;
    const auto opened = world.handle(world.claim(LineNumber(1), 1000)).value();
    world.clock.pass_ms(90 * 60'000);
    const auto asked = world.handle(AskManager{world.request(), cashier, opened.id}).value();
    const auto tried = world.request();
    world.handle(CountPinTry{tried, manager, opened.id}).value();
    world.clock.pass_ms(60'000);
    world.handle(DeclineProposal{world.request(), tried, manager, opened.id, asked.proposal->id, true, "look_together"})
        .value();
    const auto declined_at = world.clock.now();
    world.clock.pass_ms(60'000);
    world.handle(CloseCase{world.request(), cashier, opened.id}).value();
    const CareId id(opened.id.text());
    const CareAnswer answer{AnswerWay::in_person, manager, declined_at};
    CHECK(must(world.file().find(id))->answer == answer);
    CHECK(must(world.file().find(id))->received_at < declined_at);
    const auto known = world.step({world.request(), manager, id, CareStep::assessed, {}, "people"});
    CHECK(known.answer == answer);
    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    CHECK(must(world.file().find(id)) == known);
}

TEST_CASE("the register is read by page, in the order in which it is due, and counted for whom it waits") {
    CareWorld world;
    world.terms.departments = {{.id = "tills", .says = {}, .roles = {StaffRole::cashier}},
                               {.id = "office", .says = {}, .roles = {StaffRole::manager}}};
    world.terms.routes = {{.id = "quick",
                           .kinds = {CareKind::cleanliness},
                           .responsible = "tills",
                           .due = {.hours = 2},
                           .escalate_hours_after = 1,
                           .escalate_to = "office"},
                          {.id = "slow", .kinds = {CareKind::waiting}, .responsible = "tills", .due = {.days = 2}}};
    const auto tell = [&](CareKind kind, const char* phrase) {
        world.clock.pass_ms(60'000);
        return must(world.storage->handle(TakeDown{world.request(), cashier, kind, {phrase}}, world.terms)).value().id;
    };
    const auto nobodys = tell(CareKind::price, "too_dear");
    const auto slow = tell(CareKind::waiting, "long_queue");
    const auto first = tell(CareKind::cleanliness, "bad_smell");
    const auto second = tell(CareKind::cleanliness, "dirty_floor");
    const auto ids = [&](CareList list, int from, int most) {
        std::vector<CareId> all;
        for (const auto& record : world.listed(list, from, most))
            all.push_back(record.id);
        return all;
    };
    const auto waits_for_role = [&](StaffRole role) {
        const StaffMember person{StaffId("x"), {}, role};
        return must(world.file().waiting_for(stands_for(person, world.terms), world.today()));
    };
    using Ids = std::vector<CareId>;
    const auto before = world.storage->connection().prepared_statements();
    CHECK(ids(CareList::waiting, 0, 3) == Ids{first, second, slow});
    CHECK(ids(CareList::waiting, 3, 3) == Ids{nobodys});
    CHECK(ids(CareList::due_today, 0, 9) == Ids{first, second});
    CHECK(world.count(CareList::waiting) == 4);
    CHECK(world.count(CareList::due_today) == 2);
    CHECK(world.count(CareList::overdue) == 0);
    CHECK(waits_for_role(StaffRole::cashier) == CareCounts{3, 2, 0});
    CHECK(waits_for_role(StaffRole::manager) == CareCounts{});
    CHECK(waits_for_role(StaffRole::owner) == CareCounts{});

    world.clock.pass_ms(2 * 3'600'000);
    CHECK(ids(CareList::overdue, 0, 9) == Ids{first, second});
    CHECK(ids(CareList::due_today, 0, 9).empty());
    CHECK(waits_for_role(StaffRole::cashier) == CareCounts{3, 0, 2});
    world.clock.pass_ms(3'600'000);
    CHECK(waits_for_role(StaffRole::cashier) == CareCounts{1, 0, 0});
    CHECK(waits_for_role(StaffRole::manager) == CareCounts{2, 0, 2});
    world.step({world.request(), cashier, first, CareStep::answered, "Cleaned", {}, AnswerWay::message});
    CHECK(ids(CareList::answered, 0, 9) == Ids{first});
    CHECK(world.count(CareList::answered) == 1);
    CHECK(waits_for_role(StaffRole::manager) == CareCounts{1, 0, 1});
    CHECK(check_plans(world.storage->connection(), before) > 0);
}
