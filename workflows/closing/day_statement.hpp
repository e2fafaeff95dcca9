#pragma once

#include "workflows/approval/proposal.hpp"
#include "workflows/recovery/events.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the closing of a business day says.

namespace makegood {

struct EventCount {
    std::string type; // "grant.given"
    std::int64_t count = 0;

    friend bool operator==(const EventCount&, const EventCount&) = default;
};

// As it was granted on that day, whatever became of it afterwards.
struct GrantedSum {
    Remedy remedy{};
    bool with_manager = false; // else alone
    std::int64_t count = 0;
    Money worth;
    bool to_countersign = false; // alone where a manager was needed, who signs afterwards; else alone by a rule

    friend bool operator==(const GrantedSum&, const GrantedSum&) = default;
};

struct WorthSum {
    std::int64_t count = 0;
    Money worth;

    friend bool operator==(const WorthSum&, const WorthSum&) = default;
};

struct DayTally {
    std::vector<EventCount> events;   // by type
    std::vector<GrantedSum> granted;  // by remedy; alone, with a manager, to countersign; then currency
    std::vector<WorthSum> taken_back; // by currency
    std::int64_t opened = 0;          // cases, as are these
    std::int64_t declined = 0;
    std::int64_t closed = 0;
    std::vector<WorthSum> gifts{}; // by currency: what went home beyond what was paid for

    friend bool operator==(const DayTally&, const DayTally&) = default;
};

// What a grant of any day was worth; nothing where there was none.
using WorthOfGrant = std::function<std::optional<Money>(const GrantId&)>;

// `event` is nothing where this program cannot read it: it is counted by its type alone. A sum that would overflow goes
// on in another row.
void count(DayTally& tally, std::string_view type, const std::optional<Event>& event, const WorthOfGrant& worth_of);

// What was left to do when the closing was written.
struct OpenWork {
    std::int64_t awaiting_manager = 0;     // cases
    std::int64_t owed = 0;                 // likewise
    std::int64_t left_behind = 0;          // entries of the log that are kept here
    std::int64_t looks_overdue = 0;        // grants at which nobody looked in time
    std::int64_t countersigns_overdue = 0; // that nobody signed in time

    friend bool operator==(const OpenWork&, const OpenWork&) = default;
};

// The closing before, as it stands in the journal.
struct PreviousClosing {
    Date day;
    std::int64_t seq = 0;
    Digest hash{};

    friend bool operator==(const PreviousClosing&, const PreviousClosing&) = default;
};

struct DayStatement {
    std::string terminal;
    std::int64_t epoch = 0;
    Date day;
    std::int64_t first = 0; // number of the first event that it covers
    std::int64_t last = 0;
    Digest head{}; // hash of the last
    DayTally tally;
    OpenWork open;
    std::optional<PreviousClosing> previous{}; // none: this is the first of the chain

    friend bool operator==(const DayStatement&, const DayStatement&) = default;
};

} // namespace makegood
