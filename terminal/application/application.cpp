#include "terminal/application/application.hpp"

#include "drivers/escpos/encode.hpp"
#include "terminal/demo/demo_data.hpp"
#include "terminal/finding/weights_file.hpp"
#include "terminal/policy/policy_file.hpp"
#include "terminal/slip/badge_page.hpp"
#include "terminal/slip/paper_preview.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/slip/test_page.hpp"
#include "terminal/storage/badge.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/storage_sentence.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/search_key.hpp"
#include "terminal/text/unicode.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace makegood {

namespace {

constexpr int most_receipts_shown = 20;
constexpr int most_cases_shown = 50;
constexpr CaseState open_states[] = {CaseState::awaiting_manager, CaseState::owed, CaseState::declined,
                                     CaseState::claimed, CaseState::handed_over};

tl::unexpected<std::string> in_words(const storage::StorageError& error) {
    return refused(error.text());
}

// Names come from tills and files: no control and no mark of theirs reaches the screen.
void make_plain(RetailTransaction& receipt) {
    receipt.number = text::plain(receipt.number);
    for (auto& line : receipt.lines)
        line.name = text::plain(line.name);
}

bool is_demo(const ApplicationOptions& options) {
    return options.simulate && !options.first_run;
}

Result<ShopConfig> config_of(const ApplicationOptions& options) {
    if (!options.config.empty())
        return read_shop_config(options.config);
    const auto beside = options.data / "shop.toml";
    std::error_code ignored;
    if (std::filesystem::exists(beside, ignored))
        return read_shop_config(beside);
    ShopConfig config;
    if (is_demo(options))
        config.shop.name = {"Corner Shop", "فروشگاه سر کوچه"};
    return config;
}

// What people have chosen on this kiosk, over what the shop configured. Nothing when they have chosen nothing yet.
std::optional<Result<ShopConfig>> with_settings(const std::filesystem::path& file, ShopConfig config) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return std::nullopt;
    auto configured_shop = std::exchange(config.shop, {});
    auto both = read_shop_config(file, std::move(config));
    if (both)
        both->preferences.shop = std::exchange(both->shop, std::move(configured_shop));
    return both;
}

// The question that a kiosk begins with; none when it begins with Home.
std::optional<FirstStep> first_question(const ApplicationOptions& options,
                                        const std::optional<Result<ShopConfig>>& chosen) {
    if (chosen)
        return *chosen ? (*chosen)->preferences.first_run : std::nullopt;
    return is_demo(options) ? std::nullopt : std::optional(FirstStep::language);
}

// What is to be watched, when anything is.
Result<std::optional<feeds::WatchedFeed>> feed_of(const ShopConfig& config) {
    if (!config.feed)
        return std::nullopt;
    feeds::WatchedFeed feed{.folder = config.feed->folder, .names_folder = config.feed->map.parent_path()};
    if (!config.feed->map.empty()) {
        auto map = feeds::load_feed_map(config.feed->map);
        if (!map)
            return refused(Error{"read", config.feed->map.string(),
                                 fmt::format("line {}: {}", map.error().line, map.error().detail)});
        feed.map = std::move(*map);
    }
    return feed;
}

} // namespace

struct Application::Opened {
    Nature nature;
    ShopConfig config;
    std::optional<Currency> newest_currency;
    bool is_demo;
    text::Words english;
    text::Words persian;
    text::Typesetter typesetter;
    std::unique_ptr<storage::StorageReader> reader;
    RecallWeights recall_weights;
    DeskThread::World desk;
    std::vector<storage::CaseFile::OpenPrint> open_prints;
    std::optional<SimulatedDevices> simulated;
    std::filesystem::path settings_file;
    ui::Kiosk::Start start;
    std::optional<feeds::WatchedFeed> feed;
    text::Words feed_words;
    std::function<void()> wake;
};

