#pragma once

#include "drivers/device_event.hpp"
#include "terminal/storage/print_jobs.hpp"

namespace makegood {

// What is stored of a paper that ended so.
storage::PrintJobState state_after(drivers::Outcome outcome);
// How a paper ended of which that is stored; unconfirmed where it was begun and nothing told its end.
drivers::Outcome outcome_in(storage::PrintJobState state);

} // namespace makegood
