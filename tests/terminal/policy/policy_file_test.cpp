#include "terminal/policy/policy_file.hpp"
#include "tests/support/catch.hpp"
#include "workflows/recovery/policy_doubts.hpp"

using namespace makegood;

TEST_CASE("the shop's own policy is read with every rule in both languages") {
    const auto policy = read_policy(MAKEGOOD_SOURCE_DIR "/assets/policies/shop.toml");
    REQUIRE(policy);
    CHECK(policy->window_days == 90);
    REQUIRE(policy->rules.size() == 5);
    CHECK(policy->rules[0].id == "within-your-limit");
    CHECK(policy->rules[0].outcome == Outcome::give_now);
    CHECK(policy->rules[1].value_above.size() == 4);
    CHECK(policy->rules[3].taken_back_at_least == 1);
    CHECK(policy->rules[3].outcome == Outcome::manager_confirms);
    CHECK(policy->rules[4].older_than_days == 90);
    CHECK(policy->version.size() == 16);
    const auto cashiers = policy->budget.of(StaffId("anybody"), StaffRole::cashier);
    CHECK(cashiers.per_day.size() == 4);
    CHECK(cashiers.per_case.empty());
    CHECK(policy->budget.of(StaffId("anybody"), StaffRole::manager).empty());
    CHECK(policy->second_look == SecondLookShare{1, 20});
    CHECK(doubts_about(*policy).empty());
}

