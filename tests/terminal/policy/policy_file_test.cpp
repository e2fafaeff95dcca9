#include "terminal/policy/policy_file.hpp"
#include "tests/support/catch.hpp"

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
}

TEST_CASE("a policy that cannot be taken is told by file, line and rule") {
    const std::string says = "says.en = \"a\"\nsays.fa = \"b\"\n";
    struct Row {
        const char* name;
        std::string text;
        const char* error;
    };
    const Row rows[] = {
        {"no TOML", "window_days = = 3", "read p.toml: line 1: "},
        {"unknown key", "\nwindow = 3",
         "read p.toml: line 2: no such key 'window'; a policy has window_days and [[rule]]"},
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
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            const auto policy = parse_policy(row.text, "p.toml");
            REQUIRE_FALSE(policy);
            CHECK_THAT(policy.error().text(), Catch::StartsWith(row.error));
        }
    }
}
