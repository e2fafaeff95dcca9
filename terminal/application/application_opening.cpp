#include "terminal/application/application.hpp"

#include "drivers/printer/buffer_credits.hpp"
#include "drivers/scanner/event_device.hpp"
#include "terminal/application/captured_papers.hpp"
#include "terminal/application/print_states.hpp"
#include "terminal/application/shop_care_terms.hpp"
#include "terminal/application/slip_seconds.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/config/known_scanners.hpp"
#include "terminal/demo/demo_data.hpp"
#include "terminal/finding/measures_file.hpp"
#include "terminal/setup/desk_setup.hpp"
#include "terminal/storage/closing.hpp"
#include "terminal/storage/drawer_openings.hpp"
#include "terminal/storage/noted_looks.hpp"
#include "terminal/storage/practice_copy.hpp"
#include "terminal/storage/retention.hpp"
#include "terminal/storage/retention_trouble.hpp"
#include "terminal/storage/storage_sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

// What is gathered before a kiosk runs: what was configured and chosen, the desk with its storage, words, devices.

namespace makegood {

namespace {

constexpr int retention_minute = 3 * 60 + 30; // after midnight

// What the command line noted beside the kiosk belongs to the day that is closed.
storage::StorageThread::Slice looks_then_closing(int day_ends_minute) {
    return [taken_in = false, close = storage::closing_in_slices(day_ends_minute)](storage::Storage& storage) mutable {
        if (std::exchange(taken_in, true))
            return close(storage);
        storage::take_in_noted_looks(storage);
        return true;
    };
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

storage::Stored<storage::StoragePlace> place_of(const ApplicationOptions& options, const ProgramFolders& folders,
                                                const Clock& clock) {
    storage::StoragePlace place{options.data, folders.schema()};
    if (!options.practice) {
        // Where somebody practises beside this kiosk it stays until they are done.
        static_cast<void>(storage::forget_practice(place.folder, clock.now().to_iso()));
        return place;
    }
    auto copy = storage::copy_for_practice(place, clock.now().to_iso());
    if (!copy)
        return refused(copy.error());
    return storage::StoragePlace{std::move(*copy), folders.schema()};
}

// The question that a kiosk begins with; none when it begins with Home.
std::optional<FirstStep> first_question(const ApplicationOptions& options,
                                        const std::optional<Result<ShopConfig>>& chosen) {
    if (chosen)
        return *chosen ? (*chosen)->preferences.first_run : std::nullopt;
    return is_demo(options) ? std::nullopt : std::optional(FirstStep::language);
}

std::vector<ui::ScannerState> states_of(const std::vector<drivers::ScannerSettings>& scanners) {
    std::vector<ui::ScannerState> states;
    for (const auto& scanner : scanners)
        states.push_back({.device = scanner.device_id, .is_keyboard = drivers::is_event_device(scanner.port.path)});
    return states;
}

// What is to be watched, when anything is.
Result<std::optional<feeds::WatchedFeed>> feed_of(const ShopConfig& config, const ProgramFolders& folders) {
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
    auto papers = captured_papers(config, folders);
    if (!papers)
        return refused(papers.error());
    feed.papers = std::move(*papers);
    feed.keep = papers_kept(config);
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
    SlipTemplates slip_templates;
    text::Typesetter typesetter;
    text::Typesetter paper_typesetter;
    std::unique_ptr<storage::StorageReader> reader;
    std::unique_ptr<storage::StorageReader> recall_reader;
    RecallWeights recall_weights;
    std::vector<LabelPattern> labels;
    DeskThread::World desk;
    std::vector<storage::PrintJobs::OpenPrint> open_prints;
    std::vector<RequestId> open_drawers;
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
    const auto place = place_of(options, folders, nature.clock);
    if (!place)
        return refused(storage::told(place.error()));
    const auto chosen = with_settings(options.data, *config);
    if (chosen && *chosen)
        config = **chosen;
    // A printer that nobody described still prints, as the safe one; `makegood doctor` tells.
    const auto model = options.simulate ? std::string(SimulatedDevices::printer_model) : config->printer_model;
    if (const auto described = known_printer(folders.printers(), model))
        config->printer_profile = described->profile;
    print_persian(config->printer_profile, config->printer_persian);
    for (std::size_t i = 0; i < config->scanners.size(); ++i) {
        if (config->scanner_models[i].empty())
            continue;
        auto tones = scanner_tones(folders.scanners(), config->scanner_models[i]);
        if (!tones)
            return refused(tones.error());
        config->scanners[i].tones = std::move(*tones);
    }
    auto setup = read_desk_setup(*config, folders);
    if (!setup)
        return refused(setup.error());
    auto care_terms = care_terms_of(*config, folders);
    if (!care_terms)
        return refused(care_terms.error());
    auto scales = read_measure_patterns(config->scales.empty() ? folders.scales() : config->scales);
    if (!scales)
        return refused(scales.error());
    auto feed = options.practice ? Result<std::optional<feeds::WatchedFeed>>() : feed_of(*config, folders);
    if (!feed)
        return refused(feed.error());
    const auto fonts = text::find_fonts(folders.program);
    if (!fonts)
        return refused(Error{"find", "fonts", fonts.error()});
    auto typesetter = text::Typesetter::open(*fonts);
    if (!typesetter)
        return refused(Error{"open", "fonts", typesetter.error()});
    auto paper_typesetter = text::Typesetter::open(*fonts);
    if (!paper_typesetter)
        return refused(Error{"open", "fonts", paper_typesetter.error()});

    auto opened =
        storage::Storage::open(*place, config->terminal, nature.clock, nature.desk_randomness, config->retention);
    if (!opened)
        return refused(storage::told(opened.error()));
    auto& store = **opened;
    if (is_demo(options))
        if (const auto filled = demo::fill(store, folders.demo(), options.seed, nature.clock.now()); !filled)
            return refused(filled.error());
    auto open_prints = store.settle_prints();
    if (!open_prints)
        return refused(storage::told(open_prints.error()));
    auto open_drawers = storage::drawers_without_end(store.connection());
    if (!open_drawers)
        return refused(storage::told(open_drawers.error()));
    auto reader = storage::StorageReader::open(*place);
    if (!reader)
        return refused(storage::told(reader.error()));
    auto recall_reader = storage::StorageReader::open(*place);
    if (!recall_reader)
        return refused(storage::told(recall_reader.error()));
    const auto newest_currency = (*reader)->facts().newest_currency();
    if (!newest_currency)
        return refused(storage::told(newest_currency.error()));

    std::optional<SimulatedDevices> simulated;
    if (options.simulate) {
        auto devices = SimulatedDevices::plug_in(place->folder / "devices", config->printer_profile, wake,
                                                 std::max<std::size_t>(config->scanners.size(), 1));
        if (!devices)
            return refused(devices.error());
        simulated.emplace(std::move(*devices));
        if (config->scanners.empty())
            config->scanners.push_back({.device_id = "scanner"});
        for (std::size_t i = 0; i < simulated->scanners.size(); ++i)
            config->scanners[i].port = simulated->scanner_port(i);
        const auto configured = std::exchange(config->printer, simulated->printer_port());
        if (configured)
            config->printer->line.baud = line_of(*configured).baud;
        if (config->display)
            config->display->port.reset();
        config->drawer.emplace(drivers::CashDrawerSettings{.open_level = drivers::DrawerPin::high});
    }

    auto desk_english = setup->english.copy(), desk_persian = setup->persian.copy();
    auto feed_words = (config->preferences.language == Language::english ? setup->english : setup->persian).copy();
    auto preferences = config->preferences;
    if (config->drawer && config->drawer->open_level == drivers::DrawerPin::unknown)
        config->drawer->open_level = preferences.drawer_open;
    preferences.language = options.language.value_or(preferences.language);
    preferences.theme = options.theme.value_or(preferences.theme);
    preferences.text_percent = options.text_percent.value_or(preferences.text_percent);
    if (config->printer)
        config->printer_profile = drivers::at_port(config->printer_profile, *config->printer);
    return std::unique_ptr<Application>(new Application(Opened{
        .nature = nature,
        .config = *config,
        .newest_currency = *newest_currency,
        .is_demo = is_demo(options),
        .english = std::move(setup->english),
        .persian = std::move(setup->persian),
        .slip_templates = setup->slips,
        .typesetter = std::move(*typesetter),
        .paper_typesetter = std::move(*paper_typesetter),
        .reader = std::move(*reader),
        .recall_reader = std::move(*recall_reader),
        .recall_weights = setup->recall_weights,
        .labels = std::move(setup->labels),
        .desk = {.storage = std::move(*opened),
                 .clock = nature.clock,
                 .randomness = nature.desk_randomness,
                 .english = std::move(desk_english),
                 .persian = std::move(desk_persian),
                 .policy = std::move(setup->policy),
                 .slips = setup->slips,
                 .care_terms = std::move(*care_terms),
                 .terminal = config->terminal,
                 .shop = full_name(over(config->shop, preferences.shop)),
                 .business_day_ends_minute = config->business_day_ends_minute,
                 .practice = options.practice},
        .open_prints = std::move(*open_prints),
        .open_drawers = std::move(*open_drawers),
        .simulated = std::move(simulated),
        .settings_file = place->folder / "settings.toml",
        .start = {.preferences = preferences,
                  .first_run = first_question(options, chosen),
                  .scales = std::move(*scales),
                  .scanners = states_of(config->scanners),
                  .has_wedge = config->wedge.has_value(),
                  .has_printer = config->printer.has_value(),
                  .has_drawer = config->printer && config->drawer,
                  .drawer_open_level = config->drawer ? config->drawer->open_level : drivers::DrawerPin::unknown,
                  .has_display = config->display && (config->display->port || config->printer),
                  .display_has_own_port = config->display && config->display->port,
                  .display_welcome = config->display ? config->display->welcome : std::string(),
                  .has_feed = feed->has_value(),
                  .sign_out_after_ms = config->sign_out_after_minutes * 60'000LL,
                  .unreadable_settings = chosen && !*chosen ? chosen->error().text() : std::string(),
                  .practice = options.practice},
        .feed = std::move(*feed),
        .feed_words = std::move(feed_words),
        .wake = std::move(wake),
    }));
}

Application::Application(Opened opened)
    : nature_(opened.nature), config_(std::move(opened.config)), newest_currency_(opened.newest_currency),
      is_demo_(opened.is_demo), settings_file_(std::move(opened.settings_file)),
      shop_(over(config_.shop, opened.start.preferences.shop)), english_(std::move(opened.english)),
      persian_(std::move(opened.persian)), slip_templates_(std::move(opened.slip_templates)),
      typesetter_(std::move(opened.typesetter)), reader_(std::move(opened.reader)), labels_(std::move(opened.labels)),
      item_names_(reader_->connection()), device_events_(256, opened.wake), desk_answers_(256, opened.wake),
      log_answers_(64, opened.wake), staff_answers_(64, opened.wake), care_answers_(64, opened.wake),
      pin_answers_(4, opened.wake), recall_answers_(64, opened.wake), kept_(64, opened.wake),
      traffic_saved_(4, opened.wake), feed_news_(16, opened.wake), queued_prints_(64, opened.wake),
      begun_prints_(64, opened.wake), laid_out_(64, opened.wake), drawn_(64, opened.wake),
      slip_seconds_(1, opened.wake), simulated_(std::move(opened.simulated)),
      desk_(std::move(opened.desk), {desk_answers_, log_answers_, staff_answers_, care_answers_}),
      pins_(desk_.pepper(), pin_answers_), paper_worker_(std::move(opened.paper_typesetter), config_.printer_profile),
      devices_(config_, device_events_),
      recall_(std::move(opened.recall_reader), desk_.pepper(), opened.recall_weights, recall_answers_),
      kiosk_(std::make_unique<ui::Kiosk>(static_cast<ui::KioskWorld&>(*this), ui::Kiosk::Catalogues{english_, persian_},
                                         opened.start)) {
    show_money_as_people_say();
    if (auto reckon = slip_seconds(config_, english_, persian_, slip_templates_))
        lay_out_for_screen(
            [this, reckon = std::move(*reckon)](text::Typesetter& typesetter, const drivers::Profile& profile) {
                slip_seconds_.post(reckon(typesetter, profile));
            });
    // What an earlier run began to send may lie on the counter or may not, and its drawer be open: a person looks.
    for (const auto& print : opened.open_prints)
        kiosk_->print_ended(print.case_id, print.job, outcome_in(print.state));
    for (const auto& request : opened.open_drawers)
        end_drawer(request, drivers::DrawerOutcome::unconfirmed);
    if (opened.feed)
        feed_.emplace(std::move(*opened.feed), std::move(opened.feed_words), desk_.storage_thread(), feed_news_);
    if (kiosk_->state().practice)
        return;
    if (!config_.retention.keeps_everything())
        retention_.emplace(desk_.storage_thread(), nature_.clock, retention_minute,
                           [data = settings_file_.parent_path(), &clock = nature_.clock] {
                               return storage::retention_in_slices([data, &clock](const storage::Stored<void>& ended) {
                                   if (ended)
                                       storage::forget_retention_trouble(data);
                                   else
                                       storage::keep_retention_trouble(data, {clock.now(), ended.error().text()});
                               });
                           });
    closing_.emplace(desk_.storage_thread(), nature_.clock, config_.business_day_ends_minute,
                     [minute = config_.business_day_ends_minute] { return looks_then_closing(minute); });
}

} // namespace makegood
