#pragma once

#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace makegood::feeds {

// Remembers receipts as a storage would, and fails once it holds `capacity` of them.
class RecordingSink : public ReceiptSink {
  public:
    Expected<Taken, SinkFailure> take(const RetailTransaction& receipt, std::uint64_t first_row) override {
        if (capacity && receipts.size() >= *capacity)
            return refused(SinkFailure{"disk full"});
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

    std::vector<RetailTransaction> receipts;
    std::vector<std::uint64_t> first_rows;
    std::optional<std::size_t> capacity;

  private:
    static std::string content_of(const RetailTransaction& receipt) {
        std::string content = receipt.number + receipt.begun_at.to_iso() + receipt.total.to_decimal();
        for (const auto& line : receipt.lines)
            content += "|" + line.code.text() + line.name + line.quantity.to_decimal() + line.amount.to_decimal();
        return content;
    }
    std::map<std::string, std::vector<std::string>> known_;
};

// Rejects as "row reason", in the order in which they were told.
inline OnReject into(std::vector<std::string>& rejects) {
    return [&rejects](const Reject& reject) {
        rejects.push_back(std::to_string(reject.row) + " " + std::string(reject.reason));
    };
}

} // namespace makegood::feeds
