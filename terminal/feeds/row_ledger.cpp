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

void RowLedger::reject(std::uint64_t row, std::uint64_t line, std::uint64_t column, std::string_view reason,
                       std::string_view key, std::string_view text) {
    report_.rejected += 1;
    count(report_.rejected_by_reason, reason, 1);
    if (on_reject_)
        on_reject_({report_.file, row, line, column, reason, excerpt(key, 64), excerpt(text)});
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
    if (!taken) {
        report_.failure = FeedError{.code = std::string(failure::storage_failed),
                                    .file = report_.file,
                                    .line = line,
                                    .detail = taken.error().detail};
        reject_unreached(rows);
        return false;
    }
    report_.receipts += 1;
    report_.lines += receipt.lines.size();
    if (*taken == Taken::already_known) {
        skip(skipped::already_stored, rows);
        return true;
    }
    report_.stored += rows;
    report_.revisions += *taken == Taken::kept_as_revision ? 1 : 0;
    return true;
}

void RowLedger::reject_unreached(std::uint64_t rows) {
    if (rows == 0)
        return;
    report_.rejected += rows;
    count(report_.rejected_by_reason, rejected::storage_failed, rows);
}

} // namespace makegood::feeds
