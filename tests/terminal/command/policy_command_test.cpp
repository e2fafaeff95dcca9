#include "terminal/command/commands.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <fstream>
#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::Heard;

namespace {

constexpr const char* usual_sentences = "says = { en = \"Because.\", fa = \"چون.\" }\n";

std::string rule_text(const std::string& id, const std::string& rest) {
    return "[[rule]]\nid = \"" + id + "\"\n" + usual_sentences + rest + "\n";
}

// A shop where three claims were made: a litre of milk given, two litres left with a manager, bananas not yet given.
struct PolicyOffice : TemporaryFolder, DeskWorld {
    PolicyOffice() : DeskWorld(path()) {
        policy.rules[0].customer = Wording{"We are so sorry.", "واقعاً شرمنده‌ایم."};
        policy.budget.of_roles[StaffRole::cashier].per_day = {Money(1'000, *Currency::from_code("GBP"))};
        fill();
        milk_case = handle(claim(LineNumber(1), 1000)).value().id;
        two_litres = handle(claim(LineNumber(1), 2000)).value().id;
        slip = handle(GiveRemedy{request(), cashier, milk_case, {Remedy::replacement}, Language::english})
                   .value()
                   .remedy->slip.number.text();
        clock.civil = *CivilTime::from_iso("2026-05-06T10:00");
        all_of_them = handle(claim(LineNumber(2), 742)).value().id;
    }

    std::filesystem::path file(const std::string& text) {
        const auto file = path() / "other.toml";
        std::ofstream(file) << text;
        return file;
    }

    template <class Run>
    Exit run(Run command, bool json = false, const char* language = "en") {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", language);
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        const auto exit = command(console);
        out = told.text();
        complaints = complained.text();
        return exit;
    }
    Exit check(const std::filesystem::path& file = {}, bool json = false, const char* language = "en") {
        return run(
            [&](const Console& console) {
                return policy_check_command(console, {.data = path(), .config = {}, .file = file});
            },
            json, language);
    }
    Exit explain(const std::string& number, bool json = false) {
        return run([&](const Console& console) { return policy_explain_command(console, path(), number); }, json);
    }
    Exit replay(const std::string& text, std::optional<Date> since = {}, bool json = false) {
        const auto other = file(text);
        return run(
            [&](const Console& console) {
                return policy_replay_command(console, {.data = path(), .file = other, .since = since});
            },
            json);
    }

    CaseId milk_case, two_litres, all_of_them;
    std::string slip;
    std::string out;
    std::string complaints;
};

} // namespace

TEST_CASE("the policy that comes with Makegood is sound", "[policy]") {
    PolicyOffice office;
    CHECK(office.check() == Exit::done);
    CHECK_THAT(office.out, Catch::StartsWith("shop.toml: 5 rules, version ") && Catch::Contains("Nothing to look at."));
    CHECK(office.check({}, true) == Exit::done);
    for (const auto* part : {R"("taken": true)", R"("rules": 5)", R"("doubts": [])"})
        CHECK_THAT(office.out, Catch::Contains(part));
}

TEST_CASE("the shop's own policy is the one that its settings name", "[policy]") {
    PolicyOffice office;
    std::ofstream(office.path() / "shop.toml") << "policy = \"other.toml\"\n";
    office.file("window_days = soon");
    CHECK(office.check() == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("other.toml: line 1"));
}

TEST_CASE("a policy that cannot be taken is refused with file, line and rule", "[policy]") {
    PolicyOffice office;
    const auto broken = office.file(rule_text("night", "outcome = \"no\""));
    CHECK(office.check(broken) == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("The policy cannot be taken: read other.toml: line 4: rule 'night': "
                                                  "no such outcome 'no'"));
    CHECK(office.check(broken, true) == Exit::refused);
    CHECK_THAT(office.out, Catch::Contains(R"("taken": false)") && Catch::Contains("line 4: rule 'night'"));
    CHECK(office.check(office.path() / "nowhere.toml") == Exit::refused);
}

TEST_CASE("what is hardly meant is told with line and rule, and is no error", "[policy]") {
    PolicyOffice office;
    const auto doubtful =
        office.file(rule_text("never", "younger_than_days = 3\nolder_than_days = 9\noutcome = \"give now\"") +
                    rule_text("euros", "value_above = { EUR = \"1\" }\noutcome = \"manager confirms\"") +
                    rule_text("often", "customer_made_good_at_least = 2\noutcome = \"manager confirms\"") +
                    "[budget.cashier]\nper_day = { GBP = \"20\" }\n");
    CHECK(office.check(doubtful) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("line 1, rule never: its conditions exclude each other"));
    CHECK_THAT(office.out, Catch::Contains("line 7, rule euros: it has no amount in GBP"));
    CHECK_THAT(office.out, Catch::Contains("line 12, rule often: ") && Catch::Contains("customer_known = true"));
    CHECK_THAT(office.out, Catch::Contains("The budget has a limit without an amount in EUR"));
    CHECK_THAT(office.out, Catch::Contains("No rule says “give now”"));
    CHECK(office.check(doubtful, true) == Exit::done);
    for (const auto* kind : {"never_speaks", "currency_missing", "strangers_not_told", "nothing_is_given_now"})
        CHECK_THAT(office.out, Catch::Contains("\"kind\": \"" + std::string(kind) + "\""));
    CHECK(office.check(doubtful, false, "fa") == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("هیچ قاعده‌ای «give now» نمی‌گوید"));
}

TEST_CASE("a case is explained in both languages, by its id and by its slip", "[policy]") {
    PolicyOffice office;
    for (const auto& number : {office.milk_case.text(), office.slip}) {
        CHECK(office.explain(number) == Exit::done);
        for (const auto* part :
             {"1 × Milk 1 l", "The customer says: It wasn't among the goods. It counts as: Missing from the goods",
              "Worth: £1.65", "Decision: give now (policy v1)", "decided · small (give now): within the limit",
              "did not speak · budget (manager confirms): This is more than one colleague puts right alone",
              "+ It stands on the receipt and was paid", "? No left-behind log", "No single fact would change it.",
              "Left of the day's budget before this: £10.00", "To the customer: We are so sorry.",
              "تعیین‌کننده · small (همین حالا تحویل): در حد",
              "+ روی رسید هست و پولش پرداخت شده", "به مشتری: واقعاً شرمنده‌ایم."})
            CHECK_THAT(office.out, Catch::Contains(part));
        CHECK(office.out.find("Worth:") < office.out.find("ارزش:"));
    }
    CHECK(office.explain(office.two_litres.text()) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("No rule of the shop speaks here") &&
                               Catch::Contains("To the customer: “I'm sorry about that. I'll ask my manager"));
    CHECK(office.explain("nothing") == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("No case with the id or slip number nothing."));
}

TEST_CASE("a case is explained to machines", "[policy]") {
    PolicyOffice office;
    office.policy.rules.push_back({.id = "shelf",
                                   .says = {"On the shelf", "در قفسه"},
                                   .outcome = Outcome::manager_confirms,
                                   .evidence_for = {Finding::left_behind_log_holds_it}});
    const auto found = office.handle(office.claim(LineNumber(2), 100)).value();
    CHECK(office.explain(found.id.text(), true) == Exit::done);
    for (const auto* part :
         {R"("outcome": "give_now")", R"("deciding_rule": "small")", R"("failure": "missing")", R"("value": "0.25")",
          R"("finding": "left_behind_log_holds_it")", R"("way": "for_the_claim")", R"("outcome": "manager_confirms")",
          R"("answer": "did_not_speak")", R"("en": "We are so sorry.")", R"("left_today": "10.00")"})
        CHECK_THAT(office.out, Catch::Contains(part));
}

TEST_CASE("another policy is asked about the cases of the past", "[policy]") {
    PolicyOffice office;
    const std::string freer = rule_text("all", "outcome = \"give now\"");
    const std::string stricter = rule_text("all", "outcome = \"manager confirms\"");
    SECTION("freer") {
        CHECK(office.replay(freer) == Exit::done);
        CHECK_THAT(office.out, Catch::Contains("3 cases: 1 freer, 0 stricter, 2 the same."));
        CHECK_THAT(office.out, Catch::Contains(office.two_litres.text() + ", "));
        CHECK_THAT(office.out, Catch::Contains("manager decides → give now: 1 case, £3.30"));
    }
    SECTION("stricter") {
        CHECK(office.replay(stricter) == Exit::done);
        CHECK_THAT(office.out, Catch::Contains("3 cases: 1 freer, 2 stricter, 0 the same."));
        CHECK_THAT(office.out, Catch::Contains("give now → manager confirms: 2 cases, £3.50"));
        CHECK(office.replay(stricter, Date::from_iso("2026-05-06"), true) == Exit::done);
        for (const auto* part : {R"("cases": 1)", R"("stricter": 1)", R"("value": "1.85")", R"("rule": "all")",
                                 R"("before": "give_now")", R"("after": "manager_confirms")", R"("cannot_tell": [])"})
            CHECK_THAT(office.out, Catch::Contains(part));
        CHECK(office.replay(stricter, Date::from_iso("2026-05-07")) == Exit::done);
        CHECK_THAT(office.out, Catch::Contains("No cases to ask about."));
    }
    SECTION("of what was not kept nobody can tell") {
        auto of_before = must(office.storage->cases().find_case(office.milk_case))->decision;
        of_before.circumstances.reset();
        must(office.storage->record(DecisionMade{office.milk_case, of_before}, {system_actor, office.request()}));
        CHECK(office.replay(freer + rule_text("sundays", "weekdays = \"sunday\"\noutcome = \"manager confirms\"")) ==
              Exit::partly_done);
        CHECK_THAT(office.out, Catch::Contains("3 cases: 1 freer, 0 stricter, 1 the same."));
        CHECK_THAT(office.out, Catch::Contains("Of 1 case nobody can tell") &&
                                   Catch::Contains("\n" + office.milk_case.text() + "\n"));
    }
    SECTION("one that cannot be taken") {
        CHECK(office.replay("rule = 1") == Exit::refused);
    }
}
