#include "tests/workflows/recovery/counter.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// The receipt names who served, as the till writes it.
struct ServedShop : Shop {
    explicit ServedShop(const char* till) { ledger.receipts[0].operator_id = OperatorId(till); }

    CaseView claimed_by(const StaffId& who, bool without_paper) {
        auto command = claim_on(olives);
        command.requester = who;
        command.without_paper = without_paper;
        return desk.handle(command).value();
    }
};

} // namespace

TEST_CASE("who served at a receipt gives nothing on it alone where nobody scanned its paper") {
    struct Row {
        const char* till;
        const char* asker;
        bool without_paper;
        Outcome outcome;
    };
    const auto row = GENERATE(values<Row>({{"7", "7", true, Outcome::manager_confirms},
                                           {"007", "7", true, Outcome::manager_confirms},
                                           {"7", "07", true, Outcome::manager_confirms},
                                           {"7", "7", false, Outcome::give_now},
                                           {"8", "7", true, Outcome::give_now},
                                           {"70", "7", true, Outcome::give_now},
                                           {"", "7", true, Outcome::give_now},
                                           {"0", "00", true, Outcome::give_now}}));
    CAPTURE(row.till, row.asker, row.without_paper);
    ServedShop shop(row.till);
    const StaffId asker(row.asker);
    shop.ledger.people[asker] = {asker, {"A", "A"}, StaffRole::cashier};
    const auto found = shop.claimed_by(asker, row.without_paper);
    CHECK(found.decision.outcome == row.outcome);
    const bool is_for_two = row.outcome == Outcome::manager_confirms;
    CHECK(found.decision.deciding_rule == (is_for_two ? std::string(colleague_rule) : "small"));
    CHECK((found.decision.answers.back().rule == colleague_rule) == is_for_two);
}

TEST_CASE("what a colleague opened is not given alone by who served there, and another colleague may") {
    ServedShop shop("cashier");
    const auto found = shop.claimed_by(manager, true);
    CHECK(found.decision.outcome == Outcome::give_now);
    SECTION("who served there gets company") {
        const auto asked = shop.give(found).value();
        CHECK_FALSE(asked.remedy);
        CHECK(asked.decision.outcome == Outcome::manager_confirms);
        CHECK(asked.decision.deciding_rule == colleague_rule);
    }
    SECTION("who did not, gives") {
        CHECK(shop.desk.handle(GiveRemedy{shop.request(), manager, found.id, {}, {}}).value().remedy);
    }
    SECTION("a manager's word is enough") {
        const auto own = shop.claimed_by(cashier, true);
        const auto asked = shop.desk.handle(AskManager{shop.request(), cashier, own.id}).value();
        CHECK(shop.approve(asked, manager).value().remedy);
    }
}

TEST_CASE("that a decision needs company outweighs nothing stricter") {
    ServedShop shop("cashier");
    shop.policy.rules.push_back({.id = "never alone", .says = {}, .outcome = Outcome::manager_decides});
    const auto found = shop.claimed_by(cashier, true);
    CHECK(found.decision.outcome == Outcome::manager_decides);
    CHECK(found.decision.deciding_rule == "never alone");
}
