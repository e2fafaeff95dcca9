#include "tests/workflows/recovery/counter.hpp"

// A manager asks before they answer, and the counter asks again with what they wanted to know.

using namespace makegood;
using namespace makegood::testing;
using Reason = DeskRefusalReason;

namespace {

struct CuriousShop : Shop {
    Expected<CaseView, DeskRefusal> question(const CaseView& found, const StaffId& who, const Remark& asked,
                                             bool right = true) {
        const auto pin_try = counted_try(who, found);
        return desk.handle(QuestionProposal{request(), pin_try, who, found.id,
                                            found.proposal ? found.proposal->id : ProposalId("none"), right, asked});
    }
    CaseView ask_again(const CaseView& found, const Remark& answer) {
        return desk.handle(AskManager{request(), cashier, found.id, {}, answer}).value();
    }
};

const Remark seen{.ready = "seen_goods"}, own_words{.words = "Was the seal broken?"};

} // namespace

TEST_CASE("a question brings the case back to the counter, and the answer goes with the next proposal") {
    CuriousShop shop;
    const auto asked = shop.with_manager(coffee);
    const auto questioned = shop.question(asked, manager, seen).value();
    CHECK(questioned.state == CaseState::claimed);
    CHECK_FALSE(questioned.proposal);
    REQUIRE(open_question(questioned) != nullptr);
    CHECK(*open_question(questioned) == AskedBack{manager, shop.clock.civil, seen});
    CHECK(shop.approve(asked, manager).error().reason == Reason::case_is_elsewhere);

    const auto again = shop.ask_again(questioned, {.words = "Yes, it is cracked."});
    CHECK(again.proposal->id != asked.proposal->id);
    CHECK(open_question(again) == nullptr);
    const auto once_more = shop.question(again, other_manager, own_words).value();
    const auto last = shop.ask_again(once_more, {.ready = "no"});
    const auto now = shop.clock.civil;
    const std::vector<AskedBack> all = {{manager, now, seen, {.words = "Yes, it is cracked."}, cashier, now},
                                        {other_manager, now, own_words, {.ready = "no"}, cashier, now}};
    CHECK(last.questions == all);
    const auto given = shop.approve(last, manager).value();
    CHECK(given.questions == all);
    CHECK(shop.count<ApprovalQuestioned>() == 2);
}

TEST_CASE("who asks a question shows who they are, as who approves does") {
    CuriousShop shop;
    const auto asked = shop.with_manager(coffee);
    CHECK(shop.question(asked, manager, seen, false).error().reason == Reason::pin_wrong);
    CHECK(shop.question(asked, cashier, seen).error().reason == Reason::not_a_manager);
    CHECK(shop.desk.handle(QuestionProposal{shop.request(), {}, manager, asked.id, asked.proposal->id, false, seen})
              .error()
              .reason == Reason::pin_needed);
    shop.clock.pass_ms(proposal_lifetime_ms);
    CHECK(shop.question(asked, manager, seen).error().reason == Reason::proposal_expired);
    CHECK(shop.count<ApprovalQuestioned>() == 0);
}

TEST_CASE("the same question sent again asks once") {
    CuriousShop shop;
    const auto asked = shop.with_manager(coffee);
    const QuestionProposal tap{
        shop.request(), shop.counted_try(manager, asked), manager, asked.id, asked.proposal->id, true, seen};
    REQUIRE(shop.desk.handle(tap));
    REQUIRE(shop.desk.handle(tap));
    CHECK(shop.count<ApprovalQuestioned>() == 1);
}

TEST_CASE("an answer that nobody asked for is not written down, and asking again without one leaves it open") {
    CuriousShop shop;
    const auto found = shop.claimed(coffee);
    const auto asked = shop.ask_again(found, {.words = "by the way"});
    CHECK(asked.questions.empty());
    const auto again = shop.ask_again(shop.question(asked, manager, seen).value(), {});
    REQUIRE(again.questions.size() == 1);
    CHECK(again.questions[0].answer.empty());
}

TEST_CASE("where a manager asks, somebody is here: it is not given for a later signature") {
    CuriousShop shop;
    shop.policy.countersign = {.up_to = {Money(5'000, eur)}, .per_day = 2};
    const auto questioned = shop.question(shop.with_manager(coffee), manager, seen).value();
    CHECK(shop.give_to_countersign(questioned).error().reason == Reason::needs_manager);
    CHECK(shop.give_to_countersign(shop.claimed(coffee)));
}

TEST_CASE("what was answered stays, whatever else is said when a manager is asked once more") {
    CuriousShop shop;
    const auto questioned = shop.question(shop.with_manager(coffee), manager, seen).value();
    const auto again = shop.ask_again(shop.ask_again(questioned, {.ready = "yes"}), {.ready = "no"});
    REQUIRE(again.questions.size() == 1);
    CHECK(again.questions[0].answer == Remark{.ready = "yes"});
}
