#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/database_ledger.hpp"
#include "terminal/storage/facts.hpp"
#include "terminal/storage/intake.hpp"
#include "terminal/storage/journal.hpp"
#include "terminal/storage/owner_lock.hpp"
#include "terminal/storage/pepper.hpp"
#include "terminal/storage/print_jobs.hpp"
#include "terminal/storage/projections.hpp"
#include "terminal/storage/stock_intake.hpp"
#include "terminal/storage/vault.hpp"
#include "workflows/care/care_desk.hpp"
#include "workflows/left_behind/left_behind_desk.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/retention/retention.hpp"
#include "workflows/staff/staff_desk.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

struct StoragePlace {
    std::filesystem::path folder; // the data folder; made 0700 where it is not there
    std::filesystem::path schema; // assets/schema
};

// The file in a data folder.
std::filesystem::path database_of(const std::filesystem::path& folder);

// What `makegood journal verify` and `rebuild` tell.
struct JournalCheck {
    bool ok = false;
    JournalHead head;
    std::int64_t events = 0;
    Hash digest{};                 // over the projections as they now stand
    std::int64_t texts_held = 0;   // that customers left with the register, as the journal commits to them
    std::int64_t texts_erased = 0; // likewise: gone from the vault
    std::vector<JournalProblem> problems;
};

// What the vault keeps of a command about who works here.
struct StaffSecrets {
    std::optional<PinHash> pin{};       // of a SetPin or an EnrolStaff
    std::optional<std::string> badge{}; // of an EnrolStaff or a ReplaceBadge
};

// The whole writing side of one data folder, owned by this process until the object ends. Belongs to one thread.
class Storage {
  public:
    // `terminal` names this terminal in the journal. Errors as of OwnerLock, Connection, Pepper and Vault; a folder
    // whose database was made with a pepper that is now gone is refused, not given a new one. `retention` deletes
    // nothing by itself: see RetentionPass.
    static Stored<std::unique_ptr<Storage>> open(const StoragePlace& place, const std::string& terminal,
                                                 const Clock& clock, Randomness& randomness, Retention retention = {});
    ~Storage();

    // One command of a person: read, decided and written in one database transaction, committed when this returns.
    // A storage error means that nothing of it is stored (after `latched`: that nobody knows until a restart).
    Stored<Expected<CaseView, DeskRefusal>> handle(Desk& desk, const Command& command);

    // Likewise, with a last word before the commit, which may put further commands to the desk in the same database
    // transaction and change the answer. Where it says no, nothing of all this is stored and there is no answer.
    using LastWord = std::function<bool(Expected<CaseView, DeskRefusal>& answer)>;
    Stored<std::optional<Expected<CaseView, DeskRefusal>>> handle(Desk& desk, const Command& command,
                                                                  const LastWord& last_word);

    // Likewise of the log.
    Stored<Expected<LeftBehindEntry, LeftBehindRefusal>> handle(const LeftBehindCommand& command);

    // Likewise of the register of what customers told.
    Stored<Expected<CareRecord, CareRefusal>> handle(const CareCommand& command, const CareTerms& terms = {});

    // Likewise about who works here.
    Stored<Expected<StaffMember, DeskRefusal>> handle(const StaffCommand& command, const StaffSecrets& secrets = {});

    // One event that no desk decides, such as StaffEnrolled, in a database transaction with whatever `beside` writes.
    Stored<void> record(
        const Event& event, const Author& author,
        const std::function<Stored<void>()>& beside = [] { return Stored<void>(); });

    // What becomes of papers, each in a database transaction of its own; see PrintJobs.
    Stored<std::int64_t> queue_print(const NewPrintJob& job);
    Stored<void> mark_print(const std::string& job, PrintJobState state, const std::string& detail);
    // What an earlier run left under way has an end then; the prints that the journal waits for, with theirs.
    Stored<std::vector<PrintJobs::OpenPrint>> settle_prints();

    struct Enrolment {
        StaffMember member;
        std::optional<PinHash> pin{};
        std::optional<std::string> badge{};
        bool pin_to_change = false; // somebody else chose it
    };
    Stored<void> enrol(const Enrolment& enrolment, const Author& author);

    // For what the till tells, as today's retention lets it in.
    Intake intake(int rows_per_slice) { return {connection_, pepper_, rows_per_slice, retention_today()}; }
    ProductIntake intake(std::vector<Product> products) const { return {std::move(products), clock_.now()}; }
    RetentionToday retention_today() const { return {retention_, clock_.now().date()}; }

    // Recomputes the chain, and the projections beside the stored ones without changing them.
    Stored<JournalCheck> verify(const std::vector<JournalHead>& anchors = {});
    // Drops the projections and makes them again from the journal, in one database transaction.
    Stored<JournalCheck> rebuild();

    const Clock& clock() const { return clock_; }
    // Into which events are written here, without its end.
    JournalHead journal_chain() const { return journal_.chain(); }

    Connection& connection() { return connection_; }
    const Pepper& pepper() const { return pepper_; }
    Facts& facts() { return facts_; }
    CaseFile& cases() { return cases_; }
    Vault& vault() { return vault_; }
    Ledger& ledger() { return ledger_; }

  private:
    Storage(OwnerLock lock, Connection connection, Pepper pepper, const std::string& terminal, const Clock& clock,
            Randomness& randomness, Retention retention);
    template <class Answer, class Decide>
    Stored<Answer> in_one_transaction(Decide decide);
    Stored<void> keep_secrets(const StaffCommand& command, const StaffSecrets& secrets);
    Stored<void> keep_newcomer(const Enrolment& enrolment);
    std::vector<JournalProblem> replay();

    OwnerLock lock_; // the first in and the last out
    Connection connection_;
    Pepper pepper_;
    const Clock& clock_;
    Randomness& randomness_;
    Retention retention_;
    Facts facts_;
    CaseFile cases_;
    Vault vault_;
    Journal journal_;
    Projections projections_;
    DatabaseLedger ledger_;
};

// The reading side, for screens and for the command line beside a running kiosk. Belongs to one thread.
class StorageReader {
  public:
    static Stored<std::unique_ptr<StorageReader>> open(const StoragePlace& place);

    Connection& connection() { return connection_; }
    Facts& facts() { return facts_; }
    CaseFile& cases() { return cases_; }
    Stored<JournalCheck> verify(const std::string& terminal, const std::vector<JournalHead>& anchors = {});

  private:
    explicit StorageReader(Connection connection)
        : connection_(std::move(connection)), facts_(connection_), cases_(connection_) {}

    Connection connection_;
    Facts facts_;
    CaseFile cases_;
};

} // namespace makegood::storage
