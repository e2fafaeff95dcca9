#include "workflows/reading/read_total.hpp"

#include <algorithm>
#include <set>

namespace makegood::reading {

namespace {

using Amounts = std::set<Amount>;
constexpr std::size_t most_figures = 24; // of one kind, and of totals to choose from: no receipt has more

// The foot of a receipt as sets of amounts by what they are.
struct Foot {
    Amounts totals, subtotals, taxes, roundings, discounts, charges, tendered, changes;
};

Amount size_of(Amount amount) {
    return amount.ten_thousandths < 0 ? -amount : amount;
}

Foot foot_of(const MarkedPaper& paper) {
    Foot foot;
    for (const auto& figure : paper.figures) {
        if (figure.in_summary && figure.role != Role::tendered && figure.role != Role::change &&
            figure.role != Role::rounding)
            continue;
        const auto size = size_of(figure.value);
        if (size.is_zero() && figure.role != Role::change)
            continue;
        const auto insert = [&](Amounts& amounts) {
            if (amounts.size() < most_figures)
                amounts.insert(size);
        };
        switch (figure.role) {
        case Role::total:
            insert(foot.totals);
            break;
        case Role::subtotal:
            insert(foot.subtotals);
            break;
        case Role::tax:
            insert(foot.taxes);
            break;
        case Role::rounding:
            insert(foot.roundings);
            break;
        case Role::discount:
        case Role::saving:
            insert(foot.discounts);
            break;
        case Role::charge:
            insert(foot.charges);
            break;
        case Role::tendered:
            insert(foot.tendered);
            break;
        case Role::change:
            insert(foot.changes);
            break;
        case Role::count:
            break;
        }
    }
    return foot;
}

Amounts with_nothing(const Amounts& amounts) {
    Amounts some = amounts;
    some.insert(Amount{});
    while (some.size() > 8)
        some.erase(std::prev(some.end()));
    return some;
}

// What was given less what came back; several ways of paying are added up.
Amounts paid_amounts(const Foot& foot) {
    Amounts paid;
    Amount all;
    for (const auto given : foot.tendered) {
        all = all + given;
        for (const auto back : foot.changes)
            if (back < given)
                paid.insert(given - back);
        if (foot.changes.empty())
            paid.insert(given);
    }
    if (foot.tendered.size() > 1 && foot.tendered.size() <= 3)
        for (const auto back : with_nothing(foot.changes))
            if (back < all && (foot.changes.empty() || foot.changes.contains(back)))
                paid.insert(all - back);
    return paid;
}

bool differ_by_rounding(const Foot& foot, Amount before, Amount after) {
    return before != after && foot.roundings.contains(size_of(after - before));
}

// Subtotal and what comes on top of it or off it.
bool is_sum(const Foot& foot, const Amounts& parts, Amount amount) {
    for (const auto part : parts)
        for (const auto tax : with_nothing(foot.taxes))
            for (const auto charge : with_nothing(foot.charges))
                for (const auto discount : with_nothing(foot.discounts)) {
                    if (tax.is_zero() && charge.is_zero() && discount.is_zero())
                        continue;
                    const auto sum = part + tax + charge - discount;
                    if (sum == amount || differ_by_rounding(foot, sum, amount))
                        return true;
                }
    return false;
}

struct Support {
    Amount value;
    const Figure* figure = nullptr;          // where it stands, its best place
    int labels = 0;                          // how many words call it the total
    bool positive = false, negative = false; // as the words' figures have it; a return's is below nothing
    bool final = false;
    bool loose = true;
    bool paid = false;
    bool summed = false;
    bool rounded = false;
    bool of_lines = false;
    bool as_subtotal = false;
    bool before_rounding = false;

    // What was given less what came back is enough, and so is the sum of several products; anything else wants a second
    // witness.
    bool is_confirmed(bool has_change, bool several_lines) const {
        const int witnesses = (paid ? 1 : 0) + (summed ? 1 : 0) + (of_lines ? 1 : 0) + (as_subtotal ? 1 : 0);
        return (paid && has_change) || (of_lines && several_lines) || witnesses > 1;
    }
    int score() const {
        return (labels > 0 ? 4 : 0) + (labels > 1 ? 1 : 0) + (final ? 1 : 0) - (labels > 0 && loose ? 1 : 0) +
               (paid ? 4 : 0) + (summed ? 2 : 0) + (rounded ? 3 : 0) + (of_lines ? 2 : 0) + (as_subtotal ? 1 : 0) -
               (before_rounding ? 4 : 0);
    }
};

class TotalReader {
  public:
    TotalReader(const MarkedPaper& paper, const LinesReading& lines)
        : paper_(paper), lines_(lines), foot_(foot_of(paper)), paid_(paid_amounts(foot_)) {}

