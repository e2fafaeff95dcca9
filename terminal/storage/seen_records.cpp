#include "terminal/storage/seen_records.hpp"

#include "terminal/storage/event_fields.hpp"

#include <algorithm>
#include <cstdlib>

namespace makegood::storage {

namespace {

constexpr std::int64_t one_look_ms = 60'000;
constexpr int most_looked_back = 200; // events; more do not happen in a minute

std::optional<DecodedEvent> decoded_sighting(const Bytes& body) {
    return try_decode(event_type<RecordsSeen>, {reinterpret_cast<const char*>(body.data()), body.size()});
}

// A list shows less than the receipt itself: who opens it then has another look.
bool is_same_look(const RecordsSeen& one, const RecordsSeen& other) {
    return one.receipt.key == other.receipt.key && one.more == other.more &&
           (one.how == HowFound::list) == (other.how == HowFound::list);
}

bool stands_in(const RecordsSeen& seen, const std::set<ReceiptKey>& receipts) {
    return receipts.contains(seen.receipt.key) ||
           std::ranges::any_of(seen.more, [&](const ReceiptReference& one) { return receipts.contains(one.key); });
}

bool was_seen_just_now(Storage& storage, const RecordsSeen& seen, const StaffId& by) {
    const auto chain = storage.journal_chain();
    Query query(storage.connection(), "SELECT type, actor, wall_ms, body FROM event WHERE terminal = ? AND epoch = ? "
                                      "ORDER BY seq DESC LIMIT ?");
    query.bind(chain.terminal, chain.epoch, most_looked_back);
    while (query.step()) {
        const auto type = query.text();
        const auto actor = query.text();
        if (std::abs(storage.clock().wall_ms() - query.integer()) >= one_look_ms)
            return false;
        if (type != event_type<RecordsSeen> || actor != by.text())
            continue;
        const auto before = decoded_sighting(query.bytes());
        if (before && is_same_look(std::get<RecordsSeen>(before->event), seen))
            return true;
    }
    return false;
}

} // namespace

Stored<void> record_seen(Storage& storage, const RecordsSeen& seen, const Author& author) {
    const auto known = storage.connection().attempt("look for", "an earlier look",
                                                    [&] { return was_seen_just_now(storage, seen, author.actor); });
    if (!known)
        return refused(known.error());
    return *known ? Stored<void>() : storage.record(seen, author);
}

Stored<std::vector<Sighting>> sightings_of(Connection& connection, const std::set<ReceiptKey>& receipts) {
    return connection.attempt("list", "who has seen receipts", [&] {
        std::vector<Sighting> found;
        Query query(connection, "SELECT actor, body FROM event WHERE type = ? ORDER BY position");
        query.bind(event_type<RecordsSeen>);
        while (query.step()) {
            StaffId by(query.text());
            const auto decoded = decoded_sighting(query.bytes());
            if (!decoded)
                continue;
            const auto& seen = std::get<RecordsSeen>(decoded->event);
            if (stands_in(seen, receipts))
                found.push_back({seen.seen_at.value_or(decoded->at), std::move(by), seen});
        }
        return found;
    });
}

} // namespace makegood::storage
