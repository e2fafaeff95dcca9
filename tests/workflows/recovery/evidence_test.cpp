#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/recovery/case.hpp"
#include "workflows/recovery/evidence.hpp"
#include "workflows/recovery/slip.hpp"

#include <algorithm>

using namespace makegood;
using namespace makegood::testing;

namespace {

RetailTransaction receipt_with(EntryMethod entry, bool same_item_voided) {
    RetailTransaction receipt{.key = {},
                              .number = "1",
                              .begun_at = *CivilTime::from_iso("2026-03-04T17:20"),
                              .total = Money(100, eur),
                              .lines = {},
                              .tenders = {}};
    receipt.lines.push_back(
        {LineNumber{1}, LineKind::sale, false, ItemCode("A"), "a", one_unit, Money(100, eur), entry});
    receipt.lines.push_back({LineNumber{2}, LineKind::sale, same_item_voided, ItemCode("A"), "a", one_unit,
                             Money(100, eur), EntryMethod::scanned});
    return receipt;
}

std::optional<Evidence> fact(const std::vector<Evidence>& evidence, Finding finding) {
    const auto found = std::ranges::find(evidence, finding, &Evidence::finding);
    return found == evidence.end() ? std::nullopt : std::optional(*found);
}

const Date may_fourth = *Date::from_iso("2026-05-04");

} // namespace

TEST_CASE("every kind of fact appears, also when it knows nothing") {
    const auto receipt = receipt_with(EntryMethod::unknown, false);
    const auto evidence =
        weigh(receipt, receipt.lines[0], {}, Complaint::not_among_the_goods, one_unit, may_fourth, 90);
    REQUIRE(evidence.size() == 11);
    for (const auto silent : {Finding::nothing_was_voided, Finding::ticket_was_not_resumed, Finding::nothing_came_back,
                              Finding::none_made_good_on_receipt})
        CHECK(fact(evidence, silent) == Evidence{silent, Direction::unknown});
    CHECK(fact(evidence, Finding::lane_had_none)->direction == Direction::unknown);
    CHECK(fact(evidence, Finding::line_was_paid)->direction == Direction::for_the_claim);
    CHECK(fact(evidence, Finding::left_behind_log_not_kept)->direction == Direction::unknown);
    CHECK(fact(evidence, Finding::stock_never_counted)->direction == Direction::unknown);
    CHECK(fact(evidence, Finding::never_claimed_before)->direction == Direction::for_the_claim);
    CHECK(fact(evidence, Finding::entry_not_known)->direction == Direction::unknown);
    CHECK(fact(evidence, Finding::bought_recently)->count == 61);
}

