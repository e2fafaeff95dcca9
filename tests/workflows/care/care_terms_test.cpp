#include "workflows/care/care_terms.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

CivilTime at_time(const char* iso) {
    return *CivilTime::from_iso(iso);
}

// 4 May 2026 is a Monday.
const BusinessHours eight_to_ten{.opens = 8 * 60, .closes = 22 * 60, .closed_on = {5}};

} // namespace

TEST_CASE("business time stops while the shop is closed") {
    struct Row {
        const char* from;
        BusinessTime time;
        const char* until;
    };
    const Row rows[] = {
        {"2026-05-04T10:00", {.hours = 8}, "2026-05-04T18:00"},
        {"2026-05-04T14:00", {.hours = 8}, "2026-05-04T22:00"},
        {"2026-05-04T20:00", {.hours = 8}, "2026-05-05T14:00"},
        {"2026-05-04T06:00", {.hours = 1}, "2026-05-04T09:00"},
        {"2026-05-04T23:30", {.hours = 1}, "2026-05-05T09:00"},
        {"2026-05-07T21:00", {.hours = 2}, "2026-05-09T09:00"}, // Thursday evening, over a closed Friday
        {"2026-05-04T10:00", {.days = 1}, "2026-05-05T22:00"},
        {"2026-05-07T10:00", {.days = 1}, "2026-05-09T22:00"},
        {"2026-05-08T10:00", {.days = 2}, "2026-05-10T22:00"},
        {"2026-05-04T10:00", {.days = 1, .hours = 1}, "2026-05-06T09:00"},
        {"2026-05-04T10:00", {.hours = 30}, "2026-05-06T12:00"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.from, row.time.days, row.time.hours);
        CHECK(after_business_time(at_time(row.from), row.time, eight_to_ten).to_iso() == at_time(row.until).to_iso());
    }
}

TEST_CASE("the first route that fits says whose it is, and by when") {
    const CareTerms terms{.hours = eight_to_ten,
                          .routes = {{.id = "clean",
                                      .kinds = {CareKind::cleanliness},
                                      .severity = CareSeverity::high,
                                      .responsible = "floor",
                                      .due = {.hours = 2},
                                      .remind_hours_before = 1,
                                      .escalate_hours_after = 2,
                                      .escalate_to = "201"},
                                     {.id = "all", .responsible = "management", .due = {.days = 1}}}};
    const auto clean = routed(CareKind::cleanliness, at_time("2026-05-04T19:00"), terms);
    CHECK(clean.rule == "clean");
    CHECK(clean.responsible == "floor");
    REQUIRE(clean.deadlines);
    CHECK(clean.deadlines->due == at_time("2026-05-04T21:00"));
    CHECK(clean.deadlines->remind_at == at_time("2026-05-04T20:00"));
    CHECK(clean.deadlines->escalate_at == at_time("2026-05-05T09:00"));
    CHECK(routed(CareKind::waiting, at_time("2026-05-04T19:00"), terms).rule == "all");
    CHECK(routed(CareKind::waiting, at_time("2026-05-04T19:00"), {}) == CareRouting{});
}

TEST_CASE("as time passes an answer is reminded of, due, overdue and somebody else's") {
    CareRecord record;
    record.routing = {.responsible = "floor",
                      .escalate_to = "201",
                      .deadlines = CareDeadlines{at_time("2026-05-05T12:00"), at_time("2026-05-04T20:00"),
                                                 at_time("2026-05-05T16:00")}};
    struct Row {
        const char* now;
        Urgency urgency;
        const char* waits_for;
    };
    const Row rows[] = {
        {"2026-05-04T19:59", Urgency::in_time, "floor"}, {"2026-05-04T20:00", Urgency::soon, "floor"},
        {"2026-05-05T00:00", Urgency::today, "floor"},   {"2026-05-05T11:59", Urgency::today, "floor"},
        {"2026-05-05T12:00", Urgency::overdue, "floor"}, {"2026-05-05T16:00", Urgency::escalated, "201"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.now);
        CHECK(urgency_of(record, at_time(row.now), eight_to_ten) == row.urgency);
        CHECK(waits_for(record, at_time(row.now)) == row.waits_for);
    }
    record.stage = CareStage::answered;
    CHECK(urgency_of(record, at_time("2026-05-06T12:00"), eight_to_ten) == Urgency::none);
}

TEST_CASE("what is due before the shop's day ends is due today, though midnight is over by then") {
    CareRecord record;
    record.routing.deadlines =
        CareDeadlines{at_time("2026-05-05T01:30"), at_time("2026-05-05T00:30"), at_time("2026-05-05T10:00")};
    auto hours = eight_to_ten;
    CHECK(urgency_of(record, at_time("2026-05-04T23:00"), hours) == Urgency::in_time);
    hours.day_ends = 2 * 60;
    CHECK(urgency_of(record, at_time("2026-05-04T23:00"), hours) == Urgency::today);
    CHECK(urgency_of(record, at_time("2026-05-05T01:00"), hours) == Urgency::today);
    CHECK(urgency_of(record, at_time("2026-05-04T01:59"), hours) == Urgency::in_time);
}

TEST_CASE("each cause stands right below the one that it is under") {
    const CareTerms terms{.causes = {{"packing", "", {}},
                                     {"supplier", "", {}},
                                     {"trolley", "packing", {}},
                                     {"wheel", "trolley", {}},
                                     {"late", "supplier", {}}}};
    std::string drawn;
    for (const auto& [cause, depth] : cause_tree(terms))
        drawn += std::to_string(depth) + cause->id + ' ';
    CHECK(drawn == "0packing 1trolley 2wheel 0supplier 1late ");
}
