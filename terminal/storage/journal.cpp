#include "terminal/storage/journal.hpp"

#include "terminal/storage/canonical.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <map>
#include <optional>
#include <utility>

namespace makegood::storage {

namespace {

using Chain = std::pair<std::string, std::int64_t>; // terminal, epoch

// About a megabyte, and much longer work than starting a thread.
constexpr std::size_t events_visited_together = 1000;
constexpr std::size_t hashed_at_once = 2; // such portions; with the reader beside them

#define MAKEGOOD_EVENT_COLUMNS                                                                                         \
    "position, terminal, epoch, seq, event_id, type, schema_version, wall_ms, boot_id, mono_ms, actor, on_behalf_of, " \
    "body, prev_hash, hash"

JournalEvent read_whole(Query& query) {
    JournalEvent event;
    event.position = query.integer();
    event.terminal = query.text();
    event.epoch = query.integer();
    event.seq = query.integer();
    event.event_id = query.text();
    event.type = query.text();
    event.schema_version = query.integer();
    event.wall_ms = query.integer();
    event.boot_id = query.text();
    event.mono_ms = query.integer();
    event.actor = query.text();
    event.on_behalf_of = query.text();
    event.body = query.bytes();
    event.prev_hash = query.hash();
    event.hash = query.hash();
    return event;
}

EventToReplay read_to_replay(Query& query) {
    EventToReplay event;
    event.position = query.integer();
    event.type = query.text();
    event.actor = query.text();
    event.body = query.bytes();
    return event;
}

// The next of them; `more` is false once there are no others.
template <class Read>
auto read_some(Query& query, Read read, bool& more) {
    std::vector<decltype(read(query))> events;
    while (events.size() < events_visited_together && (more = query.step()))
        events.push_back(read(query));
    return events;
}

struct Hashed {
    std::vector<JournalEvent> events;
    std::vector<Hash> hashes; // what the content of each amounts to
};

Hashed hashed(std::vector<JournalEvent> events) {
    std::vector<Hash> hashes;
    hashes.reserve(events.size());
    for (const auto& event : events)
        hashes.push_back(hash_of(event));
    return {std::move(events), std::move(hashes)};
}

JournalHead read_head(Connection& connection, const std::string& terminal, std::int64_t epoch) {
    JournalHead head{terminal, epoch};
    Query query(connection, "SELECT seq, hash FROM journal_head WHERE terminal = ? AND epoch = ?");
    query.bind(terminal, epoch);
    if (query.step()) {
        head.seq = query.integer();
        head.hash = query.hash();
    }
    return head;
}

std::map<Chain, JournalHead> read_heads(Connection& connection) {
    std::map<Chain, JournalHead> heads;
    Query query(connection, "SELECT terminal, epoch, seq, hash FROM journal_head");
    while (query.step()) {
        JournalHead head;
        head.terminal = query.text();
        head.epoch = query.integer();
        head.seq = query.integer();
        head.hash = query.hash();
        heads.insert({{head.terminal, head.epoch}, head});
    }
    return heads;
}

// Walks the events of one chain after another, in the order of their numbers.
class Verification {
  public:
    explicit Verification(Connection& connection) : connection_(connection), heads_(read_heads(connection)) {}

    // `hash` is what the event's content amounts to.
    void visit(const JournalEvent& event, const Hash& hash) {
        ++report_.events;
        const Chain chain{event.terminal, event.epoch};
        if (!chain_ || *chain_ != chain) {
            end_chain();
            chain_ = chain;
            last_ = {event.terminal, event.epoch};
            last_position_ = INT64_MIN;
        }
        check_link(event, hash);
        last_.seq = event.seq;
        last_.hash = event.hash;
        last_position_ = event.position;
    }

    JournalReport finish(const std::vector<JournalHead>& anchors) {
        end_chain();
        for (const auto& [chain, head] : heads_)
            report(head.terminal, head.epoch, 1, JournalFlaw::truncated,
                   "the chain once had " + std::to_string(head.seq) + " events and is gone");
        for (const auto& anchor : anchors)
            check_anchor(anchor);
        return std::move(report_);
    }

  private:
    void report(const std::string& terminal, std::int64_t epoch, std::int64_t seq, JournalFlaw flaw, std::string what) {
        report_.problems.push_back({terminal, epoch, seq, flaw, std::move(what)});
    }

    void check_link(const JournalEvent& event, const Hash& hash) {
        const auto problem = [&](std::int64_t seq, JournalFlaw flaw, std::string what) {
            report(event.terminal, event.epoch, seq, flaw, std::move(what));
        };
        const bool follows = event.seq == last_.seq + 1;
        if (!follows)
            problem(last_.seq + 1, JournalFlaw::missing,
                    "events " + std::to_string(last_.seq + 1) + " to " + std::to_string(event.seq - 1) +
                        " are not there");
        if (hash != event.hash) {
            if (const auto home = true_number(event))
                problem(event.seq, JournalFlaw::swapped, "this is event " + std::to_string(*home));
            else
                problem(event.seq, JournalFlaw::altered, "its content is not what was hashed");
        } else if (follows && event.prev_hash != last_.hash) {
            problem(event.seq, JournalFlaw::unlinked,
                    "it does not follow event " + std::to_string(last_.seq) + " as it now stands");
        }
        if (event.position <= last_position_)
            problem(event.seq, JournalFlaw::swapped, "it was appended after the event that follows it");
    }

