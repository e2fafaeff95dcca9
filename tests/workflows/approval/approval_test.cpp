#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/approval/pin_attempts.hpp"
#include "workflows/approval/proof.hpp"
#include "workflows/approval/proposal.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("ten failures lock for half an hour of the machine's own time") {
    struct Row {
        const char* name;
        PinAttempts attempts;
        MonotonicTime now;
        std::optional<PinLock> expected;
    };
    const Row rows[] = {
        {"no try yet", {0, {}}, {"b", 5}, std::nullopt},
        {"nine", {9, {"b", 0}}, {"b", 1}, std::nullopt},
        {"ten", {10, {"b", 1'000}}, {"b", 1'000}, PinLock{false, 1'800'000}},
        {"ten, a minute later", {10, {"b", 1'000}}, {"b", 61'000}, PinLock{false, 1'740'000}},
        {"ten, half an hour later", {10, {"b", 1'000}}, {"b", 1'801'000}, std::nullopt},
        {"ten, after a restart just now", {10, {"b", 9'000'000}}, {"c", 20'000}, PinLock{false, 1'780'000}},
        {"ten, half an hour after a restart", {10, {"b", 9'000'000}}, {"c", 1'800'000}, std::nullopt},
        {"eleven, between two locks", {11, {"b", 0}}, {"b", 1}, std::nullopt},
        {"twenty", {20, {"b", 0}}, {"b", 1}, PinLock{false, 1'799'999}},
        {"a hundred", {100, {"b", 0}}, {"b", 99'999'999}, PinLock{true, 0}},
        {"a hundred and one", {101, {"b", 0}}, {"b", 99'999'999}, PinLock{true, 0}},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            CHECK(pin_lock(row.attempts, row.now) == row.expected);
        }
    }
}

TEST_CASE("any change of a proposal is another text") {
    const Proposal proposal{
        .id = ProposalId("p"),
        .case_id = CaseId("c"),
        .claim = {ClaimId("k"),
                  {{BusinessUnitId("1"), WorkstationId("2"), *Date::from_iso("2026-03-04"), "77"}, 1},
                  LineNumber{3},
                  one_unit,
                  Complaint::damaged},
        .value = Money(450, eur),
        .policy_version = "v",
        .terminal = "lane",
        .requester = StaffId("s"),
        .nonce = "n",
        .expires_wall_ms = 7};
    CHECK(canonical_text(proposal) ==
          "makegood-proposal/3\n1:p\n1:c\n1:k\n17:1/2/2026-03-04/77\n1:1\n1:3\n4:1000\n1:1\n0:\n1:0\n1:1\n0:\n0:\n0:"
          "\n3:450\n3:EUR\n1:v\n4:lane\n1:s\n1:n\n1:7");
    auto moved = proposal; // the same letters, cut differently
    moved.policy_version = "vl";
    moved.terminal = "ane";
    CHECK(canonical_text(moved) != canonical_text(proposal));
}

TEST_CASE("one proof is enough up to the shop's limit, and both are needed beyond it") {
    const auto gbp = *Currency::from_code("GBP");
    CHECK(proof_needed({}, Money(1'000'000, eur)) == ProofNeeded::pin);
    const ApprovalTerms terms{{Money(5'000, eur)}};
    CHECK(proof_needed(terms, Money(5'000, eur)) == ProofNeeded::either);
    CHECK(proof_needed(terms, Money(5'001, eur)) == ProofNeeded::both);
    CHECK(proof_needed(terms, Money(1, gbp)) == ProofNeeded::both);
}
