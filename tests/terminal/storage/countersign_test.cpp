#include "terminal/storage/closing.hpp"
#include "terminal/storage/event_codec.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

const Currency of_the_shop = *Currency::from_code("GBP");
constexpr LineNumber one_line{1};

// The rules give up to a penny, and what a manager would have to confirm may be countersigned. It is 4 May 2026.
struct Lonely : TemporaryFolder, DeskWorld {
    Lonely() : DeskWorld(path()) {
        policy.rules.front().value_at_most = {Money(1, of_the_shop)};
        policy.countersign = {.up_to = {Money(5'000, of_the_shop)}, .per_day = 2};
        fill();
    }

    CaseView given() {
        const auto opened = handle(claim(one_line, 200)).value();
        return handle(GiveRemedy{request(), cashier, opened.id, {}, {}, true}).value();
    }
    std::vector<StoredClosing> closed_days() {
        ClosingPass pass(0);
        while (must(pass.slice(*storage, 100))) {
        }
        return pass.closed();
    }
};

} // namespace

TEST_CASE("what is to be countersigned is kept, counted and rebuilt", "[countersign]") {
    Lonely world;
    const auto given = world.given();
    CHECK(std::holds_alternative<CountersignAuthority>(given.remedy->authority));
    REQUIRE(given.looks.size() == 1);
    CHECK(given.looks[0].to_countersign);
    const CivilTime until{world.clock.civil.seconds + 1};
    CHECK(must(world.storage->cases().given_to_countersign(cashier, {0}, until)) == 1);
    CHECK(must(world.storage->cases().given_to_countersign(manager, {0}, until)) == 0);
    CHECK(must(world.storage->cases().given_alone(cashier, of_the_shop, {0}, until)) ==
          given.remedy->value.minor_units());

    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    const auto found = must(world.storage->cases().find_case(given.id));
    CHECK(found->looks == given.looks);
    CHECK(world.handle(TakeSecondLook{world.request(), cashier, given.id}).error().reason ==
          DeskRefusalReason::own_request);
    CHECK(world.handle(TakeSecondLook{world.request(), manager, given.id})->looks[0].looked_by == manager);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("a day ends the count of what one person gave so, and so does taking it back", "[countersign]") {
    Lonely world;
    const auto first = world.given();
    world.given();
    CHECK_FALSE(world.handle(world.claim(one_line, 200)).value().decision.may_be_countersigned);
    world.clock.pass_ms(24 * 3'600'000);
    CHECK(world.handle(world.claim(one_line, 200)).value().decision.may_be_countersigned);
    world.handle(ReverseGrant{world.request(), cashier, first.id}).value();
    CHECK(must(world.storage->cases().given_to_countersign(cashier, {0}, {world.clock.civil.seconds + 1})) == 1);
}

TEST_CASE("a closing tells how much was given to be countersigned, and what nobody signed in time", "[countersign]") {
    Lonely world;
    const auto one = world.given(), other = world.given();
    const auto worth = add(one.remedy->value, other.remedy->value);
    world.clock.pass_ms(24 * 3'600'000);
    const auto in_time = world.closed_days();
    REQUIRE(in_time.size() == 1);
    CHECK(in_time[0].statement.tally.granted == std::vector<GrantedSum>{{Remedy::replacement, false, 2, *worth, true}});
    CHECK(in_time[0].statement.open.countersigns_overdue == 0);

    world.handle(TakeSecondLook{world.request(), manager, one.id}).value();
    world.clock.pass_ms(24 * 3'600'000);
    const auto late = world.closed_days();
    REQUIRE(late.size() == 1);
    CHECK(late[0].statement.open.countersigns_overdue == 1);
    CHECK(late[0].statement.open.looks_overdue == 0);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("authorities keep their own words in the journal, and those of before are read as they were",
          "[countersign]") {
    for (const Authority& authority :
         {Authority(RuleAuthority{"small", "v1"}), Authority(ManagerAuthority{ProposalId("p"), StaffId("m")}),
          Authority(CountersignAuthority{"", "v1"}), Authority(CountersignAuthority{"large", "v1"})})
        CHECK(authority_from(to_text(authority)) == authority);
    CHECK(to_text(Authority(CountersignAuthority{"large", "v1"})) ==
          R"({"policy_version":"v1","to_countersign":"large"})");
    CHECK(authority_from(R"({"policy_version":"v1","rule":"small"})") == Authority(RuleAuthority{"small", "v1"}));
}

TEST_CASE("what is to be countersigned is found by index", "[countersign]") {
    Lonely world;
    world.given();
    auto others = world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) { return sql.find("to_countersign") != sql.npos; });
    CHECK(check_plans(world.storage->connection(), others) >= 2);
}
