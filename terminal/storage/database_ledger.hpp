#pragma once

#include "terminal/storage/care_file.hpp"
#include "terminal/storage/case_file.hpp"
#include "terminal/storage/facts.hpp"
#include "terminal/storage/journal.hpp"
#include "terminal/storage/left_behind_log.hpp"
#include "terminal/storage/pepper.hpp"
#include "terminal/storage/projections.hpp"
#include "terminal/storage/stock_file.hpp"
#include "workflows/ports.hpp"

namespace makegood::storage {

// The desk's ledger over the writing connection. Belongs to the storage thread; every call happens inside of a
// DatabaseTransaction and of Connection::attempt (Storage::handle sees to both), since a failing disk crosses the
// rules as an exception.
class DatabaseLedger final : public Ledger {
  public:
    DatabaseLedger(Connection& connection, const Pepper& pepper, Journal& journal, Projections& projections,
                   const Clock& clock, Randomness& randomness)
        : connection_(connection), pepper_(pepper), facts_(connection), cases_(connection), log_(connection),
          stock_(connection), journal_(journal), projections_(projections), clock_(clock), randomness_(randomness) {}

    std::optional<RetailTransaction> receipt(const ReceiptReference& reference) const override;
    KnownByWord known_by_word(const ItemCode& code, const ToldSale& sale) const override;
    ReceiptHistory history(const ReceiptKey& key, LineNumber line) const override;
    std::int64_t given_alone(const StaffId& person, Currency currency, CivilTime from, CivilTime until) const override;
    int given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const override;
    int given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const override;
    std::optional<CustomerStanding> customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                      const StaffId& person, Currency currency) const override;
    std::optional<CustomerStanding> standing_of_phone(std::string_view phone, CivilTime since, const StaffId& person,
                                                      Currency currency) const override;
    std::optional<Product> product(const ItemCode& code) const override;
    std::optional<StockCount> first_count(const ItemCode& code, CivilTime after) const override;
    std::vector<StockMovement> stock_movements(const GrantId& grant) const override;
    std::optional<StaffMember> staff(const StaffId& id) const override;
    bool somebody_looks_after_staff() const override;
    bool number_was_given(const StaffId& id) const override;
    PinAttempts pin_attempts(const StaffId& id) const override;
    std::optional<StaffId> pin_tried_by(const RequestId& request) const override;
    bool pin_to_change(const StaffId& id) const override;
    std::optional<CaseView> find_case(const CaseId& id) const override;
    std::optional<CaseId> handled(const RequestId& request) const override;
    std::optional<LeftBehindEntry> left_behind(const LeftBehindId& id) const override;
    std::optional<LeftBehindEntry> left_behind_of(const ReceiptKey& key, LineNumber line) const override;
    std::vector<LeftBehindEntry> left_behind_given_by(const CaseId& id) const override;
    std::optional<LeftBehindId> left_behind_handled(const RequestId& request) const override;
    std::optional<CareRecord> care_record(const CareId& id) const override;
    std::optional<CareId> care_handled(const RequestId& request) const override;
    void append(const Event& event, const Author& author) override;

  private:
    LeftBehindLog::Word word_of_the_log(const ReceiptKey& key, LineNumber line) const;

    Connection& connection_;
    const Pepper& pepper_;
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
