#include "terminal/feeds/csv_import.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/csv_row.hpp"
#include "terminal/feeds/row_ledger.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <SQLiteCpp/Exception.h>

#include <algorithm>
#include <cassert>
#include <optional>

namespace makegood::feeds {

namespace {

std::string joined(const std::vector<std::string>& fields, char separator) {
    std::string text;
    for (const auto& field : fields) {
        if (!text.empty())
            text += separator;
        text += field;
        if (text.size() > 400)
            break;
    }
    return text;
}

Expected<std::vector<std::string>, FeedError> read_heading(CsvReader& reader) {
    CsvRecord record;
    const auto found = reader.next(record);
    if (!found)
        return refused(found.error());
    if (!*found)
        return refused(FeedError{.code = std::string(failure::empty_file)});
    if (!record.problem.empty())
        return refused(FeedError{
            .code = std::string(failure::header_wrong), .line = record.line, .detail = std::string(record.problem)});
    return record.fields;
}

// The names file helps to read the other one and is no feed of its own: its rows are not counted, and a record that
// cannot be read leaves a code without a name.
std::optional<FeedError> stage_names(const NamesFile& names, ByteSource& source, StagedRows& staged) {
    FeedMap map;
    map.columns[static_cast<std::size_t>(Column::code)] = names.key;
    CsvReader reader(source);
    const auto heading = read_heading(reader);
    if (!heading)
        return heading.error();
    const auto key = CsvColumns::from_heading(map, *heading);
    if (!key)
        return key.error();
    std::vector<CsvColumns> parts;
    FeedMap name_map;
    for (const auto& column : names.columns) {
        name_map.columns[static_cast<std::size_t>(Column::name)] = column;
        const auto part = CsvColumns::from_heading(name_map, *heading);
        if (!part)
            return part.error();
        parts.push_back(*part);
    }
    CsvRecord record;
    for (;;) {
        const auto found = reader.next(record);
        if (!found)
            return found.error();
        if (!*found)
            return std::nullopt;
        if (!record.problem.empty() || record.fields.size() != heading->size())
            continue;
        std::string name;
        for (const auto& part : parts) {
            const auto text = part.value(name_map, Column::name, record);
            if (!name.empty() && !text.empty())
                name += ' ';
            name += text;
        }
        staged.add_name(key->value(map, Column::code, record), name);
    }
}

std::optional<FeedError> stage_rows(ByteSource& source, const FeedMap& map, StagedRows& staged, RowLedger& ledger,
                                    ImportReport& report) {
    CsvReader reader(source, map.separator);
    const auto heading = read_heading(reader);
    if (!heading)
        return heading.error();
    const auto columns = CsvColumns::from_heading(map, *heading);
    if (!columns)
        return columns.error();

    const auto name_of = [&](std::string_view code) { return staged.name_of(code); };
    CsvRecord record;
    for (;;) {
        const auto found = reader.next(record);
        if (!found)
            return found.error();
        if (!*found || ledger.interrupted())
            return std::nullopt;
        const auto row = ++report.rows;
        const auto refuse = [&](const RowFault& fault) {
            ledger.reject({.row = row,
                           .line = record.line,
                           .field = std::string(fault.column),
                           .reason = fault.reason,
                           .key = std::string(columns->value(map, Column::sequence, record)),
                           .excerpt = joined(record.fields, map.separator)});
        };
        if (!record.problem.empty()) {
            refuse({record.problem});
            continue;
        }
        auto read = read_row(map, *columns, record, name_of);
        if (!read) {
            refuse(record.ended ? read.error() : RowFault{rejected::half_written});
        } else if (!read->staged) {
            ledger.skip(read->skipped_by);
        } else {
            read->staged->row = row;
            staged.add(*read->staged);
        }
    }
}

// Puts rows together that share a key, and hands each receipt over when the next one begins.
class ReceiptBuilder {
  public:
    explicit ReceiptBuilder(RowLedger& ledger) : ledger_(ledger) {}

    // False: the import ends.
    bool add(StagedRow&& row) {
        if (receipt_ && receipt_->key != row.key && !hand_over())
            return false;
        if (!receipt_)
            begin(row);
        if (const auto refusal = pay_for(row)) {
            ledger_.reject({.row = row.row,
                            .line = row.line,
                            .reason = *refusal == MoneyRefusal::different_currency ? rejected::currency_differs
                                                                                   : rejected::amount_too_large,
                            .key = row.key.sequence,
                            .excerpt = row.item.name});
            return true;
        }
        receipt_->begun_at = std::min(receipt_->begun_at, row.time);
        row.item.number = LineNumber{static_cast<std::int32_t>(receipt_->lines.size() + 1)};
        if (row.returned_of)
            receipt_->links.push_back({.reason = TransactionLink::Reason::returned,
                                       .to = std::move(*row.returned_of),
                                       .line = row.item.number});
        receipt_->lines.push_back(std::move(row.item));
        return true;
    }