Result<std::unique_ptr<Application>> Application::open(const ApplicationOptions& options, const ProgramFolders& folders,
                                                       Nature nature, std::function<void()> wake) {
    auto config = config_of(options);
    if (!config)
        return refused(config.error());
    const auto settings_file = options.data / "settings.toml";
    const auto chosen = with_settings(settings_file, *config);
    if (chosen && *chosen)
        config = **chosen;
    auto policy = read_policy(config->policy.empty() ? folders.policy() : config->policy);
    if (!policy)
        return refused(policy.error());
    const auto recall_weights = read_recall_weights(folders.weights());
    if (!recall_weights)
        return refused(recall_weights.error());
    auto feed = feed_of(*config);
    if (!feed)
        return refused(feed.error());
    const auto fonts = text::find_fonts(folders.program);
    if (!fonts)
        return refused(Error{"find", "fonts", fonts.error()});
    auto typesetter = text::Typesetter::open(*fonts);
    if (!typesetter)
        return refused(Error{"open", "fonts", typesetter.error()});
    const auto words = [&](std::string_view language) {
        return text::Words::open(folders.words(), std::string(language));
    };
    auto english = words("en"), persian = words("fa"), desk_english = words("en"), desk_persian = words("fa");
    auto feed_words = words(text::code_of(config->preferences.language));
    for (const auto* catalogue : {&english, &persian, &desk_english, &desk_persian, &feed_words})
        if (!*catalogue)
            return refused(Error{"read", "the word catalogues", catalogue->error()});

    const storage::StoragePlace place{options.data, folders.schema()};
    auto opened = storage::Storage::open(place, config->terminal, nature.clock, nature.desk_randomness);
    if (!opened)
        return refused(storage::told(opened.error()));
    auto& store = **opened;
    if (is_demo(options))
        if (const auto filled = demo::fill(store, folders.demo(), options.seed, nature.clock.now()); !filled)
            return refused(filled.error());
    auto open_prints = store.cases().open_prints();
    if (!open_prints)
        return refused(storage::told(open_prints.error()));
    auto reader = storage::StorageReader::open(place);
    if (!reader)
        return refused(storage::told(reader.error()));
    const auto newest_currency = (*reader)->facts().newest_currency();
    if (!newest_currency)
        return refused(storage::told(newest_currency.error()));

    std::optional<SimulatedDevices> simulated;
    if (options.simulate) {
        auto devices = SimulatedDevices::plug_in(options.data / "devices", wake);
        if (!devices)
            return refused(devices.error());
        simulated.emplace(std::move(*devices));
        config->scanner = simulated->scanner_port();
        config->printer = simulated->printer_port();
        config->printer_profile = drivers::tm_t88v_like_profile();
    }

    auto preferences = config->preferences;
    preferences.language = options.language.value_or(preferences.language);
    preferences.theme = options.theme.value_or(preferences.theme);
    preferences.text_percent = options.text_percent.value_or(preferences.text_percent);
    return std::unique_ptr<Application>(new Application(Opened{
        .nature = nature,
        .config = *config,
        .newest_currency = *newest_currency,
        .is_demo = is_demo(options),
        .english = std::move(*english),
        .persian = std::move(*persian),
        .typesetter = std::move(*typesetter),
        .reader = std::move(*reader),
        .recall_weights = *recall_weights,
        .desk = {.storage = std::move(*opened),
                 .clock = nature.clock,
                 .randomness = nature.desk_randomness,
                 .english = std::move(*desk_english),
                 .persian = std::move(*desk_persian),
                 .policy = std::move(*policy),
                 .terminal = config->terminal,
                 .shop = full_name(over(config->shop, preferences.shop))},
        .open_prints = std::move(*open_prints),
        .simulated = std::move(simulated),
        .settings_file = settings_file,
        .start = {.preferences = preferences,
                  .first_run = first_question(options, chosen),
                  .has_scanner = config->scanner.has_value(),
                  .has_printer = config->printer.has_value(),
                  .has_feed = feed->has_value(),
                  .unreadable_settings = chosen && !*chosen ? chosen->error().text() : std::string()},
        .feed = std::move(*feed),
        .feed_words = std::move(*feed_words),
        .wake = std::move(wake),
    }));
}

Application::Application(Opened opened)
    : nature_(opened.nature), config_(std::move(opened.config)), newest_currency_(opened.newest_currency),
      is_demo_(opened.is_demo), settings_file_(std::move(opened.settings_file)),
      shop_(over(config_.shop, opened.start.preferences.shop)), english_(std::move(opened.english)),
      persian_(std::move(opened.persian)), typesetter_(std::move(opened.typesetter)), reader_(std::move(opened.reader)),
      recall_weights_(opened.recall_weights), device_events_(256, opened.wake), desk_answers_(256, opened.wake),
      pin_answers_(4, opened.wake), kept_(64, opened.wake), enrolled_(4, opened.wake), feed_news_(16, opened.wake),
      simulated_(std::move(opened.simulated)), desk_(std::move(opened.desk), desk_answers_),
      pins_(desk_.pepper(), pin_answers_), devices_(config_, device_events_),
      recall_(reader_->connection(), desk_.pepper(), recall_weights_),
      kiosk_(std::make_unique<ui::Kiosk>(static_cast<ui::KioskWorld&>(*this), ui::Kiosk::Catalogues{english_, persian_},
                                         opened.start)) {
    show_money_as_people_say();
    // Whatever an earlier run handed to the printer may lie on the counter or may not: a person looks.
    for (const auto& print : opened.open_prints)
        kiosk_->print_ended(print.case_id, print.job, drivers::Outcome::unconfirmed);
    if (opened.feed)
        feed_.emplace(std::move(*opened.feed), std::move(opened.feed_words), desk_.storage_thread(), feed_news_);
}

