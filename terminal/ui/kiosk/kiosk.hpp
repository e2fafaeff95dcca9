#pragma once

#include "terminal/finding/scanned_goods.hpp"
#include "terminal/ui/kiosk/customer_display.hpp"
#include "terminal/ui/kiosk/screens.hpp"
#include "terminal/ui/kiosk/wait.hpp"
#include "terminal/ui/sound/signal.hpp"

#include <functional>
#include <map>
#include <set>
#include <utility>

namespace makegood::ui {

// The kiosk behind its screens: what a scan, a tap, an answer of the desk and a device's word lead to. It knows no
// window and no thread; everything outside is KioskWorld. Main thread only.
class Kiosk {
  public:
    struct Catalogues {
        const text::Words& english;
        const text::Words& persian;
    };

    // How the kiosk finds itself when it starts.
    struct Start {
        Preferences preferences;
        std::optional<FirstStep> first_run;   // the question to begin with
        std::vector<MeasurePattern> scales{}; // of the shop, and what their labels say
        std::vector<ScannerState> scanners;   // none of them heard yet
        bool has_wedge = false;               // a scanner that types like a keyboard would be heard
        bool has_printer = false;
        bool has_drawer = false; // at the printer
        drivers::DrawerPin drawer_open_level{};
        bool has_display = false; // for the customer, of two lines
        bool display_has_own_port = false;
        std::string display_welcome;
        bool has_feed = false;
        std::int64_t sign_out_after_ms = 0; // without a touch or a scan; 0: never
        std::string unreadable_settings;    // why what was kept could not be read; empty when it could
        bool practice = false;
    };

    Kiosk(KioskWorld& world, Catalogues catalogues, const Start& start);

    void sign_in(const StaffMember& staff);
    // After a start: back to the case that was in hand when the program ended, if that is not long ago.
    void resume();
    void device_event(const drivers::DeviceEvent& event, std::int64_t now_ms);
    void answered(const RequestId& request, const Expected<CaseView, DeskRefusal>& answer);
    void log_answered(const RequestId& request, const Expected<LeftBehindEntry, LeftBehindRefusal>& answer);
    void care_answered(const RequestId& request, const Expected<CareRecord, CareRefusal>& answer);
    void staff_answered(const RequestId& request, const Expected<StaffMember, DeskRefusal>& answer);
    // The command was not carried out and nothing was kept; `reason` in the storage's words.
    void storage_failed(const RequestId& request, const std::string& reason);
    void pin_verified(const RequestId& pin_try, bool right);
    void print_ended(const CaseId& case_id, const std::string& job, drivers::Outcome outcome);
    void test_page_ended(drivers::Outcome outcome);
    void drawn(const SlipNumber& slip, PaperPicture picture);
    void slip_takes(const SlipSeconds& seconds) { state_.devices.slip_seconds = seconds; }
    // What a search found; or why it could not, in the storage's words.
    void recalled(const RequestId& search, Expected<std::vector<RecalledReceipt>, std::string> answer);
    void pages_on_their_way(int count) { state_.devices.pages_on_their_way = count; }
    // The reason in the storage's words where it was not.
    void traffic_saved(const std::optional<std::string>& why_not);
    void fed(FeedState feed);
    // What was preferred last holds until the kiosk ends; `reason` in the storage's words.
    void not_kept(const std::string& reason);

    // Draws the screen and carries out what was done on it.
    void build(Kit& kit);
    // The same for the customer's own window, with a kit of its own.
    void build_for_customer(Kit& kit);

    const KioskState& state() const { return state_; }
    // The weightiest signal since the last call; the same one lights up the window's edge by itself.
    std::optional<Signal> unheard() const { return unheard_; }
    std::optional<Signal> take_signal() { return std::exchange(unheard_, std::nullopt); }
    // What the screen in hand is called: one of `screen_names`, the same in every language.
    std::string_view screen_name() const;
    static std::set<std::string_view> screen_names();
    // Commands, PINs and searches that wait for their answer.
    bool busy() const { return !waiting_.empty() || checks_a_pin() || !state_.find.search.empty(); }

  private:
    enum class Step {
        claim,
        divide,
        give,
        ask,
        count_pin,
        answer_proposal,
        withdraw,
        take_back,
        hand_over,
        change_remedy,
        divide_remedy,
        print,
        record_print,
        drop,
        close,
        rate,
        speak,
        look_again,
        tie,
        untie,
        note_found,
        undo_found,
        move_entry,
        move_back,
        take_down,
        take_care_step,
        try_pin,
        prove_pin,
        set_pin,
        revoke,
        enrol,
        replace_badge,
        open_drawer
    };
    // The answer brings another screen than the one on which it was asked for.
    static bool leads_to_a_screen(Step step) {
        return step == Step::claim || step == Step::divide || step == Step::give || step == Step::ask ||
               step == Step::answer_proposal || step == Step::take_back || step == Step::hand_over ||
               step == Step::change_remedy || step == Step::drop || step == Step::look_again;
    }
    struct Waiting {
        Step step;
        bool let_go = false; // nobody at the screen waits for it any more
    };

