#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/slip/slip_words.hpp"
#include "terminal/storage/storage_thread.hpp"
#include "terminal/world/randomness.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <semaphore>

namespace makegood {

struct DeskAnswer {
    RequestId request;
    storage::Stored<Expected<CaseView, DeskRefusal>> result;
};

struct StaffAnswer {
    RequestId request;
    storage::Stored<Expected<StaffMember, DeskRefusal>> result;
};

struct LogAnswer {
    RequestId request;
    storage::Stored<Expected<LeftBehindEntry, LeftBehindRefusal>> result;
};

struct RegisterAnswer {
    RequestId request;
    storage::Stored<Expected<CareRecord, CareRefusal>> result;
};

// The desk on the storage thread. Commands are carried out in the order in which they came, each in one database
// transaction; an answer is posted after its commit, or after what kept it from one.
class DeskThread {
  public:
    struct World {
        std::unique_ptr<storage::Storage> storage;
        const Clock& clock;
        Randomness& randomness; // used by the storage thread alone from now on
        text::Words english;    // likewise
        text::Words persian;
        Policy policy;
        SlipTemplates slips;
        CareTerms care_terms;
        std::string terminal;
        Wording shop;
        int business_day_ends_minute = 0;
        bool practice = false; // slips say so
    };

    struct Answers {
        drivers::EventQueue<DeskAnswer>& of_desk;
        drivers::EventQueue<LogAnswer>& of_log;
        drivers::EventQueue<StaffAnswer>& of_staff;
        drivers::EventQueue<RegisterAnswer>& of_care;
    };

    // The queues outlive it. Ends after the commands that it has taken.
    DeskThread(World world, Answers answers);

    // False when too many commands wait: it was not taken.
    bool post(Command command);
    bool post(LeftBehindCommand command);
    bool post(CareCommand command);
    bool post(StaffCommand command, storage::StaffSecrets secrets = {});
    // Of what somebody saw; see storage::record_seen. False as above.
    bool record(Event event, Author author);
    // Replaces a small file of the data folder, after the commands that came before. `done` is called on the storage
    // thread. False as above.
    bool write(std::filesystem::path file, std::string text, std::function<void(storage::Stored<void>)> done);
    // What becomes of a paper, after the commands that came before; each is called on the storage thread after its
    // commit, or what kept it from one. False as above.
    bool queue_print(storage::NewPrintJob job, std::function<void(storage::Stored<std::int64_t>)> queued);
    bool mark_print(
        std::string job, storage::PrintJobState state, std::string detail,
        std::function<void(storage::Stored<void>)> marked = [](const storage::Stored<void>&) {});
    // The name on slips, after the commands that came before. False as above.
    bool rename_shop(Wording name);
    // For imports, which go between what people ask.
    storage::StorageThread& storage_thread() { return thread_; }
    // The commands that come after this wait for `until`, which outlives the thread. False as above.
    bool hold(std::counting_semaphore<>& until);
    // What never changes after opening, so any thread may read it.
    const storage::Pepper& pepper() const { return pepper_; }
    const ApprovalTerms& approval_terms() const { return policy_.approval; }
    const Budget& budget() const { return policy_.budget; }
    const CareTerms& care_terms() const { return care_terms_; }

  private:
    Answers answers_;
    const storage::Pepper& pepper_;
    text::Words english_;
    text::Words persian_;
    Policy policy_;
    SlipTemplates slips_;
    CareTerms care_terms_;
    SodiumCryptography cryptography_;
    SlipWords slip_words_;
    Desk desk_;
    storage::StorageThread thread_; // last: stops first
};

} // namespace makegood
