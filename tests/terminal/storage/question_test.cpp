#include "terminal/storage/event_codec.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber asked_line{1};

// The rules give up to a penny, so a manager is asked. It is 4 May 2026.
struct Inquisitive : TemporaryFolder, DeskWorld {
    Inquisitive() : DeskWorld(path()) {
        policy.rules.front().value_at_most = {Money(1, *Currency::from_code("GBP"))};
        fill();
    }

    CaseView ask(const CaseView& found, const Remark& answer) {
        return handle(AskManager{request(), cashier, found.id, {}, answer}).value();
    }
    CaseView question(const CaseView& asked, const Remark& question) {
        const auto tried = request();
        handle(CountPinTry{tried, manager, asked.id}).value();
        return handle(QuestionProposal{request(), tried, manager, asked.id, asked.proposal->id, true, question})
            .value();
    }
};

} // namespace

TEST_CASE("questions and their answers are kept in order and rebuilt", "[question]") {
    Inquisitive world;
    const auto opened = world.handle(world.claim(asked_line, 200)).value();
    const auto first = world.question(world.ask(opened, {}), {.ready = "seen_goods"});
    const Remark both{.ready = "yes", .words = "شیر اینجاست"};
    const auto at_first = world.clock.civil;
    world.clock.pass_ms(60'000);
    const auto second = world.question(world.ask(first, both), {.words = "Since when?"});
    const auto other = world.handle(world.claim(asked_line, 100)).value();
    const auto now = world.clock.civil;
    const std::vector<AskedBack> expected = {{manager, at_first, {.ready = "seen_goods"}, both, cashier, now},
                                             {manager, now, {.words = "Since when?"}}};
    const std::vector<AskedManager> asked = {{cashier, at_first}, {cashier, now}};
    CHECK(second.questions == expected);
    CHECK(other.questions.empty());

    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    const auto found = must(world.storage->cases().find_case(opened.id));
    CHECK(found->questions == expected);
    CHECK(found->asked == asked);
    CHECK(found->state == CaseState::claimed);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("what a person took back asks no manager any more, what ran out still does, also after a rebuild",
          "[question]") {
    Inquisitive world;
    const auto opened = world.handle(world.claim(asked_line, 200)).value();
    const bool by_itself = GENERATE(false, true);
    world.ask(opened, {});
    world.handle(WithdrawProposal{world.request(), by_itself ? system_actor : cashier, opened.id}).value();
    CHECK(must(world.storage->cases().find_case(opened.id))->asked ==
          std::vector<AskedManager>{{cashier, world.clock.civil, !by_itself}});
    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    CHECK(must(world.storage->cases().find_case(opened.id))->asked.front().taken_back == !by_itself);
    const auto again = world.handle(AskManager{world.request(), manager, opened.id}).value();
    CHECK(again.proposal->requester == (by_itself ? cashier : manager));
}

TEST_CASE("a remark is written as its parts, and what was asked before there were answers stays as it was",
          "[question]") {
    CHECK(to_text(Remark{.ready = "yes"}) == R"({"ready":"yes"})");
    CHECK(to_text(Remark{.ready = "yes", .words = "here"}) == R"({"ready":"yes","words":"here"})");
    CHECK(remark_from("{}").empty());

    Inquisitive world;
    world.ask(world.handle(world.claim(asked_line, 200)).value(), {});
    must(world.storage->connection().attempt("read", "asked", [&] {
        Query query(world.storage->connection(), "SELECT CAST(body AS TEXT) FROM event WHERE type = 'approval.asked'");
        REQUIRE(query.step());
        CHECK_THAT(query.text(), !Catch::Contains("answer"));
    }));
}