    void perform(const GoHome&);
    void perform(const OpenFind&);
    void perform(const OpenCaseAt&);
    void perform(const OpenSecondLook&);
    void perform(const SayLookedAt&);
    void perform(const Uncover&);
    void perform(const SearchPurchase&);
    void perform(const ChangeSearch&);
    void perform(const SayWhen&);
    void perform(const TellAnotherItem&);
    void perform(const TellMore&);
    void perform(const ForgetItem&);
    bool open_by_number();
    bool forget_card_number(const std::vector<TextFieldState*>& fields);
    void perform(const OpenResult&);
    void perform(const ChooseLine&);
    void perform(const GatherLines&);
    void perform(const ChooseComplaint&);
    void perform(const TellRightPrice&);
    void perform(const TellComplaint&);
    void perform(const ChooseOffer&);
    std::optional<Remark> answer_to(const AskedBack& asked);
    void perform(const Give&);
    void perform(const AskForManager&);
    void perform(const DropCase&);
    void perform(const ChooseApprover&);
    void perform(const PressPinKey&);
    void perform(const Approve&);
    void perform(const Decline&);
    void perform(const OpenQuestions&);
    void perform(const AskBack&);
    void perform(const BackToAnswers&);
    void perform(const ShowRules& action);
    void perform(const ShowProblems& action);
    void perform(const SpeakToCustomer& action);
    void perform(const AnswerQuestion&);
    void perform(const ParkCase&);
    void perform(const Undo&);
    void perform(const TakeBack&);
    void perform(const SayHandedOver&);
    void perform(const TakeVoucherIn&);
    void perform(const GiveLetter&);
    void perform(const PrintLetterAgain&);
    void perform(const PrintAgain&);
    void perform(const LetGo&);
    void perform(const RateFaces&);
    void perform(const OpenEnrolment&);
    void perform(const OpenSettings&);
    void perform(const OpenDevices&);
    void perform(const ChooseLanguage&);
    void perform(const Prefer&);
    void perform(const TestScanner&);
    void perform(const TestPrinter&);
    void perform(const OpenTheDrawer&);
    void perform(const TestDisplay&);
    void perform(const SaveTraffic&);
    void perform(const GoToStep&);
    void perform(const EnrolColleague&);
    void perform(const ChooseRole&);
    void perform(const ChooseTheirLanguage&);
    void perform(const PrintBadge&);
    void perform(const EnrolWithoutBadge&);
    void perform(const GoOnEnrolling&);
    void perform(const GoBackEnrolling&);
    void perform(const OpenLog&);
    void perform(const ShowLog&);
    void perform(const LookForFound&);
    void perform(const MeanItem&);
    void perform(const ChooseFound&);
    void perform(const SaveFound&);
    void perform(const ChooseEntry&);
    void perform(const ChooseStepTime&);
    void perform(const MoveChosenEntry&);
    void perform(const PrintLeftBehindLabel&);
    void perform(const OpenReceipt&);
    void perform(const ClaimLeftBehind&);
    void perform(const TieByWord&);
    void perform(const OpenSignIn&);
    void perform(const ChoosePerson&);
    void perform(const SignOut&);
    void perform(const ChangeOwnPin&);
    void perform(const GoOnWithPin&);
    void perform(const LeavePin&);
    void perform(const OpenStaff&);
    void perform(const ChooseColleague&);
    void perform(const SetPinAnew&);
    void perform(const GiveNewBadge&);
    void perform(const RevokeChosen&);
    void badge_replaced(const StaffMember& person);
    void replace_badge(const std::string& label);
    void perform(const SwitchPractice&);
    void perform(const OpenTold&);
    void perform(const LookForTold&);
    void perform(const MeanTold&);
    void perform(const ClaimTold&);
    void perform(const LookForOtherGoods&);
    void perform(const MeanOtherGoods&);
    void perform(const NameOtherGoods&);
    void perform(const LeaveOtherGoods&);
    void perform(const OpenPart&);
    void perform(const TellPart&);
    void perform(const LeavePart&);
    void go_on_with_the_rest(const CaseView& given);
    void perform(const OpenWeight&);
    void perform(const TellWeight&);
    void perform(const LeaveWeight&);

