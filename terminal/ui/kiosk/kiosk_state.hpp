#pragma once

#include "drivers/cash_drawer/cash_drawer.hpp"
#include "terminal/config/preferences.hpp"
#include "terminal/ui/kiosk/kiosk_world.hpp"
#include "terminal/ui/kit/kit.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace makegood::ui {

enum class Screen {
    home,
    find,
    receipt,
    decision,
    manager,
    done,
    settings,
    devices,
    first_run,
    left_behind,
    pins,
    staff,
    enrol,
    told,
    care
};

// A sentence under the header until the next screen or the next scan.
struct Notice {
    std::string text;
    Tone tone = Tone::info;
    Icon icon = Icon::info;
    bool of_device = false;      // gone when every device is well again
    std::string_view of_field{}; // which it asks for; empty: of none
    int frames_to_reveal = 3;    // scroll until that, or what is typed into, can be seen beside it
};

// What few customers remember: asked for only after a tap.
struct MoreFact {
    const char* key; // of its field and of its words; its chip is KEY.chip, its reason KEY.reason
    Icon icon;
    FieldKind kind;
    RecalledFact fact;
    void (*tell)(ToldTexts& told, const std::string& text);
    NotUnderstood name; // as `understand` calls it; empty: every text is understood
};
std::span<const MoreFact> more_facts();

// Since when somebody sees a list of receipts.
struct Listed {
    StaffId by;
    std::int64_t since_ms; // wall
};

struct FindState {
    TextFieldState number;
    TextFieldState item;
    std::vector<std::string> items; // told before the one in the field
    TextFieldState day;
    TextFieldState about;
    TextFieldState card;
    std::vector<std::pair<RecalledFact, TextFieldState>> more; // those that were tapped, in their order
    std::optional<RecalledFact> begins_with;                   // its field is to get the focus
    std::optional<std::vector<RecalledReceipt>> results;
    std::optional<Listed> listed;             // the results, until it is written down who saw them
    bool asked = false;                       // for what is searched now; else it is looked for while somebody types
    bool listing = false;                     // where there is room for one pane only, it is the results
    RequestId search;                         // whose answer is waited for; empty: none
    std::string unit;                         // of `about`, as money_unit_named knows it
    bool begins_with_number = false;          // until the field has got the focus
    std::set<RecalledFact> covered{};         // of a customer: from leaving the field until somebody uncovers it
    std::optional<RecalledFact> being_told{}; // of a customer: its field has the focus
};

struct ReceiptState {
    FoundReceipt found;
    std::optional<LineNumber> chosen;
    int count = 1;                               // of whole units, of the chosen line
    bool gathers = false;                        // the same happened to goods of several lines
    std::vector<ClaimedLine> gathered{};         // beside the chosen one, in the order tapped
    int frames_to_reveal = 0;                    // scroll until what unfolded below the line can be seen
    std::optional<TextFieldState> right_price{}; // of one, once a wrong price is claimed
    std::string price_unit;                      // of it, as money_unit_named knows it
    bool begins_with_price = false;              // until the field has got the focus
    bool scanned = false;                        // from its paper; else nobody knows whether there is any
    std::optional<Language> spoken{};            // as chosen for a claim that was dropped
    bool customer_sees_facts = false;            // what is known of them, on their own window
};

// What the cashier would give, of what fits, and what they answer to a manager's question.
struct DecisionState {
    Offer offer;
    std::string ready_answer{}; // its key in the catalogues; empty: none is tapped
    TextFieldState answer{};
    bool manager_for_gift = false; // this offer is worth too much more than was paid to be given alone
};

// What is told of something found by tapping; one tap changes one of them.
struct FoundChoices {
    WorkstationId lane;                  // empty: nobody knows
    std::string place = usual_places[0]; // empty: in words of their own
    int hours_ago = 0;                   // that it was found
    std::optional<int> lasts_days{};     // counted from today; none: it keeps
    bool lasts_until_day = false;        // which is told in words instead
    bool brought_back = false;           // by another customer
};

// What a label said of the last day, and how the field shows it.
struct ScannedDay {
    Date day;
    std::string shown;
};