Application::~Application() = default;

bool Application::pump(std::int64_t now_ms) {
    bool any = false;
    for (const auto& job : std::exchange(undelivered_, {})) {
        any = true;
        print_ended(job, drivers::Outcome::failed);
    }
    while (const auto kept = kept_.take()) {
        any = true;
        --keeping_;
        if (!*kept)
            kiosk_->not_kept(kept->error().text());
    }
    while (const auto answer = desk_answers_.take()) {
        any = true;
        if (answer->result)
            kiosk_->answered(answer->request, *answer->result);
        else
            kiosk_->storage_failed(answer->request, answer->result.error().text());
    }
    while (const auto answer = pin_answers_.take()) {
        any = true;
        kiosk_->pin_verified(answer->pin_try, answer->right);
    }
    while (const auto enrolled = enrolled_.take()) {
        any = true;
        kiosk_->enrolled(enrolled->map_error([](const storage::StorageError& error) { return error.text(); }));
    }
    while (const auto news = feed_news_.take()) {
        any = true;
        show_feed(*news);
    }
    while (const auto event = device_events_.take()) {
        any = true;
        kiosk_->device_event(*event, now_ms);
        if (const auto* error = std::get_if<drivers::ErrorEvent>(&*event))
            scans_ += error->locus == drivers::ErrorLocus::input ? 1 : 0;
        scans_ += std::holds_alternative<drivers::DataEvent>(*event) ? 1 : 0;
        status_updates_ += std::holds_alternative<drivers::StatusUpdateEvent>(*event) ? 1 : 0;
        if (const auto* complete = std::get_if<drivers::OutputCompleteEvent>(&*event))
            print_ended(complete->job_id, complete->outcome);
    }
    return any;
}

// A file that is tried again is no result yet: the one before it stays.
void Application::show_feed(const feeds::FeedNews& news) {
    auto feed = kiosk_->state().feed;
    feed.trouble = text::plain(news.trouble);
    if (news.end != feeds::FeedNews::End::left)
        feed.last = ui::FeedState::File{.name = text::plain(news.report.file),
                                        .when = now(),
                                        .receipts = news.report.new_receipts,
                                        .refused_rows = news.report.rejected,
                                        .set_aside = news.end == feeds::FeedNews::End::rejected};
    kiosk_->fed(std::move(feed));
}

bool Application::settled() const {
    return !kiosk_->busy() && undelivered_.empty() && keeping_ == 0 &&
           (jobs_.empty() || kiosk_->state().devices.printer_waits_for_a_hand());
}

bool Application::devices_ready() const {
    const auto& devices = kiosk_->state().devices;
    const auto known = [](bool configured, drivers::PowerState power) {
        return !configured || power != drivers::PowerState::unknown;
    };
    return known(config_.scanner.has_value(), devices.scanner) &&
           known(config_.printer.has_value(), devices.printer_power);
}

Result<void> Application::sign_in_demo_cashier(const ProgramFolders& folders) {
    if (!is_demo_)
        return {};
    const auto demo_staff = demo::load_staff(folders.demo() / "staff.toml");
    if (!demo_staff)
        return refused(demo_staff.error());
    for (const auto& person : *demo_staff)
        if (person.member.role == StaffRole::cashier && person.member.language == kiosk_->state().language) {
            if (const auto enrolled = staff(person.member.id); enrolled && *enrolled)
                kiosk_->sign_in(**enrolled);
            break;
        }
    return {};
}

std::int64_t Application::count_cases() {
    return reader_->cases().count().value_or(0);
}

CivilTime Application::now() const {
    return nature_.clock.now();
}

std::int64_t Application::wall_ms() const {
    return nature_.clock.wall_ms();
}

RequestId Application::new_request() {
    return RequestId(fmt::format("{:016x}{:016x}", nature_.screen_randomness.next(), nature_.screen_randomness.next()));
}

void Application::post(const Command& command) {
    if (desk_.post(command))
        return;
    const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
    desk_answers_.post({request, refused(storage::StorageError{storage::StorageFault::busy, "hand over", "a command",
                                                               "too many are waiting"})});
}

