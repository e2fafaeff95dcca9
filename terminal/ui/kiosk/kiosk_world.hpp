#pragma once

#include "drivers/line_display/display_text.hpp"
#include "terminal/config/preferences.hpp"
#include "terminal/finding/told_purchase.hpp"
#include "terminal/text/receipt_words.hpp"
#include "workflows/care/care_desk.hpp"
#include "workflows/care/care_lists.hpp"
#include "workflows/customer/customer_facts.hpp"
#include "workflows/finding/likelihood.hpp"
#include "workflows/left_behind/left_behind_desk.hpp"
#include "workflows/receipt_change.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/returns.hpp"
#include "workflows/staff/permissions.hpp"
#include "workflows/staff/staff_desk.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::ui {

inline constexpr auto traffic_file = "devices-log.txt";

// A receipt with what the journal knows of each of its lines.
struct FoundReceipt {
    struct GivenByWord {
        CaseId case_id;
        CivilTime at;
    };
    struct LineHistory {
        Quantity made_good;
        std::optional<CivilTime> last_made_good;
        Quantity left; // to make good
        LineReturns returns;
        std::optional<LeftBehindEntry> left_behind{}; // that speaks for a claim on this line
        std::vector<GivenByWord> by_word{};           // the last of these goods since the sale, without a receipt
    };

    ReceiptReference reference;
    int revisions = 1;    // how often the till sent it
    ReceiptChange change; // since the revision before
    RetailTransaction receipt;
    std::vector<LineHistory> history;     // one for each line, in the receipt's order
    std::optional<ReceiptKey> resumed_by; // of a ticket that was set aside
    bool of_another_shop = false;
    std::optional<CustomerFacts> customer{}; // whom it names
};

// A receipt that may be meant, with what speaks for it and against it.
struct RecalledReceipt {
    ReceiptReference reference;
    RetailTransaction receipt;
    double share = 0; // 0 to 1: how sure
    std::vector<RecallReason> reasons;
};

struct OpenCase {
    CaseView view;
    std::vector<text::Goods> goods; // that it is about
    std::string receipt_number;
};

// An item as tills know it.
struct ItemMeant {
    ItemCode code;
    std::string name;
};

// Something left behind, and whose it may be, likeliest first.
struct LoggedEntry {
    struct Likely {
        ReceiptReference reference;
        std::string number;
        CivilTime bought_at;
    };

    LeftBehindEntry entry;
    std::vector<Likely> likely;
};

struct LeftBehindCounts {
    std::int64_t in_shop = 0;
    std::int64_t spoiling = 0; // of them, soon or already
};

// Of the register, with what the customer said; long numbers in it, and their own, masked.
struct CareEntry {
    CareRecord record;
    std::string words{};
    std::string phone{};
    std::optional<Complaint> complaint{}; // of a recovery case, and its goods
    std::vector<text::Goods> goods{};
};

// One page of one list, and how long all of them are.
struct CareBoard {
    std::vector<CareEntry> entries;
    bool goes_on = false; // another page follows
    std::array<std::int64_t, std::size(care_lists)> counts{};
    std::int64_t most_counted = 0; // so many are more than anybody counted
};

// One step with a record, and what was written then; masked too.
struct CareLine {
    CareMoment moment;
    std::string words{};
};

// Gray dots of paper, 0 paper to 255 ink, rows from the top without padding.
struct PaperPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> ink;
};

struct DrawnSlip {
    SlipNumber number;
    PaperPicture picture;
};

// What the kiosk asks of everything behind it. All calls are made on the main thread and return at once: look-ups read
// through the views' own connection, commands and PINs are answered later by Kiosk::answered and Kiosk::pin_verified.
class KioskWorld {
  public:
    virtual ~KioskWorld() = default;

    virtual CivilTime now() const = 0;
    virtual Date today() const = 0;           // the business day
    virtual std::int64_t wall_ms() const = 0; // since 1970-01-01T00:00Z
    virtual RequestId new_request() = 0;

    virtual void post(const Command& command) = 0;
    // Kiosk::log_answered answers.
    virtual void post(const LeftBehindCommand& command) = 0;
    // Kiosk::care_answered answers.
    virtual void post(const CareCommand& command) = 0;
    // Kiosk::staff_answered answers.
    virtual void post(const StaffCommand& command) = 0;
    // Likewise, with the PIN that is set. Empties `pin`.
    virtual void set_pin(const SetPin& command, std::string& pin) = 0;
    // Writes down who has opened a receipt.
    virtual void record_seen(const RecordsSeen& seen, const StaffId& by) = 0;
    // Likewise who has uncovered what leads to a customer.
    virtual void record_shown(const PersonalDataShown& shown, const StaffId& by) = 0;
    // Empties `pin`. The answer names `pin_try`.
    virtual void verify_pin(const StaffId& staff, std::string& pin, const RequestId& pin_try) = 0;
    // Hands a committed slip to the printer, as the print that `job` names.
    virtual void print(const CaseId& case_id, const SlipDocument& slip, const SlipPrint& print) = 0;

    // It comes to nothing if no byte of it was sent; Kiosk::print_ended tells either way.
    virtual void cancel_print(const std::string& job) = 0;

