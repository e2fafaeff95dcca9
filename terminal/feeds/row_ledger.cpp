#include "terminal/feeds/row_ledger.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/row_reason.hpp"

namespace makegood::feeds {

namespace {

void count(std::map<std::string, std::uint64_t, std::less<>>& counts, std::string_view reason, std::uint64_t rows) {
    const auto found = counts.find(reason);
    if (found != counts.end())
        found->second += rows;
    else
        counts.emplace(reason, rows);
}

} // namespace

void RowLedger::reject(Reject reject) {
    report_.rejected += 1;
    count(report_.rejected_by_reason, reject.reason, 1);
    if (!on_reject_)
        return;
    reject.file = report_.file;
    reject.field = excerpt(reject.field);
    reject.key = excerpt(reject.key, 64);
    reject.excerpt = excerpt(reject.excerpt);
    on_reject_(reject);
}

void RowLedger::skip(std::string_view reason, std::uint64_t rows) {
    if (rows == 0)
        return;
    report_.skipped += rows;
    count(report_.skipped_by_reason, reason, rows);
}

bool RowLedger::take(const RetailTransaction& receipt, std::uint64_t first_row, std::uint64_t line,
                     std::uint64_t rows) {
    const auto taken = sink_.take(receipt, first_row);
    if (!taken && taken.error().only_this_receipt) {
        for (std::uint64_t i = 0; i < rows; ++i)
            reject({.row = first_row,
                    .line = line,
                    .reason = rejected::receipt_refused,
                    .key = receipt.key.to_text(),
                    .excerpt = taken.error().detail});
        return true;
    }
    if (!taken) {
        fail(taken.error(), line);
        return false;
    }
    report_.receipts += 1;
    report_.lines += receipt.lines.size();
    if (*taken == Taken::already_known) {
        skip(skipped::already_stored, rows);
    } else {
        unsettled_rows_ += rows;
        unsettled_revisions_ += *taken == Taken::kept_as_revision ? 1 : 0;
    }
    const auto durable = sink_.end_slice_when_full();
    if (!durable) {
        fail(durable.error(), line);
        return false;
    }
    if (*durable)
        settle();
    return true;
}

void RowLedger::finish() {
    if (!failed_) {
        const auto finished = sink_.finish();
        if (finished)
            settle();
        else
            fail(finished.error(), 0);
    }
    const auto unreached = report_.rows - report_.stored - report_.rejected - report_.skipped;
    report_.rejected += unreached;
    if (unreached > 0)
        count(report_.rejected_by_reason, rejected::storage_failed, unreached);
}

void RowLedger::fail(const SinkFailure& why, std::uint64_t line) {
    failed_ = true;
    report_.failure = FeedError{
        .code = std::string(failure::storage_failed), .file = report_.file, .line = line, .detail = why.detail};
}

void RowLedger::settle() {
    report_.stored += unsettled_rows_;
    report_.revisions += unsettled_revisions_;
    unsettled_rows_ = 0;
    unsettled_revisions_ = 0;
}

} // namespace makegood::feeds
