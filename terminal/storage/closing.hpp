#pragma once

#include "terminal/storage/storage_thread.hpp"
#include "workflows/closing/day_cut.hpp"
#include "workflows/closing/day_statement.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace makegood::storage {

// A closing as it stands in the journal.
struct StoredClosing {
    std::int64_t seq = 0;
    Hash hash{};
    DayClosed closed;
    DayStatement statement; // what `closed` says
};

// Of one chain, the last; nothing where no day was closed yet. Looks back from the end of the chain to it.
Stored<std::optional<StoredClosing>> last_closing(Connection& connection, const JournalHead& chain);
// Of every chain, in the order of their writing; of one day, or of all. Goes through the whole journal.
Stored<std::vector<StoredClosing>> closings(Connection& connection, std::optional<Date> day = {});

// What the events `first` to `last` of a chain amount to. Inside of Connection::attempt.
DayTally tally_of(Connection& connection, const JournalHead& chain, std::int64_t first, std::int64_t last);

// Closes the business days that are over and have events, in their order, each by a signed event and a copy of it in
// closings/ of the data folder. What was closed before an error or the end of the program stays closed, and a second
// pass closes nothing again.
class ClosingPass {
  public:
    // Minutes after midnight.
    explicit ClosingPass(int business_day_ends_minute) : ends_minute_(business_day_ends_minute) {}

    // Reads at most so many events and closes at most one day, in a database transaction of its own; true when there is
    // more. After an error the pass is over.
    Stored<bool> slice(Storage& storage, int events);

    const std::vector<StoredClosing>& closed() const { return closed_; }

  private:
    struct Day { // under way
        DayCut cut;
        std::optional<StoredClosing> previous;
        std::int64_t first = 1;
        DayTally tally{};
        std::int64_t last = 0; // taken so far
        Hash head{};
    };
    enum class Reached { more, next_day, end };
    void begin_day(Storage& storage, std::optional<StoredClosing> previous);
    Reached take_events(Storage& storage, int events);
    Stored<void> close_day(Storage& storage);

    int ends_minute_;
    std::optional<Day> day_;
    std::vector<StoredClosing> closed_;
};

// A pass in slices that leave room for people.
StorageThread::Slice closing_in_slices(int business_day_ends_minute);

} // namespace makegood::storage