    Reading<Amount> read() {
        collect();
        for (auto& support : supports_)
            weigh(support);
        std::ranges::stable_sort(supports_, [](const Support& a, const Support& b) { return a.score() > b.score(); });
        std::erase_if(supports_, [](const Support& support) { return support.score() < 2; });
        Reading<Amount> reading;
        for (const auto& support : supports_) {
            const auto& figure = *support.figure;
            reading.add(paper_.candidate(is_return(support) ? -support.value : support.value, figure.line, figure.at,
                                         figure.length));
        }
        reading.sure = is_sure();
        return reading;
    }

  private:
    // Later figures come first, so that of equal ones the last on the paper is taken.
    void collect() {
        for (auto figure = paper_.figures.rbegin(); figure != paper_.figures.rend(); ++figure) {
            const auto value = size_of(figure->value);
            const bool is_total = figure->role == Role::total && !figure->in_summary;
            const bool may_be = is_total || figure->role == Role::subtotal || figure->role == Role::tendered ||
                                figure->role == Role::total || figure->role == Role::count ||
                                figure->role == Role::rounding; // "ROUNDING 52.10" below "ROUNDING ADJUSTMENT 0.02"
            if (!may_be || value.is_zero())
                continue;
            auto known = std::ranges::find(supports_, value, &Support::value);
            if (known == supports_.end()) {
                if (supports_.size() == most_figures)
                    continue;
                supports_.push_back({value, &*figure});
                known = std::prev(supports_.end());
            }
            if (!is_total)
                continue;
            if (known->labels == 0)
                known->figure = &*figure;
            ++known->labels;
            (figure->value.ten_thousandths < 0 ? known->negative : known->positive) = true;
            known->final = known->final || figure->final;
            known->loose = known->loose && figure->loose;
        }
    }

    void weigh(Support& support) const {
        const auto value = support.value;
        Amounts parts = foot_.subtotals;
        if (lines_.sum)
            parts.insert(size_of(*lines_.sum));
        support.paid = paid_.contains(value);
        support.summed = is_sum(foot_, parts, value);
        support.of_lines = lines_.sum && size_of(*lines_.sum) == value;
        support.as_subtotal = foot_.subtotals.contains(value);
        parts.insert(foot_.totals.begin(), foot_.totals.end());
        for (const auto part : parts)
            support.rounded = support.rounded || differ_by_rounding(foot_, part, value);
        for (const auto other : foot_.totals)
            if (differ_by_rounding(foot_, value, other) && comes_after_rounding(other, value))
                support.before_rounding = true;
    }

    // The rounding works both ways: what was paid tells which of two totals came after it, or else the lower one on the
    // paper did.
    bool comes_after_rounding(Amount after, Amount before) const {
        if (paid_.contains(after) != paid_.contains(before))
            return paid_.contains(after);
        std::size_t rounding = 0, last_of_before = 0, last_of_after = 0;
        for (const auto& figure : paper_.figures) {
            if (figure.in_summary)
                continue;
            if (figure.role == Role::rounding)
                rounding = figure.line;
            else if (figure.role == Role::total && size_of(figure.value) == after)
                last_of_after = figure.line;
            else if (figure.role == Role::total && size_of(figure.value) == before)
                last_of_before = figure.line;
        }
        return last_of_before < rounding && rounding < last_of_after;
    }

    bool is_sure() const {
        if (supports_.empty())
            return false;
        const auto& best = supports_.front();
        const bool named = best.labels > 0 || (best.paid && best.rounded);
        if (!named || (best.labels > 0 && best.loose) || is_of_two_signs(best) ||
            !best.is_confirmed(!foot_.changes.empty(), lines_.lines.size() > 1) || !paper_.style.certain)
            return false;
        const bool rounding_open = !foot_.roundings.empty() && !best.paid && !best.rounded;
        if (rounding_open || (best.rounded && !best.paid && !best.summed))
            return false;
        const bool has_rival = std::any_of(supports_.begin() + 1, supports_.end(), [&](const Support& other) {
            return other.labels > 0 && other.score() + 2 > best.score();
        });
        return !has_rival;
    }

    // A hyphen before a total may also lead to it: what goes out, or what was given back, has to be below nothing too.
    bool is_return(const Support& support) const {
        const bool says_so = (lines_.sum && lines_.sum->ten_thousandths < 0) ||
                             std::ranges::any_of(paper_.figures, [](const Figure& figure) {
                                 return (figure.role == Role::tendered || figure.role == Role::subtotal) &&
                                        figure.value.ten_thousandths < 0;
                             });
        return support.negative && !support.positive && says_so;
    }

    bool is_of_two_signs(const Support& support) const {
        const bool lines_differ = support.of_lines && (lines_.sum->ten_thousandths < 0) != is_return(support);
        return lines_differ || (support.negative && !is_return(support));
    }

    const MarkedPaper& paper_;
    const LinesReading& lines_;
    const Foot foot_;
    const Amounts paid_;
    std::vector<Support> supports_;
};

} // namespace

Reading<Amount> read_total(const MarkedPaper& paper, const LinesReading& lines) {
    return TotalReader(paper, lines).read();
}

} // namespace makegood::reading
