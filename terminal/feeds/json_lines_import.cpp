#include "terminal/feeds/json_lines_import.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/json_receipt.hpp"
#include "terminal/feeds/row_ledger.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/feeds/text_lines.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <cassert>

namespace makegood::feeds {

namespace {

constexpr std::size_t longest_line_bytes = 1U << 20U;
constexpr std::size_t shown_before_error_bytes = 30;

class JsonLinesImport {
  public:
    JsonLinesImport(RowLedger& ledger, ImportReport& report) : ledger_(ledger), report_(report) {}

    // False: the import ends.
    bool take(const TextLine& line) {
        ++report_.rows;
        if (line.too_long)
            return reject(line, {.reason = rejected::transaction_too_large});
        if (!text::is_utf8(line.text))
            return reject(line, {.reason = rejected::not_utf8, .excerpt = line.text});
        const auto document = parse_json(line.text);
        if (!document)
            return reject(line, rejection_of(document.error(), line));
        auto read = read_json_receipt(*document);
        if (read.problem)
            return reject(line, {.field = read.problem->field,
                                 .reason = read.problem->reason,
                                 .key = read.key,
                                 .excerpt = read.problem->text});
        if (read.receipt->lines.empty() && read.receipt->tenders.empty()) {
            ledger_.skip(skipped::no_lines);
            return true;
        }
        return ledger_.take(std::move(*read.receipt), report_.rows, line.number, 1);
    }

  private:
    bool reject(const TextLine& line, Reject why) {
        why.row = report_.rows;
        why.line = line.number;
        ledger_.reject(std::move(why));
        return true;
    }

    static Reject rejection_of(const JsonProblem& problem, const TextLine& line) {
        switch (problem.kind) {
        case JsonProblem::Kind::too_deep:
            return {.reason = rejected::json_too_deep};
        case JsonProblem::Kind::too_many_values:
            return {.reason = rejected::transaction_too_large};
        case JsonProblem::Kind::name_twice:
            return {.field = excerpt(problem.name), .reason = rejected::field_twice};
        case JsonProblem::Kind::broken:
            break;
        }
        const auto begin = problem.at - std::min(problem.at, shown_before_error_bytes);
        return {.column = problem.at,
                .reason = line.ended ? rejected::json_broken : rejected::half_written,
                .excerpt = line.text.substr(begin, 2 * shown_before_error_bytes)};
    }

    RowLedger& ledger_;
    ImportReport& report_;
};

} // namespace

void import_json_lines(ByteSource& source, ReceiptSink& sink, const OnReject& on_reject, ImportReport& report) {
    RowLedger ledger(report, sink, on_reject);
    TextLines lines(source, longest_line_bytes);
    JsonLinesImport import(ledger, report);
    std::optional<FeedError> reading_failure;
    TextLine line;
    for (bool working = true; working;) {
        const auto found = lines.next(line);
        if (!found)
            reading_failure = found.error();
        working = found && *found && import.take(line);
    }
    ledger.finish();
    if (!report.failure)
        report.failure = std::move(reading_failure);
    if (report.failure && report.failure->file.empty())
        report.failure->file = report.file;
    assert(report.balanced());
}

} // namespace makegood::feeds
