#include "terminal/reading/captured_transaction.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace makegood {

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

template <class Value>
const Value* sure(const reading::Reading<Value>& field) {
    return field.sureness() == reading::Sureness::sure ? field.best() : nullptr;
}

// Of the paper; where that leaves several days open, the one on which it was printed.
Date day_of(const reading::ReadReceipt& read, const CaptureName& name) {
    const auto* day = sure(read.date);
    return day ? *day : name.printed_at.date();
}

bool tells_day(const reading::ReadReceipt& read, const CaptureName& name) {
    return std::ranges::any_of(read.date.candidates, [&](const auto& one) { return one.value == day_of(read, name); });
}

CivilTime time_of(const reading::ReadReceipt& read, const CaptureName& name) {
    const auto* time = sure(read.time);
    return time && tells_day(read, name)
               ? CivilTime{day_of(read, name).days_since_1970 * seconds_per_day + time->seconds}
               : name.printed_at;
}

// Six hexadecimal digits of FNV-1a (draft-eastlake-fnv-17): among the papers of one lane and minute.
std::string mark_of(const reading::ReceiptPaper& paper) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const auto& line : paper.lines)
        for (const char letter : line + '\n') {
            hash ^= static_cast<unsigned char>(letter);
            hash *= 0x100000001b3;
        }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string mark;
    for (int shift = 60; shift > 36; shift -= 4)
        mark += digits[hash >> shift & 0xf];
    return mark;
}

// "1456-7f3a91": its time, and a mark of all its words.
std::string sequence_of(const reading::ReadReceipt& read, const reading::ReceiptPaper& paper, const CaptureName& name) {
    if (const auto* number = sure(read.number))
        return *number;
    if (!sure(read.time) || !tells_day(read, name))
        return name.number;
    const auto time = time_of(read, name).to_iso(); // 2015-04-06T14:56:25
    return time.substr(11, 2) + time.substr(14, 2) + '-' + mark_of(paper);
}

std::optional<LineItem> item_of(const reading::ReadLine& line, int number, const reading::PrintedCurrency& currency) {
    const auto amount = line.amount.money(currency.currency, currency.tens);
    if (!amount)
        return std::nullopt;
    return LineItem{.number = LineNumber(number),
                    .kind = amount->minor_units() < 0 ? LineKind::discount : LineKind::sale,
                    .voided = line.voided,
                    .code = ItemCode(line.code),
                    .name = line.name,
                    .quantity = line.quantity.value_or(one_unit),
                    .amount = *amount};
}

// What came back over the counter, with nothing that was sold.
void make_return(RetailTransaction& receipt) {
    receipt.kind = RetailTransactionKind::return_;
    for (auto& line : receipt.lines) {
        line.kind = LineKind::returned;
        line.quantity = Quantity::of_milli(-std::abs(line.quantity.milli()));
    }
}

} // namespace

std::optional<CaptureName> CaptureName::of(std::string_view file) {
    file = file.substr(file.find_last_of('/') + 1);
    file = file.substr(0, file.rfind(".escpos"));
    constexpr std::size_t time_at = 21, number_at = 5; // from the end
    if (file.size() <= time_at || file[file.size() - time_at] != '_' || file[file.size() - number_at] != '_')
        return std::nullopt;
    const auto time = file.substr(file.size() - time_at + 1, 15);
    const auto number = file.substr(file.size() - number_at + 1);
    if (time[8] != 'T' || !is_digits(time.substr(0, 8)) || !is_digits(time.substr(9)) || !is_digits(number))
        return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t size) { return std::string(time.substr(at, size)); };
    const auto printed_at = CivilTime::from_iso(part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(9, 2) +
                                                ':' + part(11, 2) + ':' + part(13, 2));
    if (!printed_at)
        return std::nullopt;
    return CaptureName{WorkstationId(std::string(file.substr(0, file.size() - time_at))), *printed_at,
                       part(9, 6) + std::string(number)};
}

Expected<RetailTransaction, PaperDoubt> transaction_of(const reading::ReadReceipt& read,
                                                       const reading::ReceiptPaper& paper, const CaptureName& name,
                                                       const BusinessUnitId& shop, bool labelled) {
    if (read.lines.empty() && read.total.candidates.empty())
        return refused(PaperDoubt::no_receipt);
    const auto* currency = sure(read.currency);
    if (!currency)
        return refused(PaperDoubt::currency);
    const auto* total = sure(read.total);
    const auto money = total ? total->money(currency->currency, currency->tens) : std::nullopt;
    if (!money)
        return refused(PaperDoubt::total);
    if (read.lines_sureness() != reading::Sureness::sure)
        return refused(PaperDoubt::lines);

    const auto* cashier = sure(read.cashier);
    const ReceiptKey key{shop, name.lane, day_of(read, name), sequence_of(read, paper, name)};
    RetailTransaction receipt{.key = key,
                              .number = labelled ? name.number : key.sequence,
                              .begun_at = time_of(read, name),
                              .operator_id = OperatorId(cashier ? *cashier : std::string()),
                              .total = *money};
    for (const auto& line : read.lines) {
        auto item = item_of(line, static_cast<int>(receipt.lines.size()) + 1, *currency);
        if (!item)
            return refused(PaperDoubt::lines);
        receipt.lines.push_back(std::move(*item));
    }
    if (money->minor_units() < 0)
        make_return(receipt);
    return receipt;
}

} // namespace makegood
