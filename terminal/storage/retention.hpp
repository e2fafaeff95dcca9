#pragma once

#include "terminal/storage/storage_thread.hpp"
#include "workflows/retention/retention.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace makegood::storage {

// The tables whose rows name a receipt by its id, in the column `receipt`, and go with it. A schema step that makes
// another one adds it here; a test compares this with what the database says of itself.
inline constexpr std::array<std::string_view, 4> tables_under_receipt = {"receipt_line", "receipt_tender",
                                                                         "receipt_tax", "receipt_link"};

// What goes or has gone of one shop. The revisions of one receipt go together and count once.
struct RetentionTally {
    BusinessUnitId shop;
    RetentionTerms terms;
    RetentionLimits limits;
    std::int64_t receipts = 0;
    std::int64_t lines = 0;
    std::optional<Date> first_day; // of these receipts
    std::optional<Date> last_day;
    std::int64_t personal = 0; // receipts that stay, without what leads to a person
    std::int64_t kept = 0;     // receipts beyond a term that stay whole: they are the evidence of a case
};

// Of every shop that has receipts here, by its number. Goes through the receipts of the days concerned.
Stored<std::vector<RetentionTally>> what_would_go(Connection& connection, const RetentionToday& retention);

// Deletes what is beyond its term, slice by slice in the order of days. Whatever is gone before an error or the end of
// the program stays gone, and a second pass finds nothing more. Names of goods, lanes and kinds of payment stay: they
// lead to nobody, other receipts share them, and an import under way knows them by id. What was deleted is overwritten
// in the file (secure_delete) and, after the last slice, lies in no write-ahead log either.
class RetentionPass {
  public:
    RetentionPass();
    ~RetentionPass();
    RetentionPass(const RetentionPass&) = delete;
    RetentionPass& operator=(const RetentionPass&) = delete;

    // One database transaction of about so many rows, and at least one receipt; true when there is more. Events tell
    // of each shop of which something goes, before and after. After an error the pass is over. Error busy after the
    // last slice: another program reads for longer than a second, and traces stay in the write-ahead log until the
    // next pass.
    Stored<bool> slice(Storage& storage, int rows);

    // What is gone so far, of each shop.
    std::vector<RetentionTally> tallies() const;

  private:
    class Inspection;
    friend Stored<std::vector<RetentionTally>> what_would_go(Connection&, const RetentionToday&);
    void work(Storage& storage, int rows);

    std::unique_ptr<Inspection> inspection_; // from the first slice on
    std::set<BusinessUnitId> touched_;       // shops of which something has gone
};

// A pass in slices that leave room for people, for a program that acts without being asked: a clock that cannot be
// believed deletes nothing (is_clock_believable). `ended`, if any, is told on the storage thread whether the pass went
// through, or why it broke off.
StorageThread::Slice retention_in_slices(std::function<void(const Stored<void>&)> ended = {});

} // namespace makegood::storage
