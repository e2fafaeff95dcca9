#include "terminal/policy/care_terms_file.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("what comes with Makegood says who answers each kind, and has a tree of causes") {
    const auto terms = read_care_terms(MAKEGOOD_SOURCE_DIR "/assets/policies/care.toml");
    REQUIRE(terms);
    for (const auto kind : {CareKind::service, CareKind::waiting, CareKind::price, CareKind::cleanliness,
                            CareKind::broken_promise, CareKind::not_carried, CareKind::other, CareKind::praise}) {
        const auto routing = routed(kind, *CivilTime::from_iso("2026-05-04T10:00"), *terms);
        CHECK(department_named(*terms, routing.responsible));
        CHECK(department_named(*terms, routing.escalate_to));
        CHECK(routing.deadlines);
    }
    REQUIRE(cause_named(*terms, "under-trolley"));
    CHECK(cause_named(*terms, "under-trolley")->under == "packing");
}

TEST_CASE("what is wrong in it is told by file, line and rule") {
    struct Row {
        const char* text;
        const char* reason;
    };
    const Row rows[] = {
        {"[[route]]\n", "line 1: wants an id"},
        {"colour = 1\n", "line 1: no such key 'colour'"},
        {"[hours]\nopen = \"22:00-08:00\"\n", "line 2: wants two times"},
        {"[hours]\nclosed_on = [\"someday\"]\n", "line 2: no such day"},
        {"[[department]]\nid = \"a\"\n", "line 1: rule 'a': wants a sentence"},
        {"[[department]]\nid = \"a\"\nroles = [\"king\"]\n", "line 3: rule 'a': no such role"},
        {"[[department]]\nid = \"a\"\nstaff = [201]\n", "line 3: rule 'a': wants a staff number as text"},
        {"[[cause]]\nid = \"a\"\nunder = \"b\"\nsays = { en = \"A\", fa = \"A\" }\n",
         "line 1: rule 'a': 'b' does not stand above it"},
        {"[[route]]\nid = \"a\"\nkinds = [\"goods\"]\n", "line 3: rule 'a': no such kind"},
        {"[[route]]\nid = \"a\"\nresponsible = \"x\"\n", "line 1: rule 'a': wants due_days or due_hours"},
        {"[[route]]\nid = \"a\"\ndue_days = 1\n", "line 1: rule 'a': wants somebody responsible"},
        {"[[route]]\nid = \"a\"\nresponsible = \"x\"\ndue_days = -1\n", "line 4: rule 'a': 'due_days' wants"},
        {"[[route]]\nid = \"a\"\nseverity = \"dire\"\n", "line 3: rule 'a': no such severity"},
        {"[[route]\n", "line 1"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto terms = parse_care_terms(row.text, "care.toml");
        REQUIRE_FALSE(terms);
        CHECK_THAT(terms.error().text(), Catch::Contains("care.toml") && Catch::Contains(row.reason));
    }
}
