#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

enum class PrintJobState {
    queued,      // stored; no byte left
    sending,     // the printer may have got bytes
    sent,        // all bytes left; this printer tells nothing of them
    processed,   // it has worked through them
    printed,     // it confirmed the paper
    unconfirmed, // it may be on paper, wholly, partly or not: a person looks
    failed,      // no byte left
    cancelled,   // likewise, because somebody asked for it
};

inline bool is_under_way(PrintJobState state) {
    return state == PrintJobState::queued || state == PrintJobState::sending;
}

enum class PrintedMatter { slip, badge, left_behind_label, test_page };

struct NewPrintJob {
    std::string job; // an id of its own for ever
    PrintedMatter matter{};
};

struct PrintJobRecord {
    std::int64_t number = 0; // never given twice, from 1 on
    NewPrintJob what;
    std::optional<SlipNumber> slip{}; // of a slip
    PrintJobState state{};
    std::string detail; // why it did not come out, in English; empty otherwise
    CivilTime queued_at;
    CivilTime changed_at;
};

// What becomes of each paper, kept before the printer gets a byte of it. The newest 10,000 stay.
class PrintJobs {
  public:
    explicit PrintJobs(Connection& connection) : connection_(connection) {}

    // Its number. Inside of a DatabaseTransaction, as the two below. Error: refused, a job of that id is there.
    Stored<std::int64_t> queue(const NewPrintJob& job, CivilTime now);
    // Of a job that is over, or of none, nothing changes: a late word does not undo what was told before.
    Stored<void> mark(const std::string& job, PrintJobState state, const std::string& detail, CivilTime now);
    // What an earlier run left under way: of what was queued nothing left, of what was begun nobody knows.
    Stored<void> settle(CivilTime now);

    // The newest first. For a reading connection too, as the one below.
    Stored<std::vector<PrintJobRecord>> latest(int limit) const;
    // Prints that the journal asked for and whose end it does not know, with what became of them. One that was never
    // queued is failed: not a byte of it left.
    struct OpenPrint {
        CaseId case_id;
        std::string job;
        PrintJobState state{};
    };
    Stored<std::vector<OpenPrint>> open_in_journal() const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
