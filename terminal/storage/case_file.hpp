#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/query.hpp"
#include "workflows/recovery/case_view.hpp"
#include "workflows/recovery/returns.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

// What the journal knows of cases and people, for the desk and, over a reading connection, for the screens.
class CaseFile {
  public:
    explicit CaseFile(Connection& connection) : connection_(connection) {}

    Stored<std::optional<CaseView>> find_case(const CaseId& id) const;
    // Every case of a receipt, over all its revisions, in the order of opening.
    Stored<std::vector<CaseView>> cases_of(const ReceiptKey& key) const;
    // The case of which a slip carries this number, also one whose grant was reversed.
    Stored<std::optional<CaseView>> find_by_slip(const SlipNumber& slip) const;
    Stored<std::vector<CaseView>> cases_in(CaseState state, int limit) const;
    // What was promised for that day or before and is still owed, the longest due first.
    Stored<std::vector<CaseView>> promised_until(Date day, int limit) const;
    // That wait for somebody to look at them by that day or before, the longest due first.
    Stored<std::vector<CaseView>> waiting_for_a_look(Date day, int limit) const;
    // In which a till was asked for money and nobody has seen it paid.
    Stored<std::vector<CaseId>> owed_refunds() const;
    // Likewise, also what was paid too much, which no return of goods shows.
    Stored<std::vector<CaseId>> owed_money() const;
    Stored<std::int64_t> count() const;
    // The first so many by id after this one; all cases are seen when the last id of each list is asked with again.
    Stored<std::vector<CaseView>> cases_after(const CaseId& last, int limit) const;
    Stored<ReceiptHistory> history(const ReceiptKey& key, LineNumber line) const;
    // See Ledger.
    Stored<std::int64_t> given_alone(const StaffId& person, Currency currency, CivilTime from, CivilTime until) const;
    Stored<int> given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const;
    Stored<int> given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const;
    // The last in which something was given, of the newest 1,000 receipts that name the customer whom this one names.
    Stored<std::optional<CaseView>> last_case_of_customer(const ReceiptReference& receipt) const;
    Stored<std::optional<CustomerStanding>> customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                              const StaffId& person, Currency currency) const;
    // By the keyed hash of their phone; none of it where no receipt names it.
    Stored<CustomerStanding> standing_of_phone(const Hash& phone, CivilTime since, const StaffId& person,
                                               Currency currency) const;
    // Lines of the receipt of which something was made good; the others are not in it.
    struct MadeGood {
        Quantity quantity;
        CivilTime last_at;
        std::vector<RefundRequest> refunds{}; // in force, in the order of time
    };
    Stored<std::map<LineNumber, MadeGood>> made_good(const ReceiptKey& key) const;
    // Goods under any spelling of their code that were given without a receipt in cases opened since then, in the order
    // of opening; not those that were tied to theirs.
    struct GivenByWord {
        CaseId case_id;
        CivilTime at;
    };
    Stored<std::vector<GivenByWord>> given_by_word(const ItemCode& code, CivilTime since) const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
