#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/facts.hpp"
#include "workflows/left_behind/matching.hpp"
#include "workflows/recovery/evidence.hpp"

#include <map>
#include <optional>
#include <vector>

namespace makegood::storage {

// What the journal knows of things that were left behind, for the desk and, over a reading connection, for the screens
// and the command line. Read through indexes only.
class LeftBehindLog {
  public:
    explicit LeftBehindLog(Connection& connection) : connection_(connection) {}

    Stored<std::optional<LeftBehindEntry>> find(const LeftBehindId& id) const;
    // By the label of its bag.
    Stored<std::optional<LeftBehindEntry>> find_labelled(std::string_view label) const;
    // Set aside in the shop, the newest of each state first.
    Stored<std::vector<LeftBehindEntry>> in_shop(int limit) const;
    // Handed over, put back or disposed of, what left last first.
    Stored<std::vector<LeftBehindEntry>> gone(int limit) const;
    struct Counts {
        std::int64_t in_shop = 0;
        std::int64_t spoiling = 0; // of them, those that are spoiled or soon will be
    };
    Stored<Counts> count(Date today) const;
    // The finding first.
    Stored<std::vector<LeftBehindMove>> moves_of(const LeftBehindId& id) const;
    Stored<std::vector<LeftBehindEntry>> given_by(const CaseId& id) const;

    // What the log says of one line of a receipt, with the entry that it holds, the likeliest, or that it gave.
    struct Word {
        LeftBehindAnswer answer = LeftBehindAnswer::not_kept;
        std::optional<LeftBehindEntry> entry{};
    };
    Stored<Word> word_on(const RetailTransaction& receipt, const LineItem& line) const;

    // By word: the newest, at the lane that is told before one that names none.
    Stored<Word> word_on(const ItemCode& code, const ToldSale& sale) const;

    struct LikelyReceipt {
        ReceiptReference reference;
        std::string number;
        CivilTime bought_at;
        LineNumber line{};
        int likelihood = 0; // 0 to 100, as likelihood_of
    };
    // Whose it may be, likeliest first. Of the sales of an item on one business day the first `most_sales_weighed` are
    // weighed.
    Stored<std::vector<LikelyReceipt>> likely_receipts(const LeftBehindEntry& entry, std::size_t most) const;
    // The lanes that receipts came from, in the order of their names.
    Stored<std::vector<WorkstationId>> lanes(const BusinessUnitId& shop, int limit) const;

  private:
    std::vector<LeftBehindEntry> in_states(std::initializer_list<LeftBehindState> states, int limit) const;

    Connection& connection_;
};

inline constexpr int most_sales_weighed = 500;

} // namespace makegood::storage
