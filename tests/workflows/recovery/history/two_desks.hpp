#pragma once

#include "tests/workflows/recovery/counter.hpp"

namespace makegood::testing {

struct Told {
    Event event;
    Author author;
};

// Two desks over one ledger, and what may be known of it by somebody who stands beside.
class TwoDesks {
  public:
    virtual ~TwoDesks() = default;

    virtual Expected<CaseView, DeskRefusal> handle(int desk, const Command& command) = 0;
    virtual std::optional<CaseView> find_case(const CaseId& id) = 0;
    virtual bool was_handled(const RequestId& request) = 0;
    // What was appended since it was last asked for, as others see it.
    virtual std::vector<Told> news() = 0;

    HandClock clock;
    Policy policy = shop_policy();
};

} // namespace makegood::testing
