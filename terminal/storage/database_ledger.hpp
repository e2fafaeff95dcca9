#pragma once

#include "terminal/storage/facts.hpp"
#include "terminal/storage/journal.hpp"
#include "terminal/storage/left_behind_log.hpp"
#include "terminal/storage/projections.hpp"
#include "terminal/storage/stock_file.hpp"
#include "workflows/ports.hpp"

#include <map>
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
    // Cases in which a till was asked for money and nobody has seen it paid.
    // What was promised for that day or before and is still owed, the longest due first.
    Stored<std::vector<CaseView>> promised_until(Date day, int limit) const;
    // That wait for somebody to look at them by that day or before, the longest due first.
    Stored<std::vector<CaseView>> waiting_for_a_look(Date day, int limit) const;
    Stored<std::vector<CaseId>> owed_refunds() const;
    Stored<std::int64_t> count() const;
    // The first so many by id after this one; all cases are seen when the last id of each list is asked with again.
    Stored<std::vector<CaseView>> cases_after(const CaseId& last, int limit) const;
    Stored<ReceiptHistory> history(const ReceiptKey& key, LineNumber line) const;
    // See Ledger.
    Stored<std::int64_t> given_alone(const StaffId& person, Currency currency, CivilTime from, CivilTime until) const;
    Stored<int> given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const;
    Stored<int> given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const;
    Stored<std::optional<CustomerStanding>> customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                              const StaffId& person, Currency currency) const;
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
    // Prints that were asked for and have no outcome: what a restart has to ask the operator about.
    struct OpenPrint {
        CaseId case_id;
        std::string job;
    };
    Stored<std::vector<OpenPrint>> open_prints() const;

  private:
    Connection& connection_;
};

// The desk's ledger over the writing connection. Belongs to the storage thread; every call happens inside of a
// DatabaseTransaction and of Connection::attempt (Storage::handle sees to both), since a failing disk crosses the
// rules as an exception.
class DatabaseLedger final : public Ledger {
  public:
    DatabaseLedger(Connection& connection, Journal& journal, Projections& projections, const Clock& clock,
                   Randomness& randomness)
        : connection_(connection), facts_(connection), cases_(connection), log_(connection), stock_(connection),
          journal_(journal), projections_(projections), clock_(clock), randomness_(randomness) {}

    std::optional<RetailTransaction> receipt(const ReceiptReference& reference) const override;
    ReceiptHistory history(const ReceiptKey& key, LineNumber line) const override;
    std::int64_t given_alone(const StaffId& person, Currency currency, CivilTime from, CivilTime until) const override;
    int given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const override;
    int given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const override;
    std::optional<CustomerStanding> customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                      const StaffId& person, Currency currency) const override;
    std::optional<Product> product(const ItemCode& code) const override;
    std::optional<StockCount> first_count(const ItemCode& code, CivilTime after) const override;
    std::vector<StockMovement> stock_movements(const GrantId& grant) const override;
    std::optional<StaffMember> staff(const StaffId& id) const override;
    PinAttempts pin_attempts(const StaffId& id) const override;
    std::optional<StaffId> pin_tried_by(const RequestId& request) const override;
    bool pin_to_change(const StaffId& id) const override;
    std::optional<CaseView> find_case(const CaseId& id) const override;
    std::optional<CaseId> handled(const RequestId& request) const override;
    std::optional<LeftBehindEntry> left_behind(const LeftBehindId& id) const override;
    std::optional<LeftBehindEntry> left_behind_of(const ReceiptKey& key, LineNumber line) const override;
    std::vector<LeftBehindEntry> left_behind_given_by(const CaseId& id) const override;
    std::optional<LeftBehindId> left_behind_handled(const RequestId& request) const override;
    void append(const Event& event, const Author& author) override;

  private:
    LeftBehindLog::Word word_of_the_log(const ReceiptKey& key, LineNumber line) const;

    Connection& connection_;
    Facts facts_;
    CaseFile cases_;
    LeftBehindLog log_;
    StockFile stock_;
    Journal& journal_;
    Projections& projections_;
    const Clock& clock_;
    Randomness& randomness_;
};

} // namespace makegood::storage
