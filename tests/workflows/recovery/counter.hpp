#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "tests/support/memory_ledger.hpp"
#include "workflows/recovery/desk.hpp"

#include <algorithm>

// A counter with one receipt of March, three colleagues and a desk over the ledger in memory.

namespace makegood::testing {

inline const StaffId cashier("cashier"), manager("manager"), other_manager("other-manager");
inline const ReceiptReference march_receipt{
    {BusinessUnitId("1"), WorkstationId("2"), *Date::from_iso("2026-03-04"), "77"}, 1};
inline constexpr LineNumber olives{1}, coffee{2}, deposit{3}, voided{4}, ham{5};

inline LineItem line(LineNumber number, const char* name, std::int64_t milli, std::int64_t cents,
                     LineKind kind = LineKind::sale, bool is_voided = false) {
    return {number,
            kind,
            is_voided,
            ItemCode(name),
            name,
            Quantity::of_milli(milli),
            Money(cents, eur),
            EntryMethod::scanned};
}

inline RetailTransaction receipt_of_march() {
    return {.key = march_receipt.key,
            .number = "R-2-77",
            .begun_at = *CivilTime::from_iso("2026-03-04T17:20"),
            .total = Money(5'905, eur),
            .lines = {line(olives, "olives", 3'000, 1'000), line(coffee, "coffee machine", 1'000, 4'500),
                      line(deposit, "deposit", 1'000, 25, LineKind::fee),
                      line(voided, "bread", 1'000, 200, LineKind::sale, true), line(ham, "ham", 742, 380)},
            .tenders = {}};
}

inline Policy shop_policy() {
    Policy policy{.version = "v1", .window_days = 90};
    policy.rules.push_back({.id = "small",
                            .says = {"within the limit", ""},
                            .outcome = Outcome::give_now,
                            .value_at_most = {Money(2'000, eur)}});
    policy.rules.push_back({.id = "large",
                            .says = {"above the limit", ""},
                            .outcome = Outcome::manager_confirms,
                            .value_above = {Money(2'000, eur)}});
    policy.goodwill = {.up_to = {Money(1'000, eur)}, .per_day = 2};
    return policy;
}

struct Shop {
    HandClock clock;
    MemoryLedger ledger{clock};
    CountingRandomness randomness;
    FoldingCryptography cryptography;
    PlainSlipWriter slip_writer;
    Policy policy = shop_policy();
    Desk desk{{ledger, clock, randomness, cryptography, slip_writer, policy, "lane-1", {"Corner Shop", ""}}};
    int requests = 0;

    Shop() {
        ledger.receipts = {receipt_of_march()};
        for (const auto& [id, role] : {std::pair{cashier, StaffRole::cashier},
                                       {manager, StaffRole::manager},
                                       {other_manager, StaffRole::manager}})
            ledger.people[id] = {id, {id.text(), id.text()}, role};
    }

    RequestId request() { return RequestId("request-" + std::to_string(++requests)); }

    MakeClaim claim_on(LineNumber number, std::int64_t milli = 1'000,
                       Complaint complaint = Complaint::not_among_the_goods) {
        return {request(), cashier, march_receipt, number, Quantity::of_milli(milli), complaint};
    }
    CaseView claimed(LineNumber number, std::int64_t milli = 1'000) {
        return desk.handle(claim_on(number, milli)).value();
    }
    CaseView with_manager(LineNumber number) {
        const auto found = claimed(number);
        return desk.handle(AskManager{request(), cashier, found.id}).value();
    }
    RequestId counted_try(const StaffId& who, const CaseView& found) {
        const auto pin_try = request();
        REQUIRE(desk.handle(CountPinTry{pin_try, who, found.id}));
        return pin_try;
    }
    Expected<CaseView, DeskRefusal> approve(const CaseView& found, const StaffId& who, bool right = true) {
        const auto pin_try = counted_try(who, found);
        return desk.handle(ApproveProposal{request(), pin_try, who, found.id, found.proposal->id, right, {}});
    }
    Expected<CaseView, DeskRefusal> give(const CaseView& found, Remedy remedy = Remedy::replacement,
                                         bool at_hand = true) {
        return desk.handle(GiveRemedy{request(), cashier, found.id, {remedy, at_hand}, Language::english});
    }

    Expected<CaseView, DeskRefusal> give_to_countersign(const CaseView& found, Remedy remedy = Remedy::replacement) {
        return desk.handle(GiveRemedy{request(), cashier, found.id, {remedy}, Language::english, true});
    }
    Expected<CaseView, DeskRefusal> look(const CaseView& found, const StaffId& who) {
        return desk.handle(TakeSecondLook{request(), who, found.id});
    }
    bool waits_for(const CaseView& found, const StaffId& who) const {
        return waits_for_a_look_of(found, ledger.people.at(who), policy.approval);
    }

    Expected<CaseView, DeskRefusal> take_back(const CaseView& found) {
        return desk.handle(ReverseGrant{request(), cashier, found.id});
    }

    template <class Kind>
    int count() const {
        return static_cast<int>(std::ranges::count_if(
            ledger.events, [](const Event& event) { return std::holds_alternative<Kind>(event); }));
    }
};

} // namespace makegood::testing
