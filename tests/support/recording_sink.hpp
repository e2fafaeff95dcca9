#pragma once

#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"
#include "terminal/feeds/stock_sink.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace makegood::feeds {

// Remembers receipts as a storage would, and fails where it is told to.
class RecordingSink : public ReceiptSink {
  public:
    std::size_t rows_per_slice() const override { return slice; }
    bool stop_asked() const override { return receipts.size() >= stop_after; }

    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> some) override {
        if (commits_that_succeed-- == 0 || (capacity && receipts.size() + some.size() > *capacity))
            return refused("disk full");
        std::vector<TakenOrWhyNot> taken;
        for (const auto& receipt : some)
            taken.push_back(take(receipt));
        return taken;
    }

    std::vector<RetailTransaction> receipts;
    std::optional<std::size_t> capacity;
    std::string refused_sequence = "never";
    std::size_t slice = 1; // rows
    std::size_t commits_that_succeed = 1'000'000;
    std::size_t stop_after = 1'000'000; // receipts

  private:
    TakenOrWhyNot take(const RetailTransaction& receipt) {
        if (receipt.key.sequence == refused_sequence)
            return refused("a card number");
        auto& revisions = known_[receipt.key.to_text()];
        const auto content = content_of(receipt);
        for (const auto& revision : revisions)
            if (revision == content)
                return Taken::already_known;
        revisions.push_back(content);
        receipts.push_back(receipt);
        return revisions.size() == 1 ? Taken::stored : Taken::kept_as_revision;
    }

    static std::string content_of(const RetailTransaction& receipt) {
        std::string content = receipt.number + receipt.begun_at.to_iso() + receipt.total.to_decimal();
        for (const auto& line : receipt.lines)
            content += "|" + line.code.text() + line.name + line.quantity.to_decimal() + line.amount.to_decimal();
        return content;
    }
    std::map<std::string, std::vector<std::string>> known_;
};

// Likewise what was told of goods.
class RecordingStockSink final : public StockSink {
  public:
    Expected<void, std::string> take(std::vector<Product> list) override {
        if (is_full)
            return refused("disk full");
        products = std::move(list);
        return {};
    }
    Expected<std::size_t, std::string> take(std::vector<StockCount> some) override {
        if (is_full)
            return refused("disk full");
        std::size_t known = 0;
        for (auto& count : some)
            if (std::ranges::find(counts, count) != counts.end())
                ++known;
            else
                counts.push_back(std::move(count));
        return known;
    }

    std::vector<Product> products;
    std::vector<StockCount> counts;
    bool is_full = false;
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
