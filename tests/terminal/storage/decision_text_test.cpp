#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/event_names.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;
using namespace makegood::storage;

TEST_CASE("a decision of before is read as it was, and written with the same bytes") {
    const std::string of_before =
        R"({"answers":[{"outcome":"give_now","rule":"small","says":{"en":"a","fa":"b"},"spoke":true}],)"
        R"("deciding_rule":"small","evidence":[{"count":0,"direction":"for_the_claim","finding":"line_was_paid"}],)"
        R"("failure":"missing","outcome":"give_now","policy_version":"v1"})";
    const auto body = R"({"at":7,"event":{"case":"c","decision":)" + of_before + R"(},"request":"r"})";
    const auto decision = decision_in(body);
    CHECK_FALSE(decision.circumstances);
    CHECK_FALSE(decision.left_today);
    CHECK(decision.changes.empty());
    REQUIRE(decision.answers.size() == 1);
    CHECK_FALSE(decision.answers[0].cannot_tell);
    CHECK_FALSE(decision.answers[0].customer);
    CHECK(encode(DecisionMade{CaseId("c"), decision}, {{StaffId("7"), RequestId("r")}, CivilTime{7}}).body == body);
}

TEST_CASE("all that a decision keeps is read back") {
    Decision decision{.outcome = Outcome::manager_confirms, .deciding_rule = "budget", .policy_version = "v2"};
    decision.answers = {{"r", {"a", "b"}, Outcome::give_now, false, true, Wording{"c", "d"}}};
    decision.left_today = Money(125, *Currency::from_code("EUR"));
    decision.changes = {{Finding::came_back, std::nullopt, Outcome::give_now},
                        {Finding::line_was_keyed, Direction::against_the_claim, Outcome::manager_decides}};
    decision.circumstances = Circumstances{.at = CivilTime{7},
                                           .staff = StaffId("7"),
                                           .role = StaffRole::manager,
                                           .given_alone_today = 300,
                                           .customer = CustomerStanding{2, 150}};
    const auto body_of = [](const Decision& made) { return encode(DecisionMade{CaseId("c"), made}, {}).body; };
    CHECK(decision_in(body_of(decision)) == decision);
    decision.circumstances->customer.reset();
    CHECK(decision_in(body_of(decision)) == decision);
}

TEST_CASE("the values of an enum are found by their names") {
    CHECK(event_name(Failure::damaged) == "damaged");
    CHECK(event_named<Finding>("ticket_was_resumed") == Finding::ticket_was_resumed);
    CHECK(event_named<StaffRole>("owner") == StaffRole::owner);
    CHECK_FALSE(event_named<StaffRole>("boss"));
    CHECK(event_names<Outcome>().size() == 3);
}
