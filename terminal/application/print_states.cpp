#include "terminal/application/print_states.hpp"

namespace makegood {

storage::PrintJobState state_after(drivers::Outcome outcome) {
    switch (outcome) {
    case drivers::Outcome::printed:
        return storage::PrintJobState::printed;
    case drivers::Outcome::processed:
        return storage::PrintJobState::processed;
    case drivers::Outcome::sent:
        return storage::PrintJobState::sent;
    case drivers::Outcome::unconfirmed:
        return storage::PrintJobState::unconfirmed;
    case drivers::Outcome::failed:
        return storage::PrintJobState::failed;
    case drivers::Outcome::cancelled:
        return storage::PrintJobState::cancelled;
    }
    return storage::PrintJobState::unconfirmed;
}

drivers::Outcome outcome_in(storage::PrintJobState state) {
    switch (state) {
    case storage::PrintJobState::sent:
        return drivers::Outcome::sent;
    case storage::PrintJobState::processed:
        return drivers::Outcome::processed;
    case storage::PrintJobState::printed:
        return drivers::Outcome::printed;
    case storage::PrintJobState::queued:
    case storage::PrintJobState::failed:
        return drivers::Outcome::failed;
    case storage::PrintJobState::cancelled:
        return drivers::Outcome::cancelled;
    case storage::PrintJobState::sending:
    case storage::PrintJobState::unconfirmed:
        break;
    }
    return drivers::Outcome::unconfirmed;
}

} // namespace makegood
