#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber litres_of_milk{1}, all_bananas{2}; // 1.65 a litre, 1.85 in all
const auto sterling = *Currency::from_code("GBP");
constexpr std::int64_t day_seconds = 24 * 60 * 60;

// A cashier who may give away 3.50 a day, and receipts of two customers and of a stranger.
struct BudgetWorld : TemporaryFolder, DeskWorld {
    BudgetWorld() : DeskWorld(path()) {
        policy.budget.of_roles[StaffRole::cashier].per_day = {Money(350, sterling)};
        fill();
        take("1", "L1", "");
        take("2", "L1", "07700900123");
        take("3", "", "07700900123");
        take("4", "L2", "");
    }

    void take(const char* sequence, const char* customer, const char* phone) {
        auto receipt = groceries(sequence);
        receipt.customer_reference = customer;
        receipt.customer_phone = phone;
        auto intake = storage->intake(rows_in_bulk);
        must(intake.take(receipt));
        must(intake.finish());
    }

    CaseView claimed(const char* sequence, LineNumber line, std::int64_t milli) {
        auto command = claim(line, milli);
        command.receipt.key.sequence = sequence;
        return handle(command).value();
    }
    CaseView given(const char* sequence, LineNumber line, std::int64_t milli) {
        const auto opened = claimed(sequence, line, milli);
        return handle(GiveRemedy{request(), cashier, opened.id, {Remedy::replacement}, Language::english}).value();
    }
    std::optional<Money> left() { return claimed("0042", all_bananas, 100).decision.left_today; }
    std::optional<CustomerStanding> standing(const char* sequence) {
        return claimed(sequence, all_bananas, 100).decision.circumstances->customer;
    }
};

} // namespace

