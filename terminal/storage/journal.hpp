#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/query.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace makegood::storage {

// What the caller knows of an event; its place in the chain is the journal's.
struct NewEvent {
    std::string event_id; // UUIDv7, made here
    std::string type;
    std::int64_t schema_version = 1;
    std::int64_t wall_ms = 0;
    std::string boot_id;
    std::int64_t mono_ms = 0;
    std::string actor;
    std::string on_behalf_of;
    Bytes body; // the exact bytes that are hashed and never written again
};

struct JournalEvent : NewEvent {
    std::int64_t position = 0; // of appending on this machine
    std::string terminal;
    std::int64_t epoch = 0;
    std::int64_t seq = 0;
    Hash prev_hash{};
    Hash hash{};
};

// SHA-256("makegood/1" ‖ terminal ‖ epoch ‖ seq ‖ event_id ‖ type ‖ schema_version ‖ wall_ms ‖ boot_id ‖ mono_ms ‖
// actor ‖ on_behalf_of ‖ SHA-256(body) ‖ prev_hash): each header field with its length in front (see CanonicalHash),
// the two hashes bare. The first event of a chain has 32 zero bytes as prev_hash.
Hash hash_of(const JournalEvent& event);

struct JournalHead {
    std::string terminal;
    std::int64_t epoch = 0;
    std::int64_t seq = 0;
    Hash hash{};
};

enum class JournalFlaw {
    altered,       // its content is not what was hashed
    missing,       // a number without an event
    unlinked,      // it does not follow the event before it
    swapped,       // a genuine event in the place of another
    truncated,     // the chain once went further
    replaced,      // the chain ends in another event than was recorded
    foreign,       // a chain that this journal never began
    false_closing, // a closing that says something else than what it closes, or that nobody here signed
    false_text,    // what a customer said is not what was written down
};

struct JournalProblem {
    std::string terminal;
    std::int64_t epoch = 0;
    std::int64_t seq = 0;
    JournalFlaw flaw{};
    std::string what; // in English, for whoever repairs the machine
};

struct JournalReport {
    bool ok() const { return problems.empty(); }

    JournalHead head; // of this terminal's chain as it is stored; seq 0 before the first event
    std::int64_t events = 0;
    std::vector<JournalProblem> problems;
};

// The append-only record of all that people do here, hash-chained per terminal and epoch.
class Journal {
  public:
    Journal(Connection& connection, std::string terminal, std::int64_t epoch)
        : connection_(connection), terminal_(std::move(terminal)), epoch_(epoch) {}

    // Inside of a DatabaseTransaction and of Connection::attempt, whose exceptions it throws.
    JournalEvent append(NewEvent event);

    // Reads every event and recomputes its hash. `anchors` are heads that were kept elsewhere (printed, copied, sent):
    // only they show a tail that was cut off together with the stored head.
    Stored<JournalReport> verify(const std::vector<JournalHead>& anchors = {});

    // All events in the order of appending. Inside of Connection::attempt.
    void for_each(const std::function<void(const JournalEvent&)>& visit);

    JournalHead head();
    // Without its end.
    JournalHead chain() const { return {terminal_, epoch_}; }

  private:
    Connection& connection_;
    std::string terminal_;
    std::int64_t epoch_;
};

// What a replay needs of each event, in the order of appending. Inside of Connection::attempt; the connection is its
// own for as long as it lives, and both may be used by another thread at each step.
struct EventToReplay {
    std::int64_t position = 0;
    std::string type;
    std::string actor;
    Bytes body;
};
class EventsToReplay {
  public:
    explicit EventsToReplay(Connection& connection);

    // The next thousand; none after the last.
    std::vector<EventToReplay> next();

  private:
    Query query_;
    bool more_ = true;
};

} // namespace makegood::storage
