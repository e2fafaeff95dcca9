#include "terminal/feeds/capture_import.hpp"

#include "terminal/feeds/row_ledger.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/reading/captured_receipts.hpp"
#include "terminal/reading/captured_transaction.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace makegood::feeds {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

Expected<std::vector<std::uint8_t>, FeedError> all_of(ByteSource& source) {
    std::vector<std::uint8_t> bytes;
    std::vector<char> buffer(std::size_t{64} << 10U);
    for (;;) {
        const auto count = source.read(buffer);
        if (!count)
            return refused(count.error());
        if (*count == 0)
            return bytes;
        if (bytes.size() + *count > most_bytes)
            return refused(FeedError{.code = std::string(failure::capture_too_large)});
        bytes.insert(bytes.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
    }
}

std::string_view reason_of(PaperDoubt doubt) {
    switch (doubt) {
    case PaperDoubt::no_receipt:
        break;
    case PaperDoubt::no_sale:
        return rejected::paper_is_no_sale;
    case PaperDoubt::day:
        return rejected::paper_day_unsure;
    case PaperDoubt::currency:
        return rejected::paper_currency_unsure;
    case PaperDoubt::total:
        return rejected::paper_total_unsure;
    case PaperDoubt::lines:
        return rejected::paper_lines_unsure;
    }
    assert(false);
    return {};
}

} // namespace

bool is_capture_name(std::string_view name) {
    for (const std::string_view packed : {".gz", ".xz"})
        if (name.ends_with(packed))
            name.remove_suffix(packed.size());
    return name.ends_with(".escpos");
}

void import_capture(ByteSource& source, const CapturedPapers& papers, bool has_gaps, ReceiptSink& sink,
                    const OnReject& on_reject, ImportReport& report) {
    const auto bytes = all_of(source);
    if (!bytes) {
        report.failure = bytes.error();
        report.failure->file = report.file;
        return;
    }
    const auto name = CaptureName::of(report.file);
    if (!name) {
        report.failure = FeedError{.code = std::string(failure::capture_name_wrong), .file = report.file};
        return;
    }
    if (is_more_than_receipts(*bytes)) {
        report.failure = FeedError{.code = std::string(failure::capture_too_full), .file = report.file};
        return;
    }
    RowLedger ledger(report, sink, on_reject);
    auto kept = receipts_of_capture(*bytes, papers.reader.printer);
    if (has_gaps && kept.empty())
        kept.emplace_back(); // what is missing may have been all of it
    for (const auto& paper : kept) {
        const auto row = ++report.rows;
        const auto line = paper.first_line + 1;
        const auto reject = [&](std::string_view reason) {
            ledger.reject({.row = row, .line = line, .reason = reason, .key = name->number});
        };
        if (has_gaps) {
            reject(rejected::paper_has_gap);
            continue;
        }
        if (paper.is_picture) {
            reject(rejected::paper_is_picture);
            continue;
        }
        const bool labelled = papers.labelled && paper.paper.symbols.empty();
        auto receipt = transaction_of(papers.reader.read(paper.paper), *name, papers.shop, labelled);
        if (!receipt && receipt.error() == PaperDoubt::no_receipt)
            ledger.skip(skipped::not_trade);
        else if (!receipt)
            reject(reason_of(receipt.error()));
        else if (!ledger.take(std::move(*receipt), row, line, 1))
            break;
    }
    ledger.finish();
    assert(report.balanced());
}

} // namespace makegood::feeds
