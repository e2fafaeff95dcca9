#pragma once

#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace makegood::feeds {

// Remembers receipts as a storage would, and fails where it is told to.
class RecordingSink : public ReceiptSink {
  public:
    Expected<Taken, SinkFailure> take(const RetailTransaction& receipt, std::uint64_t first_row) override {
        if (capacity && receipts.size() >= *capacity)
            return refused(SinkFailure{.detail = "disk full"});
        if (receipt.key.sequence == refused_sequence)
            return refused(SinkFailure{.only_this_receipt = true, .detail = "a card number"});
        first_rows.push_back(first_row);
        auto& revisions = known_[receipt.key.to_text()];
        const auto content = content_of(receipt);
        for (const auto& revision : revisions)
            if (revision == content)
                return Taken::already_known;
        revisions.push_back(content);
        receipts.push_back(receipt);
        return revisions.size() == 1 ? Taken::stored : Taken::kept_as_revision;
    }

    // Commits after each `slice` receipts, and keeps nothing of a slice when that fails.
    Expected<bool, SinkFailure> end_slice_when_full() override { return ++in_slice_ >= slice ? commit() : false; }
    Expected<void, SinkFailure> finish() override {
        const auto committed = commit();
        return committed ? Expected<void, SinkFailure>() : refused(committed.error());
    }

    std::vector<RetailTransaction> receipts;
    std::vector<std::uint64_t> first_rows;
    std::optional<std::size_t> capacity;
    std::string refused_sequence = "never";
    std::size_t slice = 1;
    std::size_t commits_that_succeed = 1'000'000;

  private:
    Expected<bool, SinkFailure> commit() {
        if (commits_that_succeed-- == 0)
            return refused(SinkFailure{.detail = "disk full"});
        in_slice_ = 0;
        return true;
    }
    static std::string content_of(const RetailTransaction& receipt) {
        std::string content = receipt.number + receipt.begun_at.to_iso() + receipt.total.to_decimal();
        for (const auto& line : receipt.lines)
            content += "|" + line.code.text() + line.name + line.quantity.to_decimal() + line.amount.to_decimal();
        return content;
    }
    std::map<std::string, std::vector<std::string>> known_;
    std::size_t in_slice_ = 0;
};

// Rejects as "row reason", in the order in which they were told.
inline OnReject into(std::vector<std::string>& rejects) {
    return [&rejects](const Reject& reject) {
        rejects.push_back(std::to_string(reject.row) + " " + std::string(reject.reason));
    };
}

// What one import told and left.
struct Imported {
    ImportReport report;
    RecordingSink sink;
    std::vector<std::string> rejects;
};

} // namespace makegood::feeds
