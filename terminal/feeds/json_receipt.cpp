#include "terminal/feeds/json_receipt.hpp"

#include "terminal/feeds/line_amount.hpp"
#include "terminal/feeds/zoned_time.hpp"

#include <algorithm>
#include <charconv>

namespace makegood::feeds {

namespace {

class JsonReceiptReader {
  public:
    explicit JsonReceiptReader(const JsonValue& document) : fields_(document, "", result_.problem) {}

    JsonReceipt read() && {
        read_head();
        if (result_.receipt) {
            fields_.each("line_items", [this](JsonFields& line) { read_line(line); });
            fields_.each("tenders", [this](JsonFields& tender) { read_tender(tender); });
            fields_.each("taxes", [this](JsonFields& tax) { read_tax(tax); });
            fields_.each("links", [this](JsonFields& link) { read_link(link); });
            read_totals();
        }
        fields_.finish();
        if (result_.problem)
            result_.receipt.reset();
        return std::move(result_);
    }

  private:
    void read_head() {
        auto unit = fields_.needed_text("business_unit_id", rejected::unit_missing);
        auto workstation = fields_.needed_text("workstation_id", rejected::workstation_missing);
        auto sequence = fields_.needed_text("sequence_number", rejected::sequence_missing);
        const auto begun = read_zoned_time(fields_.text("begin_date_time"));
        if (!begun)
            fields_.refuse("begin_date_time", rejected::time_unreadable);
        const auto day_text = fields_.text("business_day_date");
        const auto day = !day_text.empty() ? Date::from_iso(day_text)
                         : begun           ? begun->time.date()
                                           : std::optional<Date>();
        if (!day)
            fields_.refuse("business_day_date", rejected::day_unreadable);
        result_.key = unit + "/" + workstation + "/" + (day ? day->to_iso() : day_text) + "/" + sequence;
        const auto currency = Currency::from_code(fields_.text("currency_code"));
        if (!currency)
            fields_.refuse("currency_code", rejected::currency_unknown);
        money_unit_ = fields_.word<MoneyUnit>(
            "unit", {{"major", MoneyUnit::major}, {"minor", MoneyUnit::minor}, {"toman", MoneyUnit::toman}},
            MoneyUnit::major);
        if (money_unit_ == MoneyUnit::toman && currency && currency->code() != "IRR")
            fields_.refuse("unit", rejected::field_wrong);
        if (result_.problem)
            return;

        auto number = fields_.text("receipt_number");
        if (number.empty())
            number = sequence;
        result_.receipt = RetailTransaction{
            .key = {BusinessUnitId(std::move(unit)), WorkstationId(std::move(workstation)), *day, std::move(sequence)},
            .number = std::move(number),
            .kind = RetailTransactionKind::sale,
            .begun_at = begun->time,
            .utc_offset_minutes = begun->utc_offset_minutes,
            .operator_id = OperatorId(fields_.text("operator_id")),
            .customer_reference = fields_.text("customer_id"),
            .total = Money(0, *currency),
            .lines = {},
            .tenders = {},
            .customer_phone = fields_.text("customer_phone")};
    }