    bool hand_over() {
        if (!receipt_)
            return true;
        const auto rows = receipt_->lines.size();
        receipt_->kind = kind(*receipt_);
        if (paid_) {
            paid_->amount = receipt_->total;
            receipt_->tenders.push_back(std::move(*paid_));
        }
        const bool taken = ledger_.take(std::move(*receipt_), first_row_, first_line_, rows);
        receipt_.reset();
        return taken;
    }

  private:
    void begin(const StagedRow& row) {
        receipt_ = RetailTransaction{.key = row.key,
                                     .number = row.number,
                                     .kind = RetailTransactionKind::sale,
                                     .begun_at = row.time,
                                     .utc_offset_minutes = std::nullopt,
                                     .operator_id = OperatorId(row.operator_id),
                                     .customer_reference = row.customer,
                                     .total = Money(0, row.item.amount.currency()),
                                     .lines = {},
                                     .tenders = {},
                                     .customer_phone = row.phone};
        paid_.reset();
        if (!row.card_last_four.empty() || !row.payment_reference.empty())
            paid_ = Tender{.kind = "CreditDebit",
                           .amount = receipt_->total,
                           .card_last_four = row.card_last_four,
                           .reference = row.payment_reference};
        first_row_ = row.row;
        first_line_ = row.line;
    }
    // What was taken off again before the sale ended costs nothing. Taxes of one name and rate are summed up.
    std::optional<MoneyRefusal> pay_for(const StagedRow& row) {
        auto total = makegood::add(receipt_->total, row.item.amount);
        if (!total)
            return total.error();
        if (row.item.voided)
            return std::nullopt;
        if (row.tax) {
            if (!row.tax->included)
                total = makegood::add(*total, row.tax->amount);
            auto& taxes = receipt_->taxes;
            const auto same = std::ranges::find_if(taxes, [&](const Tax& tax) {
                return tax.name == row.tax->name && tax.percent_milli == row.tax->percent_milli;
            });
            const auto sum = same == taxes.end() ? row.tax->amount : makegood::add(same->amount, row.tax->amount);
            if (!total || !sum)
                return MoneyRefusal::overflow;
            if (same == taxes.end())
                taxes.push_back(*row.tax);
            else
                same->amount = *sum;
        }
        receipt_->total = *total;
        return std::nullopt;
    }
    static RetailTransactionKind kind(const RetailTransaction& receipt) {
        const auto is = [](LineKind wanted) {
            return [wanted](const LineItem& line) { return line.kind == wanted && !line.voided; };
        };
        const bool sold = std::ranges::any_of(receipt.lines, is(LineKind::sale));
        const bool returned = std::ranges::any_of(receipt.lines, is(LineKind::returned));
        return !sold && (returned || receipt.total.is_negative()) ? RetailTransactionKind::return_
                                                                  : RetailTransactionKind::sale;
    }

    RowLedger& ledger_;
    std::optional<RetailTransaction> receipt_;
    std::optional<Tender> paid_; // by card, where the file tells it
    std::uint64_t first_row_ = 0;
    std::uint64_t first_line_ = 0;
};

void hand_over_receipts(StagedRows& staged, RowLedger& ledger) {
    ReceiptBuilder builder(ledger);
    bool working = true;
    staged.for_each([&](StagedRow&& row) { return working = builder.add(std::move(row)); });
    if (working)
        builder.hand_over();
}

} // namespace

void import_csv(ByteSource& source, const FeedMap& map, ByteSource* names, ReceiptSink& sink, const OnReject& on_reject,
                ImportReport& report) {
    RowLedger ledger(report, sink, on_reject);
    std::optional<FeedError> reading_failure;
    try {
        StagedRows staged;
        if (map.names && names)
            reading_failure = stage_names(*map.names, *names, staged);
        if (!reading_failure)
            reading_failure = stage_rows(source, map, staged, ledger, report);
        if (!ledger.interrupted()) // rows of one receipt may lie anywhere: a part of them would become a revision
            hand_over_receipts(staged, ledger);
    } catch (const SQLite::Exception& error) {
        reading_failure = FeedError{.code = std::string(failure::scratch_failed), .detail = error.what()};
    }
    ledger.finish();
    if (!report.failure)
        report.failure = std::move(reading_failure);
    if (report.failure && report.failure->file.empty())
        report.failure->file = report.file;
    assert(report.balanced());
}

} // namespace makegood::feeds
