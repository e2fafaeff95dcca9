#include "workflows/left_behind/matching.hpp"

#include "workflows/stock/product.hpp"

namespace makegood {

namespace {

constexpr int most_for_time = 50;
constexpr int for_the_lane = 50;
constexpr int for_no_lane = 25;

} // namespace

bool is_of(const LeftBehindEntry& entry, const LineItem& line) {
    return entry.code.empty() ? entry.item == line.name : goods_of(entry.code) == goods_of(line.code);
}

CivilSpan found_after(CivilTime sold) {
    return {sold, {sold.seconds + found_within_s}};
}

CivilSpan sold_before(CivilTime found) {
    return {{found.seconds - found_within_s}, found};
}

CivilSpan days_the_log_answers_for(CivilTime sold) {
    const std::int64_t midnight = sold.date().days_since_1970 * seconds_per_day;
    return {{midnight - 3 * seconds_per_day}, {midnight + 4 * seconds_per_day - 1}};
}

std::optional<int> likelihood_of(const LeftBehindEntry& entry, const SaleOfItem& sale) {
    const auto passed_s = entry.found_at.seconds - sale.at.seconds;
    if (passed_s < 0 || passed_s > found_within_s)
        return std::nullopt;
    const int lane = entry.lane.empty() ? for_no_lane : entry.lane == sale.lane ? for_the_lane : 0;
    return lane + most_for_time - static_cast<int>(passed_s * most_for_time / found_within_s);
}

namespace {

bool may_be_of(const LeftBehindEntry& entry, const SaleOfItem& sale) {
    return likelihood_of(entry, sale) && (entry.lane.empty() || entry.lane == sale.lane) && entry.made_good.empty() &&
           !entry.taken_back;
}

} // namespace

bool speaks_for(const LeftBehindEntry& entry, const SaleOfItem& sale) {
    return may_be_of(entry, sale) && entry.state != LeftBehindState::handed_over;
}

bool was_given_without_case(const LeftBehindEntry& entry, const SaleOfItem& sale) {
    return may_be_of(entry, sale) && entry.state == LeftBehindState::handed_over;
}

CivilSpan found_after(const ToldSale& sale) {
    return {sale.bought.from, {sale.bought.until.seconds + found_within_s}};
}

namespace {

bool may_be_of(const LeftBehindEntry& entry, const ToldSale& sale) {
    const auto span = found_after(sale);
    return entry.found_at >= span.from && span.until >= entry.found_at &&
           (entry.lane.empty() || sale.lane.empty() || entry.lane == sale.lane) && entry.made_good.empty() &&
           !entry.taken_back;
}

} // namespace

bool speaks_for(const LeftBehindEntry& entry, const ToldSale& sale) {
    return may_be_of(entry, sale) && entry.state != LeftBehindState::handed_over;
}

bool was_given_without_case(const LeftBehindEntry& entry, const ToldSale& sale) {
    return may_be_of(entry, sale) && entry.state == LeftBehindState::handed_over;
}

} // namespace makegood