// The left-behind log: what was found just now, and what is in the log.
struct LogState {
    TextFieldState item;
    std::optional<ItemMeant> meant; // by what stands in the field
    std::vector<ItemMeant> maybe;   // what else it may be
    int count = 1;
    FoundChoices choices;
    TextFieldState place;
    TextFieldState until;
    std::optional<ScannedDay> until_scanned; // as it stands in the field
    TextFieldState note;
    std::vector<WorkstationId> lanes;
    std::vector<LoggedEntry> entries;
    std::optional<LeftBehindId> chosen;
    std::optional<LeftBehindEntry> moving; // as it was before the step that waits for its answer
    TextFieldState reserved_for;
    int step_hours_ago = 0; // that what is done with the chosen one happened
    bool listing = true;    // where there is room for one pane only, it is the list
    int frames_to_reveal = 0;
};

// What is told where no receipt shows it: of goods, or of how somebody was served.
struct ToldState {
    bool of_service = false;
    TextFieldState item;
    std::optional<ItemMeant> meant; // by what stands in the field
    std::vector<ItemMeant> maybe;   // what else it may be
    std::optional<Money> listed;    // today's price of what is meant
    TextFieldState price;           // of one, where no list tells it; of a gesture
    std::string unit;               // of it, as money_unit_named knows it
    int count = 1;
    std::optional<ReceiptReference> beside{}; // the receipt that led here
    std::optional<ToldDays> days{};           // that it was searched for on; none: nobody said
    WorkstationId lane{};                     // likewise
    std::string phone{};                      // likewise, of the customer
};

// Which goods go to the customer instead of theirs.
struct OtherGoods {
    TextFieldState item;
    std::vector<ItemMeant> maybe; // what the shop knows by that name
};

