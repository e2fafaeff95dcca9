#include "terminal/finding/told_purchase.hpp"

#include "terminal/finding/spoken_amount.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <charconv>

namespace makegood {

namespace {

std::string typed(std::string_view text) {
    return text::with_latin_digits(text::trimmed(text));
}

std::string with_ascii_question_marks(std::string text) {
    constexpr std::string_view persian = "؟";
    for (auto at = text.find(persian); at != text.npos; at = text.find(persian, at))
        text.replace(at, persian.size(), "?");
    return text;
}

template <class Id>
std::optional<Id> id_of(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(Id(typed(text)));
}

std::optional<int> count_in(std::string_view text) {
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool good = error == std::errc() && end == text.data() + text.size() && count > 0 && count <= 10'000;
    return good ? std::optional(count) : std::nullopt;
}

bool is_four_digits(std::string_view text) {
    return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Expected<RecalledPurchase, NotUnderstood> understand(const ToldTexts& told, const ShopCalendar& calendar,
                                                     const MoneyUnit& unit) {
    RecalledPurchase purchase;
    if (!told.around.empty()) {
        const auto time = understand_time(told.around, calendar);
        if (!time)
            return refused(NotUnderstood("around"));
        purchase.days = time->days;
        purchase.hours = time->hours;
        purchase.weekday = time->weekday;
    }
    if (!told.near.empty()) {
        const auto time = understand_time("at " + told.near, calendar);
        if (!time || !time->hours || time->days)
            return refused(NotUnderstood("near"));
        purchase.hours = time->hours;
    }
    if (!told.weekday.empty()) {
        const auto text = typed(told.weekday);
        const auto time = understand_time(text, calendar);
        if (const auto number = count_in(text); number && *number <= 7)
            purchase.weekday = *number;
        else if (time && time->weekday && !time->days)
            purchase.weekday = time->weekday;
        else
            return refused(NotUnderstood("weekday"));
    }
    for (const auto& product : told.products)
        if (auto text = typed(product); !text.empty())
            purchase.items.push_back(std::move(text));
    if (!told.total.empty()) {
        purchase.total = understand_amount(told.total, unit);
        if (!purchase.total)
            return refused(NotUnderstood("total"));
    }
    for (const auto& price : told.prices) {
        const auto amount = understand_amount(price, unit);
        if (!amount)
            return refused(NotUnderstood("price"));
        purchase.prices.push_back(*amount);
    }
    if (!told.items.empty()) {
        purchase.item_count = count_in(typed(told.items));
        if (!purchase.item_count)
            return refused(NotUnderstood("items"));
    }
    purchase.card_last_four = typed(told.last_four);
    if (!told.last_four.empty() && !is_four_digits(purchase.card_last_four))
        return refused(NotUnderstood("last4"));
    purchase.business_unit = id_of<BusinessUnitId>(told.shop);
    purchase.workstation = id_of<WorkstationId>(told.lane);
    purchase.served_by = id_of<OperatorId>(told.staff);
    purchase.number = with_ascii_question_marks(typed(told.number));
    purchase.payment_reference = typed(told.reference);
    purchase.customer_reference = typed(told.customer);
    purchase.phone = typed(told.phone);
    return purchase;
}

} // namespace makegood
