#include "workflows/closing/day_cut.hpp"

namespace makegood {

bool DayCut::is_ended_by(Date next) const {
    return day_ && next > *day_ && next <= today_;
}

void DayCut::take(Date event) {
    const bool may_be_closed = (!last_closed_ || event > *last_closed_) && event <= today_;
    if (!day_ && may_be_closed)
        day_ = event;
}

} // namespace makegood
