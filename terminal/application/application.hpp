#pragma once

#include "drivers/printer/document.hpp"
#include "terminal/application/asset_folder.hpp"
#include "terminal/application/daily_thread.hpp"
#include "terminal/application/desk_thread.hpp"
#include "terminal/application/devices.hpp"
#include "terminal/application/feed_thread.hpp"
#include "terminal/application/paper_worker.hpp"
#include "terminal/application/pin_worker.hpp"
#include "terminal/application/recall_worker.hpp"
#include "terminal/slip/slip_templates.hpp"
#include "terminal/storage/item_names.hpp"
#include "terminal/text/typesetter.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <semaphore>

namespace makegood {

struct ApplicationOptions {
    std::filesystem::path data;
    std::filesystem::path config;     // empty: shop.toml in the data folder if it is there, else the defaults
    std::optional<Language> language; // before anybody signs in; none, as the two below: as chosen or configured
    std::optional<ThemeName> theme;
    std::optional<int> text_percent;
    bool simulate =
        false; // devices of software; a folder without staff gets the demo shop's, an empty one its receipts
    bool practice = false;  // on a copy of `data`, made anew, which nothing that is done changes back
    bool first_run = false; // with `simulate`: a new kiosk, without the demo shop
    std::uint64_t seed = 1; // of the demo shop
};

// Amounts that name no currency before any receipt came.
inline const Currency default_currency = *Currency::from_code("EUR");

// One running kiosk without its window: the desk on its thread, the views' own connection, devices, the PIN worker, and
// the screens' state between them. Main thread only; what the other threads post is taken in by `pump`.
class Application final : private ui::KioskWorld {
  public:
    // Where time and chance come from; they outlive the application. The desk's randomness is its thread's alone.
    struct Nature {
        const Clock& clock;
        Randomness& desk_randomness;
        Randomness& screen_randomness;
    };

    // `wake` is called from any thread when there is something to pump; it must not block.
    static Result<std::unique_ptr<Application>> open(const ApplicationOptions& options, const ProgramFolders& folders,
                                                     Nature nature, std::function<void()> wake);
    ~Application() override;

    // Takes in what scanner, printer, desk and PIN worker have posted. True when anything came.
    bool pump(std::int64_t now_ms);
    // What a device tells that has no thread of its own, as a scanner that is a keyboard.
    void heard(drivers::DeviceEvent event) { device_events_.post(std::move(event)); }
    // Nothing is on its way: no command, no PIN, no slip that could still make progress.
    bool settled() const;

    // Labels, read or not, and status words of devices that were pumped so far.
    std::uint64_t scans() const { return scans_; }
    std::uint64_t status_updates() const { return status_updates_; }
    // Every configured device has answered or was found absent.
    bool devices_ready() const;

    // All cases that the journal knows.
    std::int64_t count_cases();

    // On the receipt that something in the left-behind log is likeliest from; empty where there is none.
    std::string number_of_something_left_behind();

    const ShopConfig& config() const { return config_; }
    ui::Kiosk& kiosk() { return *kiosk_; }
    text::Typesetter& typesetter() { return typesetter_; }
    // Somebody stands at the counter already: the demo shop's first cashier who speaks the screen's language, where the
    // demo shop is.
    Result<void> sign_in_demo_cashier(const ProgramFolders& folders);
    // A disk that takes long: what is to be kept from now on waits for `until`, which outlives the application.
    void hold_storage(std::counting_semaphore<>& until) { desk_.hold(until); }
    // With `simulate` only.
    SimulatedDevices& simulated() { return *simulated_; }
    const text::Words& words(Language language) const { return language == Language::english ? english_ : persian_; }

  private:
    struct Opened; // what `open` has gathered
    // The printer gets it when it is laid out and has its row.
    struct Paper {
        std::optional<CaseId> of_case{}; // of a slip
        std::optional<std::vector<std::uint8_t>> bytes{};
        std::optional<std::int64_t> number{};
    };
    struct LaidOut {
        std::string job;
        std::optional<std::vector<std::uint8_t>> bytes; // none: it cannot be printed
    };
    struct Drawn {
        SlipNumber slip;
        ui::PaperPicture picture;
    };
    struct QueuedPrint {
        std::string job;
        storage::Stored<std::int64_t> number;
    };
    struct BegunPrint {
        std::string job;
        storage::Stored<void> marked;
    };
    explicit Application(Opened opened);

