#include "terminal/storage/storage.hpp"

#include "terminal/storage/noted_looks.hpp"

#include "terminal/storage/care_check.hpp"
#include "terminal/storage/care_vault.hpp"
#include "terminal/storage/closing_check.hpp"
#include "terminal/storage/private_file.hpp"

#include <algorithm>
#include <future>
#include <iterator>

namespace makegood::storage {

namespace {

constexpr std::int64_t first_epoch = 1;

// Without the digest.
Stored<JournalCheck> check_chain(Connection& connection, Journal& journal, const std::vector<JournalHead>& anchors) {
    auto report = journal.verify(anchors);
    if (!report)
        return refused(report.error());
    auto closings = connection.attempt("check", "the closings", [&] { return check_closings(connection); });
    if (!closings)
        return refused(closings.error());
    std::ranges::move(*closings, std::back_inserter(report->problems));
    auto texts = connection.attempt("check", "what customers said", [&] { return check_care_texts(connection); });
    if (!texts)
        return refused(texts.error());
    std::ranges::move(texts->problems, std::back_inserter(report->problems));
    return JournalCheck{.ok = report->ok(),
                        .head = report->head,
                        .events = report->events,
                        .texts_held = texts->held,
                        .texts_erased = texts->erased,
                        .problems = std::move(report->problems)};
}

Stored<JournalCheck> check_all(Connection& connection, Journal& journal, const std::vector<JournalHead>& anchors) {
    auto check = check_chain(connection, journal, anchors);
    if (!check)
        return check;
    const auto digest =
        connection.attempt("sum up", "the projections", [&] { return Projections(connection).digest(); });
    if (!digest)
        return refused(digest.error());
    check->digest = *digest;
    return check;
}

struct ToReplay {
    DecodedEvent content;
    StaffId actor;
    std::int64_t position = 0;
};

template <class StoredEvent>
ToReplay to_replay(const StoredEvent& event) {
    return {decode(event.type, {reinterpret_cast<const char*>(event.body.data()), event.body.size()}),
            StaffId(event.actor), event.position};
}

std::vector<ToReplay> all_to_replay(const std::vector<EventToReplay>& events) {
    std::vector<ToReplay> all;
    all.reserve(events.size());
    for (const auto& event : events)
        all.push_back(to_replay(event));
    return all;
}

void apply(Projections& projections, const ToReplay& event) {
    const auto& [content, actor, position] = event;
    projections.apply(content.event, {{actor, content.request}, content.at}, position);
}

// The next ones are read by a connection of their own while these are applied: that takes two thirds as long.
void apply_all(Projections& projections, Connection& beside) {
    EventsToReplay events(beside);
    const auto read = [&] { return all_to_replay(events.next()); };
    auto next = std::async(std::launch::async, read);
    for (auto some = next.get(); !some.empty(); some = next.get()) {
        next = std::async(std::launch::async, read);
        for (const auto& event : some)
            apply(projections, event);
    }
}

} // namespace

std::filesystem::path database_of(const std::filesystem::path& folder) {
    return folder / "makegood.db";
}

Stored<std::unique_ptr<Storage>> Storage::open(const StoragePlace& place, const std::string& terminal,
                                               const Clock& clock, Randomness& randomness, Retention retention) {
    const auto steps = read_schema_steps(place.schema);
    if (!steps)
        return refused(steps.error());
    const auto folder = private_folder(place.folder);
    if (!folder)
        return refused(folder.error());
    auto lock = OwnerLock::take(*folder, clock.now().to_iso());
    if (!lock)
        return refused(lock.error());
    auto connection = Connection::open_writing(database_of(*folder), *steps);
    if (!connection)
        return refused(connection.error());

    if (auto filled = fill_empty_indexes(*connection); !filled)
        return refused(filled.error());

    const auto has_pepper = connection->attempt("open", connection->file().string(), [&] {
        Query query(*connection, "SELECT count(*) FROM vault_pepper");
        query.step();
        return query.integer() > 0;
    });
    if (!has_pepper)
        return refused(has_pepper.error());
    auto pepper = Pepper::open(*folder, !*has_pepper);
    if (!pepper)
        return refused(pepper.error());

    std::unique_ptr<Storage> storage(new Storage(std::move(*lock), std::move(*connection), std::move(*pepper), terminal,
                                                 clock, randomness, std::move(retention)));
    auto transaction = DatabaseTransaction::begin(storage->connection_);
    if (!transaction)
        return refused(transaction.error());
    if (auto checked = storage->vault_.check_pepper(); !checked)
        return refused(checked.error());
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    if (auto taken_in = take_in_noted_looks(*storage); !taken_in)
        return refused(taken_in.error());
    return storage;
}

Storage::Storage(OwnerLock lock, Connection connection, Pepper pepper, const std::string& terminal, const Clock& clock,
                 Randomness& randomness, Retention retention)
    : lock_(std::move(lock)), connection_(std::move(connection)), pepper_(std::move(pepper)), clock_(clock),
      randomness_(randomness), retention_(std::move(retention)), facts_(connection_), cases_(connection_),
      vault_(connection_, pepper_), journal_(connection_, terminal, first_epoch), projections_(connection_),
      ledger_(connection_, pepper_, journal_, projections_, clock, randomness) {}

Storage::~Storage() = default;

template <class Answer, class Decide>
Stored<Answer> Storage::in_one_transaction(Decide decide) {
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    std::optional<Answer> answer;
    auto handled = connection_.attempt("handle", "a command", [&] { answer.emplace(decide()); });
    if (!handled)
        return refused(handled.error());
    // Also after a refusal: a counted try and a withdrawn proposal stay.
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    return Stored<Answer>(std::move(*answer));
}

Stored<Expected<CaseView, DeskRefusal>> Storage::handle(Desk& desk, const Command& command) {
    return in_one_transaction<Expected<CaseView, DeskRefusal>>([&] { return desk.handle(command); });
}

Stored<std::optional<Expected<CaseView, DeskRefusal>>> Storage::handle(Desk& desk, const Command& command,
                                                                       const LastWord& last_word) {
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    std::optional<Expected<CaseView, DeskRefusal>> answer;
    auto handled = connection_.attempt("handle", "a command", [&] {
        answer.emplace(desk.handle(command));
        if (!last_word(*answer))
            answer.reset();
    });
    if (!handled)
        return refused(handled.error());
    if (!answer)
        return answer;
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    return answer;
}

Stored<Expected<LeftBehindEntry, LeftBehindRefusal>> Storage::handle(const LeftBehindCommand& command) {
    return in_one_transaction<Expected<LeftBehindEntry, LeftBehindRefusal>>(
        [&] { return LeftBehindDesk(ledger_, clock_, randomness_).handle(command); });
}

Stored<Expected<CareRecord, CareRefusal>> Storage::handle(const CareCommand& command, const CareTerms& terms) {
    return in_one_transaction<Expected<CareRecord, CareRefusal>>([&] {
        CareVault texts(connection_, pepper_, randomness_);
        return CareDesk(ledger_, clock_, texts, terms).handle(command);
    });
}

Stored<Expected<StaffMember, DeskRefusal>> Storage::handle(const StaffCommand& command, const StaffSecrets& secrets) {
    return in_one_transaction<Expected<StaffMember, DeskRefusal>>([&] {
        auto answer = StaffDesk(ledger_, clock_).handle(command);
        if (const auto kept = answer ? keep_secrets(command, secrets) : Stored<void>(); !kept)
            throw StorageFailure(kept.error());
        return answer;
    });
}

Stored<void> Storage::keep_secrets(const StaffCommand& command, const StaffSecrets& secrets) {
    if (const auto* set = std::get_if<SetPin>(&command); set && secrets.pin)
        return vault_.keep_pin(set->staff, *secrets.pin, set->by != set->staff);
    if (const auto* revoked = std::get_if<RevokeStaff>(&command))
        return vault_.forget_secrets(revoked->staff);
    if (const auto* replaced = std::get_if<ReplaceBadge>(&command); replaced && secrets.badge)
        return vault_.replace_badges(replaced->staff, *secrets.badge);
    if (const auto* enrolled = std::get_if<EnrolStaff>(&command))
        return keep_newcomer({enrolled->member, secrets.pin, secrets.badge});
    return {};
}

Stored<void> Storage::record(const Event& event, const Author& author, const std::function<Stored<void>()>& beside) {
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    if (auto done = connection_.attempt("record", "an event", [&] { ledger_.append(event, author); }); !done)
        return done;
    if (auto done = beside(); !done)
        return done;
    return transaction->commit();
}

Stored<std::int64_t> Storage::queue_print(const NewPrintJob& job) {
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    auto number = PrintJobs(connection_).queue(job, clock_.now());
    if (number)
        if (auto committed = transaction->commit(); !committed)
            return refused(committed.error());
    return number;
}

Stored<void> Storage::mark_print(const std::string& job, PrintJobState state, const std::string& detail) {
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    if (auto marked = PrintJobs(connection_).mark(job, state, detail, clock_.now()); !marked)
        return marked;
    return transaction->commit();
}

Stored<std::vector<PrintJobs::OpenPrint>> Storage::settle_prints() {
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    if (auto settled = PrintJobs(connection_).settle(clock_.now()); !settled)
        return refused(settled.error());
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    return PrintJobs(connection_).open_in_journal();
}

Stored<void> Storage::enrol(const Enrolment& enrolment, const Author& author) {
    const auto& member = enrolment.member;
    return record(StaffEnrolled{member.id, member.role, member.language}, author,
                  [&] { return keep_newcomer(enrolment); });
}

Stored<void> Storage::keep_newcomer(const Enrolment& enrolment) {
    const auto& member = enrolment.member;
    if (auto kept = vault_.keep_name(member.id, member.name); !kept)
        return kept;
    if (enrolment.pin)
        if (auto kept = vault_.keep_pin(member.id, *enrolment.pin, enrolment.pin_to_change); !kept)
            return kept;
    if (enrolment.badge)
        if (auto kept = vault_.keep_badge(member.id, *enrolment.badge); !kept)
            return kept;
    return {};
}

Stored<JournalCheck> Storage::verify(const std::vector<JournalHead>& anchors) {
    auto stored = check_all(connection_, journal_, anchors);
    if (!stored || !stored->ok)
        return stored;
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    auto made_again = connection_.attempt("replay", "the journal", [&] {
        std::ranges::move(replay(), std::back_inserter(stored->problems));
        if (projections_.digest() != stored->digest)
            stored->problems.push_back({stored->head.terminal, stored->head.epoch, stored->head.seq,
                                        JournalFlaw::altered, "the projections are not what the journal amounts to"});
    });
    if (!made_again)
        return refused(made_again.error());
    stored->ok = stored->problems.empty();
    return stored; // the database transaction ends without commit: verifying changes nothing
}

Stored<JournalCheck> Storage::rebuild() {
    auto beside = connection_.beside();
    if (!beside)
        return refused(beside.error());
    auto transaction = DatabaseTransaction::begin(connection_);
    if (!transaction)
        return refused(transaction.error());
    auto checking = std::async(std::launch::async, [&] {
        Journal journal(*beside, journal_.chain().terminal, journal_.chain().epoch);
        return check_chain(*beside, journal, {});
    });
    Hash digest{};
    auto replayed = connection_.attempt("replay", "the journal", [&] {
        const LargeCache large(connection_);
        auto problems = replay();
        digest = projections_.digest();
        return problems;
    });
    auto check = checking.get();
    if (!check)
        return check;
    if (!replayed)
        return refused(replayed.error());
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    check->digest = digest;
    std::ranges::move(*replayed, std::back_inserter(check->problems));
    check->ok = check->problems.empty();
    return check;
}

// An event that cannot be read or applied is named and left out; it stays in the journal. A savepoint for each event
// takes a fifth of the time, and hardly any journal needs one.
std::vector<JournalProblem> Storage::replay() {
    auto beside = connection_.beside();
    if (!beside)
        throw StorageFailure(beside.error());
    projections_.clear();
    if (connection_.attempt("replay", "the journal", [&] { apply_all(projections_, *beside); }))
        return {};
    projections_.clear();
    std::vector<JournalProblem> problems;
    journal_.for_each([&](const JournalEvent& event) {
        Query(connection_, "SAVEPOINT event").run();
        if (auto applied =
                connection_.attempt("apply event", event.event_id, [&] { apply(projections_, to_replay(event)); });
            !applied) {
            Query(connection_, "ROLLBACK TO event").run();
            problems.push_back({event.terminal, event.epoch, event.seq, JournalFlaw::altered, applied.error().reason});
        }
        Query(connection_, "RELEASE event").run();
    });
    return problems;
}

Stored<std::unique_ptr<StorageReader>> StorageReader::open(const StoragePlace& place) {
    const auto steps = read_schema_steps(place.schema);
    if (!steps)
        return refused(steps.error());
    std::error_code failed;
    const auto folder = std::filesystem::canonical(place.folder, failed);
    if (failed)
        return refused(StorageError{StorageFault::missing, "open", place.folder.string(), failed.message()});
    auto connection = Connection::open_reading(database_of(folder), *steps);
    if (!connection)
        return refused(connection.error());
    return std::unique_ptr<StorageReader>(new StorageReader(std::move(*connection)));
}

Stored<JournalCheck> StorageReader::verify(const std::string& terminal, const std::vector<JournalHead>& anchors) {
    Journal journal(connection_, terminal, first_epoch);
    return check_all(connection_, journal, anchors);
}

} // namespace makegood::storage
