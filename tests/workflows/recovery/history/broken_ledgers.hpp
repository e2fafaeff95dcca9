#pragma once

#include "tests/workflows/recovery/history/passed_on_ledger.hpp"

namespace makegood::testing {

// Ledgers that are wrong in one thing each: what comes of it has to be noticed.

// What was made good on a line.
struct ForgetsGrants final : PassedOnLedger {
    using PassedOnLedger::PassedOnLedger;
    ReceiptHistory history(const ReceiptKey& key, LineNumber line) const override {
        auto history = PassedOnLedger::history(key, line);
        history.made_good_on_line = history.repriced_on_line = {};
        history.worth_made_good_on_line = history.worth_repriced_on_line = 0;
        return history;
    }
};

// Which requests were handled before.
struct ForgetsRequests final : PassedOnLedger {
    using PassedOnLedger::PassedOnLedger;
    std::optional<CaseId> handled(const RequestId&) const override { return std::nullopt; }
};

// How much was given to be countersigned.
struct ForgetsCountersigns final : PassedOnLedger {
    using PassedOnLedger::PassedOnLedger;
    int given_to_countersign(const StaffId&, CivilTime, CivilTime) const override { return 0; }
};

// How much was given by a customer's word alone.
struct ForgetsGoodwill final : PassedOnLedger {
    using PassedOnLedger::PassedOnLedger;
    int given_without_receipt(const StaffId&, CivilTime, CivilTime) const override { return 0; }
};

// Who asked has signed.
struct SignsForWhoAsked final : PassedOnLedger {
    using PassedOnLedger::PassedOnLedger;
    void append(const Event& event, const Author& author) override {
        auto written = event;
        if (auto* approval = std::get_if<ApprovalGiven>(&written))
            approval->approver = find_case(approval->case_id)->proposal->requester;
        PassedOnLedger::append(written, author);
    }
};

// What the manager is asked stays open for three minutes.
struct LetsProposalsLast final : PassedOnLedger {
    using PassedOnLedger::PassedOnLedger;
    void append(const Event& event, const Author& author) override {
        auto written = event;
        if (auto* asked = std::get_if<ApprovalAsked>(&written))
            asked->proposal.expires_wall_ms += 60'000;
        PassedOnLedger::append(written, author);
    }
};

} // namespace makegood::testing