    void read_line(JsonFields& fields) {
        const auto quantity = fields.has("quantity") ? Quantity::from_decimal(fields.text("quantity"))
                                                     : Expected<Quantity, QuantityRefusal>(one_unit);
        if (!quantity)
            return fields.refuse("quantity", rejected::quantity_unreadable);
        LineItem line{.number = line_number(fields),
                      .kind = fields.word<LineKind>("item_type",
                                                    {{"sale", LineKind::sale},
                                                     {"return", LineKind::returned},
                                                     {"fee", LineKind::fee},
                                                     {"discount", LineKind::discount}},
                                                    *quantity < Quantity() ? LineKind::returned : LineKind::sale),
                      .voided = fields.flag("void_flag"),
                      .code = ItemCode(fields.text("item_id")),
                      .name = fields.text("description"),
                      .quantity = *quantity,
                      .amount = amount_of_line(fields, *quantity),
                      .entry_method = fields.word("entry_method", entry_method_words, EntryMethod::unknown),
                      .unit = fields.word("unit_of_measure", unit_words, Unit::each),
                      .discount = discount(fields),
                      .quantity_keyed = fields.word("quantity_entry_method", entry_method_words,
                                                    EntryMethod::unknown) == EntryMethod::keyed};
        const bool goods = line.kind == LineKind::sale || line.kind == LineKind::returned;
        if (goods && line.code.text().empty())
            fields.refuse("item_id", rejected::code_missing);
        if (line.kind == LineKind::sale && line.quantity < Quantity())
            fields.refuse("quantity", rejected::quantity_unreadable);
        if (line.name.empty())
            line.name = line.code.text();
        if (line.kind == LineKind::returned && line.quantity > Quantity())
            line.quantity = Quantity::of_milli(-line.quantity.milli());
        const bool gives = line.kind == LineKind::returned || line.kind == LineKind::discount;
        if (gives && line.amount.minor_units() > 0)
            line.amount = Money(-line.amount.minor_units(), line.amount.currency());
        result_.receipt->lines.push_back(std::move(line));
    }

    // The till's own number, above the one before it, or the next one.
    LineNumber line_number(JsonFields& fields) {
        const auto& lines = result_.receipt->lines;
        const auto last = lines.empty() ? 0 : static_cast<std::int32_t>(lines.back().number);
        const auto text = fields.text("sequence_number");
        if (text.empty())
            return LineNumber{last + 1};
        std::int32_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || number <= last || number > most_lines)
            fields.refuse("sequence_number", rejected::line_number_wrong);
        return LineNumber{number};
    }

    Money amount_of_line(JsonFields& fields, Quantity quantity) {
        if (fields.has("extended_amount"))
            return exact(fields, "extended_amount");
        const auto price = read_price(fields.text("actual_sales_unit_price"), money_unit_);
        const auto amount = price ? line_amount(quantity, *price, currency()) : refused(price.error());
        if (amount)
            return *amount;
        fields.refuse("actual_sales_unit_price", amount.error() == AmountRefusal::too_large
                                                     ? rejected::amount_too_large
                                                     : rejected::price_unreadable);
        return Money(0, currency());
    }

    Money exact(JsonFields& fields, std::string_view name) {
        const auto written = read_price(fields.text(name), money_unit_);
        const auto amount = written ? exact_amount(*written, currency()) : refused(written.error());
        if (amount)
            return *amount;
        fields.refuse(name, amount.error() == AmountRefusal::too_large ? rejected::amount_too_large
                                                                       : rejected::amount_unreadable);
        return Money(0, currency());
    }

    void read_tender(JsonFields& fields) {
        Tender tender{.kind = fields.text("tender_type"),
                      .amount = exact(fields, "amount"),
                      .card_last_four = fields.text("card_last_four"),
                      .reference = fields.text("reference")};
        const auto& digits = tender.card_last_four;
        if (digits.find_first_not_of("0123456789") != digits.npos || (!digits.empty() && digits.size() != 4))
            fields.refuse_hidden("card_last_four", rejected::field_wrong);
        result_.receipt->tenders.push_back(std::move(tender));
    }

    // What was taken off the line; nothing for zero.
    std::optional<Money> discount(JsonFields& fields) {
        if (!fields.has("discount_amount"))
            return std::nullopt;
        const auto amount = exact(fields, "discount_amount");
        if (amount.is_negative())
            fields.refuse("discount_amount", rejected::amount_unreadable);
        return amount.is_zero() ? std::nullopt : std::optional(amount);
    }