TEST_CASE("a rule may ask for everything there is") {
    const auto policy = parse_policy(R"(
        window_days = 30
        [[rule]]
        id = "all"
        says = { en = "a", fa = "b" }
        customer.en = "We are sorry"
        customer.fa = "شرمنده‌ایم"
        outcome = "manager confirms"
        value_above = { EUR = "1.00" }
        value_at_most = { EUR = "20" }
        older_than_days = 3
        younger_than_days = 9
        made_good_before_at_least = 1
        taken_back_at_least = 2
        when_evidence_against = true
        failure = ["damaged", "left_behind"]
        evidence = "line_was_keyed"
        evidence_for = ["ticket_was_resumed"]
        evidence_against = ["came_back", "same_item_was_voided"]
        staff_role = ["cashier", "supervisor", "owner"]
        lane = ["1", "self-checkout"]
        hours = "21:00-07:30"
        weekdays = ["saturday", "monday"]
        customer_known = true
        customer_made_good_at_least = 4

        [budget.manager]
        per_case = { EUR = "50" }
        [budget.supervisor]
        per_day = { EUR = "100" }
        [approval]
        one_proof_up_to = { EUR = "30" }
        supervisor_up_to = { EUR = "40" }
        [countersign]
        up_to = { EUR = "30" }
        per_day = 3
        [gift]
        up_to = { EUR = "2" }
        [[budget.person]]
        id = "7"
        per_day = { EUR = "1.50" }
        per_customer = { EUR = "2.50", IRR = "900" }
    )",
                                     "p.toml");
    INFO((policy ? "" : policy.error().text()));
    REQUIRE(policy);
    const auto eur = *Currency::from_code("EUR"), irr = *Currency::from_code("IRR");
    REQUIRE(policy->rules.size() == 1);
    CHECK(policy->rules[0] == Rule{.id = "all",
                                   .says = {"a", "b"},
                                   .outcome = Outcome::manager_confirms,
                                   .value_at_most = {Money(2'000, eur)},
                                   .value_above = {Money(100, eur)},
                                   .older_than_days = 3,
                                   .made_good_before_at_least = 1,
                                   .taken_back_at_least = 2,
                                   .when_evidence_against = true,
                                   .younger_than_days = 9,
                                   .failures = {Failure::damaged, Failure::left_behind},
                                   .evidence = {Finding::line_was_keyed},
                                   .evidence_for = {Finding::ticket_was_resumed},
                                   .evidence_against = {Finding::came_back, Finding::same_item_was_voided},
                                   .staff_roles = {StaffRole::cashier, StaffRole::supervisor, StaffRole::owner},
                                   .lanes = {WorkstationId("1"), WorkstationId("self-checkout")},
                                   .hours = HoursOfDay{21 * 60, 7 * 60 + 30},
                                   .weekdays = {6, 1},
                                   .customer_known = true,
                                   .customer_made_good_at_least = 4,
                                   .customer = Wording{"We are sorry", "شرمنده‌ایم"},
                                   .line = 3});
    CHECK(policy->budget.of_roles.at(StaffRole::manager).per_case == std::vector{Money(5'000, eur)});
    CHECK(policy->budget.of_roles.at(StaffRole::supervisor).per_day == std::vector{Money(10'000, eur)});
    CHECK(policy->approval.one_proof_up_to == std::vector{Money(3'000, eur)});
    CHECK(policy->approval.supervisor_up_to == std::vector{Money(4'000, eur)});
    CHECK(policy->countersign.up_to == std::vector{Money(3'000, eur)});
    CHECK(policy->countersign.per_day == 3);
    CHECK(policy->gift.up_to == std::vector{Money(200, eur)});
    const auto& person = policy->budget.of_people.at(StaffId("7"));
    CHECK(person.per_day == std::vector{Money(150, eur)});
    CHECK(person.per_customer == std::vector{Money(250, eur), Money(900, irr)});
}

TEST_CASE("a policy that cannot be taken is told by file, line and rule") {
    const std::string says = "says.en = \"a\"\nsays.fa = \"b\"\n";
    struct Row {
        std::string name;
        std::string text;
        std::string error;
    };
    const auto condition = [&](const std::string& text, const std::string& error) -> Row {
        return {text, "[[rule]]\nid = \"x\"\n" + says + "outcome = \"give now\"\n" + text,
                "read p.toml: line 6: rule 'x': " + error};
    };
    const Row rows[] = {
        {"no TOML", "window_days = = 3", "read p.toml: line 1: "},
        {"unknown key", "\nwindow = 3",
         "read p.toml: line 2: no such key 'window'; a policy has window_days, [[rule]], [budget], [approval], "
         "[second_look], [goodwill], [countersign] and [gift]"},
        {"countersigning beyond one proof",
         "[countersign]\nper_day = 1\nup_to = { GBP = \"5\", EUR = \"50.01\" }\n"
         "[approval]\none_proof_up_to = { EUR = \"50.00\", GBP = \"5\" }",
         "read p.toml: line 3: EUR is more than one_proof_up_to of [approval] allows"},
        {"countersigning in a currency that always takes both proofs",
         "[approval]\none_proof_up_to = { EUR = \"50.00\" }\n[countersign.up_to]\nEUR = \"50\"\nIRR = \"1\"",
         "read p.toml: line 5: IRR is more than one_proof_up_to of [approval] allows"},
        {"something else of countersigning", "[countersign]\nper_week = 1",
         "read p.toml: line 2: no such key 'per_week'; [countersign] has up_to and per_day"},
        {"no amount to countersign", "[countersign]\nup_to = 5",
         "read p.toml: line 2: wants one amount for each currency"},
        {"something else of gifts", "[gift]\nper_day = 1",
         "read p.toml: line 2: no such key 'per_day'; [gift] has up_to"},
        {"countersigning that is no table", "countersign = true", "read p.toml: line 1: wants [countersign]"},
        {"a share that is none", "[second_look]\nshare = 0.05",
         "read p.toml: line 2: wants a share as \"1/20\", one of twenty"},
        {"a share of nothing", "[second_look]\nshare = \"1/0\"",
         "read p.toml: line 2: wants a share as \"1/20\", one of twenty"},
        {"more than all", "[second_look]\nshare = \"3/2\"",
         "read p.toml: line 2: wants a share as \"1/20\", one of twenty"},
        {"something else of a second look", "[second_look]\npart = 1",
         "read p.toml: line 2: no such key 'part'; [second_look] has share"},
        {"an id of Makegood's own", "[[rule]]\nid = \"colleague\"\n" + says + "outcome = \"give now\"",
         "read p.toml: line 1: rule 'colleague': the id belongs to Makegood itself; please choose another one"},
        {"days that are none", "window_days = -1", "read p.toml: line 1: wants a whole number from 0 to 1000000"},
        {"no id", "[[rule]]\noutcome = \"give now\"", "read p.toml: line 1: a rule wants an id"},
        {"no sentence", "[[rule]]\nid = \"x\"\noutcome = \"give now\"",
         "read p.toml: line 1: rule 'x': wants a sentence in says.en and in says.fa"},
        {"no outcome", "[[rule]]\nid = \"x\"\n" + says, "read p.toml: line 1: rule 'x': wants an outcome"},
        {"unknown outcome", "[[rule]]\nid = \"x\"\n" + says + "outcome = \"refuse\"",
         "read p.toml: line 5: rule 'x': no such outcome 'refuse'"},
        {"id twice", "[[rule]]\nid = \"x\"\n" + says + "outcome = \"give now\"\n[[rule]]\nid = \"x\"",
         "read p.toml: line 6: rule 'x': the id stands twice"},
        {"unknown condition", "[[rule]]\nid = \"x\"\n" + says + "outcome = \"give now\"\nvalue = 3",
         "read p.toml: line 6: rule 'x': no such key 'value'"},
        {"amount that is none",
         "[[rule]]\nid = \"x\"\n" + says + "outcome = \"give now\"\nvalue_above = {EUR = \"2,5\"}",
         "read p.toml: line 6: rule 'x': '2,5' is no amount of EUR"},
        {"amount with too many decimals",
         "[[rule]]\nid = \"x\"\n" + says + "outcome = \"give now\"\nvalue_above = {IRR = \"2.5\"}",
         "read p.toml: line 6: rule 'x': '2.5' is no amount of IRR"},
        {"no currency", "[[rule]]\nid = \"x\"\n" + says + "outcome = \"give now\"\nvalue_above = {Euro = \"2\"}",
         "read p.toml: line 6: rule 'x': 'Euro' wants a currency's three letters and a text"},
        {"rules that are none", "rule = 3", "read p.toml: line 1: rules are written as [[rule]]"},
        {"the budget's own id", "[[rule]]\nid = \"budget\"",
         "read p.toml: line 1: rule 'budget': the id belongs to [budget]"},
        condition("failure = [\"lost\"]", "no such name 'lost'; there are left_behind, missing, damaged"),
        condition("failure = []", "wants a name, or names in [ ]"),
        condition("failure = [3]", "wants a name, or names in [ ]"),
        condition("lane = [\"\"]", "wants a name, or names in [ ]"),
        condition("evidence_for = [\"came_back\", \"hearsay\"]",
                  "no such name 'hearsay'; there are line_was_paid, line_was_scanned"),
        condition("staff_role = \"boss\"", "no such name 'boss'; there are cashier, manager, supervisor, owner"),
        condition("weekdays = [\"Freitag\"]", "no such day 'Freitag'; there are monday to sunday"),
        condition("hours = \"21-7\"", "wants two different times, as in \"21:00-07:00\""),
        condition("hours = \"24:00-07:00\"", "wants two different times"),
        condition("hours = \"07:00-07:00\"", "wants two different times"),
        condition("hours = 7", "wants two different times"),
        condition("customer_known = 1", "wants true or false"),
        condition("when_evidence_against = false", "is true or left out"),
        condition("customer.en = \"only one\"", "wants a sentence in .en and in .fa"),
        condition("younger_than_days = -1", "wants a whole number from 0 to 1000000"),
        {"a budget that is none", "budget = 3", "read p.toml: line 1: a budget is written as [budget.cashier]"},
        {"an unknown role", "[budget.boss]\nper_day = {EUR = \"1\"}",
         "read p.toml: line 1: no such role 'boss'; there are cashier, manager, supervisor, owner, and "
         "[[budget.person]]"},
        {"an unknown limit", "[budget.cashier]\nper_week = {EUR = \"1\"}",
         "read p.toml: line 2: no such key 'per_week'; a budget has per_case, per_day and per_customer"},
        {"a limit that is no amount", "[budget.cashier]\nper_day = 100",
         "read p.toml: line 2: wants one amount for each currency"},
        {"a person without id", "[[budget.person]]\nper_day = {EUR = \"1\"}",
         "read p.toml: line 1: a person's budget wants their id"},
        {"a person twice", "[[budget.person]]\nid = \"7\"\n[[budget.person]]\nid = \"7\"",
         "read p.toml: line 3: the budget of '7' stands twice"},
        {"one person as a table", "[budget.person]\nid = \"7\"",
         "read p.toml: line 1: a person's budget is written as [[budget.person]]"},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            const auto policy = parse_policy(row.text, "p.toml");
            REQUIRE_FALSE(policy);
            CHECK_THAT(policy.error().text(), Catch::StartsWith(row.error));
        }
    }
}
