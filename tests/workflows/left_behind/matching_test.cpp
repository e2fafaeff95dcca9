#include "workflows/left_behind/matching.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;
using State = LeftBehindState;

namespace {

CivilTime at(const char* iso) {
    return *CivilTime::from_iso(iso);
}

LeftBehindEntry found(const char* when, const char* lane) {
    return {.code = ItemCode("olives"), .lane = WorkstationId(lane), .found_at = at(when)};
}

const SaleOfItem sale{*CivilTime::from_iso("2011-10-05T10:00"), WorkstationId("2")};

} // namespace

TEST_CASE("a sale shortly before on the same lane is the likeliest") {
    struct Row {
        const char* found;
        const char* lane;
        std::optional<int> likelihood;
    };
    const Row rows[] = {{"2011-10-05T10:00", "2", 100}, {"2011-10-05T22:00", "2", 75}, {"2011-10-06T10:00", "2", 50},
                        {"2011-10-05T10:00", "", 75},   {"2011-10-05T10:00", "3", 50}, {"2011-10-06T10:00", "3", 0},
                        {"2011-10-05T09:59", "2", {}},  {"2011-10-06T10:01", "2", {}}};
    for (const auto& row : rows) {
        CAPTURE(row.found, row.lane);
        CHECK(likelihood_of(found(row.found, row.lane), sale) == row.likelihood);
    }
}

TEST_CASE("an entry speaks for a claim unless somebody else got the goods or another lane is named") {
    for (const auto state : {State::kept, State::reserved, State::put_back, State::disposed_of, State::brought_back}) {
        auto entry = found("2011-10-05T11:00", "2");
        entry.state = state;
        CAPTURE(static_cast<int>(state));
        CHECK(speaks_for(entry, sale));
        entry.made_good = CaseId("another");
        CHECK_FALSE(speaks_for(entry, sale));
    }
    auto gone = found("2011-10-05T11:00", "2");
    gone.state = State::handed_over;
    CHECK_FALSE(speaks_for(gone, sale));
    CHECK(speaks_for(found("2011-10-05T11:00", ""), sale));
    CHECK_FALSE(speaks_for(found("2011-10-05T11:00", "3"), sale));
    CHECK_FALSE(speaks_for(found("2011-10-05T09:00", "2"), sale));
}

TEST_CASE("the log answers for the seven days around a sale") {
    const auto days = days_the_log_answers_for(at("2011-10-05T10:00"));
    CHECK(days.from == at("2011-10-02T00:00"));
    CHECK(days.until == at("2011-10-08T23:59:59"));
}
