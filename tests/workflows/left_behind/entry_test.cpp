#include "workflows/left_behind/entry.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;
using State = LeftBehindState;

TEST_CASE("an entry moves only where goods can go") {
    constexpr State states[] = {State::kept,     State::reserved,    State::handed_over,
                                State::put_back, State::disposed_of, State::brought_back};
    // Rows: from; columns: to, in the order above.
    constexpr bool can[6][6] = {{false, true, true, true, true, false},     {true, false, true, true, true, false},
                                {false, false, false, false, false, true},  {true, false, true, false, false, false},
                                {false, false, false, false, false, false}, {false, true, true, true, true, false}};
    for (int from = 0; from < 6; ++from)
        for (int to = 0; to < 6; ++to) {
            CAPTURE(from, to);
            LeftBehindEntry entry{.state = states[from]};
            CHECK(can_move(entry, states[to]) == can[from][to]);
            entry.made_good = CaseId("case");
            const bool goes_to_the_shop = states[to] == State::put_back || states[to] == State::disposed_of;
            CHECK(can_move(entry, states[to]) == (is_in_shop(states[from]) && goes_to_the_shop));
        }
}

TEST_CASE("what is set aside is in the shop, what was brought back too") {
    CHECK(is_in_shop(State::kept));
    CHECK(is_in_shop(State::reserved));
    CHECK(is_in_shop(State::brought_back));
    CHECK_FALSE(is_in_shop(State::handed_over));
    CHECK_FALSE(is_in_shop(State::put_back));
    CHECK_FALSE(is_in_shop(State::disposed_of));
}

TEST_CASE("perishable goods warn on their last day and the day before") {
    const auto today = *Date::from_iso("2011-12-05");
    struct Row {
        const char* until;
        Freshness freshness;
    };
    const Row rows[] = {{"2011-12-04", Freshness::spoiled},
                        {"2011-12-05", Freshness::spoils_soon},
                        {"2011-12-06", Freshness::spoils_soon},
                        {"2011-12-07", Freshness::keeps}};
    for (const auto& row : rows) {
        CAPTURE(row.until);
        CHECK(freshness_of({.perishable_until = Date::from_iso(row.until)}, today) == row.freshness);
    }
    CHECK(freshness_of({}, today) == Freshness::keeps);
}

TEST_CASE("what spoils first stands first, then what was found last") {
    const auto entry = [](const char* id, const char* until, std::int64_t found_at) {
        return LeftBehindEntry{
            .id = LeftBehindId(id), .perishable_until = Date::from_iso(until), .found_at = {found_at}};
    };
    std::vector<LeftBehindEntry> entries = {entry("old", "", 100), entry("far", "2011-12-24", 300),
                                            entry("tomorrow", "2011-12-06", 200), entry("spoiled", "2011-12-01", 50)};
    sort_by_urgency(entries, *Date::from_iso("2011-12-05"));
    std::string order;
    for (const auto& one : entries)
        order += one.id.text() + " ";
    CHECK(order == "spoiled tomorrow far old ");
}