void Application::verify_pin(const StaffId& staff, std::string& pin, const RequestId& pin_try) {
    auto typed = storage::Pin::typed(pin);
    sodium_memzero(pin.data(), pin.size());
    pin.clear();
    auto hash = storage::Vault(reader_->connection(), desk_.pepper()).pin_of(staff);
    if (typed && hash && *hash && pins_.ask({pin_try, staff, std::move(*typed), std::move(**hash)}))
        return;
    pin_answers_.post({pin_try, false});
}

void Application::print(const CaseView& view, const SlipPrint& print) {
    jobs_.insert({print.job, view.id});
    send(print.job, page_of(view.remedy->document, print.copy > 0, typesetter_, config_.printer_profile));
}

void Application::print_test_page(Language language) {
    print_page(test_page(words(language), full_name(shop_).in(language), language, now()));
}

void Application::print_badge(Language language) {
    print_page(badge_page(words(language), full_name(shop_).in(language), language, storage::new_badge()));
}

void Application::print_page(const SlipDocument& page) {
    const auto job = new_request().text();
    jobs_.insert({job, std::nullopt});
    send(job, page_of(page, false, typesetter_, config_.printer_profile));
}

void Application::keep(const Preferences& preferences) {
    if (auto shop = over(config_.shop, preferences.shop); shop != shop_)
        call_shop(std::move(shop));
    ++keeping_;
    if (!desk_.write(settings_file_, text_of(preferences),
                     [this](storage::Stored<void> kept) { kept_.post(std::move(kept)); }))
        kept_.post(refused(storage::StorageError{storage::StorageFault::busy, "write", settings_file_.string(),
                                                 "too much is waiting"}));
}

void Application::call_shop(ShopIdentity shop) {
    shop_ = std::move(shop);
    show_money_as_people_say();
    desk_.rename_shop(full_name(shop_));
}

void Application::show_money_as_people_say() {
    english_.show_rials_as(money_unit().rials);
    persian_.show_rials_as(money_unit().rials);
}

bool Application::is_good_pin(std::string_view digits) const {
    return storage::Pin::chosen(digits).has_value();
}

void Application::enrol_manager(std::string_view name, Language language, const std::string& badge, std::string& pin) {
    const auto refuse = [this](std::string why) {
        enrolled_.post(
            refused(storage::StorageError{storage::StorageFault::refused, "enrol", "a manager", std::move(why)}));
    };
    auto chosen = storage::Pin::chosen(pin);
    sodium_memzero(pin.data(), pin.size());
    pin.clear();
    if (!chosen)
        return refuse("the PIN is too easily guessed");
    const auto id = free_staff_number();
    if (!id)
        return refuse(id.error());
    const StaffMember member{*id, {std::string(name), std::string(name)}, StaffRole::manager, language};
    const auto hashed = [this, refuse, member, badge, request = new_request()](storage::Stored<storage::PinHash> hash) {
        if (!hash) {
            enrolled_.post(refused(hash.error()));
            return;
        }
        const auto done = [this, member](const storage::Stored<void>& stored) {
            enrolled_.post(stored.map([&] { return member; }));
        };
        if (!desk_.enrol_first_manager({member, std::move(*hash), badge}, request, done))
            refuse("too much is waiting");
    };
    if (!pins_.hash({member.id, std::move(*chosen), hashed}))
        refuse("too much is waiting");
}

// The lowest that nobody has.
Application::Looked<StaffId> Application::free_staff_number() {
    for (int number = 1;; ++number) {
        const StaffId id(std::to_string(number));
        const auto known = staff(id);
        if (!known)
            return refused(known.error());
        if (!*known)
            return id;
    }
}

void Application::send(const std::string& job, const drivers::Document& page) {
    auto bytes = escpos::encode(page, config_.printer_profile);
    // Confirmations only need to differ from those of the last 10,000 jobs on this printer, also across a restart.
    const auto number = static_cast<std::uint32_t>(nature_.clock.wall_ms() / 1000) + confirmations_++;
    if (!bytes || !devices_.print({job, std::move(*bytes), drivers::ConfirmationId::of_number(number)}))
        undelivered_.push_back(job);
}

void Application::print_ended(const std::string& job, drivers::Outcome outcome) {
    const auto found = jobs_.find(job);
    if (found == jobs_.end())
        return;
    const auto case_id = found->second;
    jobs_.erase(found);
    if (case_id)
        kiosk_->print_ended(*case_id, job, outcome);
    else
        kiosk_->test_page_ended(outcome);
}

// ---- what the screens look up