    void perform(const OpenCare&);
    void perform(const ShowCare&);
    void perform(const ChooseCareKind&);
    void perform(const SayReady&);
    void perform(const SaveCare&);
    void perform(const OpenCareEntry&);
    void perform(const LeaveCareEntry&);
    void perform(const UncoverCarePhone&);
    void perform(const ChooseCareList&);
    void perform(const TurnCarePage&);
    void perform(const ShowCustomerFacts&);
    void perform(const BeginCareStep&);
    void perform(const LeaveCareStep&);
    void perform(const ChooseAnswerWay&);
    void perform(const SaveCareStep&);
    void refresh_care();
    void count_care_waiting();
    void open_care(CareEntry entry);
    void care_step_taken(const CareRecord& record);

    void scanned(const drivers::ScanData& scan, std::int64_t now_ms);
    void unreadable_scan(drivers::ErrorKind kind);
    std::string& trouble_of(const std::string& device);
    void device_is_away(const drivers::ErrorEvent& error);
    void read_in_test(const drivers::ScanData& scan);
    void read_badge_to_enrol(const std::string& label);
    Signal badge_scanned(const std::string& label);
    Signal slip_scanned(const std::string& label, HowFound how = HowFound::scan);
    Signal label_scanned(const drivers::ScanData& scan);
    Signal faulty_label(const gs1::LabelError& error);
    // Nothing, and a notice, when the storage could not say.
    std::optional<ScannedGoods> known_of(ScannedGoods goods);
    Signal goods_scanned(const ScannedGoods& goods);
    void tell_lot(const ScannedGoods& goods);
    Signal line_scanned(const ScannedGoods& goods);
    Signal goods_beside_the_case(const ScannedGoods& goods);
    std::string name_of_goods(const ItemCode& code);
    std::optional<LineNumber> owed_line(const ItemCode& code) const;
    void fetched(LineNumber line);
    bool takes_other_goods() const;
    void take_other_goods(NamedItem goods);
    // What the shop knows by what stands in the field; none where that is too short. Nothing, and a notice, when the
    // storage could not say.
    std::optional<std::vector<ItemMeant>> meant_by(const TextFieldState& field);
    Signal bag_scanned(const std::string& label);
    Signal other_goods_scanned(const ItemCode& code);
    // Of what was searched for; nothing where that is not understood.
    struct Searched {
        std::optional<ToldDays> days;
        WorkstationId lane;
        std::string phone;
    };
    std::optional<Searched> searched_for() const;
    void mean_told(const ItemMeant& item);
    Signal told_scanned(const ItemCode& code);
    // In place of the receipt that there is not.
    ReceiptState shown_as_told(const Claim& claim) const;
    Signal found_scanned(const ScannedGoods& goods, const std::vector<ItemMeant>& meant);
    Signal keeps_until_scanned(std::optional<Date> day);
    void move_back(const MovedEntry& moved);
    void take_found_back(const LeftBehindId& entry);
    void note_likely(const LoggedEntry& logged);
    void refresh_log();
    void count_left_behind();
    bool tells_of_devices_itself() const;
    void drawer_ended(const drivers::DrawerCompleteEvent& event);
    void status_changed(const drivers::StatusUpdateEvent& status);

