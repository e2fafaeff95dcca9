#pragma once

#include "terminal/text/words.hpp"
#include "terminal/ui/kiosk/kiosk_state.hpp"

#include <optional>
#include <span>
#include <variant>

namespace makegood::ui {

// What a person did on a screen; the kiosk carries it out.
struct GoHome {};
struct OpenFind {
    bool by_number = false; // the field for it has the focus at once
};
struct OpenCaseAt {
    std::size_t index;
};
struct OpenSecondLook {}; // the one that is due first
struct SayLookedAt {};
struct Uncover { // what was told of a customer
    RecalledFact fact;
};
struct SearchPurchase {
    bool while_typing = false; // then nobody is told what is still missing
};
struct ChangeSearch {}; // what was typed stays
struct SayWhen {        // in words of this screen's language
    std::string when;
};
struct TellAnotherItem {};
struct TellMore { // opens the field of a fact that few remember
    RecalledFact fact;
};
struct ForgetItem {
    std::size_t index;
};
struct OpenResult {
    std::size_t index;
};
struct ChooseLine {
    LineNumber line;
};
struct GatherLines {}; // to which the same happened, or one after all
struct ChooseComplaint {
    Complaint complaint;
};
struct TellRightPrice {}; // of one of the chosen line
struct TellComplaint {    // before the receipt is found
    std::optional<Complaint> complaint;
};
struct ChooseOffer { // before it is given, or instead of what is still owed
    Offer offer;
};
struct Give {
    bool to_countersign = false; // where a manager is needed
};
struct AskForManager {};
struct DropCase {}; // the cashier meant another line
struct ChooseApprover {
    std::optional<std::size_t> index; // none: somebody else
};
struct PressPinKey {
    char key; // '0' to '9', '<' back, 'C' clear
};
struct Approve {};
struct Decline {
    std::optional<std::string_view> reason{}; // key in the catalogues; none: choose one
};
struct OpenQuestions {}; // that a manager may ask before they answer
struct AskBack {
    std::string_view ready{}; // key in the catalogues; empty: what stands in the field
};
struct BackToAnswers {}; // of the manager
struct AnswerQuestion {  // a second tap takes it back
    std::string_view ready;
};
struct ParkCase {}; // it stays with the manager, the next customer comes
struct Undo {};
struct TakeBack {};      // what was given stayed here after all
struct SayHandedOver {}; // or paid out
struct TakeVoucherIn {};
struct GiveLetter {}; // of apology, beside what was given
struct PrintLetterAgain {};
struct PrintAgain {};
struct LetGo {};   // of an answer that doesn't come: what was asked for goes on by itself
struct RateFaces { // by the customer
    int faces;
};
struct OpenSettings {};
struct OpenDevices {};
struct ChooseLanguage {
    Language language;
};
struct Prefer {
    Preferences preferences; // all of them, one changed
};
struct TestScanner {};
struct TestPrinter {};
struct OpenTheDrawer {};
struct TestDisplay {};
struct SaveTraffic {}; // of the devices, for whoever helps
struct GoToStep {
    std::optional<FirstStep> step; // none: the first run is over
};
struct OpenEnrolment {};  // of the first manager, after the first run
struct EnrolColleague {}; // after a PIN that proves who does
struct ChooseRole {       // of the colleague
    StaffRole role;
};
struct ChooseTheirLanguage { // likewise
    Language language;
};
struct PrintBadge {};
struct EnrolWithoutBadge {};
struct GoOnEnrolling {}; // from the name to the PIN, to the PIN once more, to the end
struct GoBackEnrolling {};
struct OpenLog {}; // of what was left behind
struct ShowLog {   // where there is room for one pane only
    bool listing;
};
struct LookForFound {}; // what stands in the field
struct MeanItem {
    std::size_t index;
};
struct ChooseFound {
    FoundChoices choices; // all of them, one changed
};
struct SaveFound {};
struct ChooseEntry {
    std::size_t index;
};
struct MoveChosenEntry {
    LeftBehindState to;
};
struct ChooseStepTime {
    int hours_ago;
};
struct PrintLeftBehindLabel {}; // for the bag of the chosen entry
struct OpenReceipt {
    ReceiptReference reference;
};
struct ClaimLeftBehind { // what the log holds for this line
    LineNumber line;
};

struct TieByWord { // what was given without a receipt was of this line
    CaseId case_id;
    LineNumber line;
};
struct OpenSignIn {};
struct ChoosePerson { // who wants to sign in
    std::size_t index;
};
struct SignOut {};
struct ChangeOwnPin {};
struct GoOnWithPin {}; // to the next PIN, and to the end
struct LeavePin {};    // one question back, or to where it began
struct OpenStaff {};
struct ChooseColleague {
    std::optional<std::size_t> index; // none: back to all of them
};
struct SetPinAnew {};     // of the colleague who is chosen
struct GiveNewBadge {};   // likewise, or one's own
struct RevokeChosen {};   // likewise
struct SwitchPractice {}; // to practice, or back to work
struct OpenTold {
    bool of_service;
    std::optional<ItemMeant> item{};          // none: what was searched for, if anything was
    std::optional<ReceiptReference> beside{}; // on which it is made good already
};
struct SpeakToCustomer { // what they hear, read and get on paper
    Language language;
};
struct ShowRules { // every one that was asked
    bool shown;
};
struct ShowProblems { // every one that there is
    bool shown;
};
struct LookForTold {}; // what stands in the field
struct MeanTold {
    std::size_t index;
};
struct LookForOtherGoods {}; // what stands in the field
struct MeanOtherGoods {
    std::size_t index;
};
struct NameOtherGoods {}; // as they stand in the field
struct LeaveOtherGoods {};
struct OpenPart {};
struct TellPart {}; // as it is counted
struct LeavePart {};
struct OpenWeight {};
struct TellWeight {}; // as it stands in the field
struct LeaveWeight {};
struct ClaimTold {
    Complaint complaint;
    bool with_gesture = false; // of service only: more than an apology
};

struct OpenCare {}; // the register of what customers say
struct ShowCare {   // where there is room for one pane only
    bool listing;
};
struct ChooseCareKind { // a second tap takes it back
    CareKind kind;
};
struct SayReady { // a second tap takes it back
    std::string_view phrase;
};
struct SaveCare {};
struct OpenCareEntry {
    std::size_t index;
};
struct LeaveCareEntry {};
struct ChooseCareList {
    CareList list;
};
struct ShowCustomerFacts {}; // to the customer; a second tap takes them away
struct TurnCarePage {
    int by; // 1 to the next, -1 to the one before
};
struct BeginCareStep { // done at once where it wants nothing more
    CareStep step;
};
struct LeaveCareStep {};
struct ChooseAnswerWay {
    AnswerWay way;
};
struct SaveCareStep {
    std::string cause{};
    std::string to{};
};
struct UncoverCarePhone {}; // of the opened one

using Action = std::variant<
    GoHome, OpenFind, OpenCaseAt, SearchPurchase, ChangeSearch, SayWhen, TellAnotherItem, TellMore, ForgetItem,
    OpenResult, ChooseLine, GatherLines, ChooseComplaint, TellRightPrice, TellComplaint, ChooseOffer, Give,
    AskForManager, DropCase, ChooseApprover, PressPinKey, Approve, Decline, OpenQuestions, AskBack, BackToAnswers,
    AnswerQuestion, ParkCase, Undo, TakeBack, SayHandedOver, TakeVoucherIn, GiveLetter, PrintLetterAgain, PrintAgain,
    LetGo, RateFaces, OpenSettings, OpenDevices, ChooseLanguage, Prefer, TestScanner, TestPrinter, OpenTheDrawer,
    TestDisplay, SaveTraffic, GoToStep, OpenEnrolment, EnrolColleague, ChooseRole, ChooseTheirLanguage, PrintBadge,
    EnrolWithoutBadge, GoOnEnrolling, GoBackEnrolling, OpenLog, ShowLog, LookForFound, MeanItem, ChooseFound, SaveFound,
    ChooseEntry, ChooseStepTime, MoveChosenEntry, PrintLeftBehindLabel, OpenReceipt, ClaimLeftBehind, TieByWord,
    OpenSignIn, ChoosePerson, SignOut, ChangeOwnPin, GoOnWithPin, LeavePin, OpenStaff, ChooseColleague, SetPinAnew,
    GiveNewBadge, RevokeChosen, OpenSecondLook, SayLookedAt, Uncover, SwitchPractice, OpenTold, LookForTold, MeanTold,
    ClaimTold, LookForOtherGoods, MeanOtherGoods, NameOtherGoods, LeaveOtherGoods, OpenWeight, TellWeight, LeaveWeight,
    OpenPart, TellPart, LeavePart, ShowRules, ShowProblems, SpeakToCustomer, OpenCare, ShowCare, ChooseCareKind,
    SayReady, SaveCare, OpenCareEntry, LeaveCareEntry, UncoverCarePhone, ChooseCareList, TurnCarePage,
    ShowCustomerFacts, BeginCareStep, LeaveCareStep, ChooseAnswerWay, SaveCareStep>;
using Taken = std::optional<Action>;

// Everything that a screen needs besides the kit.
struct Scene {
    KioskState& state; // text fields and the stepper write into it, nothing else does
    const text::Words& words;
    CivilTime now;
    Date today;           // the business day
    std::int64_t wall_ms; // since 1970, as proposals count
    const text::Words& to_customer;
};

// Of those who look after the staff for what chance chose, and of whoever may approve it for what is to be
// countersigned.
bool is_asked_to_look(const CaseView& view, const StaffMember& person, const ApprovalTerms& terms);

// Each draws below the header and the notice and tells what was done.
Taken home_screen(Kit& kit, Rect area, const Scene& scene);
Taken find_screen(Kit& kit, Rect area, const Scene& scene);
Taken receipt_screen(Kit& kit, Rect area, const Scene& scene);
// What is known of the customer whom the receipt names; the greeting, for a loyal one, comes first.
std::vector<std::string> customer_in_words(const CustomerFacts& facts, const Scene& scene);
// To show it to the customer; nothing where it names nobody.
Taken customer_facts_key(Kit& kit, Rect& area, const Scene& scene);
// What the receipt says beside its lines, in a card that scrolls where it is full.
void receipt_facts(Kit& kit, Rect card, const Scene& scene);
Taken decision_screen(Kit& kit, Rect area, const Scene& scene);
Taken manager_screen(Kit& kit, Rect area, const Scene& scene);
Taken done_screen(Kit& kit, Rect area, const Scene& scene);
// A substitute was chosen, and nobody has said yet what it is: in place of the screen comes the question.
bool is_to_name_other_goods(const KioskState& state);
Taken other_goods_page(Kit& kit, Rect area, const Scene& scene);
// More than one line or piece.
bool can_be_divided(const Claim& claim);
Taken part_page(Kit& kit, Rect area, const Scene& scene);
// The one line of the case, where it was paid by weight or measure; else nullptr.
const LineItem* line_by_weight(const KioskState& state);
// Likewise, while the weight is asked. Precondition: the case has such a line.
Taken weight_page(Kit& kit, Rect area, const Scene& scene);
Taken told_screen(Kit& kit, Rect area, const Scene& scene);
Taken left_behind_screen(Kit& kit, Rect area, const Scene& scene);
Taken care_screen(Kit& kit, Rect area, const Scene& scene);
Taken settings_screen(Kit& kit, Rect area, const Scene& scene);
Taken devices_screen(Kit& kit, Rect area, const Scene& scene);
Taken first_run_screen(Kit& kit, Rect area, const Scene& scene);
Taken enrol_screen(Kit& kit, Rect area, const Scene& scene);
Taken pins_screen(Kit& kit, Rect area, const Scene& scene);
Taken staff_screen(Kit& kit, Rect area, const Scene& scene);
// In place of any of them while an answer doesn't come; with words and a way out, or as an outline alone.
Taken wait_screen(Kit& kit, Rect area, bool in_words, const Scene& scene);

// The outline of a bank card in its real size with a key on each side that makes everything smaller or larger; under
// PREFIX.less and PREFIX.more.
Taken card_ruler(Kit& kit, Rect area, std::string_view prefix, const Scene& scene);
float card_ruler_height(Kit& kit, float width, const Scene& scene);

// A question and one key for each language, under first.language.CODE; which one was tapped.
std::optional<Language> language_choice(Kit& kit, Rect area, std::string_view question, const Scene& scene);
float language_choice_height(Kit& kit, float width, std::string_view question);

// The shop's name in the screen's language, and what it counts in.
Taken shop_form(Kit& kit, Rect area, const Scene& scene);
float shop_form_height(Kit& kit, float width, const Scene& scene);

// One dot for each digit of a PIN, never the digits, and the keys below.
struct PinPad {
    const char* dots_key;
    const char* keys; // what their keys begin with
    std::size_t digits = 0;
    Style style = Style::title; // of the dots
    float gap = 8;
};
Taken pin_pad(Kit& kit, Rect area, const PinPad& pad, const Scene& scene);
float pin_pad_height(Kit& kit, const PinPad& pad);
// As high as the room, but no lower than its keys may be.
float pin_pad_height_in(Kit& kit, const PinPad& pad, float room);

// How a device fares, what helps it, and its test; keys begin with "devices.scanner" and so on.
enum class Device { scanner, printer, drawer, display };
Taken device_card(Kit& kit, Rect area, Device device, const Scene& scene);
float device_card_height(Kit& kit, float width, Device device, const Scene& scene);

struct DeviceWords {
    const char* key;
    Tone tone;
};
// Only what asks for a hand, or soon will; of a printer that is well, nothing.
std::optional<DeviceWords> printer_words(const DeviceStates& devices);

// Header and notice, and room for the keyboard while it is up and for the toast; what is left is the screen's.
struct Frame {
    Rect area;
    Rect person; // room in Home's header, as the next
    Rect gear;
    Rect toast; // room at the bottom while something can be taken back
    Taken taken;
};
Frame frame(Kit& kit, const Scene& scene);
// Who works here, and the way to the settings, after everything else in the order of the focus.
Taken header_keys(Kit& kit, const Frame& frame, const Scene& scene);
// What was done and the way back, until its time is over.
Taken undo_toast(Kit& kit, Rect place, const Scene& scene);
// At the bottom, while a text field wants it; drawn after the screen.
void keyboard(Kit& kit, const Scene& scene);

// The customer's own window: what is being done, what they get, and how it was for them. No amounts and no evidence.
Taken customer_screen(Kit& kit, const Scene& scene, std::string_view shop);

// What can have happened to an item, in the customer's words; `key` names the widget after the screen's name.
struct ProblemWords {
    Complaint complaint;
    const char* key;
    const char* word; // of the catalogue
    Icon icon;
};
std::span<const ProblemWords> problems();
const char* complaint_word(Complaint complaint);

// Every fact that bears on the claim, those that know nothing included, and below them each by which alone the decision
// would be another, for a place `width` wide. Below all of them every rule that was asked, once somebody wants to see
// them. Shared by the decision and the manager's page.
class EvidenceRows {
  public:
    EvidenceRows(Kit& kit, const Scene& scene, const Decision& decision, float width);
    float height() const { return height_; }
    Taken draw(Kit& kit, Rect area) const;

