#include "workflows/finding/likelihood.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>

namespace makegood {

namespace {

constexpr int minutes_of_a_day = 24 * 60;

// From the nearest of the days that were said; the spread is not among them.
int days_off(const RecalledDays& days, Date day) {
    return std::max(
        {0, days.from.days_since_1970 - day.days_since_1970, day.days_since_1970 - days.to.days_since_1970});
}

int minutes_outside(const RecalledHours& hours, int minute) {
    const auto ahead = [](int from, int to) { return (to - from + minutes_of_a_day) % minutes_of_a_day; };
    if (ahead(hours.from, minute) <= ahead(hours.from, hours.to))
        return 0;
    return std::min(ahead(minute, hours.from), ahead(hours.to, minute));
}

// 1970-01-01 was a Thursday.
Weekday weekday_of(Date day) {
    return ((day.days_since_1970 + 3) % 7 + 7) % 7 + 1;
}

int weekdays_apart(Weekday a, Weekday b) {
    const int apart = std::abs(a - b) % 7;
    return std::min(apart, 7 - apart);
}

double width_of(const RecalledAmount& told, const RecallWeights& weights) {
    return told.permille.value_or(weights.amount_permille) / 1000.0;
}

double without_sign(const Money& money) {
    return std::abs(static_cast<double>(money.minor_units()));
}

} // namespace

double Likelihood::at_least_lowest(double penalty) const {
    return std::max(penalty, weights_.lowest);
}

double Likelihood::of_days(Date day) const {
    if (!told_.days)
        return 0;
    const int off = days_off(*told_.days, day);
    const int outside = off - told_.days->spread;
    const double within = weights_.day_within * std::min(off, told_.days->spread);
    return outside <= 0 ? within : at_least_lowest(within + weights_.day_outside + weights_.day_beyond * (outside - 1));
}

double Likelihood::of_weekday(Date day) const {
    if (!told_.weekday)
        return 0;
    const int apart = weekdays_apart(weekday_of(day), *told_.weekday);
    return apart == 0 ? 0 : apart == 1 ? weights_.next_weekday : weights_.other_weekday;
}

double Likelihood::of_hours(CivilTime time) const {
    if (!told_.hours)
        return 0;
    return at_least_lowest(weights_.half_hour_beyond * minutes_outside(*told_.hours, time.minute_of_day()) / 30.0);
}

// Somebody with a true amount t tells any amount within t(1 - w) to t(1 + w) as likely: 1 / (2 w t) each. The told one
// is a constant, so what remains is 1 / t, here as a ratio to it.
double Likelihood::of_amount(const RecalledAmount& told, double from, double to) const {
    const double amount = std::max(1.0, without_sign(told.amount));
    const bool may_be_exact = from <= amount && amount <= to;
    if (told.permille == 0)
        return may_be_exact ? 0 : weights_.lowest;
    const double width = width_of(told, weights_);
    const double least = amount / (1 + width);
    const double most = width < 1 ? amount / (1 - width) : HUGE_VAL;
    double about = 0;
    if (from <= most && least <= to) {
        about = std::log(amount / std::max({from, least, 1.0}));
    } else {
        const double nearest = std::max(1.0, from > most ? from : to);
        const double beyond = (std::abs(amount - nearest) / nearest - width) / width;
        about = at_least_lowest(weights_.amount_outside + weights_.amount_beyond * beyond);
    }
    if (told.permille || !may_be_exact)
        return about;
    const double exactly = std::log(1 + weights_.amount_exact / (1 - weights_.amount_exact) * 2 * width * amount);
    return std::max(about, exactly);
}

// Of n items the first told is one in n, the second one in n - 1, …
double Likelihood::of_items(int items, ItemFits fits) const {
    assert(fits.size() == told_.items.size() && wrong_items_.size() == fits.size());
    double sum = 0;
    int left = std::max(items, 1);
    for (std::size_t i = 0; i < fits.size(); ++i) {
        const double told_right = (1 - weights_.item_wrong) * static_cast<double>(fits[i]) / left;
        sum += std::log(told_right + weights_.item_wrong * wrong_items_[i]);
        if (fits[i] > 0)
            left = std::max(left - 1, 1);
    }
    if (told_.item_count)
        sum += at_least_lowest(weights_.item_more_or_less * std::abs(*told_.item_count - items));
    return sum;
}

double Likelihood::of(const PurchaseGist& gist, ItemFits fits) const {
    double sum = of_days(gist.day) + of_weekday(gist.day) + of_items(gist.items, fits);
    if (told_.total)
        sum += of_amount(*told_.total, gist.total_from, gist.total_to);
    return sum;
}

double Likelihood::of(const PurchaseGist& gist, ItemFits fits, const PurchaseHead& head) const {
    double sum = of(gist, fits) + of_hours(head.begun_at);
    const auto unless = [&](bool fits_it, double penalty) { sum += fits_it ? 0 : penalty; };
    unless(head.kind == RetailTransactionKind::sale, weights_.no_sale);
    unless(head.fits_business_unit, weights_.other_place);
    unless(head.fits_workstation, weights_.other_workstation);
    unless(head.fits_served_by, weights_.other_person);
    unless(head.fits_number, weights_.other_number);
    unless(head.fits_card, weights_.other_card);
    unless(head.fits_reference, weights_.other_customer);
    unless(head.fits_customer, weights_.other_customer);
    unless(head.fits_phone, weights_.other_customer);
    return sum;
}

namespace {

// The line whose price, of one unit or of all, lies nearest to what was told.
struct NearestPrice {
    const LineItem* line = nullptr;
    double price = 0;
};

NearestPrice nearest_price(const RetailTransaction& receipt, double amount) {
    NearestPrice nearest;
    const auto consider = [&](const LineItem& line, double price) {
        if (!nearest.line || std::abs(price - amount) < std::abs(nearest.price - amount))
            nearest = {&line, price};
    };
    for (const auto& line : receipt.lines) {
        if (line.kind != LineKind::sale && line.kind != LineKind::returned)
            continue;
        consider(line, without_sign(line.amount));
        if (line.quantity.milli() != 0)
            consider(line, without_sign(line.amount) * 1000 / std::abs(static_cast<double>(line.quantity.milli())));
    }
    return nearest;
}

bool is_within(const RecalledAmount& told, double seen, const RecallWeights& weights) {
    const double amount = without_sign(told.amount);
    return std::abs(amount - seen) <= std::max(0.5, width_of(told, weights) * seen);
}

} // namespace

double Likelihood::of_prices(const RetailTransaction& receipt) const {
    double sum = 0;
    for (const auto& told : told_.prices) {
        const auto nearest = nearest_price(receipt, without_sign(told.amount));
        if (!nearest.line || !is_within(told, nearest.price, weights_))
            sum += weights_.other_price;
    }
    return sum;
}

double Likelihood::perfect(int items) const {
    const std::vector<float> fits(told_.items.size(), 1.0F);
    PurchaseGist gist{.day = told_.days ? told_.days->from : Date{}, .items = told_.item_count.value_or(items)};
    if (told_.total)
        gist.total_from = gist.total_to = without_sign(told_.total->amount);
    return of(gist, fits) - of_weekday(gist.day);
}

std::optional<RecalledDays> Likelihood::days_worth_looking_at() const {
    if (!told_.days)
        return std::nullopt;
    const double beyond = (weights_.lowest - weights_.day_outside) / weights_.day_beyond;
    const int margin = told_.days->spread + std::max(0, static_cast<int>(std::ceil(beyond)));
    return RecalledDays{{told_.days->from.days_since_1970 - margin}, {told_.days->to.days_since_1970 + margin}, 0};
}

std::vector<RecallReason> Likelihood::reasons(const RetailTransaction& receipt, const PurchaseHead& head,
                                              std::span<const LineItem* const> fitting) const {
    std::vector<RecallReason> reasons;
    const auto day = receipt.key.business_day;
    if (told_.days)
        reasons.push_back({RecalledFact::days, 0, days_off(*told_.days, day) <= told_.days->spread, day});
    if (told_.hours)
        reasons.push_back({RecalledFact::hours, 0, minutes_outside(*told_.hours, receipt.begun_at.minute_of_day()) == 0,
                           receipt.begun_at});
    if (told_.weekday)
        reasons.push_back({RecalledFact::weekday, 0, weekday_of(day) == *told_.weekday, day});
    for (std::size_t i = 0; i < told_.items.size(); ++i) {
        RecallReason reason{RecalledFact::item, i, fitting[i] != nullptr};
        if (fitting[i]) {
            reason.seen = fitting[i]->name.empty() ? fitting[i]->code.text() : fitting[i]->name;
            reason.line = fitting[i]->number;
        }
        reasons.push_back(std::move(reason));
    }
    if (told_.total)
        reasons.push_back(
            {RecalledFact::total, 0, is_within(*told_.total, without_sign(receipt.total), weights_), receipt.total});
    for (std::size_t i = 0; i < told_.prices.size(); ++i) {
        const auto nearest = nearest_price(receipt, without_sign(told_.prices[i].amount));
        RecallReason reason{RecalledFact::price, i,
                            nearest.line && is_within(told_.prices[i], nearest.price, weights_)};
        if (nearest.line)
            reason.seen = Money(std::llround(nearest.price), receipt.total.currency());
        reasons.push_back(std::move(reason));
    }
    if (told_.item_count) {
        const auto goods = std::ranges::count_if(
            receipt.lines, [](const LineItem& line) { return line.kind == LineKind::sale && !line.voided; });
        reasons.push_back({RecalledFact::item_count, 0, goods == *told_.item_count, static_cast<int>(goods)});
    }
    const auto say = [&](RecalledFact fact, bool told, bool fits, std::string seen) {
        if (told)
            reasons.push_back({fact, 0, fits, std::move(seen)});
    };
    say(RecalledFact::business_unit, told_.business_unit.has_value(), head.fits_business_unit,
        receipt.key.business_unit.text());
    say(RecalledFact::workstation, told_.workstation.has_value(), head.fits_workstation,
        receipt.key.workstation.text());
    say(RecalledFact::served_by, told_.served_by.has_value(), head.fits_served_by, receipt.operator_id.text());
    say(RecalledFact::number, !told_.number.empty(), head.fits_number, receipt.number);
    const auto card = std::ranges::find_if(receipt.tenders, [](const Tender& t) { return !t.card_last_four.empty(); });
    say(RecalledFact::card, !told_.card_last_four.empty(), head.fits_card,
        head.fits_card                  ? told_.card_last_four
        : card != receipt.tenders.end() ? card->card_last_four
                                        : "");
    say(RecalledFact::payment_reference, !told_.payment_reference.empty(), head.fits_reference, "");
    say(RecalledFact::customer, !told_.customer_reference.empty(), head.fits_customer, "");
    say(RecalledFact::phone, !told_.phone.empty(), head.fits_phone, "");
    return reasons;
}

std::vector<double> shares(std::span<const double> likelihoods, double perfect, const RecallWeights& weights) {
    double best = perfect + weights.none_of_these;
    for (const double one : likelihoods)
        best = std::max(best, one);
    double all = std::exp(perfect + weights.none_of_these - best);
    for (const double one : likelihoods)
        all += std::exp(one - best);
    std::vector<double> result;
    for (const double one : likelihoods)
        result.push_back(std::exp(one - best) / all);
    return result;
}

} // namespace makegood