    bool checks_a_pin() const { return !pin_try_.empty() || state_.enrolment.stage == Enrolment::Stage::enrolling; }
    bool awaits_the_desk() const;
    // What is tapped and scanned now could not be carried out.
    bool holds_the_screen() const { return awaits_the_desk() || checks_a_pin(); }
    WaitShown wait_shown(Kit& kit);
    Taken screen_in_hand(Kit& kit, const Frame& frame, const Scene& scene);
    Taken leave_done_in_time(Kit& kit);
    void speak(Language language);
    void show(Screen screen);
    void show_step(FirstStep step);
    void look_for_managers();
    void fill_shop_form();
    void refresh_shop_form();
    bool enrols_somebody() const {
        return state_.screen == Screen::enrol ||
               (state_.screen == Screen::first_run && state_.first_step == FirstStep::owner);
    }
    void enrol_colleague();
    void go_to(Enrolment::Stage stage);
    void enrol();
    void leave_enrolment();
    void enrolled(const StaffMember& newcomer);
    void ask_pin_anew(std::string_view why);
    void ask_pins(PinQuestions questions);
    void choose_pin_anew(std::string_view why);
    void not_done(Step step, const DeskRefusal& refusal);
    void pin_taken_in(const Expected<StaffMember, DeskRefusal>& answer);
    void pin_proved(const StaffMember& person);
    void pin_set(const StaffMember& person);
    void leave_pins();
    void revoked(const StaffMember& person);
    void ask_about_colleague(PinQuestions::Purpose purpose);
    void back_to_proposal();
    void set_approvers_pin();
    std::string& pin_in_hand();
    bool is_away_too_long(std::int64_t now_ms) const;
    void sign_out_in_time(Kit& kit);
    void tell_display(Kit& kit);
    void sign_out();
    void show_receipts(std::vector<FoundReceipt> found, HowFound how);
    void list(std::vector<RecalledReceipt> results);
    void forget_results();
    void note_listed(bool was_asked_for);
    void open_receipt(FoundReceipt found, HowFound how, std::vector<RecalledFact> told = {});
    void forget_customer();
    void show_case(CaseView view);
    Offer usual_offer_for(const CaseView& view);
    void look_for_askers();
    void refresh_open_cases();
    void settle_refunds();
    void signal(Signal signal);
    void turn_voice();
    void notify(std::string text, Tone tone, Icon icon);
    void tell(const DeskRefusal& refusal);
    void pin_counted(const RequestId& pin_try, const Expected<CaseView, DeskRefusal>& answer);
    void case_closed(const Expected<CaseView, DeskRefusal>& answer);
    void case_dropped(const Expected<CaseView, DeskRefusal>& answer);
    void print_recorded(const Expected<CaseView, DeskRefusal>& answer);
    void case_moved(Step step, const Expected<CaseView, DeskRefusal>& answer);
    void came_late(const Expected<CaseView, DeskRefusal>& answer);
    void taken_back(const CaseView& view);
    void looked_at();
    void tied(Step step, const CaseView& view);
    void cancel_prints_of_the_past(const CaseView& view);
    void claim(Complaint complaint, std::optional<Money> right_price);
    void proposal_ran_out();
    // The value; nothing, and a notice, when the storage could not say.
    template <class Value>
    std::optional<Value> looked(KioskWorld::Looked<Value> answer) {
        if (answer)
            return std::move(*answer);
        tell_look_up_failed(answer.error());
        return std::nullopt;
    }
    void tell_look_up_failed(const std::string& reason);
    static void wipe(std::string& pin);
    // False, and a notice, when nobody has signed in.
    bool somebody_works_here();
    // Likewise for what shows somebody's shopping: then it asks who is there, and goes on with `then` once it knows.
    bool knows_who_looks(std::function<void()> then);
    // Likewise: afterwards `action` is carried out on the screen as it stands now.
    template <class SomeAction>
    bool goes_on_in_the_log(const SomeAction& action) {
        return knows_who_looks([=, log = state_.log, this] {
            perform(OpenLog{});
            state_.log = log;
            perform(action);
        });
    }
    template <class SomeAction>
    bool goes_on_in_the_register(const SomeAction& action) {
        return knows_who_looks([=, care = state_.care, this] {
            perform(OpenCare{});
            state_.care = care;
            perform(action);
        });
    }
    void forget_what_was_wanted(Kit& kit);
    // Somebody sees a case, and so the receipt that it is of.
    void open_case(CaseView view, HowFound how);
    void work_begins(const StaffMember& person);
    using Reply = std::variant<Approve, Decline, Remark>; // the last: a question
    void answer(Reply reply);
    void answer_proposal(const RequestId& pin_try, bool pin_was_right);
    void forget_pin();
    template <class SomeCommand>
    void post(Step step, const RequestId& request, const SomeCommand& command) {
        waiting_.insert({request, {step}});
        world_.post(command);
    }
    void hand_to_printer(const CaseView& view);
    // `looked`: a person has seen on the screen how the slip fared.
    void close_if_finished(const CaseView& view, bool looked);

    const text::Words& words() const;
    const text::Words& words_in(Language language) const;
    const text::Words& customers_words() const { return words_in(state_.to_customer()); }
    Language language_for(const CaseView& view);
    void look_for_approvers();

    KioskWorld& world_;
    Catalogues catalogues_;
    KioskState state_;
    RequestId screen_request_; // of the button on the screen: a second tap repeats it
    std::map<RequestId, Waiting> waiting_;
    std::optional<std::int64_t> waiting_since_ms_; // since the first frame that was drawn without the answer
    ProposalId ran_out_;                           // the last one that was asked to be withdrawn for it
    std::function<void()> after_sign_in_;          // what somebody wanted to see
    std::int64_t wanted_until_wall_ms_ = 0;        // that
    std::map<CaseId, Language> spoken_;            // as chosen in this run, of cases that are open
    std::optional<ToldPurchase> tying_;            // from which a case is tied, until its answer is there
    RequestId pin_try_;                            // counted, and with the vault now
    Reply reply_;                                  // that waits for its PIN
    std::vector<std::string> handed_to_printer_;   // jobs of this run
    std::int64_t sign_out_after_ms_;
    std::int64_t last_touch_ms_ = 0; // or scan
    std::string display_welcome_;
    std::vector<MeasurePattern> scales_;
    std::optional<drivers::DisplayText> displayed_;
    std::optional<std::int64_t> goodbye_until_ms_; // on the display
    std::string last_label_;
    std::int64_t last_label_ms_ = 0;
    std::optional<Signal> unheard_;
    std::optional<Signal> unseen_;
};

} // namespace makegood::ui
