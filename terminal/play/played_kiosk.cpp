#include "terminal/play/played_kiosk.hpp"

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "terminal/demo/demo_shop.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <utility>

namespace makegood {

namespace {

using namespace std::chrono_literals;

constexpr int customer_width_px = 800;
constexpr int customer_height_px = 480;
constexpr std::int64_t between_steps_ms = 350;

// Another stretch of chance for each state of the journal, so that a second script in the same folder makes new ids.
std::uint64_t chance_of(const PlayOptions& options, const ProgramFolders& folders) {
    const auto reader = storage::StorageReader::open({options.data, folders.schema()});
    const auto check = reader ? (*reader)->verify("") : storage::Stored<storage::JournalCheck>({});
    return options.seed + (check ? static_cast<std::uint64_t>(check->events) * 1'000 : 0);
}

} // namespace

void PlayedKiosk::Bell::ring() {
    {
        const std::lock_guard lock(mutex_);
        rung_ = true;
    }
    heard_.notify_one();
}

void PlayedKiosk::Bell::wait() {
    std::unique_lock lock(mutex_);
    heard_.wait_for(lock, 20ms, [&] { return rung_; });
    rung_ = false;
}

Result<std::unique_ptr<PlayedKiosk>> PlayedKiosk::open(const PlayOptions& options, const ProgramFolders& folders,
                                                       const Told& told) {
    std::unique_ptr<PlayedKiosk> kiosk(new PlayedKiosk(options, folders, told));
    if (const auto started = kiosk->start(); !started)
        return refused(started.error());
    return kiosk;
}

PlayedKiosk::PlayedKiosk(const PlayOptions& options, const ProgramFolders& folders, const Told& told)
    : options_(options), folders_(folders), told_(told), clock_(options.clock),
      desk_randomness_(chance_of(options, folders)), screen_randomness_(chance_of(options, folders) + 1),
      headline_(demo::headline_number(clock_.now())) {}

// Anew where it goes on in practice, or back at work.
Result<void> PlayedKiosk::start() {
    customer_.reset();
    window_.reset();
    application_.reset();
    std::error_code error;
    std::filesystem::create_directories(options_.shots, error);
    if (error)
        return refused(Error{"make", options_.shots.string(), error.message()});
    auto application =
        Application::open({.data = options_.data,
                           .config = options_.config,
                           .language = options_.language,
                           .theme = options_.theme,
                           .text_percent = options_.text_percent,
                           .simulate = true,
                           .practice = practice_,
                           .first_run = options_.first_run,
                           .seed = options_.seed},
                          folders_, {clock_, desk_randomness_, screen_randomness_}, [this] { bell_.ring(); });
    if (!application)
        return refused(application.error());
    application_ = std::move(*application);

    wedge_.emplace(
        application_->config().wedge.value_or(drivers::WedgeSettings{}),
        ui::WedgeGate::Outlets{[this](const SDL_Event& event) { type(event); },
                               [this](drivers::DeviceEvent event) { application_->heard(std::move(event)); }});

    auto appearances = Appearances::load(folders_.themes(), 0);
    if (!appearances)
        return refused(appearances.error());
    appearances_ = std::move(*appearances);
    auto window = ui::Window::open(
        {.title = "Makegood", .width_px = options_.width_px, .height_px = options_.height_px, .headless = true},
        appearances_.of(application_->kiosk().state()), application_->typesetter());
    if (!window)
        return refused(Error{"open", "the window", window.error()});
    window_ = std::move(*window);

    auto customer = ui::Window::open(
        {.title = "Makegood", .width_px = customer_width_px, .height_px = customer_height_px, .headless = true},
        appearances_.beside(application_->kiosk().state()), application_->typesetter());
    if (!customer)
        return refused(Error{"open", "the customer's window", customer.error()});
    customer_ = std::move(*customer);

    if (const auto signed_in = application_->sign_in_demo_cashier(folders_); !signed_in)
        return signed_in;
    application_->kiosk().resume();
    // Devices come up by themselves; a scan before its line is open would be lost.
    wait_until([&] { return application_->devices_ready(); });
    return {};
}

void PlayedKiosk::slow_disk(bool slow) {
    if (std::exchange(slow_disk_, slow) == slow)
        return;
    slow ? application_->hold_storage(disk_is_ok_) : disk_is_ok_.release();
}

void PlayedKiosk::show_gallery(std::optional<ui::gallery::Page> page) {
    gallery_page_ = page;
    gallery_ = {};
    window_->invalidate();
}

// ---- time and frames

void PlayedKiosk::advance(std::int64_t ms) {
    clock_.advance(ms);
    window_->invalidate();
}

void PlayedKiosk::press(const KeyEvents& key) {
    for (const auto& event : key)
        if (event.type != SDL_TEXTINPUT || window_->kit().wants_text())
            wedge_->take(event, {time(), time()});
    draw();
}

void PlayedKiosk::type(const SDL_Event& event) {
    if (auto typed = ui::translate(event, event.key.windowID, options_.width_px, options_.height_px))
        window_->inject(std::move(*typed));
}

bool PlayedKiosk::pump() {
    const bool any = application_->pump(clock_.passed_ms());
    if (any)
        window_->invalidate();
    return any;
}

void PlayedKiosk::draw() {
    wedge_->quiet_until(time());
    auto& kiosk = application_->kiosk();
    window_->set_appearance(appearances_.of(kiosk.state()));
    const auto build = [&](ui::Kit& kit) {
        if (gallery_page_)
            return ui::gallery::draw(kit, application_->words(kiosk.state().language), gallery_, *gallery_page_);
        kiosk.build(kit);
        window_->set_appearance(appearances_.of(kiosk.state()));
    };
    if (window_->update(clock_.passed_ms(), build)) {
        check_frame(*window_);
        customer_->invalidate();
    }
    customer_->set_appearance(appearances_.to_customer(kiosk.state()));
    if (customer_->update(clock_.passed_ms(), [&](ui::Kit& kit) { kiosk.build_for_customer(kit); }))
        check_frame(*customer_);
    listen();
    if (const auto signal = kiosk.take_signal())
        signals_.push_back(*signal);
}

bool PlayedKiosk::settle() {
    const auto deadline = std::chrono::steady_clock::now() + longest_wait;
    int quiet = 0;
    while (std::chrono::steady_clock::now() < deadline) {
        const bool any = pump();
        draw();
        collect_papers();
        if (!any && settled() && ++quiet >= 2)
            return true;
        if (any)
            quiet = 0;
        if (!any && !settled())
            bell_.wait();
    }
    return false;
}

void PlayedKiosk::rest() {
    settle();
    if (application_->kiosk().state().switches_over) {
        practice_ = !practice_;
        if (const auto started = start(); !started)
            return breaches_.push_back(started.error().text());
        settle();
    }
    advance(between_steps_ms);
    draw();
}

bool PlayedKiosk::wait_until(const std::function<bool()>& come, std::chrono::milliseconds longest) {
    const auto deadline = std::chrono::steady_clock::now() + longest;
    while (!come() && std::chrono::steady_clock::now() < deadline) {
        bell_.wait();
        application_->pump(clock_.passed_ms());
    }
    window_->invalidate();
    return come();
}

void PlayedKiosk::check_frame(ui::Window& window) {
    for (auto& breach : ui::check_tree(window.tree(), window.kit().viewport()))
        if (std::ranges::find(breaches_, breach) == breaches_.end())
            breaches_.push_back(std::move(breach));
}

// ---- what comes out of it

void PlayedKiosk::forget_what_was_heard() {
    signals_.clear();
    said_.clear();
}

void PlayedKiosk::listen() {
    const auto& state = application_->kiosk().state();
    if (!state.preferences.reads_aloud)
        return narrator_.reset();
    if (!narrator_)
        narrator_.emplace();
    for (auto& utterance : narrator_->listen(window_->tree(), application_->words(state.language)))
        said_.push_back(std::move(utterance.text));
}

void PlayedKiosk::collect_papers() {
    for (const auto& paper : application_->simulated().printer->take_papers()) {
        ++papers_;
        const auto name = options_.shots / fmt::format("paper-{}", papers_);
        std::ofstream(name.string() + ".bin", std::ios::binary)
            .write(reinterpret_cast<const char*>(paper.data()), static_cast<std::streamsize>(paper.size()));
        auto font = escpos::PaperFont::open(paper_font_file);
        const auto drawn = escpos::draw_paper(escpos::interpret(paper, application_->simulated().printer_profile),
                                              font ? &*font : nullptr);
        if (drawn)
            if (const auto written = escpos::write_png(*drawn, name.string() + ".png"); !written)
                breaches_.push_back(written.error());
        told_(fmt::format("  paper-{}.png", papers_));
    }
}

} // namespace makegood
