#pragma once

#include "workflows/approval/pin_attempts.hpp"
#include "workflows/left_behind/matching.hpp"
#include "workflows/recovery/case_view.hpp"
#include "workflows/recovery/events.hpp"
#include "workflows/stock/product.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the rules ask of the world. All of it is answered within one database transaction on one thread.

namespace makegood {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual CivilTime now() const = 0;        // on the shop's wall
    virtual std::int64_t wall_ms() const = 0; // since 1970-01-01T00:00Z
    virtual MonotonicTime monotonic() const = 0;
};

class Randomness {
  public:
    virtual ~Randomness() = default;
    virtual std::uint64_t next() = 0; // 64 bits, each as likely
};

class Cryptography {
  public:
    virtual ~Cryptography() = default;
    virtual Digest sha256(std::string_view bytes) const = 0;
};

// Turns what a slip has to say into the words of its language.
class SlipWriter {
  public:
    virtual ~SlipWriter() = default;
    virtual SlipDocument write(const SlipContent& content) const = 0;
};

// What is known of goods that go by the customer's word.
struct KnownByWord {
    // The log, the first count since they may have been bought, what was given by word since. A later count says
    // nothing of them: where the one before came after the sale, it put the till's stock right.
    ReceiptHistory history{};
    std::optional<LeftBehindEntry> entry{}; // that speaks for them
};

// Facts, journal and projections of this terminal. What is appended here is visible to the next question.
class Ledger {
  public:
    virtual ~Ledger() = default;

    virtual std::optional<RetailTransaction> receipt(const ReceiptReference& reference) const = 0;
    virtual KnownByWord known_by_word(const ItemCode& code, const ToldSale& sale) const = 0;
    // Over all revisions of the receipt, since the same goods stand on each.
    virtual ReceiptHistory history(const ReceiptKey& key, LineNumber line) const = 0;
    // Σ of the worths of the grants in force that this person gave by a rule, without a manager, from `from` to before
    // `until`; in minor units of the currency.
    virtual std::int64_t given_alone(const StaffId& person, Currency currency, CivilTime from,
                                     CivilTime until) const = 0;
    // How often, without a manager and without a receipt, in that time; apologies do not count.
    virtual int given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const = 0;
    // How often, for somebody else to sign afterwards, in that time.
    virtual int given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const = 0;
    // Of whom the receipt names, by customer number or phone, from `since` on; what `person` gave them alone in this
    // currency. Nothing where it names nobody.
    virtual std::optional<CustomerStanding> customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                              const StaffId& person, Currency currency) const = 0;
    // Likewise of whom receipts name by this phone, however it is written. Nothing where it is none.
    virtual std::optional<CustomerStanding> standing_of_phone(std::string_view phone, CivilTime since,
                                                              const StaffId& person, Currency currency) const = 0;
    // As the product list has it, under any spelling of its code.
    virtual std::optional<Product> product(const ItemCode& code) const = 0;
    // The first count of these goods after `after`.
    virtual std::optional<StockCount> first_count(const ItemCode& code, CivilTime after) const = 0;
    // Of this grant, what was reversed included, in the order of time.
    virtual std::vector<StockMovement> stock_movements(const GrantId& grant) const = 0;
    virtual std::optional<StaffMember> staff(const StaffId& id) const = 0;
    virtual bool somebody_looks_after_staff() const = 0;
    // To somebody who works here, or did.
    virtual bool number_was_given(const StaffId& id) const = 0;
    // Of `anybody`: the tries of all together at this terminal since somebody's last success.
    virtual PinAttempts pin_attempts(const StaffId& id) const = 0;
    // Whose try was counted by the command with this id.
    virtual std::optional<StaffId> pin_tried_by(const RequestId& request) const = 0;
    // Somebody else chose it, so that it opens nothing before the person has chosen their own.
    virtual bool pin_to_change(const StaffId& id) const = 0;
    virtual std::optional<CaseView> find_case(const CaseId& id) const = 0;
    // The case that an earlier command with this id was about; a repeat must change nothing.
    virtual std::optional<CaseId> handled(const RequestId& request) const = 0;

    virtual std::optional<LeftBehindEntry> left_behind(const LeftBehindId& id) const = 0;
    // The entry that speaks for a claim on this line, the likeliest where there are several.
    virtual std::optional<LeftBehindEntry> left_behind_of(const ReceiptKey& key, LineNumber line) const = 0;
    // What was handed over, or taken off the shelf, by this case.
    virtual std::vector<LeftBehindEntry> left_behind_given_by(const CaseId& id) const = 0;
    // The entry that an earlier command to the log with this id was about.
    virtual std::optional<LeftBehindId> left_behind_handled(const RequestId& request) const = 0;

    // Of a recovery case too, by the case's id.
    virtual std::optional<CareRecord> care_record(const CareId& id) const = 0;
    // The record that an earlier command to the register with this id was about.
    virtual std::optional<CareId> care_handled(const RequestId& request) const = 0;

    virtual void append(const Event& event, const Author& author) = 0;
};

} // namespace makegood
