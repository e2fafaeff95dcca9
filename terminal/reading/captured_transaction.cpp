#include "terminal/reading/captured_transaction.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace makegood {

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

template <class Value>
const Value* sure(const reading::Reading<Value>& field) {
    return field.sureness() == reading::Sureness::sure ? field.best() : nullptr;
}

// Of the paper; where that leaves several days open, the one of them on which it was printed.
std::optional<Date> day_of(const reading::ReadReceipt& read, const CaptureName& name) {
    if (const auto* day = sure(read.date))
        return *day;
    const auto printed_on = name.printed_at.date();
    const bool tells_it =
        std::ranges::any_of(read.date.candidates, [&](const auto& one) { return one.value == printed_on; });
    return tells_it ? std::optional(printed_on) : std::nullopt;
}

CivilTime time_of(const reading::ReadReceipt& read, Date day, const CaptureName& name) {
    const auto* time = sure(read.time);
    return time ? CivilTime{day.days_since_1970 * seconds_per_day + time->seconds} : name.printed_at;
}

// Six hexadecimal digits of FNV-1a (draft-eastlake-fnv-17): among the papers of one lane and minute. Of what every
// print of the same sale says alike.
std::string mark_of(const reading::ReadReceipt& read) {
    std::string said = read.total.best()->to_decimal() + '\n';
    if (const auto* time = read.time.best())
        said += std::to_string(time->seconds) + '\n';
    for (const auto& number : read.number.candidates)
        said += number.value + '\n';
    for (const auto& line : read.lines)
        said += line.name + '\t' + line.code + '\t' + line.amount.to_decimal() + '\n';
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char letter : said) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001b3;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string mark;
    for (int shift = 60; shift > 36; shift -= 4)
        mark += digits[hash >> shift & 0xf];
    return mark;
}

// "1456-7f3a91": its time, and a mark of what it says.
std::string sequence_of(const reading::ReadReceipt& read, const CaptureName& name) {
    if (const auto* number = sure(read.number))
        return *number;
    const auto* time = sure(read.time);
    if (!time)
        return name.number;
    const auto printed = CivilTime{time->seconds}.to_iso(); // 1970-01-01T14:56:25
    return printed.substr(11, 2) + printed.substr(14, 2) + '-' + mark_of(read);
}

// What was paid covers every product: more than their sum may be taxes on top, less is a discount that nobody can
// place. Roundings of the total are small.
bool are_paid(const std::vector<LineItem>& lines, Money total) {
    constexpr std::int64_t rounding = 5;
    std::int64_t sum = 0;
    for (const auto& line : lines)
        sum += line.amount.minor_units();
    return sum > 0 && total.minor_units() >= sum - rounding;
}

std::optional<LineItem> item_of(const reading::ReadLine& line, int number, const reading::PrintedCurrency& currency) {
    const auto amount = line.amount.money(currency.currency, currency.tens);
    if (!amount)
        return std::nullopt;
    const auto goods_or_discount = amount->minor_units() < 0 ? LineKind::discount : LineKind::sale;
    return LineItem{.number = LineNumber(number),
                    .kind = line.is_deposit ? LineKind::fee : goods_or_discount,
                    .code = ItemCode(line.code),
                    .name = line.name,
                    .quantity = line.quantity.value_or(one_unit),
                    .amount = *amount};
}

// Of a name that was taken already: "lane-1_20111205T101530_0042-2". What a tap gives ends in _ and four digits.
std::string_view without_added_number(std::string_view stem) {
    const auto hyphen = stem.rfind('-'), mark = stem.rfind('_');
    const bool is_added =
        hyphen != stem.npos && mark != stem.npos && hyphen > mark && is_digits(stem.substr(hyphen + 1));
    return is_added ? stem.substr(0, hyphen) : stem;
}

bool is_lane_letter(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           letter == '-';
}

} // namespace

bool CaptureName::is_of_tap(std::string_view file) {
    for (const std::string_view ending : {".escpos", ".gaps"})
        if (file.ends_with(ending)) {
            file.remove_suffix(ending.size());
            const auto name = file.find('/') == file.npos ? of(file) : std::nullopt;
            return name && std::ranges::all_of(name->lane.text(), is_lane_letter);
        }
    return false;
}

std::optional<CaptureName> CaptureName::of(std::string_view file) {
    file = file.substr(file.find_last_of('/') + 1);
    file = without_added_number(file.substr(0, file.rfind(".escpos")));
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

Expected<RetailTransaction, PaperDoubt> transaction_of(const reading::ReadReceipt& read, const CaptureName& name,
                                                       const BusinessUnitId& shop, bool labelled) {
    if (read.lines.empty() && read.total.candidates.empty())
        return refused(PaperDoubt::no_receipt);
    const bool is_deposit_slip = !read.lines.empty() && std::ranges::all_of(read.lines, &reading::ReadLine::is_deposit);
    if (read.no_sale || is_deposit_slip)
        return refused(PaperDoubt::no_sale);
    const auto day = day_of(read, name);
    if (!day)
        return refused(PaperDoubt::day);
    const auto* currency = sure(read.currency);
    if (!currency)
        return refused(PaperDoubt::currency);
    const auto* total = sure(read.total);
    const auto money = total ? total->money(currency->currency, currency->tens) : std::nullopt;
    if (!money)
        return refused(PaperDoubt::total);
    if (money->minor_units() < 0)
        return refused(PaperDoubt::no_sale);
    // Which product was taken back is only a guess.
    if (read.lines_sureness() != reading::Sureness::sure || read.taken_back ||
        std::ranges::any_of(read.lines, &reading::ReadLine::voided))
        return refused(PaperDoubt::lines);

    const auto* cashier = sure(read.cashier);
    const ReceiptKey key{shop, name.lane, *day, sequence_of(read, name)};
    RetailTransaction receipt{.key = key,
                              .number = labelled ? name.number : key.sequence,
                              .begun_at = time_of(read, *day, name),
                              .operator_id = OperatorId(cashier ? *cashier : std::string()),
                              .total = *money};
    for (const auto& line : read.lines) {
        auto item = item_of(line, static_cast<int>(receipt.lines.size()) + 1, *currency);
        if (!item)
            return refused(PaperDoubt::lines);
        receipt.lines.push_back(std::move(*item));
    }
    if (!are_paid(receipt.lines, receipt.total))
        return refused(PaperDoubt::lines);
    return receipt;
}

} // namespace makegood