    // A page that shows whether the printer prints, without any case. Kiosk::test_page_ended tells what became of it.
    virtual void print_test_page(Language language) = 0;
    // Likewise a badge that nobody has yet.
    virtual void print_badge(Language language) = 0;
    virtual void print_left_behind_label(const LeftBehindEntry& entry, Language language) = 0;
    // What the desk has on record as `request` goes to the drawer now, or not after all, because nobody waits for it
    // any more. A DrawerCompleteEvent tells what became of it.
    virtual void open_drawer(const RequestId& request) = 0;
    virtual void leave_drawer(const RequestId& request) = 0;
    // What went to the devices and came from them, without what was said, to a file of the data folder.
    // Kiosk::traffic_saved answers.
    virtual void save_traffic() = 0;
    virtual void show_on_display(const drivers::DisplayText& text) = 0;
    // Takes up what was chosen about the shop, and keeps all for the next start; Kiosk::not_kept when that did not go.
    virtual void keep(const Preferences& preferences) = 0;
    // Long enough, and not among those that a thief tries first.
    virtual bool is_good_pin(std::string_view digits) const = 0;
    virtual void replace_badge(const ReplaceBadge& command, const std::string& badge) = 0;
    // Empties `pin`. Without a badge where that is empty. Kiosk::staff_answered answers.
    virtual void enrol(const EnrolStaff& command, const std::string& badge, std::string& pin) = 0;

    // Errors are the storage's words.
    template <class Value>
    using Looked = Expected<Value, std::string>;
    virtual Looked<std::vector<FoundReceipt>> receipts_numbered(std::string_view number) = 0;
    virtual Expected<RecalledPurchase, NotUnderstood> understood(const ToldTexts& told) const = 0;
    // Kiosk::recalled answers, likeliest first; a later search takes the place of one that waits.
    virtual void recall(const RecalledPurchase& purchase, const RequestId& search) = 0;
    virtual Looked<std::optional<FoundReceipt>> receipt(const ReceiptReference& reference) = 0;
    virtual Looked<std::vector<OpenCase>> open_cases() = 0;
    // What waits for a second look by the next business day, the longest due first.
    virtual Looked<std::vector<OpenCase>> second_looks() = 0;
    virtual Looked<std::vector<CaseId>> owed_refunds() = 0;
    // That of the last slip that came of this receipt, else of the last case of this customer; none where none did.
    virtual Looked<std::optional<Language>> language_of_customer(const ReceiptReference& receipt) = 0;
    virtual Looked<std::optional<CaseView>> find_case(const CaseId& id) = 0;
    virtual Looked<std::optional<CaseView>> case_of_slip(const SlipNumber& slip) = 0;
    virtual Looked<std::optional<StaffMember>> staff_of_badge(std::string_view label) = 0;
    virtual Looked<std::optional<StaffMember>> staff(const StaffId& id) = 0;
    virtual Looked<StaffId> free_staff_number() = 0;
    // Everybody, in the order of their numbers.
    virtual Looked<std::vector<StaffMember>> colleagues() = 0;
    virtual Looked<std::vector<StaffMember>> colleagues_with_pin() = 0;
    virtual const ApprovalTerms& approval_terms() const = 0;
    virtual const Budget& budget() const = 0;
    virtual Looked<bool> is_product(std::string_view code) = 0;
    // By a code or by words, best first.
    virtual Looked<std::vector<ItemMeant>> items_meant(std::string_view said) = 0;
    // By the product list; nothing where it does not have it.
    virtual Looked<std::optional<Product>> product(const ItemCode& code) = 0;
    // What is set aside, the most urgent first, then the last few that are gone.
    virtual Looked<std::vector<LoggedEntry>> left_behind() = 0;
    // By the label of its bag.
    virtual Looked<std::optional<LoggedEntry>> left_behind_labelled(std::string_view label) = 0;
    virtual Looked<LeftBehindCounts> count_left_behind() = 0;
    // A page is counted from 0.
    virtual Looked<CareBoard> care_board(CareList list, int page) = 0;
    // What waits for this person, or for a department of theirs.
    virtual Looked<CareCounts> care_waiting_for(const StaffMember& person) = 0;
    virtual Looked<std::vector<CareLine>> care_history(const CareId& record) = 0;
    // Who answers, by when, and the tree of causes.
    virtual const CareTerms& care_terms() const = 0;
    // The number to call back, in full; empty where there is none, or none any more.
    virtual Looked<std::string> care_phone(const CareId& record) = 0;
    // Of this shop; none where there are too many to choose from.
    virtual Looked<std::vector<WorkstationId>> lanes() = 0;
    // What amounts without a currency are meant in.
    virtual MoneyUnit money_unit() const = 0;
    // An amount as people type and say it; nothing for any other text.
    virtual std::optional<Money> amount(std::string_view said) const = 0;
    virtual const ShopIdentity& shop() const = 0;

    // The slip as the printer would print it. Kiosk::drawn gets it.
    virtual void draw(const SlipNumber& slip, const SlipDocument& document) = 0;
};

} // namespace makegood::ui
