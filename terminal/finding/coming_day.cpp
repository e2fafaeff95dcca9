#include "terminal/finding/coming_day.hpp"

#include "terminal/finding/spoken_time.hpp"

namespace makegood {

// A day without a year is understood as the last one that has begun: asked a year from now, the next one.
std::optional<Date> coming_day(std::string_view written, Date today) {
    constexpr int days_ahead = 364;
    const CivilTime in_a_year{(today.days_since_1970 + days_ahead) * seconds_per_day};
    const auto said = understand_time(written, {.now = in_a_year, .date_doubt = 0});
    const bool is_one_day = said && said->days && said->days->from == said->days->to && !said->hours && !said->weekday;
    return is_one_day && said->days->from >= today ? std::optional(said->days->from) : std::nullopt;
}

} // namespace makegood