// The register of what customers say: what is being taken down, and what was.
struct CareState {
    std::optional<CareKind> kind;
    std::vector<std::string> said; // ready phrases, in the order tapped
    TextFieldState words{.text = {}, .caret = 0, .limit = 1'000};
    TextFieldState phone;
    CareTerms terms;
    std::vector<StaffMember> colleagues;
    CareBoard board;
    CareList list = CareList::waiting;
    int page = 0; // of the list
    std::optional<CareEntry> opened;
    std::vector<CareLine> history; // of the opened one
    std::optional<CareStep> doing; // with it: what it wants is being told
    TextFieldState note{.text = {}, .caret = 0, .limit = 1'000};
    AnswerWay way = AnswerWay::phone;
    std::string phone_in_full; // of the opened one, once somebody uncovered it
    bool listing = false;      // where there is room for one pane only, it is the list
    int frames_to_reveal = 0;  // scroll back to where the form begins
};

struct ManagerState {
    std::vector<StaffMember> managers;
    std::optional<StaffMember> requester;
    std::optional<StaffMember> approver;
    std::string pin; // digits; wiped before it is let go
    bool checking = false;
    bool badge_shown = false; // the approver's own, at this request
    ProofNeeded needed{};
    bool declining = false; // the reason is being chosen
    bool asking = false;    // likewise the question
    TextFieldState question;
};

struct DoneState {
    std::optional<DrawnSlip> slip; // none: not drawn yet
    std::optional<StaffMember> declined_by;
    std::optional<std::int64_t> leave_at_ms; // goes home by itself then
    std::optional<Offer> instead;            // of what is owed: chosen, and something of it is still to be told
    std::set<LineNumber> fetched{};          // of what is owed: scanned on its way over the counter
    std::vector<ClaimedLine> here{};         // of what is owed: not all of it, and the rest is to become something else
};

struct MovedEntry {
    LeftBehindEntry before;
    LeftBehindState to{};
    CivilTime at;
};
struct NotedFound {
    LeftBehindId entry;
};
struct TiedCase {
    CaseId id;
    ToldPurchase told; // before
};

// What was done last and can still be taken back.
struct Undoable {
    std::string_view message; // its key in the catalogues
    // A case laid aside, a claim that was dropped, what was done in the log, what was tied to its receipt.
    std::variant<CaseId, Claim, MovedEntry, NotedFound, TiedCase> what;
    std::optional<std::int64_t> until_ms; // none: not shown yet
};

// What the customer's own window tells besides the screen in hand.
struct CustomerState {
    std::optional<CaseView> ended; // what they got, to be rated until `until_ms`
    std::string goods;             // that they got
    std::int64_t until_ms = 0;     // 0: not shown yet
};

// How long the bytes of a usual slip take on a serial line, at least one second.
struct SlipSeconds {
    int english = 0;
    int persian = 0;
};

struct ScannerState {
    std::string device;
    drivers::PowerState power = drivers::PowerState::unknown;
    std::string trouble{};    // the system's words for why it is away; empty while it is not
    bool is_keyboard = false; // whose keys nobody else hears
    bool not_allowed = false; // away because the system does not let us have it
};

// What came last was no label, and for how many times in a row.
struct ScanFault {
    drivers::ErrorKind kind;
    int times;
};

struct DeviceStates {
    std::vector<ScannerState> scanners; // that are set up
    std::optional<ScanFault> scan_fault;
    bool has_wedge = false; // one that types like a keyboard would be heard
    bool has_printer = false;
    bool has_drawer = false;                // at the printer
    bool has_display = false;               // for the customer, of two lines
    bool display_has_own_port = false;      // else it stands behind the printer
    std::optional<CivilTime> scanner_heard; // the last sign of life
    std::optional<CivilTime> printer_heard;
    std::string printer_trouble; // as a scanner's
    std::string display_trouble;
    drivers::PowerState display_power = drivers::PowerState::unknown; // on a port of its own
    drivers::PowerState printer_power = drivers::PowerState::unknown;
    drivers::PrinterStatus printer;
    drivers::DrawerPin drawer_open_level = drivers::DrawerPin::unknown;
    int pages_on_their_way = 0;
    std::optional<SlipSeconds> slip_seconds; // none: the printer is not on a serial line

    drivers::DrawerState drawer() const { return drivers::drawer_state(printer.drawer, drawer_open_level); }
    bool display_is_away() const {
        return (display_has_own_port ? display_power : printer_power) == drivers::PowerState::absent;
    }
    bool has_scanner() const { return !scanners.empty(); }
    bool can_scan() const { return has_scanner() || has_wedge; }
    // How the one fares that fares worst.
    drivers::PowerState scanner() const {
        for (const auto state : {drivers::PowerState::absent, drivers::PowerState::unknown})
            for (const auto& one : scanners)
                if (one.power == state)
                    return state;
        return has_scanner() ? drivers::PowerState::online : drivers::PowerState::unknown;
    }
    bool scanner_is_away() const { return scanner() == drivers::PowerState::absent; }
    // No slip comes out until somebody does something.
    bool printer_waits_for_a_hand() const {
        return printer.paper == drivers::PaperState::end || printer.cover == drivers::CoverState::open ||
               printer_power == drivers::PowerState::absent;
    }
};

// What came from the till by itself.
struct FeedState {
    struct File {
        std::string name;
        CivilTime when;
        std::uint64_t receipts = 0; // stored
        std::uint64_t refused_rows = 0;
        bool set_aside = false; // with its reason, in the folder for what was rejected
    };
    bool is_watched = false;
    std::optional<File> last;
    std::string trouble; // why nothing comes in now, in the system's words; empty: all is well
};

struct ScannerTest {
    enum class Stage { none, waiting, read, unreadable };
    Stage stage = Stage::none;
    std::string label; // as read, without control characters; empty when it was a badge, which nobody else should see
};

struct PrinterTest {
    bool printing = false;
    std::optional<PrintOutcome> outcome; // of the last page
};

struct DrawerTest {
    bool opening = false;
    std::optional<drivers::DrawerOutcome> outcome; // of the last request
};

struct DisplayTest {
    bool asked = false;                   // just now
    std::optional<std::int64_t> until_ms; // it shows its test so long
};

// What the shop is called and counts in, as the screens show it and people change it.
struct ShopForm {
    TextFieldState name;     // in the screen's language; empty where nobody has said
    std::string placeholder; // what it is called then
    std::optional<MoneyUnit> money;
};

// Of the person who becomes the owner, or of a colleague.
struct Enrolment {
    enum class Stage { role, language, badge, name, pin, pin_again, enrolling };
    Stage stage = Stage::badge;
    std::optional<StaffMember> by{}; // who enrols a colleague; none: the owner, who enrols themselves
    RequestId pin_try{};             // that proved who `by` is
    StaffRole role = StaffRole::owner;
    Language language = Language::english;
    std::optional<StaffMember> of{}; // who gets a new badge and nothing else; none: a newcomer
    std::string badge{};             // as scanned; never shown; empty: none
    TextFieldState name{};
    bool begins_with_name = false; // until the field has got the focus
    std::string pin{};             // digits; both wiped before they are let go
    std::string pin_again{};
};

// PINs, asked for one after the other on a screen of their own.
struct PinQuestions {
    enum class Purpose {
        sign_in,
        change_own,
        answer_proposal, // by whom somebody else had chosen the PIN
        set_anew,        // of a colleague
        revoke,          // of a colleague who works here no more
        enrol,           // a colleague
        new_badge        // in place of those they have
    };
    enum class Stage { person, proof, chosen, again };
    Purpose purpose = Purpose::sign_in;
    Stage stage = Stage::person;
    std::vector<StaffMember> people{}; // to choose from
    std::optional<StaffMember> by{};   // who proves who they are
    std::optional<StaffMember> of{};   // whose PIN is chosen then, or who is revoked
    RequestId pin_try{};               // that proved it
    bool checking = false;
    std::string proof{}, chosen{}, again{}; // digits, wiped before they are let go

    std::string& in_hand() { return stage == Stage::proof ? proof : stage == Stage::chosen ? chosen : again; }
    std::size_t digits() const {
        return (stage == Stage::proof ? proof : stage == Stage::chosen ? chosen : again).size();
    }
};

// Everybody who works here, for those who look after them.
struct StaffState {
    std::vector<StaffMember> people;
    std::optional<StaffMember> chosen;
};

// All that the screens show.
struct KioskState {
    Screen screen = Screen::home;
    std::optional<StaffMember> staff; // who works here now
    Language language = Language::english;
    std::optional<Notice> notice;
    std::optional<Undoable> undoable;
    Preferences preferences;
    DeviceStates devices;
    FeedState feed;
    ScannerTest scanner_test;
    PrinterTest printer_test;
    DrawerTest drawer_test;
    DisplayTest display_test;
    FirstStep first_step = FirstStep::language;
    ShopForm shop;
    Enrolment enrolment;
    bool has_manager = true;
    bool practice = false;      // nothing here is real
    bool switches_over = false; // from practice to work or back: whoever runs the kiosk opens the other one

    std::vector<OpenCase> open_cases;
    std::vector<OpenCase> second_looks; // that whoever works here may take; none but for a manager
    std::optional<Complaint> complaint; // told before the receipt was found
    FindState find;
    LeftBehindCounts left_behind;
    CareCounts care_waiting; // for whoever works here
    LogState log;
    ToldState told;
    CareState care;
    std::optional<ReceiptState> receipt;
    std::optional<CaseView> current;            // the case in hand
    std::optional<Language> customers_language; // of whom it is; none: the shop's
    std::vector<StaffMember> askers;            // of its questions, in their order
    DecisionState decision;
    OtherGoods other_goods;
    std::optional<std::vector<ClaimedLine>> part; // while it is asked how much goes this way, of each line of the claim
    std::optional<TextFieldState> weight;         // while it is asked what the new piece weighs
    ManagerState manager;
    bool shows_problems = false; // all that there are, in place of the rest of Home
    bool shows_rules = false;    // every one that was asked, below the evidence
    int frames_to_reveal_rules = 0;
    PinQuestions pins;
    StaffState colleagues;
    DoneState done;
    CustomerState customer;
    ApprovalTerms approval; // the policy's, as the next
    Budget budget;

    Language to_customer() const { return customers_language.value_or(preferences.language); }
};

} // namespace makegood::ui