    CivilTime now() const override;
    Date today() const override;
    std::int64_t wall_ms() const override;
    RequestId new_request() override;
    void post(const Command& command) override;
    void post(const LeftBehindCommand& command) override;
    void post(const CareCommand& command) override;
    void post(const StaffCommand& command) override;
    void set_pin(const SetPin& command, std::string& pin) override;
    void record_seen(const RecordsSeen& seen, const StaffId& by) override;
    void record_shown(const PersonalDataShown& shown, const StaffId& by) override;
    void verify_pin(const StaffId& staff, std::string& pin, const RequestId& pin_try) override;
    void print(const CaseId& case_id, const SlipDocument& slip, const SlipPrint& print) override;
    void cancel_print(const std::string& job) override { devices_.cancel_print(job); }
    void print_test_page(Language language) override;
    void print_badge(Language language) override;
    void print_left_behind_label(const LeftBehindEntry& entry, Language language) override;
    void open_drawer(const RequestId& request) override;
    void leave_drawer(const RequestId& request) override { end_drawer(request, drivers::DrawerOutcome::not_delivered); }
    void end_drawer(const RequestId& request, drivers::DrawerOutcome outcome); // without a word of the device
    void show_on_display(const drivers::DisplayText& text) override { devices_.show(text); }
    void save_traffic() override;
    void keep(const Preferences& preferences) override;
    bool is_good_pin(std::string_view digits) const override;
    void replace_badge(const ReplaceBadge& command, const std::string& badge) override;
    void enrol(const EnrolStaff& command, const std::string& badge, std::string& pin) override;
    Looked<StaffId> free_staff_number() override;
    Looked<std::vector<ui::FoundReceipt>> receipts_numbered(std::string_view number) override;
    Expected<RecalledPurchase, NotUnderstood> understood(const ToldTexts& told) const override;
    void recall(const RecalledPurchase& purchase, const RequestId& search) override;
    Looked<std::optional<ui::FoundReceipt>> receipt(const ReceiptReference& reference) override;
    Looked<std::vector<ui::OpenCase>> open_cases() override;
    Looked<std::vector<ui::OpenCase>> second_looks() override;
    Looked<std::vector<ui::OpenCase>> with_items(std::vector<CaseView> views);
    Looked<ui::LoggedEntry> with_likely(LeftBehindEntry entry);
    Looked<std::vector<CaseId>> owed_refunds() override;
    Looked<std::optional<Language>> language_of_customer(const ReceiptReference& receipt) override;
    Looked<std::optional<CaseView>> find_case(const CaseId& id) override;
    Looked<std::optional<CaseView>> case_of_slip(const SlipNumber& slip) override;
    Looked<std::optional<StaffMember>> staff_of_badge(std::string_view label) override;
    Looked<std::optional<StaffMember>> staff(const StaffId& id) override;
    Looked<std::vector<StaffMember>> colleagues() override;
    Looked<std::vector<StaffMember>> colleagues_with_pin() override;
    const ApprovalTerms& approval_terms() const override { return desk_.approval_terms(); }
    const Budget& budget() const override { return desk_.budget(); }
    Looked<bool> is_product(std::string_view code) override;
    Looked<std::vector<ui::ItemMeant>> items_meant(std::string_view said) override;
    Looked<std::optional<Product>> product(const ItemCode& code) override;
    Looked<std::vector<ui::LoggedEntry>> left_behind() override;
    Looked<std::optional<ui::LoggedEntry>> left_behind_labelled(std::string_view label) override;
    Looked<ui::LeftBehindCounts> count_left_behind() override;
    Looked<ui::CareBoard> care_board(CareList list, int page) override;
    Looked<CareCounts> care_waiting_for(const StaffMember& person) override;
    Looked<ui::CareEntry> care_entry(const CareRecord& record);
    Looked<std::vector<ui::CareLine>> care_history(const CareId& record) override;
    const CareTerms& care_terms() const override { return desk_.care_terms(); }
    Looked<std::string> care_phone(const CareId& record) override;
    Looked<std::vector<WorkstationId>> lanes() override;
    const ShopIdentity& shop() const override { return shop_; }
    MoneyUnit money_unit() const override {
        return shop_.money.value_or(MoneyUnit{newest_currency_.value_or(default_currency)});
    }
    std::optional<Money> amount(std::string_view said) const override;
    void draw(const SlipNumber& slip, const SlipDocument& document) override;

