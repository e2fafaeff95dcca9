#pragma once

#include "workflows/ports.hpp"

namespace makegood::testing {

// Another ledger as it is, for those who lie about one thing only.
class PassedOnLedger : public Ledger {
  public:
    explicit PassedOnLedger(Ledger& real) : real_(real) {}

    std::optional<RetailTransaction> receipt(const ReceiptReference& reference) const override {
        return real_.receipt(reference);
    }
    KnownByWord known_by_word(const ItemCode& code, const ToldSale& sale) const override {
        return real_.known_by_word(code, sale);
    }
    ReceiptHistory history(const ReceiptKey& key, LineNumber line) const override { return real_.history(key, line); }
    std::int64_t given_alone(const StaffId& person, Currency currency, CivilTime from, CivilTime until) const override {
        return real_.given_alone(person, currency, from, until);
    }
    int given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const override {
        return real_.given_without_receipt(person, from, until);
    }
    int given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const override {
        return real_.given_to_countersign(person, from, until);
    }
    std::optional<CustomerStanding> customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                      const StaffId& person, Currency currency) const override {
        return real_.customer_standing(receipt, since, person, currency);
    }
    std::optional<CustomerStanding> standing_of_phone(std::string_view phone, CivilTime since, const StaffId& person,
                                                      Currency currency) const override {
        return real_.standing_of_phone(phone, since, person, currency);
    }
    std::optional<Product> product(const ItemCode& code) const override { return real_.product(code); }
    std::optional<StockCount> first_count(const ItemCode& code, CivilTime after) const override {
        return real_.first_count(code, after);
    }
    std::vector<StockMovement> stock_movements(const GrantId& grant) const override {
        return real_.stock_movements(grant);
    }
    std::optional<StaffMember> staff(const StaffId& id) const override { return real_.staff(id); }
    bool somebody_looks_after_staff() const override { return real_.somebody_looks_after_staff(); }
    bool number_was_given(const StaffId& id) const override { return real_.number_was_given(id); }
    PinAttempts pin_attempts(const StaffId& id) const override { return real_.pin_attempts(id); }
    std::optional<StaffId> pin_tried_by(const RequestId& request) const override { return real_.pin_tried_by(request); }
    bool pin_to_change(const StaffId& id) const override { return real_.pin_to_change(id); }
    std::optional<CaseView> find_case(const CaseId& id) const override { return real_.find_case(id); }
    std::optional<CaseId> handled(const RequestId& request) const override { return real_.handled(request); }
    std::optional<LeftBehindEntry> left_behind(const LeftBehindId& id) const override { return real_.left_behind(id); }
    std::optional<LeftBehindEntry> left_behind_of(const ReceiptKey& key, LineNumber line) const override {
        return real_.left_behind_of(key, line);
    }
    std::vector<LeftBehindEntry> left_behind_given_by(const CaseId& id) const override {
        return real_.left_behind_given_by(id);
    }
    std::optional<LeftBehindId> left_behind_handled(const RequestId& request) const override {
        return real_.left_behind_handled(request);
    }
    std::optional<CareRecord> care_record(const CareId& id) const override { return real_.care_record(id); }
    std::optional<CareId> care_handled(const RequestId& request) const override { return real_.care_handled(request); }
    void append(const Event& event, const Author& author) override { real_.append(event, author); }

  private:
    Ledger& real_;
};

} // namespace makegood::testing
