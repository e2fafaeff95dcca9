#include "terminal/feeds/csv_row.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <algorithm>

namespace makegood::feeds {

namespace {

using RowReason = std::string_view;

Expected<CivilTime, RowReason> read_time(const FeedMap& map, std::string_view text) {
    for (const auto& format : map.time_formats)
        if (const auto time = format.read(text))
            return *time;
    return refused(rejected::time_unreadable);
}

// Whole thousandths, or no quantity of ours: 1/3 kilogram in a file means that we misread it.
Expected<Quantity, RowReason> read_quantity(std::string_view text, int divisor) {
    const auto written = Quantity::from_decimal(text);
    if (!written || written->milli() % divisor != 0)
        return refused(rejected::quantity_unreadable);
    return Quantity::of_milli(written->milli() / divisor);
}

RowReason reason_of(AmountRefusal refusal, RowReason unreadable) {
    return refusal == AmountRefusal::too_large ? rejected::amount_too_large : unreadable;
}

Expected<Money, RowReason> read_amount(const FeedMap& map, const CsvColumns& columns, const CsvRecord& record,
                                       Quantity quantity, Currency currency) {
    const bool by_price = !map.column(Column::unit_price).empty();
    const auto unreadable = by_price ? rejected::price_unreadable : rejected::amount_unreadable;
    const auto text = columns.value(map, by_price ? Column::unit_price : Column::line_amount, record);
    const auto price = read_price(text, map.money_unit);
    if (!price)
        return refused(reason_of(price.error(), unreadable));
    const auto amount = by_price ? line_amount(quantity, *price, currency) : exact_amount(*price, currency);
    if (!amount)
        return refused(reason_of(amount.error(), unreadable));
    return *amount;
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
    if (!suffix.empty() && text.ends_with(suffix))
        text.remove_suffix(suffix.size());
    return text;
}

LineKind kind_of(RuleEffect effect) {
    return effect == RuleEffect::returned ? LineKind::returned
           : effect == RuleEffect::fee    ? LineKind::fee
                                          : LineKind::discount;
}

bool is_kind(RuleEffect effect) {
    return effect == RuleEffect::returned || effect == RuleEffect::fee || effect == RuleEffect::discount;
}

// "************1234", "5061 2711 2222 1234" or "1234"; nothing where fewer than four digits end it.
std::string last_four_of(std::string_view card) {
    constexpr std::size_t four = 4;
    if (card.size() < four || card.substr(card.size() - four).find_first_not_of("0123456789") != card.npos)
        return "";
    return std::string(card.substr(card.size() - four));
}

} // namespace

Expected<CsvColumns, FeedError> CsvColumns::from_heading(const FeedMap& map, const std::vector<std::string>& heading) {
    CsvColumns columns;
    columns.field_count_ = heading.size();
    for (std::size_t i = 0; i < column_count; ++i) {
        const auto& wanted = map.columns[i];
        if (wanted.empty())
            continue;
        const auto is_it = [&](const std::string& title) { return trimmed(title) == wanted; };
        const auto found = std::ranges::find_if(heading, is_it);
        if (found == heading.end())
            return refused(FeedError{.code = std::string(failure::column_missing), .line = 1, .detail = wanted});
        if (std::find_if(found + 1, heading.end(), is_it) != heading.end())
            return refused(FeedError{.code = std::string(failure::column_twice), .line = 1, .detail = wanted});
        columns.places_[i] = static_cast<std::size_t>(found - heading.begin());
    }
    return columns;
}

std::string_view CsvColumns::value(const FeedMap& map, Column column, const CsvRecord& record) const {
    const auto place = places_[static_cast<std::size_t>(column)];
    if (place && *place < record.fields.size())
        if (const auto text = trimmed(record.fields[*place]); !text.empty())
            return text;
    return map.constant(column);
}

Expected<ReadRow, std::string_view> read_row(const FeedMap& map, const CsvColumns& columns, const CsvRecord& record,
                                             const std::function<std::string(std::string_view)>& name_of) {
    if (record.fields.size() != columns.field_count())
        return refused(rejected::field_count);
    const auto value = [&](Column column) { return columns.value(map, column, record); };

    const auto unit = value(Column::business_unit);
    if (unit.empty())
        return refused(rejected::unit_missing);
    const auto workstation = value(Column::workstation);
    if (workstation.empty())
        return refused(rejected::workstation_missing);
    const auto sequence = value(Column::sequence);
    if (sequence.empty())
        return refused(rejected::sequence_missing);
    const auto code = value(Column::code);
    if (code.empty())
        return refused(rejected::code_missing);
    const auto time = read_time(map, value(Column::time));
    if (!time)
        return refused(time.error());
    const auto currency = Currency::from_code(value(Column::currency));
    if (!currency)
        return refused(rejected::currency_unknown);

    auto name = std::string(value(Column::name));
    if (map.names)
        name = name_of(code);
    if (name.empty())
        name = code;

    std::vector<const FeedRule*> rules;
    for (const auto& rule : map.rules)
        if (applies(rule, sequence, code, name))
            rules.push_back(&rule);
    const bool thousandths =
        std::ranges::any_of(rules, [](const FeedRule* rule) { return rule->effect == RuleEffect::thousandths; });
    const auto quantity = read_quantity(value(Column::quantity), thousandths ? 1000 : map.quantity_divisor);
    if (!quantity)
        return refused(quantity.error());
    const auto amount = read_amount(map, columns, record, *quantity, *currency);
    if (!amount)
        return refused(amount.error());

    // Values are read before rules speak: a row that says nonsense is rejected even where it would be left out.
    LineKind kind = LineKind::sale;
    for (const auto* rule : rules) {
        if (!applies(*rule, *quantity))
            continue;
        if (rule->effect == RuleEffect::skip)
            return ReadRow{.skipped_by = rule->name};
        if (is_kind(rule->effect) && kind == LineKind::sale)
            kind = kind_of(rule->effect);
    }

    const auto number = value(Column::number);
    StagedRow row{.line = record.line,
                  .key = {BusinessUnitId(std::string(unit)), WorkstationId(std::string(workstation)), time->date(),
                          std::string(sequence)},
                  .number = std::string(number.empty() ? sequence : number),
                  .time = *time,
                  .operator_id = std::string(value(Column::operator_)),
                  .customer = std::string(without_suffix(value(Column::customer), map.customer_suffix)),
                  .item = {.kind = kind,
                           .code = ItemCode(std::string(code)),
                           .name = std::move(name),
                           .quantity = *quantity,
                           .amount = *amount},
                  .phone = std::string(value(Column::phone)),
                  .card_last_four = last_four_of(value(Column::card)),
                  .payment_reference = std::string(value(Column::payment_reference))};
    return ReadRow{.staged = std::move(row)};
}

} // namespace makegood::feeds
