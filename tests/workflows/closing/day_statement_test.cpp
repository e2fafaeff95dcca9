#include "workflows/closing/day_statement.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"

#include <limits>

using namespace makegood;

namespace {

const Currency pounds = *Currency::from_code("GBP");
const Currency rials = *Currency::from_code("IRR");

GrantGiven grant(Remedy remedy, Money worth, Authority authority = RuleAuthority{"small", "v1"}) {
    return {GrantId("grant"), CaseId("case"), {}, worth, std::move(authority), SlipNumber("slip"), {}, {remedy}, {}};
}

const Authority with_manager = ManagerAuthority{ProposalId("proposal"), StaffId("manager")};

struct Day {
    DayTally tally;
    std::optional<Money> worth_of_grant;

    void add(std::string_view type, const std::optional<Event>& event) {
        count(tally, type, event, [this](const GrantId&) { return worth_of_grant; });
    }
};

} // namespace

TEST_CASE("grants are summed up by remedy, by who gave them, and by currency") {
    Day day;
    for (const auto& event :
         {grant(Remedy::refund, Money(200, pounds)), grant(Remedy::replacement, Money(330, pounds), with_manager),
          grant(Remedy::replacement, Money(100, pounds)), grant(Remedy::replacement, Money(410'000, rials)),
          grant(Remedy::replacement, Money(165, pounds))})
        day.add("grant.given", event);
    CHECK(day.tally.granted == std::vector<GrantedSum>{{Remedy::replacement, false, 2, Money(265, pounds)},
                                                       {Remedy::replacement, false, 1, Money(410'000, rials)},
                                                       {Remedy::replacement, true, 1, Money(330, pounds)},
                                                       {Remedy::refund, false, 1, Money(200, pounds)}});
    CHECK(day.tally.events == std::vector<EventCount>{{"grant.given", 5}});
}

TEST_CASE("what is to be countersigned is summed up apart from what a rule or a manager gave") {
    Day day;
    const Authority to_countersign = CountersignAuthority{"large", "v1"};
    for (const auto& event :
         {grant(Remedy::refund, Money(900, pounds), to_countersign), grant(Remedy::refund, Money(100, pounds)),
          grant(Remedy::refund, Money(300, pounds), with_manager),
          grant(Remedy::refund, Money(800, pounds), to_countersign)})
        day.add("grant.given", event);
    CHECK(day.tally.granted == std::vector<GrantedSum>{{Remedy::refund, false, 1, Money(100, pounds)},
                                                       {Remedy::refund, true, 1, Money(300, pounds)},
                                                       {Remedy::refund, false, 2, Money(1'700, pounds), true}});
}

TEST_CASE("a part that was split off a remedy was counted with the whole") {
    Day day;
    auto part = grant(Remedy::voucher, Money(100, pounds));
    part.part_of = GrantId("whole");
    day.add("grant.given", grant(Remedy::replacement, Money(300, pounds)));
    day.add("grant.given", part);
    CHECK(day.tally.granted == std::vector<GrantedSum>{{Remedy::replacement, false, 1, Money(300, pounds)}});
}

TEST_CASE("a sum that would overflow goes on in another row") {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    Day day;
    for (const auto minor_units : {most, std::int64_t{1}, std::int64_t{2}})
        day.add("grant.given", grant(Remedy::refund, Money(minor_units, pounds)));
    CHECK(day.tally.granted == std::vector<GrantedSum>{{Remedy::refund, false, 1, Money(most, pounds)},
                                                       {Remedy::refund, false, 2, Money(3, pounds)}});
}

TEST_CASE("cases are counted, and what was taken back with what it had been worth") {
    Day day;
    day.add("claim.requested", ClaimRequested{CaseId("case"), {}, Money(1, pounds)});
    day.add("claim.requested", ClaimRequested{CaseId("other"), {}, Money(1, pounds)});
    day.add("case.closed", CaseClosed{CaseId("case")});
    day.add("approval.declined", ApprovalDeclined{CaseId("other"), {}, {}, "reason"});
    day.add("grant.reversed", GrantReversed{CaseId("case"), GrantId("never given")});
    day.worth_of_grant = Money(330, pounds);
    day.add("grant.reversed", GrantReversed{CaseId("case"), GrantId("grant")});
    day.add("of.tomorrow", std::nullopt);
    CHECK(day.tally.opened == 2);
    CHECK(day.tally.declined == 1);
    CHECK(day.tally.closed == 1);
    CHECK(day.tally.granted.empty());
    CHECK(day.tally.taken_back == std::vector<WorthSum>{{1, Money(330, pounds)}});
    CHECK(day.tally.events == std::vector<EventCount>{{"approval.declined", 1},
                                                      {"case.closed", 1},
                                                      {"claim.requested", 2},
                                                      {"grant.reversed", 2},
                                                      {"of.tomorrow", 1}});
}

TEST_CASE("what went home beyond what was paid is summed by currency") {
    Day day;
    day.add("gift.given", GiftGiven{CaseId("case"), GrantId("grant"), {Quantity::of_milli(100), Money(60, pounds)}});
    day.add("gift.given", GiftGiven{CaseId("other"), GrantId("second"), {{}, Money(15, pounds)}});
    CHECK(day.tally.gifts == std::vector<WorthSum>{{2, Money(75, pounds)}});
}