    void read_tax(JsonFields& fields) {
        Tax tax{.name = fields.text("tax_type"),
                .percent_milli = std::nullopt,
                .amount = exact(fields, "amount"),
                .included = fields.flag("included_flag")};
        if (fields.has("percent")) {
            const auto percent = Quantity::from_decimal(fields.text("percent"));
            if (!percent || *percent < Quantity() || percent->milli() > most_percent_milli)
                return fields.refuse("percent", rejected::field_wrong);
            tax.percent_milli = static_cast<std::int32_t>(percent->milli());
        }
        result_.receipt->taxes.push_back(std::move(tax));
    }

    // Shop and lane that are not said are the receipt's own.
    void read_link(JsonFields& fields) {
        const auto& own = result_.receipt->key;
        auto unit = fields.text("business_unit_id");
        auto workstation = fields.text("workstation_id");
        auto sequence = fields.needed_text("sequence_number", rejected::sequence_missing);
        const auto day = Date::from_iso(fields.text("business_day_date"));
        if (!day)
            return fields.refuse("business_day_date", rejected::day_unreadable);
        if (!fields.has("reason_code"))
            return fields.refuse("reason_code", rejected::field_wrong);
        const auto reason = fields.word<TransactionLink::Reason>(
            "reason_code",
            {{"return", TransactionLink::Reason::returned}, {"resume", TransactionLink::Reason::resumed}},
            TransactionLink::Reason::returned);
        result_.receipt->links.push_back(
            {.reason = reason,
             .to = {unit.empty() ? own.business_unit : BusinessUnitId(std::move(unit)),
                    workstation.empty() ? own.workstation : WorkstationId(std::move(workstation)), *day,
                    std::move(sequence)},
             .line = optional_line(fields, "line"),
             .to_line = optional_line(fields, "to_line")});
    }

    static std::optional<LineNumber> optional_line(JsonFields& fields, std::string_view name) {
        const auto text = fields.text(name);
        if (text.empty())
            return std::nullopt;
        std::int32_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most_lines)
            fields.refuse(name, rejected::line_number_wrong);
        return LineNumber{number};
    }

    void read_totals() {
        auto& receipt = *result_.receipt;
        if (fields_.has("total_amount")) {
            receipt.total = exact(fields_, "total_amount");
        } else {
            for (const auto& line : receipt.lines) {
                const auto sum = line.voided ? receipt.total : add(receipt.total, line.amount);
                if (!sum)
                    return fields_.refuse("line_items", rejected::amount_too_large);
                receipt.total = *sum;
            }
            for (const auto& tax : receipt.taxes) {
                const auto sum = tax.included ? receipt.total : add(receipt.total, tax.amount);
                if (!sum)
                    return fields_.refuse("taxes", rejected::amount_too_large);
                receipt.total = *sum;
            }
        }
        const auto is = [](LineKind kind) {
            return [kind](const LineItem& line) { return line.kind == kind && !line.voided; };
        };
        const bool only_returns = std::ranges::none_of(receipt.lines, is(LineKind::sale)) &&
                                  std::ranges::any_of(receipt.lines, is(LineKind::returned));
        receipt.kind = fields_.word<RetailTransactionKind>("transaction_type",
                                                           {{"sale", RetailTransactionKind::sale},
                                                            {"return", RetailTransactionKind::return_},
                                                            {"void", RetailTransactionKind::voided},
                                                            {"suspended", RetailTransactionKind::suspended}},
                                                           only_returns ? RetailTransactionKind::return_
                                                                        : RetailTransactionKind::sale);
    }

    Currency currency() const { return result_.receipt->total.currency(); }

    static constexpr std::int32_t most_lines = 1'000'000;
    static constexpr std::int64_t most_percent_milli = 1'000'000;

    JsonReceipt result_;
    JsonFields fields_;
    MoneyUnit money_unit_ = MoneyUnit::major;
};

} // namespace

JsonReceipt read_json_receipt(const JsonValue& document) {
    return JsonReceiptReader(document).read();
}

} // namespace makegood::feeds
