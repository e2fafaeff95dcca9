#include "tests/support/catch.hpp"
#include "workflows/retention/retention.hpp"

using namespace makegood;

namespace {

Date day(const char* iso) {
    return *Date::from_iso(iso);
}

} // namespace

TEST_CASE("what is older than its term goes, and personal data not later than its receipt") {
    struct Row {
        const char* today;
        RetentionTerms terms;
        RetentionLimits limits;
    };
    const Row rows[] = {
        {"2026-11-22", {}, {}},
        {"2026-11-22", {1, {}}, {day("2026-11-20"), day("2026-11-20")}},
        {"2026-11-22", {{}, 1}, {{}, day("2026-11-20")}},
        {"2026-11-22", {30, 10}, {day("2026-10-22"), day("2026-11-11")}},
        {"2026-11-22", {30, 30}, {day("2026-10-22"), day("2026-10-22")}},
        {"2024-03-01", {{}, 1}, {{}, day("2024-02-28")}}, // 29 February is still there
        {"2026-11-22", {36'500, {}}, {day("1926-12-16"), day("1926-12-16")}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.today, row.terms.receipts_days.value_or(0), row.terms.personal_days.value_or(0));
        CHECK(limits_on(day(row.today), row.terms) == row.limits);
    }
}

TEST_CASE("a shop with terms of its own has those, every other one the usual") {
    const Retention retention{{100, 50}, {{BusinessUnitId("S2"), {20, 10}}}};
    CHECK(retention.terms_of(BusinessUnitId("S2")) == RetentionTerms{20, 10});
    CHECK(retention.terms_of(BusinessUnitId("S1")) == RetentionTerms{100, 50});
    CHECK_FALSE(retention.keeps_everything());
    CHECK(Retention{}.keeps_everything());
    CHECK_FALSE(Retention{{}, {{BusinessUnitId("S2"), {20, {}}}}}.keeps_everything());
    CHECK(Retention{{}, {{BusinessUnitId("S2"), {}}}}.keeps_everything());
}

TEST_CASE("a clock a month ahead of the newest receipt is believed, one that is further ahead is not") {
    CHECK(is_clock_believable(day("2026-11-22"), day("2026-10-22")));
    CHECK_FALSE(is_clock_believable(day("2026-11-22"), day("2026-10-21")));
    CHECK(is_clock_believable(day("2026-11-22"), day("2026-11-23")));
}
