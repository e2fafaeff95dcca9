#include "terminal/feeds/poslog_import.hpp"

#include "terminal/feeds/poslog_reader.hpp"
#include "terminal/feeds/poslog_transaction.hpp"
#include "terminal/feeds/row_ledger.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <cassert>

namespace makegood::feeds {

namespace {

// False: the import ends.
bool hand_over(PoslogTransaction read, RowLedger& ledger, ImportReport& report) {
    const auto first_row = report.rows + 1;
    std::uint64_t kept = 0;
    for (const auto& row : read.rows) {
        const auto number = ++report.rows;
        if (!row.rejected.empty())
            ledger.reject({.row = number,
                           .line = row.line,
                           .column = row.column,
                           .reason = row.rejected,
                           .key = read.key,
                           .excerpt = row.text});
        else if (!row.skipped.empty())
            ledger.skip(row.skipped);
        else
            ++kept;
    }
    return !read.receipt || ledger.take(std::move(*read.receipt), first_row, read.rows.front().line, kept);
}

} // namespace

void import_poslog(ByteSource& source, ReceiptSink& sink, const OnReject& on_reject, ImportReport& report) {
    RowLedger ledger(report, sink, on_reject);
    const PoslogEvents events{
        .transaction = [&](const XmlElement& element) { return hand_over(read_transaction(element), ledger, report); },
        .lost =
            [&](std::uint64_t line, std::uint64_t column, bool too_large) {
                ledger.reject(
                    {.row = ++report.rows,
                     .line = line,
                     .column = column,
                     .reason = too_large ? rejected::transaction_too_large : rejected::transaction_incomplete});
            }};
    auto error = read_poslog(source, events);
    ledger.finish();
    if (!report.failure)
        report.failure = std::move(error);
    if (report.failure && report.failure->file.empty())
        report.failure->file = report.file;
    assert(report.balanced());
}

} // namespace makegood::feeds