TEST_CASE("what speaks takes the place of the silence, and several on one line are told") {
    auto receipt = receipt_with(EntryMethod::scanned, true);
    receipt.lines[0].quantity = Quantity::of_milli(3'000);
    receipt.links.push_back({.reason = TransactionLink::Reason::resumed});
    const ReceiptHistory history{.made_good_before = 1, .may_have_come_back = 1};
    const auto evidence = weigh(receipt, receipt.lines[0], history, Complaint::damaged, one_unit, may_fourth, 90);
    for (const auto silent : {Finding::nothing_was_voided, Finding::ticket_was_not_resumed, Finding::nothing_came_back,
                              Finding::none_made_good_on_receipt})
        CHECK_FALSE(fact(evidence, silent));
    CHECK(fact(evidence, Finding::several_on_line) == Evidence{Finding::several_on_line, Direction::unknown, 3'000});

    receipt.lines[0].unit = Unit::kilogram;
    const auto weighed = weigh(receipt, receipt.lines[0], history, Complaint::damaged, one_unit, may_fourth, 90);
    CHECK_FALSE(fact(weighed, Finding::several_on_line));
}

TEST_CASE("others whose purchase of that lane and day was put right speak for the claim") {
    const auto receipt = receipt_with(EntryMethod::scanned, false);
    const ReceiptHistory history{.others_on_lane = 2, .last_on_lane = *CivilTime::from_iso("2026-03-05T10:00")};
    const auto evidence = weigh(receipt, receipt.lines[0], history, Complaint::damaged, one_unit, may_fourth, 90);
    CHECK(*fact(evidence, Finding::lane_had_others) ==
          Evidence{Finding::lane_had_others, Direction::for_the_claim, 2, history.last_on_lane});
    CHECK_FALSE(fact(evidence, Finding::lane_had_none));
}

TEST_CASE("what was done for a customer before is said and held against nobody") {
    CHECK(customer_evidence(std::nullopt) == Evidence{Finding::customer_not_known, Direction::unknown});
    CHECK(customer_evidence(CustomerStanding{}) == Evidence{Finding::customer_never_helped, Direction::unknown});
    CHECK(customer_evidence(CustomerStanding{.made_good = 3}) ==
          Evidence{Finding::customer_was_helped, Direction::unknown, 3});
}

TEST_CASE("each source has its own words") {
    struct Row {
        EntryMethod entry;
        Finding finding;
        Direction direction;
    };
    const Row rows[] = {{EntryMethod::scanned, Finding::line_was_scanned, Direction::for_the_claim},
                        {EntryMethod::weighed, Finding::line_was_weighed, Direction::for_the_claim},
                        {EntryMethod::keyed, Finding::line_was_keyed, Direction::unknown}};
    for (const auto& row : rows) {
        const auto receipt = receipt_with(row.entry, true);
        const auto evidence =
            weigh(receipt, receipt.lines[0], {}, Complaint::not_among_the_goods, one_unit, may_fourth, 30);
        CHECK(fact(evidence, row.finding)->direction == row.direction);
        CHECK(fact(evidence, Finding::same_item_was_voided)->direction == Direction::against_the_claim);
        CHECK(fact(evidence, Finding::bought_long_ago)->direction == Direction::unknown);
    }
}

TEST_CASE("what the journal knows is told with its time") {
    const auto receipt = receipt_with(EntryMethod::scanned, false);
    const auto when = *CivilTime::from_iso("2026-04-01T09:00");
    const auto evidence = weigh(receipt, receipt.lines[0],
                                {.made_good_on_line = Quantity::of_milli(250),
                                 .last_made_good_on_line = when,
                                 .made_good_before = 2,
                                 .last_made_good_on_receipt = when},
                                Complaint::not_among_the_goods, one_unit, may_fourth, 90);
    CHECK(*fact(evidence, Finding::partly_made_good) ==
          Evidence{Finding::partly_made_good, Direction::against_the_claim, 250, when});
    CHECK(*fact(evidence, Finding::others_made_good_on_receipt) ==
          Evidence{Finding::others_made_good_on_receipt, Direction::against_the_claim, 2, when});
}

TEST_CASE("what was taken back speaks neither for nor against, and the line is no longer untouched") {
    const auto receipt = receipt_with(EntryMethod::scanned, false);
    const auto when = *CivilTime::from_iso("2026-05-03T18:30");
    const auto evidence = weigh(receipt, receipt.lines[0], {.taken_back_on_line = 2, .last_taken_back_on_line = when},
                                Complaint::not_among_the_goods, one_unit, may_fourth, 90);
    CHECK(fact(evidence, Finding::taken_back_on_line) ==
          Evidence{Finding::taken_back_on_line, Direction::unknown, 2, when});
    CHECK_FALSE(fact(evidence, Finding::never_claimed_before));
    CHECK_FALSE(fact(evidence, Finding::partly_made_good));
}

TEST_CASE("a stock count speaks for a claim when as much was over as is claimed, and never against it") {
    const auto receipt = receipt_with(EntryMethod::scanned, false); // on 4 March
    const auto count = [](const char* at, int counted, std::optional<int> expected) {
        return StockCount{ItemCode("4011"), Quantity::of_milli(counted),
                          expected ? std::optional(Quantity::of_milli(*expected)) : std::nullopt,
                          *CivilTime::from_iso(at)};
    };
    struct Row {
        StockCount count;
        Evidence expected;
    };
    const auto third_of_april = *CivilTime::from_iso("2026-04-03T17:20"); // thirty days later
    const auto at_night = *CivilTime::from_iso("2026-03-04T22:00");
    const Row rows[] = {
        {count("2026-03-04T22:00", 9'000, 8'000),
         {Finding::stock_count_one_over, Direction::for_the_claim, 1'000, at_night}},
        {count("2026-04-03T17:20", 9'000, 6'500),
         {Finding::stock_count_one_over, Direction::for_the_claim, 2'500, third_of_april}},
        {count("2026-04-03T17:21", 9'000, 8'000), {Finding::stock_never_counted}},
        {count("2026-03-04T22:00", 8'999, 8'000), {Finding::stock_count_as_expected, Direction::unknown, 0, at_night}},
        {count("2026-03-04T22:00", 5'000, 8'000), {Finding::stock_count_as_expected, Direction::unknown, 0, at_night}},
        {count("2026-03-04T22:00", 9'000, std::nullopt), {Finding::stock_never_counted}},
    };
    for (const auto& row : rows) {
        const auto evidence = weigh(receipt, receipt.lines[0], {.first_count = row.count},
                                    Complaint::not_among_the_goods, one_unit, may_fourth, 90);
        INFO(row.count.counted_at.to_iso() << " " << row.count.counted.milli());
        CHECK(fact(evidence, row.expected.finding) == row.expected);
    }
    const auto damaged =
        weigh(receipt, receipt.lines[0], {.first_count = rows[0].count}, Complaint::damaged, one_unit, may_fourth, 90);
    CHECK_FALSE(fact(damaged, Finding::stock_count_one_over));
}

TEST_CASE("the evidence, not the customer, tells left behind from missing") {
    const auto receipt = receipt_with(EntryMethod::scanned, false);
    struct Row {
        LeftBehindAnswer log;
        Complaint complaint;
        Failure expected;
    };
    const Row rows[] = {
        {LeftBehindAnswer::holds_it, Complaint::not_among_the_goods, Failure::left_behind},
        {LeftBehindAnswer::nothing_fits, Complaint::not_among_the_goods, Failure::missing},
        {LeftBehindAnswer::not_kept, Complaint::not_among_the_goods, Failure::missing},
        {LeftBehindAnswer::holds_it, Complaint::damaged, Failure::damaged},
    };
    for (const auto& row : rows)
        CHECK(tell_failure(row.complaint, weigh(receipt, receipt.lines[0], {.left_behind = row.log}, row.complaint,
                                                one_unit, may_fourth, 90)) == row.expected);
}

TEST_CASE("what lies in the log for a part of the claim says nothing of the rest") {
    auto receipt = receipt_with(EntryMethod::scanned, false);
    receipt.lines[0].quantity = Quantity::of_milli(3000);
    const ReceiptHistory history{.left_behind = LeftBehindAnswer::holds_it,
                                 .left_behind_at = *CivilTime::from_iso("2026-03-04T17:30"),
                                 .left_behind_quantity = one_unit};
    const auto claimed = [&](Quantity quantity) {
        return weigh(receipt, receipt.lines[0], history, Complaint::not_among_the_goods, quantity, may_fourth, 90);
    };
    const auto all = claimed(Quantity::of_milli(3000));
    CHECK(*fact(all, Finding::left_behind_log_holds_part) ==
          Evidence{Finding::left_behind_log_holds_part, Direction::unknown, 1000, history.left_behind_at});
    CHECK_FALSE(fact(all, Finding::left_behind_log_holds_it));
    CHECK(tell_failure(Complaint::not_among_the_goods, all) == Failure::missing);
    const auto part = claimed(one_unit);
    CHECK(fact(part, Finding::left_behind_log_holds_it)->direction == Direction::for_the_claim);
    CHECK(tell_failure(Complaint::not_among_the_goods, part) == Failure::left_behind);

    receipt.lines[0].quantity = Quantity::of_milli(1016);
    receipt.lines[0].entry_method = EntryMethod::weighed;
    CHECK(fact(claimed(Quantity::of_milli(1016)), Finding::left_behind_log_holds_it));
}

TEST_CASE("a case takes only the steps that fit its state") {
    const CaseState states[] = {CaseState::claimed,     CaseState::awaiting_manager, CaseState::owed,
                                CaseState::handed_over, CaseState::declined,         CaseState::closed};
    // one column a step, in the order of CaseStep; '-' the step does not fit
    const char* expected[] = {
        "m-o---c-", // claimed
        "mco--d-c", // awaiting_manager
        "---hc---", // owed
        "----c-c-", // handed_over
        "------c-", // declined
        "--------", // closed
    };
    const auto letter = [](CaseState state) {
        switch (state) {
        case CaseState::claimed:
            return 'c';
        case CaseState::awaiting_manager:
            return 'm';
        case CaseState::owed:
            return 'o';
        case CaseState::handed_over:
            return 'h';
        case CaseState::declined:
            return 'd';
        case CaseState::closed:
            return 'c';
        }
        return '?';
    };
    for (std::size_t row = 0; row < std::size(states); ++row) {
        std::string steps;
        for (int step = 0; step < 8; ++step) {
            const auto next = after(states[row], static_cast<CaseStep>(step));
            steps += next ? letter(*next) : '-';
        }
        CHECK(steps == expected[row]);
    }
    CHECK(after(CaseState::awaiting_manager, CaseStep::proposal_withdrawn) == CaseState::claimed);
    CHECK(after(CaseState::handed_over, CaseStep::case_closed) == CaseState::closed);
    CHECK(after(CaseState::handed_over, CaseStep::grant_reversed) == CaseState::claimed);
}

TEST_CASE("our own labels carry a check letter") {
    // MGS0000001A: weights 1..; M=20*1 G=16*2 S=25*3 (0s) 1*10=10 A=10*11=110 -> 247 mod 31 = 30 -> Y
    CHECK(own_label("MGS", "0000001A") == "MGS0000001AY");
    CHECK(is_own_label("MGS", "MGS0000001AY"));
    for (const auto* text : {"MGS0000001AZ", "MGS000001A0Y", "MGB0000001AY", "MGS", "", "MGSU", "4006381333931",
                             "mgs0000001ay", "MGS0000001A\x1DY"}) {
        CAPTURE(text);
        CHECK_FALSE(is_own_label("MGS", text));
    }
}

TEST_CASE("a badge is too long to be made up") {
    CHECK(is_badge_label("MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R")); // of the demo's manager
    CHECK_FALSE(is_badge_label(own_label("MGB", "0")));
    CHECK_FALSE(is_badge_label(own_label("MGB", std::string(25, 'A'))));
    CHECK_FALSE(is_badge_label(own_label("MGB", std::string(27, 'A'))));
    CHECK_FALSE(is_badge_label(own_label("MGS", std::string(26, 'A'))));
}

TEST_CASE("a number that was typed speaks for who got fewer, and of nothing else") {
    struct Row {
        bool keyed;
        Complaint complaint;
        Finding finding;
        Direction direction;
    };
    const auto row =
        GENERATE(Row{true, Complaint::not_among_the_goods, Finding::quantity_was_keyed, Direction::for_the_claim},
                 Row{true, Complaint::rung_up_twice, Finding::quantity_was_keyed, Direction::for_the_claim},
                 Row{true, Complaint::damaged, Finding::quantity_was_keyed, Direction::unknown},
                 Row{false, Complaint::not_among_the_goods, Finding::several_on_line, Direction::unknown});
    auto receipt = receipt_with(EntryMethod::scanned, false);
    receipt.lines[0].quantity = Quantity::of_milli(3'000);
    receipt.lines[0].quantity_keyed = row.keyed;
    const auto evidence = weigh(receipt, receipt.lines[0], {}, row.complaint, one_unit, may_fourth, 90);
    CHECK(fact(evidence, row.finding) == Evidence{row.finding, row.direction, 3'000});
}