Application::Looked<ui::FoundReceipt> Application::with_history(storage::StoredReceipt stored) {
    ui::FoundReceipt found{.reference = {stored.receipt.key, stored.revision},
                           .revisions = stored.revisions,
                           .receipt = std::move(stored.receipt)};
    const auto made_good = reader_->cases().made_good(found.reference.key);
    if (!made_good)
        return in_words(made_good.error());
    for (const auto& line : found.receipt.lines) {
        const auto known = made_good->find(line.number);
        found.history.push_back(known == made_good->end()
                                    ? ui::FoundReceipt::LineHistory{}
                                    : ui::FoundReceipt::LineHistory{known->second.quantity, known->second.last_at});
    }
    found.of_another_shop =
        !config_.business_unit.empty() && found.reference.key.business_unit != config_.business_unit;
    make_plain(found.receipt);
    return found;
}

Application::Looked<std::vector<ui::FoundReceipt>>
Application::with_history(std::vector<storage::StoredReceipt> stored) {
    std::vector<ui::FoundReceipt> found;
    for (auto& receipt : stored) {
        auto one = with_history(std::move(receipt));
        if (!one)
            return refused(one.error());
        found.push_back(std::move(*one));
    }
    return found;
}

Application::Looked<std::vector<ui::FoundReceipt>> Application::receipts_numbered(std::string_view number) {
    auto stored = reader_->facts().find_by_number(number, most_receipts_shown);
    if (!stored)
        return in_words(stored.error());
    return with_history(std::move(*stored));
}

Expected<RecalledPurchase, NotUnderstood> Application::understood(const ToldTexts& told) const {
    return understand(told, {now(), config_.business_day_ends_minute}, money_unit());
}

Application::Looked<std::vector<ui::RecalledReceipt>> Application::receipts_recalled(const RecalledPurchase& purchase) {
    auto recalled = recall_.find(purchase, most_receipts_shown);
    if (!recalled)
        return in_words(recalled.error());
    std::vector<ui::RecalledReceipt> found;
    for (auto& candidate : recalled->candidates) {
        auto one = with_history(std::move(candidate.stored));
        if (!one)
            return refused(one.error());
        found.push_back({std::move(*one), candidate.share, std::move(candidate.reasons)});
    }
    return found;
}

Application::Looked<std::optional<ui::FoundReceipt>> Application::receipt(const ReceiptReference& reference) {
    auto stored = reader_->facts().find_receipt(reference);
    if (!stored)
        return in_words(stored.error());
    if (!*stored)
        return std::nullopt;
    auto found = with_history(std::move(**stored));
    if (!found)
        return refused(found.error());
    return std::move(*found);
}

Application::Looked<std::vector<ui::OpenCase>> Application::open_cases() {
    std::vector<ui::OpenCase> open;
    for (const auto state : open_states) {
        auto views = reader_->cases().cases_in(state, most_cases_shown);
        if (!views)
            return in_words(views.error());
        for (auto& view : *views) {
            const auto stored = reader_->facts().find_receipt(view.claim.receipt);
            if (!stored)
                return in_words(stored.error());
            ui::OpenCase one{.view = std::move(view)};
            if (*stored) {
                one.receipt_number = text::plain((*stored)->receipt.number);
                if (const auto* line = find_line((*stored)->receipt, one.view.claim.line))
                    one.item = text::plain(line->name.empty() ? line->code.text() : line->name);
            }
            open.push_back(std::move(one));
        }
    }
    return open;
}

Application::Looked<std::optional<CaseView>> Application::case_of_slip(const SlipNumber& slip) {
    auto found = reader_->cases().find_by_slip(slip);
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<std::optional<StaffMember>> Application::staff_of_badge(std::string_view label) {
    const auto id = storage::Vault(reader_->connection(), desk_.pepper()).find_staff_by_badge(label);
    if (!id)
        return in_words(id.error());
    if (!*id)
        return std::nullopt;
    return staff(**id);
}

Application::Looked<std::optional<StaffMember>> Application::staff(const StaffId& id) {
    auto found = storage::StaffList(reader_->connection()).find(id);
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<std::vector<StaffMember>> Application::managers() {
    auto found = storage::StaffList(reader_->connection()).managers();
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<bool> Application::is_product(std::string_view code) {
    const auto receipts = reader_->facts().find_by_item(ItemCode(std::string(code)), 1);
    if (!receipts)
        return in_words(receipts.error());
    return !receipts->empty();
}

ui::PaperPicture Application::picture(const SlipDocument& document) {
    const auto bytes =
        escpos::encode(page_of(document, false, typesetter_, config_.printer_profile), config_.printer_profile);
    return bytes ? preview_of(*bytes, config_.printer_profile) : ui::PaperPicture{};
}

} // namespace makegood