TEST_CASE("a day's budget is spent, returned by a reversal, and there again the next day", "[budget]") {
    BudgetWorld world;
    CHECK(world.left() == Money(350, sterling));
    const auto first = world.given("0042", litres_of_milk, 1000);
    REQUIRE(first.remedy);
    REQUIRE(world.given("1", litres_of_milk, 1000).remedy);
    CHECK(world.left() == Money(20, sterling));

    const auto beyond = world.claimed("4", all_bananas, 742);
    CHECK(world.handle(GiveRemedy{world.request(), cashier, beyond.id, {Remedy::replacement}, Language::english})
              .error()
              .reason == DeskRefusalReason::needs_manager);
    CHECK(beyond.decision.outcome == Outcome::manager_confirms);
    CHECK(beyond.decision.deciding_rule == budget_rule);
    CHECK(beyond.decision.answers.back().spoke);

    world.approved(all_bananas, 742); // by a manager, who spends nothing of the cashier's
    CHECK(world.claimed("4", all_bananas, 100).decision.left_today == Money(20, sterling));

    world.handle(ReverseGrant{world.request(), cashier, first.id}).value();
    CHECK(world.claimed("4", all_bananas, 100).decision.left_today == Money(185, sterling));
    REQUIRE(world.given("4", all_bananas, 742).remedy);
    CHECK(world.claimed("4", litres_of_milk, 100).decision.left_today == Money(0, sterling));

    world.close();
    world.open();
    CHECK(world.claimed("4", litres_of_milk, 100).decision.left_today == Money(0, sterling));
    CHECK(must(world.storage->rebuild()).ok);
    CHECK(world.claimed("4", litres_of_milk, 100).decision.left_today == Money(0, sterling));
    world.clock.civil.seconds += day_seconds;
    CHECK(world.claimed("4", litres_of_milk, 100).decision.left_today == Money(350, sterling));
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("a customer is known by number or phone, on whichever receipt", "[budget]") {
    BudgetWorld world;
    CHECK_FALSE(world.standing("0042"));
    CHECK(world.standing("1") == CustomerStanding{0, 0});
    const auto first = world.given("1", litres_of_milk, 1000);
    const auto second = world.given("2", litres_of_milk, 1000); // names them by both, and counts once
    REQUIRE(second.remedy);
    CHECK(world.standing("1") == CustomerStanding{2, 330});
    CHECK(world.standing("2") == CustomerStanding{2, 330});
    CHECK(world.standing("3") == CustomerStanding{1, 165});
    CHECK(world.standing("4") == CustomerStanding{0, 0});

    world.handle(ReverseGrant{world.request(), cashier, first.id}).value();
    CHECK(world.standing("1") == CustomerStanding{1, 165});
    world.clock.civil.seconds += 365 * day_seconds;
    CHECK(world.standing("1") == CustomerStanding{1, 165});
    world.clock.civil.seconds += 1;
    CHECK(world.standing("1") == CustomerStanding{0, 0});
}

TEST_CASE("a customer who tells their phone is known by it, which stands nowhere in the journal", "[budget]") {
    BudgetWorld world;
    world.policy.goodwill = {.up_to = {Money(100, sterling)}, .per_day = 5};
    REQUIRE(world.given("2", litres_of_milk, 1000).remedy);
    const auto before = world.storage->connection().prepared_statements();
    const auto helped = [&](const char* phone) {
        const MakeToldClaim told{.request = world.request(),
                                 .requester = cashier,
                                 .told = {.item = NamedItem{ItemCode("3"), "Tea"}, .price = Money(90, sterling)},
                                 .complaint = Complaint::damaged,
                                 .phone = phone};
        const auto evidence = world.handle(told).value().decision.evidence;
        const auto fact = std::ranges::find(evidence, Finding::customer_was_helped, &Evidence::finding);
        return fact == evidence.end() ? 0 : fact->count;
    };
    CHECK(helped("+44 7700 900123") == 1);
    CHECK(helped("۰۷۷۰۰۹۰۰۱۲۳") == 1);
    CHECK(helped("07700900999") == 0);
    CHECK(helped("") == 0);
    check_plans(world.storage->connection(), before);
    must(world.storage->connection().attempt("read", "the journal", [&] {
        Query query(world.storage->connection(), "SELECT CAST(body AS TEXT) FROM event");
        while (query.step())
            CHECK(query.text().find("900123") == std::string::npos);
    }));
}

TEST_CASE("the last case of a customer is found from whichever receipt names them", "[budget]") {
    BudgetWorld world;
    const auto last = [&](const char* sequence) {
        return must(world.storage->cases().last_case_of_customer({groceries(sequence).key, 1}));
    };
    CHECK_FALSE(last("1"));
    const auto first = world.given("1", litres_of_milk, 1000);
    world.clock.civil.seconds += 60;
    const auto second = world.given("2", litres_of_milk, 1000);
    CHECK(last("1")->id == second.id);
    CHECK(last("3")->id == second.id);
    CHECK_FALSE(last("4"));
    CHECK_FALSE(last("0042"));
    CHECK(spoken_in(*last("1")) == second.remedy->slip.document.language);
    world.handle(ReverseGrant{world.request(), cashier, second.id}).value();
    CHECK(last("1")->id == first.id);
}

TEST_CASE("the last case of a customer is looked for on their newest thousand receipts", "[budget]") {
    BudgetWorld world;
    const auto given = world.given("1", litres_of_milk, 1000); // on the older of two
    auto sale = groceries("1");
    sale.customer_reference = "L1";
    sale.key.business_day = Date{sale.key.business_day.days_since_1970 + 1};
    const auto come_again = [&](int times) {
        auto intake = world.storage->intake(rows_in_bulk);
        for (int i = 0; i < times; ++i) {
            sale.key.sequence = world.request().text();
            must(intake.take(sale));
        }
        must(intake.finish());
    };
    const auto last = [&] { return must(world.storage->cases().last_case_of_customer({sale.key, 1})); };
    come_again(998);
    REQUIRE(last());
    CHECK(last()->id == given.id);
    come_again(1);
    CHECK_FALSE(last());
}

TEST_CASE("the language that somebody chose is read back with the case, also after a rebuild", "[budget]") {
    BudgetWorld world;
    auto claim = world.claim(LineNumber(1), 1000);
    claim.spoken = Language::persian;
    const auto opened = world.handle(claim).value();
    CHECK(spoken_in(opened) == Language::persian);
    const SpeakLanguage choice{world.request(), cashier, opened.id, Language::english};
    CHECK(spoken_in(world.handle(choice).value()) == Language::english);
    const auto before = must(world.storage->verify());
    CHECK(must(world.storage->rebuild()).digest == before.digest);
    CHECK(must(world.storage->cases().find_case(opened.id))->spoken == Language::english);
}

TEST_CASE("budgets and customers are looked up by index", "[budget]") {
    BudgetWorld world;
    REQUIRE(world.given("2", litres_of_milk, 1000).remedy);
    const auto reader = must(StorageReader::open(world.place));
    const auto now = world.clock.civil;
    const CaseFile& cases = reader->cases();
    const auto receipt = groceries("2");
    CHECK(must(cases.given_alone(cashier, sterling, now, {now.seconds + 1})) == 165);
    CHECK(must(cases.given_alone(cashier, sterling, {now.seconds + 1}, {now.seconds + 2})) == 0);
    CHECK(must(cases.given_alone(manager, sterling, now, {now.seconds + 1})) == 0);
    CHECK(must(cases.customer_standing({receipt.key, 1}, now, manager, sterling)) == CustomerStanding{1, 0});
    CHECK_FALSE(must(cases.customer_standing({receipt.key, 2}, now, cashier, sterling)));
    CHECK(must(cases.cases_after({}, 0)).empty());
    CHECK_FALSE(must(cases.last_case_of_customer({groceries("4").key, 1})));
    CHECK(check_plans(reader->connection()) >= 5);

    const auto all = must(cases.cases_after({}, 10));
    REQUIRE(all.size() == 1);
    CHECK(must(cases.cases_after(all[0].id, 10)).empty());
}