    bool hand_over_sightings();
    BusinessUnitId shop_number() const;
    void call_shop(ShopIdentity shop);
    void show_money_as_people_say();
    void post_with_pin(const StaffCommand& command, const StaffId& whose, std::optional<std::string> badge,
                       std::string& pin);
    void print_page(storage::PrintedMatter matter, const SlipDocument& page);
    void send(const storage::NewPrintJob& job, std::optional<CaseId> of_case, SlipDocument page, bool is_copy = false);
    void print_queued(const QueuedPrint& queued);
    void print_laid_out(LaidOut laid_out);
    void print_when_ready(const std::string& job);
    void print_failed(const std::string& job);
    void lay_out_for_screen(PaperWorker::Work work);
    void print_begins(const std::string& job);
    void print_ended(const std::string& job, drivers::Outcome outcome);
    void drawer_ended(const drivers::DrawerCompleteEvent& event);
    void tell_pages_on_their_way();
    void show_recalled(RecallWorker::Answer answer);
    void show_feed(const feeds::FeedNews& news);
    Looked<ui::FoundReceipt> with_history(storage::StoredReceipt stored);
    Looked<std::vector<ui::FoundReceipt>> with_history(std::vector<storage::StoredReceipt> stored);

    Nature nature_;
    ShopConfig config_;
    std::optional<Currency> newest_currency_;
    bool is_demo_;
    std::filesystem::path settings_file_;
    ShopIdentity shop_; // what people chose, over what is configured
    text::Words english_;
    text::Words persian_;
    SlipTemplates slip_templates_;
    text::Typesetter typesetter_;
    std::unique_ptr<storage::StorageReader> reader_;
    std::vector<LabelPattern> labels_; // of receipts
    storage::ItemNames item_names_;

    drivers::EventQueue<drivers::DeviceEvent> device_events_;
    drivers::EventQueue<DeskAnswer> desk_answers_;
    drivers::EventQueue<LogAnswer> log_answers_;
    drivers::EventQueue<StaffAnswer> staff_answers_;
    drivers::EventQueue<RegisterAnswer> care_answers_;
    drivers::EventQueue<PinWorker::Answer> pin_answers_;
    drivers::EventQueue<RecallWorker::Answer> recall_answers_;
    drivers::EventQueue<storage::Stored<void>> kept_;
    drivers::EventQueue<storage::Stored<void>> traffic_saved_;
    drivers::EventQueue<feeds::FeedNews> feed_news_;
    drivers::EventQueue<QueuedPrint> queued_prints_;
    drivers::EventQueue<BegunPrint> begun_prints_;
    drivers::EventQueue<LaidOut> laid_out_;
    drivers::EventQueue<Drawn> drawn_;
    drivers::EventQueue<ui::SlipSeconds> slip_seconds_;

    std::map<std::string, Paper> papers_;                      // by their jobs, which are not over
    std::map<RequestId, drivers::MonotonicTime> drawer_asked_; // by people, and not answered for yet
    int drawing_ = 0;                                          // papers for the screen that are not laid out yet
    int saving_traffic_ = 0;
    int keeping_ = 0; // preferences on their way to the disk
    std::uint64_t scans_ = 0;
    std::uint64_t status_updates_ = 0;
    std::vector<std::string> undelivered_;           // prints that the printer would not take
    std::deque<std::pair<Event, Author>> sightings_; // that the desk had no room for

    std::optional<SimulatedDevices> simulated_;
    DeskThread desk_;
    PinWorker pins_;
    PaperWorker paper_worker_;
    Devices devices_;
    RecallWorker recall_;
    std::unique_ptr<ui::Kiosk> kiosk_;
    std::optional<FeedThread> feed_; // these three end before the storage thread
    std::optional<DailyThread> retention_;
    std::optional<DailyThread> closing_;
};

} // namespace makegood