    // The number under which an event of another place is genuine. Only near numbers are tried: a journal in which
    // everything is altered must still be read in linear time.
    static std::optional<std::int64_t> true_number(JournalEvent event) {
        constexpr std::int64_t reach = 100;
        const auto here = event.seq;
        for (event.seq = std::max<std::int64_t>(1, here - reach); event.seq <= here + reach; ++event.seq)
            if (hash_of(event) == event.hash)
                return event.seq;
        return std::nullopt;
    }

    void end_chain() {
        if (!chain_)
            return;
        const auto found = heads_.find(*chain_);
        if (found == heads_.end()) {
            report(last_.terminal, last_.epoch, last_.seq, JournalFlaw::foreign, "this journal never began that chain");
            return;
        }
        const auto head = found->second;
        heads_.erase(found);
        if (head.seq > last_.seq)
            report(last_.terminal, last_.epoch, last_.seq + 1, JournalFlaw::truncated,
                   "the chain once went on to event " + std::to_string(head.seq));
        else if (head.seq < last_.seq)
            report(last_.terminal, last_.epoch, head.seq + 1, JournalFlaw::foreign,
                   "the journal recorded its end at event " + std::to_string(head.seq));
        else if (head.hash != last_.hash)
            report(last_.terminal, last_.epoch, last_.seq, JournalFlaw::replaced,
                   "the journal recorded another event as its end");
    }

    void check_anchor(const JournalHead& anchor) {
        Query query(connection_, "SELECT hash FROM event WHERE terminal = ? AND epoch = ? AND seq = ?");
        query.bind(anchor.terminal, anchor.epoch, anchor.seq);
        if (!query.step())
            report(anchor.terminal, anchor.epoch, anchor.seq, JournalFlaw::truncated,
                   "an event that is known elsewhere is not there");
        else if (query.hash() != anchor.hash)
            report(anchor.terminal, anchor.epoch, anchor.seq, JournalFlaw::replaced,
                   "another event is known elsewhere under this number");
    }

    Connection& connection_;
    std::map<Chain, JournalHead> heads_; // of the chains that were not met yet
    std::optional<Chain> chain_;
    JournalHead last_;
    std::int64_t last_position_ = INT64_MIN;
    JournalReport report_;
};

} // namespace

Hash hash_of(const JournalEvent& event) {
    CanonicalHash hash;
    hash.plain("makegood/1");
    hash.field(event.terminal).field(event.epoch).field(event.seq).field(event.event_id).field(event.type);
    hash.field(event.schema_version).field(event.wall_ms).field(event.boot_id).field(event.mono_ms);
    hash.field(event.actor).field(event.on_behalf_of);
    hash.plain(sha256(event.body)).plain(event.prev_hash);
    return hash.finish();
}

JournalEvent Journal::append(NewEvent fresh) {
    const auto last = head();
    JournalEvent event{std::move(fresh)};
    event.terminal = terminal_;
    event.epoch = epoch_;
    event.seq = last.seq + 1;
    event.prev_hash = last.hash;
    event.hash = hash_of(event);

    Query insert(connection_, "INSERT INTO event (terminal, epoch, seq, event_id, type, schema_version, wall_ms, "
                              "boot_id, mono_ms, actor, on_behalf_of, body, prev_hash, hash) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position");
    insert.bind(event.terminal, event.epoch, event.seq, event.event_id, event.type, event.schema_version, event.wall_ms,
                event.boot_id, event.mono_ms, event.actor, event.on_behalf_of, event.body, event.prev_hash, event.hash);
    insert.step();
    event.position = insert.integer();
    Query mark(connection_, "INSERT INTO journal_head (terminal, epoch, seq, hash) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT (terminal, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash");
    mark.bind(event.terminal, event.epoch, event.seq, event.hash).run();
    return event;
}

Stored<JournalReport> Journal::verify(const std::vector<JournalHead>& anchors) {
    return connection_.attempt("verify the journal of", connection_.file().string(), [&] {
        Verification verification(connection_);
        Query query(connection_, "SELECT " MAKEGOOD_EVENT_COLUMNS " FROM event ORDER BY terminal, epoch, seq");
        // Hashing takes longer than reading: what was read is hashed while the next is read.
        std::deque<std::future<Hashed>> hashing;
        const auto visit_next = [&] {
            const auto [events, hashes] = hashing.front().get();
            hashing.pop_front();
            for (std::size_t i = 0; i < events.size(); ++i)
                verification.visit(events[i], hashes[i]);
        };
        for (bool more = true; more;) {
            hashing.push_back(std::async(std::launch::async, hashed, read_some(query, read_whole, more)));
            if (hashing.size() > hashed_at_once)
                visit_next();
        }
        while (!hashing.empty())
            visit_next();
        auto report = verification.finish(anchors);
        report.head = head();
        return report;
    });
}

void Journal::for_each(const std::function<void(const JournalEvent&)>& visit) {
    Query query(connection_, "SELECT " MAKEGOOD_EVENT_COLUMNS " FROM event ORDER BY position");
    while (query.step())
        visit(read_whole(query));
}

JournalHead Journal::head() {
    return read_head(connection_, terminal_, epoch_);
}

EventsToReplay::EventsToReplay(Connection& connection)
    : query_(connection, "SELECT position, type, actor, body FROM event ORDER BY position") {}

std::vector<EventToReplay> EventsToReplay::next() {
    return more_ ? read_some(query_, read_to_replay, more_) : std::vector<EventToReplay>();
}

} // namespace makegood::storage
