#include "terminal/storage/closing.hpp"

#include "terminal/storage/closing_files.hpp"
#include "terminal/storage/closing_key.hpp"
#include "terminal/storage/event_fields.hpp"
#include "workflows/business_day.hpp"

namespace makegood::storage {

namespace {

constexpr int events_beside_people = 100;

std::string_view as_view(const Bytes& body) {
    return {reinterpret_cast<const char*>(body.data()), body.size()};
}

// Throws UnreadableRow.
StoredClosing read_closing(std::int64_t seq, const Hash& hash, const Bytes& body) {
    auto closed = std::get<DayClosed>(decode(event_type<DayClosed>, as_view(body)).event);
    auto statement = day_statement_from(closed.statement);
    if (!statement)
        throw UnreadableRow("a closing that says nothing");
    return {seq, hash, std::move(closed), std::move(*statement)};
}

WorthOfGrant worths_in(Connection& connection) {
    return [&connection](const GrantId& grant) -> std::optional<Money> {
        Query query(connection, "SELECT value, currency FROM remedy_grant WHERE id = ?");
        if (!query.bind(grant.text()).step())
            return std::nullopt;
        const auto worth = query.integer();
        return Money(worth, query.currency());
    };
}

void count(DayTally& tally, const std::string& type, const Bytes& body, const WorthOfGrant& worth_of) {
    const auto decoded = try_decode(type, as_view(body));
    makegood::count(tally, type, decoded ? std::optional(decoded->event) : std::nullopt, worth_of);
}

// A day on which nothing but this happened is not closed.
bool is_of_closing(std::string_view type) {
    return type == event_type<DayClosed> || type == event_type<TerminalKeyMade>;
}

OpenWork open_work(Connection& connection, Date today) {
    const auto cases_in = [&](CaseState state) {
        Query query(connection, "SELECT count(*) FROM recovery_case WHERE state = ?");
        query.bind(static_cast<int>(state)).step();
        return query.integer();
    };
    const auto left_behind = LeftBehindLog(connection).count(today);
    if (!left_behind)
        throw StorageFailure(left_behind.error());
    const auto overdue = [&](bool to_countersign) {
        Query query(connection, "SELECT count(*) FROM second_look WHERE due < ? AND looked_by IS NULL AND "
                                "to_countersign = ?");
        query.bind(today.days_since_1970, static_cast<int>(to_countersign)).step();
        return query.integer();
    };
    return {cases_in(CaseState::awaiting_manager), cases_in(CaseState::owed), left_behind->in_shop, overdue(false),
            overdue(true)};
}

} // namespace

Stored<std::optional<StoredClosing>> last_closing(Connection& connection, const JournalHead& chain) {
    return connection.attempt("look up", "the last closing", [&]() -> std::optional<StoredClosing> {
        Query query(connection, "SELECT seq, hash, body FROM event WHERE terminal = ? AND epoch = ? AND type = ? "
                                "ORDER BY seq DESC LIMIT 1");
        if (!query.bind(chain.terminal, chain.epoch, event_type<DayClosed>).step())
            return std::nullopt;
        const auto seq = query.integer();
        const auto hash = query.hash();
        return read_closing(seq, hash, query.bytes());
    });
}

Stored<std::vector<StoredClosing>> closings(Connection& connection, std::optional<Date> day) {
    return connection.attempt("list", "the closings", [&] {
        std::vector<StoredClosing> found;
        Query query(connection, "SELECT seq, hash, body FROM event WHERE type = ? ORDER BY position");
        query.bind(event_type<DayClosed>);
        while (query.step()) {
            const auto seq = query.integer();
            const auto hash = query.hash();
            auto closing = read_closing(seq, hash, query.bytes());
            if (!day || closing.statement.day == *day)
                found.push_back(std::move(closing));
        }
        return found;
    });
}

DayTally tally_of(Connection& connection, const JournalHead& chain, std::int64_t first, std::int64_t last) {
    DayTally tally;
    const auto worth_of = worths_in(connection);
    Query query(connection, "SELECT type, body FROM event WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ? "
                            "ORDER BY seq");
    query.bind(chain.terminal, chain.epoch, first, last);
    while (query.step()) {
        const auto type = query.text();
        count(tally, type, query.bytes(), worth_of);
    }
    return tally;
}

Stored<bool> ClosingPass::slice(Storage& storage, int events) {
    if (!day_) {
        auto previous = last_closing(storage.connection(), storage.journal_chain());
        if (!previous)
            return refused(previous.error());
        // A power cut may have come between the journal and the copy.
        if (*previous)
            if (auto kept = keep_closing(storage.connection().file().parent_path(), **previous); !kept)
                return refused(kept.error());
        begin_day(storage, std::move(*previous));
    }
    auto reached =
        storage.connection().attempt("close", "a business day", [&] { return take_events(storage, events); });
    if (!reached)
        return refused(reached.error());
    const bool is_whole = *reached == Reached::next_day || (*reached == Reached::end && day_->cut.is_over());
    if (is_whole)
        if (auto closed = close_day(storage); !closed)
            return refused(closed.error());
    return is_whole || *reached == Reached::more;
}

void ClosingPass::begin_day(Storage& storage, std::optional<StoredClosing> previous) {
    const auto today = business_day_of(storage.clock().now(), ends_minute_).date;
    const auto last_closed = previous ? std::optional(previous->statement.day) : std::nullopt;
    const auto last = previous ? previous->statement.last : 0;
    day_.emplace(Day{.cut = {last_closed, today}, .previous = std::move(previous), .first = last + 1, .last = last});
}

ClosingPass::Reached ClosingPass::take_events(Storage& storage, int events) {
    auto& connection = storage.connection();
    const auto chain = storage.journal_chain();
    const auto worth_of = worths_in(connection);
    Query query(connection, "SELECT seq, hash, type, body FROM event WHERE terminal = ? AND epoch = ? AND seq > ? "
                            "ORDER BY seq LIMIT ?");
    query.bind(chain.terminal, chain.epoch, day_->last, events);
    int taken = 0;
    for (; query.step(); ++taken) {
        const auto seq = query.integer();
        const auto hash = query.hash();
        const auto type = query.text();
        const auto body = query.bytes();
        if (const auto gist = gist_of(as_view(body))) {
            const auto day = business_day_of(gist->at, ends_minute_).date;
            if (day_->cut.is_ended_by(day))
                return Reached::next_day;
            if (!is_of_closing(type))
                day_->cut.take(day);
        }
        count(day_->tally, type, body, worth_of);
        day_->last = seq;
        day_->head = hash;
    }
    return taken == events ? Reached::more : Reached::end;
}

Stored<void> ClosingPass::close_day(Storage& storage) {
    auto& connection = storage.connection();
    const auto folder = connection.file().parent_path();
    const auto chain = storage.journal_chain();
    const auto key = ClosingKey::open(folder, true);
    if (!key)
        return refused(key.error());
    auto transaction = DatabaseTransaction::begin(connection);
    if (!transaction)
        return refused(transaction.error());
    auto written = connection.attempt("close", "a business day", [&] {
        DayStatement statement{.terminal = chain.terminal,
                               .epoch = chain.epoch,
                               .day = *day_->cut.day(),
                               .first = day_->first,
                               .last = day_->last,
                               .head = day_->head,
                               .tally = day_->tally,
                               .open =
                                   open_work(connection, business_day_of(storage.clock().now(), ends_minute_).date)};
        if (day_->previous)
            statement.previous = {day_->previous->statement.day, day_->previous->seq, day_->previous->hash};
        const Author author{system_actor, RequestId("closing-" + statement.day.to_iso())};
        if (!day_->previous || day_->previous->closed.key != key->public_key())
            storage.ledger().append(TerminalKeyMade{key->public_key()}, author);
        const auto text = to_text(statement);
        storage.ledger().append(DayClosed{text, key->public_key(), key->sign(text)}, author);
    });
    if (!written)
        return written;
    if (auto committed = transaction->commit(); !committed)
        return committed;

    auto closing = last_closing(connection, chain);
    if (!closing)
        return refused(closing.error());
    if (auto kept = keep_closing(folder, **closing); !kept)
        return kept;
    closed_.push_back(**closing);
    begin_day(storage, std::move(*closing));
    return {};
}

StorageThread::Slice closing_in_slices(int business_day_ends_minute) {
    return [pass = std::make_shared<ClosingPass>(business_day_ends_minute)](Storage& storage) {
        return pass->slice(storage, events_beside_people).value_or(false);
    };
}

} // namespace makegood::storage
