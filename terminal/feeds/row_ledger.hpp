#pragma once

#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

#include <string_view>

namespace makegood::feeds {

// Counts every row of one file exactly once, hands receipts to the sink and tells of rejects as they happen.
class RowLedger {
  public:
    RowLedger(ImportReport& report, ReceiptSink& sink, const OnReject& on_reject)
        : report_(report), sink_(sink), on_reject_(on_reject) {}

    // The file's name is filled in, and the texts are made fit for a report.
    void reject(Reject reject);
    void skip(std::string_view reason, std::uint64_t rows = 1);
    // `rows` rows of the file have become this receipt. False: the sink has failed and the import ends here.
    bool take(const RetailTransaction& receipt, std::uint64_t first_row, std::uint64_t line, std::uint64_t rows);
    // After the last receipt. Rows that no receipt took with it because the import has ended are counted as rejected.
    void finish();

  private:
    void fail(const SinkFailure& why, std::uint64_t line);
    void settle();

    ImportReport& report_;
    ReceiptSink& sink_;
    const OnReject& on_reject_;
    bool failed_ = false;
    std::uint64_t unsettled_rows_ = 0; // taken, but not committed yet
    std::uint64_t unsettled_revisions_ = 0;
};

} // namespace makegood::feeds
