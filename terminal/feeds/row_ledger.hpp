#pragma once

#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace makegood::feeds {

// One row that was not taken, told with the file's name and with texts that are fit for a report.
void count_reject(Reject reject, const OnReject& on_reject, ImportReport& report);
void count_skip(std::string_view reason, std::uint64_t rows, ImportReport& report);

// Counts every row of one file exactly once, hands receipts to the sink and tells of rejects as they happen.
class RowLedger {
  public:
    RowLedger(ImportReport& report, ReceiptSink& sink, const OnReject& on_reject)
        : report_(report), sink_(sink), on_reject_(on_reject) {}

    void reject(Reject reject) { count_reject(std::move(reject), on_reject_, report_); }
    void skip(std::string_view reason, std::uint64_t rows = 1) { count_skip(reason, rows, report_); }
    // `rows` rows of the file have become this receipt. False: the import ends here, because the sink has failed or was
    // asked to stop.
    bool take(RetailTransaction receipt, std::uint64_t first_row, std::uint64_t line, std::uint64_t rows);
    // Whether the sink was asked to stop; the report then says so.
    bool interrupted();
    // After the last receipt: commits what is left. Rows that no receipt took with it because the import has ended are
    // counted as rejected.
    void finish();

  private:
    // Where a receipt of the slice stands in the file.
    struct Place {
        std::uint64_t first_row = 0;
        std::uint64_t line = 0;
        std::uint64_t rows = 0;
    };
    void commit_slice();
    void count_taken(const RetailTransaction& receipt, const Place& place, const TakenOrWhyNot& taken);

    ImportReport& report_;
    ReceiptSink& sink_;
    const OnReject& on_reject_;
    std::vector<RetailTransaction> slice_;
    std::vector<Place> places_; // of each receipt of the slice
    std::size_t slice_rows_ = 0;
};

} // namespace makegood::feeds
