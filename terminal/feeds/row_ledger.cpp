#include "terminal/feeds/row_ledger.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <utility>

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

void count_reject(Reject reject, const OnReject& on_reject, ImportReport& report) {
    report.rejected += 1;
    count(report.rejected_by_reason, reject.reason, 1);
    if (!on_reject)
        return;
    reject.file = report.file;
    reject.field = excerpt(reject.field);
    reject.key = excerpt(reject.key, 64);
    reject.excerpt = excerpt(reject.excerpt);
    on_reject(reject);
}

void count_skip(std::string_view reason, std::uint64_t rows, ImportReport& report) {
    if (rows == 0)
        return;
    report.skipped += rows;
    count(report.skipped_by_reason, reason, rows);
}

bool RowLedger::take(RetailTransaction receipt, std::uint64_t first_row, std::uint64_t line, std::uint64_t rows) {
    slice_rows_ += 1 + receipt.lines.size() + receipt.tenders.size();
    slice_.push_back(std::move(receipt));
    places_.push_back({first_row, line, rows});
    if (slice_rows_ >= sink_.rows_per_slice())
        commit_slice();
    return !report_.failure && !interrupted();
}

bool RowLedger::interrupted() {
    if (!report_.failure && sink_.stop_asked())
        report_.failure = FeedError{.code = std::string(failure::interrupted), .file = report_.file};
    return report_.failure && report_.failure->code == failure::interrupted;
}

void RowLedger::finish() {
    commit_slice();
    const auto unreached = report_.rows - report_.stored - report_.rejected - report_.skipped;
    report_.rejected += unreached;
    if (unreached > 0)
        count(report_.rejected_by_reason, interrupted() ? rejected::interrupted : rejected::storage_failed, unreached);
}

void RowLedger::commit_slice() {
    const auto slice = std::exchange(slice_, {});
    const auto places = std::exchange(places_, {});
    slice_rows_ = 0;
    if (slice.empty())
        return;
    const auto taken = sink_.take(slice);
    if (!taken) {
        report_.failure = FeedError{.code = std::string(failure::storage_failed),
                                    .file = report_.file,
                                    .line = places.front().line,
                                    .detail = taken.error()};
        return;
    }
    for (std::size_t i = 0; i < slice.size(); ++i)
        count_taken(slice[i], places[i], (*taken)[i]);
}

void RowLedger::count_taken(const RetailTransaction& receipt, const Place& place, const TakenOrWhyNot& taken) {
    if (!taken) {
        for (std::uint64_t i = 0; i < place.rows; ++i)
            reject({.row = place.first_row,
                    .line = place.line,
                    .reason = rejected::receipt_refused,
                    .key = receipt.key.to_text(),
                    .excerpt = taken.error()});
        return;
    }
    report_.receipts += 1;
    report_.lines += receipt.lines.size();
    if (*taken == Taken::already_known)
        return skip(skipped::already_stored, place.rows);
    if (*taken == Taken::beyond_retention)
        return skip(skipped::beyond_retention, place.rows);
    report_.new_receipts += 1;
    report_.stored += place.rows;
    report_.revisions += *taken == Taken::kept_as_revision ? 1 : 0;
}

} // namespace makegood::feeds
