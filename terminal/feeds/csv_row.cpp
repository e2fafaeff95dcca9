#include "terminal/feeds/csv_row.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/trade_words.hpp"
#include "workflows/reading/folded_text.hpp"

#include <algorithm>

namespace makegood::feeds {

namespace {

Expected<CivilTime, RowFault> read_time(const FeedMap& map, std::string_view text) {
    for (const auto& format : map.time_formats)
        if (const auto time = format.read(text))
            return *time;
    return refused(RowFault{rejected::time_unreadable});
}

// Whole thousandths, or no quantity of ours: 1/3 kilogram in a file means that we misread it.
Expected<Quantity, RowFault> read_quantity(std::string_view text, int divisor) {
    const auto written = Quantity::from_decimal(text);
    if (!written || written->milli() % divisor != 0)
        return refused(RowFault{rejected::quantity_unreadable});
    return Quantity::of_milli(written->milli() / divisor);
}

std::string_view reason_of(AmountRefusal refusal, std::string_view unreadable) {
    return refusal == AmountRefusal::too_large ? rejected::amount_too_large : unreadable;
}

Expected<Money, RowFault> read_amount(const FeedMap& map, const CsvColumns& columns, const CsvRecord& record,
                                      Quantity quantity, Currency currency) {
    const bool by_price = !map.column(Column::unit_price).empty();
    const auto unreadable = by_price ? rejected::price_unreadable : rejected::amount_unreadable;
    const auto text = columns.value(map, by_price ? Column::unit_price : Column::line_amount, record);
    const auto price = read_price(text, map.money_unit);
    if (!price)
        return refused(RowFault{reason_of(price.error(), unreadable)});
    const auto amount = by_price ? line_amount(quantity, *price, currency) : exact_amount(*price, currency);
    if (!amount)
        return refused(RowFault{reason_of(amount.error(), unreadable)});
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

RowFault wrong(Column column) {
    return {rejected::field_wrong, column_names[static_cast<std::size_t>(column)]};
}

// What the row tells beyond who, when, what and how much. Everything may be missing.
class Particulars {
  public:
    Particulars(const FeedMap& map, const CsvColumns& columns, const CsvRecord& record)
        : map_(map), columns_(columns), record_(record) {}

    std::optional<RowFault> read_into(StagedRow& row) {
        auto& item = row.item;
        item.unit = word(Column::unit_of_measure, unit_words, Unit::each);
        // Of how a line was entered no money hangs.
        item.entry_method = meaning(Column::entry_method, entry_method_words).value_or(EntryMethod::unknown);
        item.quantity_keyed = meaning(Column::quantity_entry_method, entry_method_words) == EntryMethod::keyed;
        item.voided = word(Column::voided, flag_words, false);
        const auto currency = item.amount.currency();
        item.discount = amount(Column::discount_amount, currency);
        if (item.discount && item.discount->is_negative())
            blame(Column::discount_amount);
        if (item.discount && item.discount->is_zero())
            item.discount.reset();
        if (item.discount && !map_.discount_taken_off)
            take_off(*item.discount, item.amount);
        if (const auto tax = amount(Column::tax_amount, currency))
            row.tax = Tax{.name = std::string(value(Column::tax_name)),
                          .percent_milli = percent(),
                          .amount = *tax,
                          .included = map_.taxes_included};
        row.returned_of = returned_of(row);
        return fault_;
    }

  private:
    std::string_view value(Column column) const { return columns_.value(map_, column, record_); }
    void blame(Column column) {
        if (!fault_)
            fault_ = wrong(column);
    }
    // The same in capitals and small letters.
    template <class Words>
    std::optional<typename Words::value_type::second_type> meaning(Column column, const Words& words) const {
        const auto said = reading::folded(value(column));
        const auto ours = map_.words.find(said);
        const auto meant = ours != map_.words.end() ? reading::folded(ours->second) : said;
        for (const auto& [word, one] : words)
            if (reading::folded(word) == meant)
                return one;
        return std::nullopt;
    }
    template <class Words, class Meaning>
    Meaning word(Column column, const Words& words, Meaning usual) {
        if (value(column).empty())
            return usual;
        const auto found = meaning(column, words);
        if (!found)
            blame(column);
        return found.value_or(usual);
    }
    // Towards nothing, also of goods that came back, and never beyond.
    void take_off(Money discount, Money& amount) {
        const auto left = amount.is_negative() ? add(amount, discount) : subtract(amount, discount);
        if (!left || (!left->is_zero() && left->is_negative() != amount.is_negative()))
            return blame(Column::discount_amount);
        amount = *left;
    }
    std::optional<Money> amount(Column column, Currency currency) {
        const auto text = value(column);
        if (text.empty())
            return std::nullopt;
        const auto price = read_price(text, map_.money_unit);
        const auto amount = price ? exact_amount(*price, currency) : refused(price.error());
        if (!amount)
            blame(column);
        return amount ? std::optional(*amount) : std::nullopt;
    }
    std::optional<std::int32_t> percent() {
        constexpr std::int64_t most_milli = 1'000'000;
        const auto text = value(Column::tax_percent);
        if (text.empty())
            return std::nullopt;
        const auto percent = Quantity::from_decimal(text);
        if (percent && *percent >= Quantity() && percent->milli() <= most_milli)
            return static_cast<std::int32_t>(percent->milli());
        blame(Column::tax_percent);
        return std::nullopt;
    }
    // Only goods that came back have a sale that they came from; of a negative quantity that says so, no rule is
    // needed.
    std::optional<ReceiptKey> returned_of(StagedRow& row) {
        const auto sequence = value(Column::returned_sequence);
        if (sequence.empty())
            return std::nullopt;
        const auto day = read_time(map_, value(Column::returned_day));
        if (row.item.kind == LineKind::sale && row.item.quantity < Quantity())
            row.item.kind = LineKind::returned;
        if (row.item.kind != LineKind::returned)
            blame(Column::returned_sequence);
        if (!day)
            blame(Column::returned_day);
        if (fault_)
            return std::nullopt;
        const auto workstation = value(Column::returned_workstation);
        return ReceiptKey{row.key.business_unit,
                          workstation.empty() ? row.key.workstation : WorkstationId(std::string(workstation)),
                          day->date(), std::string(sequence)};
    }

    const FeedMap& map_;
    const CsvColumns& columns_;
    const CsvRecord& record_;
    std::optional<RowFault> fault_;
};

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

Expected<ReadRow, RowFault> read_row(const FeedMap& map, const CsvColumns& columns, const CsvRecord& record,
                                     const std::function<std::string(std::string_view)>& name_of) {
    if (record.fields.size() != columns.field_count())
        return refused(RowFault{rejected::field_count});
    const auto value = [&](Column column) { return columns.value(map, column, record); };

    const auto unit = value(Column::business_unit);
    if (unit.empty())
        return refused(RowFault{rejected::unit_missing});
    const auto workstation = value(Column::workstation);
    if (workstation.empty())
        return refused(RowFault{rejected::workstation_missing});
    const auto sequence = value(Column::sequence);
    if (sequence.empty())
        return refused(RowFault{rejected::sequence_missing});
    const auto code = value(Column::code);
    if (code.empty())
        return refused(RowFault{rejected::code_missing});
    const auto time = read_time(map, value(Column::time));
    if (!time)
        return refused(time.error());
    const auto currency = Currency::from_code(value(Column::currency));
    if (!currency)
        return refused(RowFault{rejected::currency_unknown});

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
    if (const auto fault = Particulars(map, columns, record).read_into(row))
        return refused(*fault);
    return ReadRow{.staged = std::move(row)};
}

} // namespace makegood::feeds
