#pragma once

#include "workflows/civil_time.hpp"

#include <optional>

namespace makegood {

// Where one business day of the journal ends and the next begins. Closings cover events in the order in which they were
// written, none twice and none left out, and a clock may stand wrong for a while: an event of a day that is closed
// already, or that has not come yet, belongs to the day of the events before it, or of those that follow.
class DayCut {
  public:
    // `last_closed`: no day up to it is closed again. `today` by the clock as it stands now.
    DayCut(std::optional<Date> last_closed, Date today) : last_closed_(last_closed), today_(today) {}

    // The next event, by the day of its own time, begins a later day than that of the events taken.
    bool is_ended_by(Date next) const;
    void take(Date event);

    // That the events taken belong to; none before the first that has a day of its own.
    std::optional<Date> day() const { return day_; }
    // It is over by the clock, and may be closed.
    bool is_over() const { return day_ && *day_ < today_; }

  private:
    std::optional<Date> last_closed_;
    Date today_;
    std::optional<Date> day_;
};

} // namespace makegood
