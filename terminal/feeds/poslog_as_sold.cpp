#include "terminal/feeds/poslog_as_sold.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/line_amount.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace makegood::feeds {

namespace {

struct UnitCode {
    std::string_view code; // in capitals
    Unit unit;
};

constexpr std::array unit_codes = {
    UnitCode{"KGM", Unit::kilogram}, UnitCode{"KG", Unit::kilogram}, UnitCode{"GRM", Unit::gram},
    UnitCode{"G", Unit::gram},       UnitCode{"LTR", Unit::litre},   UnitCode{"L", Unit::litre},
    UnitCode{"MTR", Unit::metre},    UnitCode{"M", Unit::metre},     UnitCode{"LBR", Unit::pound},
    UnitCode{"LB", Unit::pound},     UnitCode{"ONZ", Unit::ounce},   UnitCode{"OZ", Unit::ounce},
};

std::string in_capitals(std::string_view text) {
    std::string capitals(text);
    for (char& c : capitals)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return capitals;
}

std::optional<Money> above_zero(std::optional<Money> money) {
    return money && money->minor_units() > 0 ? money : std::nullopt;
}

std::optional<Money> read_money(std::string_view text, Currency currency) {
    const auto money = Money::from_decimal(trimmed(text), currency);
    return money ? std::optional(*money) : std::nullopt;
}

std::optional<Money> price_modifiers(const XmlElement& sale, Currency currency) {
    Money sum(0, currency);
    for (const auto& modifier : sale.children) {
        if (modifier.name != "RetailPriceModifier")
            continue;
        const auto* amount = modifier.child("Amount");
        if (!amount || (!amount->attribute("Action").empty() && amount->attribute("Action") != "Subtract"))
            continue;
        if (const auto money = read_money(amount->text, currency))
            sum = add(sum, *money).value_or(sum);
    }
    return sum;
}

std::optional<Money> below_the_regular_price(const XmlElement& sale, Quantity quantity, Currency currency) {
    const auto regular = read_price(sale.text_at({"RegularSalesUnitPrice"}), MoneyUnit::major);
    const auto actual = read_price(sale.text_at({"ActualSalesUnitPrice"}), MoneyUnit::major);
    if (!regular || !actual)
        return std::nullopt;
    const auto full = line_amount(quantity, *regular, currency);
    const auto paid = line_amount(quantity, *actual, currency);
    const auto difference = full && paid ? subtract(*full, *paid) : tl::unexpected(MoneyRefusal::overflow);
    return difference ? std::optional(*difference) : std::nullopt;
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// "20.0000" is 20,000.
std::optional<std::int32_t> read_percent(std::string_view text) {
    const auto percent = Quantity::from_decimal(trimmed(text));
    constexpr std::int64_t most = 1'000'000;
    if (!percent || percent->milli() < 0 || percent->milli() > most)
        return std::nullopt;
    return static_cast<std::int32_t>(percent->milli());
}

} // namespace

Unit unit_of(const XmlElement& sale) {
    const auto* quantity = sale.child("Quantity");
    const auto code = in_capitals(quantity ? quantity->attribute("UnitOfMeasureCode") : std::string_view());
    const auto known = std::ranges::find(unit_codes, code, &UnitCode::code);
    return known == unit_codes.end() ? Unit::each : known->unit;
}

std::optional<Money> discount_of(const XmlElement& sale, Quantity quantity, Currency currency) {
    if (const auto told = above_zero(read_money(sale.text_at({"ExtendedDiscountAmount"}), currency)))
        return told;
    if (const auto sum = above_zero(price_modifiers(sale, currency)))
        return sum;
    return above_zero(below_the_regular_price(sale, quantity, currency));
}

std::optional<Tax> read_tax(const XmlElement& tax, Currency currency) {
    const auto amount = read_money(tax.text_at({"Amount"}), currency);
    if (!amount)
        return std::nullopt;
    std::string_view name;
    for (const auto candidate : {tax.attribute("TaxDescription"), tax.text_at({"TaxAuthority"}),
                                 tax.attribute("TaxType"), tax.attribute("TaxID")})
        if (name.empty())
            name = candidate;
    const auto* taxable = tax.child("TaxableAmount");
    return Tax{std::string(name), read_percent(tax.text_at({"Percent"})), *amount,
               taxable && taxable->attribute("TaxIncludedInTaxableAmountFlag") == "true"};
}

void sum_up(std::vector<Tax>& taxes, const Tax& tax) {
    for (auto& known : taxes)
        if (known.name == tax.name && known.percent_milli == tax.percent_milli && known.included == tax.included) {
            known.amount = add(known.amount, tax.amount).value_or(known.amount);
            return;
        }
    taxes.push_back(tax);
}

std::optional<TransactionLink> read_link(const XmlElement& link, const ReceiptKey& own) {
    const auto reason = link.attribute("ReasonCode");
    if (reason != "Return" && reason != "Resume")
        return std::nullopt;
    const auto sequence = link.text_at({"SequenceNumber"});
    const auto day = Date::from_iso(link.text_at({"BusinessDayDate"}).substr(0, 10));
    if (sequence.empty() || !day)
        return std::nullopt;
    auto unit = link.text_at({"RetailStoreID"});
    if (unit.empty())
        unit = link.text_at({"BusinessUnit", "UnitID"});
    const auto workstation = link.text_at({"WorkstationID"});
    const auto line = whole_number<std::int32_t>(link.text_at({"LineItemSequenceNumber"}));
    return TransactionLink{.reason = reason == "Return" ? TransactionLink::Reason::returned
                                                        : TransactionLink::Reason::resumed,
                           .to = {unit.empty() ? own.business_unit : BusinessUnitId(std::string(unit)),
                                  workstation.empty() ? own.workstation : WorkstationId(std::string(workstation)), *day,
                                  std::string(sequence)},
                           .to_line = line ? std::optional(LineNumber(*line)) : std::nullopt};
}

} // namespace makegood::feeds
