#include "workflows/closing/day_cut.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace makegood;

namespace {

struct Row {
    const char* what;
    std::optional<Date> last_closed;
    Date today;
    std::vector<int> events; // by the day of their time
    std::optional<Date> day; // of the first of them
    std::size_t taken;       // before the next day begins
    bool is_over;
};

const Row rows[] = {
    {"nothing happened", {}, {5}, {}, {}, 0, false},
    {"today goes on", {}, {5}, {5, 5}, Date{5}, 2, false},
    {"yesterday is over", {}, {5}, {4, 4}, Date{4}, 2, true},
    {"one day after the other", {}, {5}, {3, 3, 4}, Date{3}, 2, true},
    {"days without events have none", {}, {9}, {3, 7}, Date{3}, 1, true},
    {"the clock was put back", {}, {5}, {4, 3, 4}, Date{4}, 3, true},
    {"and begins so", {}, {5}, {-9000, 4}, Date{-9000}, 1, true},
    {"a clock that ran ahead for a while", {}, {5}, {4, 900, 4}, Date{4}, 3, true},
    {"and begins so", {}, {5}, {900, 4}, Date{4}, 2, true},
    {"what comes late belongs to the next day", Date{3}, {5}, {3, 3, 4, 4}, Date{4}, 4, true},
    {"nothing but what came late", Date{3}, {5}, {3, 2}, {}, 2, false},
    {"by a clock that stands before the last closing nothing is over", Date{4}, {2}, {2, 2}, {}, 2, false},
};

} // namespace

TEST_CASE("the journal is cut between business days") {
    for (const auto& row : rows) {
        CAPTURE(row.what);
        DayCut cut(row.last_closed, row.today);
        std::size_t taken = 0;
        for (; taken < row.events.size() && !cut.is_ended_by({row.events[taken]}); ++taken)
            cut.take({row.events[taken]});
        CHECK(cut.day() == row.day);
        CHECK(taken == row.taken);
        CHECK(cut.is_over() == row.is_over);
    }
}