  private:
    struct Row {
        std::string key;
        Icon icon;
        std::string claim, source, when;
        Tone tone;
        float height = 0;
    };
    std::vector<Row> rows_;
    std::size_t rules_begin_ = 0;
    bool shows_rules_ = false;
    int& frames_to_reveal_; // of the state
    std::string rules_word_;
    float rules_key_height_ = 0;
    float height_ = 0;
};
// Keys of the reasons that a manager may give, each with words for the cashier and, with "_say", for the customer.
std::span<const std::string_view> decline_reasons();
// Whether what the manager showed is enough for an answer.
bool can_answer(const ManagerState& manager);
// A sentence about the claim with its {goods} and {value}; the one of `without_goods` where it is about none.
std::string say_of_claim(const Scene& scene, std::string_view key, std::string_view without_goods);
// Of the case in hand: "2 × Olives", or what it is about where those are no goods.
std::string goods_in_words(const KioskState& state, const text::Words& words);
// What the customer gets of them, or in their place.
std::string given_goods_in_words(const KioskState& state, const text::Words& words);
// What they are called, without numbers: "Olives", "Olives and 2 more".
std::string items_in_words(const KioskState& state, const text::Words& words);
std::string receipt_number_of(const KioskState& state);
// Their number where the name was erased.
std::string name_of(const StaffMember& member, Language language);
// Key of the role's name in the catalogues.
std::string_view role_word(StaffRole role);

} // namespace makegood::ui
