#include "terminal/run/kiosk_loop.hpp"

#include "terminal/application/appearances.hpp"
#include "terminal/run/screen_rest.hpp"
#include "terminal/run/sdl_video.hpp"
#include "terminal/run/service_manager.hpp"
#include "terminal/run/simulated_counter.hpp"
#include "terminal/run/tree_file.hpp"
#include "terminal/ui/sound/sound_thread.hpp"
#include "terminal/ui/voice/narrator.hpp"
#include "terminal/ui/wedge_gate.hpp"
#include "terminal/ui/window.hpp"
#include "terminal/world/clocks.hpp"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace makegood {

namespace {

constexpr int counter_width_px = 460;
constexpr int least_customer_width_px = 480;
constexpr int least_customer_height_px = 260;

// Screens tell sizes that were never measured; one that cannot be is no word at all.
int system_ppi() {
    float horizontal = 0, vertical = 0;
    if (SDL_GetDisplayDPI(0, nullptr, &horizontal, &vertical) != 0 || horizontal < Preferences::least_ppi ||
        horizontal > Preferences::most_ppi || std::abs(horizontal - vertical) > 0.1f * horizontal)
        return 0;
    return static_cast<int>(std::lround(horizontal));
}

class KioskLoop {
  public:
    KioskLoop(Application& application, ui::Waker& waker, const std::filesystem::path& tree_file)
        : application_(application), waker_(waker), tree_file_(tree_file),
          rest_(application.config().rest_after_minutes * 60'000LL),
          sound_(application.config().preferences.sound_volume, application.config().voice_rate) {
        if (const auto& wedge = application.config().wedge)
            wedge_.emplace(*wedge, ui::WedgeGate::Outlets{
                                       [this](const SDL_Event& event) { offer_to_windows(event); },
                                       [this](drivers::DeviceEvent event) { application_.heard(std::move(event)); }});
    }

    Result<void> open(const ApplicationOptions& options, const ProgramFolders& folders, CivilTime now) {
        // A demo shares the desktop with its counter and is as large there as it was drawn.
        auto appearances = Appearances::load(folders.themes(), options.simulate ? 0 : system_ppi());
        if (!appearances)
            return refused(appearances.error());
        appearances_ = std::move(*appearances);

        SDL_Rect desktop{0, 0, 1280, 800};
        if (options.simulate)
            SDL_GetDisplayUsableBounds(0, &desktop);
        else
            SDL_GetDisplayBounds(0, &desktop); // of its own, since there may be no window manager that makes it full
        auto kiosk = ui::Window::open(
            {.title = "Makegood",
             .width_px = options.simulate ? std::clamp(desktop.w - counter_width_px, 800, 1280) : desktop.w,
             .height_px = options.simulate ? std::min(desktop.h, 800) : desktop.h,
             .left_px = desktop.x,
             .top_px = desktop.y,
             .fullscreen = !options.simulate},
            kiosk_appearance(), application_.typesetter());
        if (!kiosk)
            return refused(Error{"open", "the kiosk's window", kiosk.error()});
        kiosk_ = std::move(*kiosk);
        if (!options.simulate) {
            SDL_Rect second{};
            const int display = application_.config().customer_display - 1;
            if (display >= 0 && SDL_GetDisplayBounds(display, &second) != 0)
                return refused(Error{"open", "the customer's display", SDL_GetError()});
            return open_for_customer(second);
        }

        auto labels = demo_labels(folders, options.seed, now, application_.words(Language::english),
                                  application_.words(Language::persian));
        if (!labels)
            return refused(labels.error());
        counter_.emplace(application_.simulated(), std::move(*labels));
        auto beside_window = ui::Window::open({.title = "Makegood: simulated counter",
                                               .width_px = counter_width_px,
                                               .height_px = std::min(desktop.h, 800),
                                               .left_px = desktop.x + kiosk_->width_px(),
                                               .top_px = desktop.y},
                                              appearances_.beside(state()), application_.typesetter());
        if (!beside_window)
            return refused(Error{"open", "the counter's window", beside_window.error()});
        beside_ = std::move(*beside_window);
        return open_for_customer(
            {desktop.x, desktop.y + kiosk_->height_px(), kiosk_->width_px(), desktop.h - kiosk_->height_px()});
    }

    // The demo ends when one of its windows is closed. A kiosk has no way out but a signal to the program.
    Result<void> run() {
        take_in();
        auto drawn = draw();
        manager_.ready();
        while (drawn && !quit_ && !state().switches_over &&
               !(beside_ && (kiosk_->close_asked() || beside_->close_asked()))) {
            manager_.alive(now_ms());
            wait();
            take_in();
            drawn = draw();
        }
        return drawn;
    }

  private:
    // Where there is room for it.
    Result<void> open_for_customer(const SDL_Rect& place) {
        if (place.w < least_customer_width_px || place.h < least_customer_height_px)
            return {};
        auto opened = ui::Window::open({.title = "Makegood: for the customer",
                                        .width_px = place.w,
                                        .height_px = place.h,
                                        .left_px = place.x,
                                        .top_px = place.y,
                                        .borderless = true},
                                       appearances_.beside(state()), application_.typesetter());
        if (!opened)
            return refused(Error{"open", "the customer's window", opened.error()});
        customer_ = std::move(*opened);
        return {};
    }

    std::array<ui::Window*, 3> windows() const { return {kiosk_.get(), customer_.get(), beside_.get()}; }

    static std::int64_t now_ms() { return static_cast<std::int64_t>(SDL_GetTicks64()); }

    void take_in() {
        const auto scans = application_.scans();
        if (application_.pump(now_ms()))
            kiosk_->invalidate();
        if (application_.scans() != scans)
            rest_.touched(now_ms());
        if (counter_ && counter_->take_papers())
            beside_->invalidate();
    }

    Result<void> draw() {
        const bool dark = rest_.dark(now_ms());
        if (std::exchange(was_dark_, dark) != dark)
            kiosk_->invalidate();
        kiosk_->set_appearance(kiosk_appearance());
        bool drawn = kiosk_->update(now_ms(), [&](ui::Kit& kit) {
            dark ? kit.dark() : application_.kiosk().build(kit);
            kiosk_->set_appearance(kiosk_appearance());
        });
        sound_.set_volume(state().preferences.sound_volume);
        if (customer_) {
            if (drawn)
                customer_->invalidate();
            customer_->set_appearance(appearances_.to_customer(state()));
            drawn |= customer_->update(
                now_ms(), [&](ui::Kit& kit) { dark ? kit.dark() : application_.kiosk().build_for_customer(kit); });
        }
        if (const auto signal = application_.kiosk().take_signal())
            sound_.play(*signal);
        read_aloud();
        if (beside_) {
            beside_->set_appearance(appearances_.beside(state()));
            drawn |= beside_->update(now_ms(),
                                     [&](ui::Kit& kit) { counter_->build(kit, application_.words(state().language)); });
        }
        if (!drawn || tree_file_.empty())
            return {};
        return write_tree_file(tree_file_, windows());
    }

    const ui::KioskState& state() const { return application_.kiosk().state(); }
    ui::Appearance kiosk_appearance() const { return appearances_.of(state()); }
    void read_aloud() {
        if (!state().preferences.reads_aloud) {
            if (narrator_)
                sound_.hush();
            return narrator_.reset();
        }
        if (!narrator_)
            narrator_.emplace();
        for (auto& utterance : narrator_->listen(kiosk_->tree(), application_.words(state().language)))
            sound_.say(std::move(utterance));
    }

    void wait() {
        std::optional<std::int64_t> due;
        const auto sooner = [&](std::optional<std::int64_t> one) {
            if (one)
                due = std::min(due.value_or(INT64_MAX), *one);
        };
        for (const auto* window : windows())
            if (window)
                sooner(window->next_frame_ms());
        sooner(rest_.due_ms(now_ms()));
        sooner(manager_.due_ms());
        if (wedge_)
            if (const auto wedge_due = wedge_->due())
                sooner(ms_of(*wedge_due));
        listens_since_ms_ = now_ms();
        SDL_Event event;
        const bool any = due ? SDL_WaitEventTimeout(
                                   &event, static_cast<int>(std::clamp<std::int64_t>(*due - now_ms(), 1, 60'000))) == 1
                             : SDL_WaitEvent(&event) == 1;
        if (any)
            offer(event);
        while (SDL_PollEvent(&event) == 1)
            offer(event);
        listened_until_ms_ = now_ms();
        if (wedge_)
            wedge_->quiet_until(time_of(listened_until_ms_));
    }

    drivers::MonotonicTime time_of(std::int64_t ms) const { return started_ + std::chrono::milliseconds(ms); }
    std::int64_t ms_of(drivers::MonotonicTime time) const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time - started_).count();
    }

    // SDL stamps an event when it is fetched: what came while a frame was drawn came at any time of that.
    drivers::KeyTime time_of(const SDL_Event& event) const {
        const auto fetched_ms = now_ms() - static_cast<std::int64_t>(SDL_GetTicks() - event.common.timestamp);
        const bool may_have_waited = fetched_ms <= listens_since_ms_ + 1;
        return {time_of(may_have_waited ? listened_until_ms_ : fetched_ms), time_of(fetched_ms)};
    }

    void offer(const SDL_Event& event) {
        if (waker_.made(event))
            return;
        if (event.type == SDL_QUIT)
            quit_ = true;
        show_pointer_to_a_mouse_only(event);
        if (!wedge_ || !wedge_->take(event, time_of(event)))
            offer_to_windows(event);
    }

    void offer_to_windows(const SDL_Event& event) {
        if (is_touch(event) && rest_.touched(now_ms()))
            return;
        for (auto* window : windows())
            if (window)
                window->offer(event);
    }

    static bool is_touch(const SDL_Event& event) {
        return event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_FINGERDOWN || event.type == SDL_KEYDOWN ||
               event.type == SDL_TEXTINPUT || event.type == SDL_MOUSEWHEEL;
    }

    static void show_pointer_to_a_mouse_only(const SDL_Event& event) {
        if (event.type == SDL_FINGERDOWN)
            SDL_ShowCursor(SDL_DISABLE);
        else if (event.type == SDL_MOUSEMOTION)
            SDL_ShowCursor(SDL_ENABLE);
    }

    Application& application_;
    ui::Waker& waker_;
    const std::filesystem::path& tree_file_; // empty: none
    ScreenRest rest_;
    bool was_dark_ = false;
    drivers::MonotonicTime started_ = drivers::monotonic_now() - std::chrono::milliseconds(now_ms()); // SDL's clock
    std::int64_t listens_since_ms_ = now_ms();
    std::int64_t listened_until_ms_ = now_ms();
    std::optional<ui::WedgeGate> wedge_;
    ServiceManager manager_;
    bool quit_ = false;
    Appearances appearances_;
    std::unique_ptr<ui::Window> kiosk_;
    std::unique_ptr<ui::Window> customer_;
    std::optional<SimulatedCounter> counter_;
    std::unique_ptr<ui::Window> beside_;
    ui::SoundThread sound_;
    std::optional<ui::Narrator> narrator_; // while reading aloud
};

} // namespace

namespace {

// True where it ends to go on in practice, or back at work.
Result<bool> run_once(const ApplicationOptions& options, const ProgramFolders& folders,
                      const std::filesystem::path& tree_file) {
    ui::Waker waker;
    const SystemClock clock;
    SystemRandomness desk_randomness, screen_randomness;
    auto application =
        Application::open(options, folders, {clock, desk_randomness, screen_randomness}, [&waker] { waker(); });
    if (!application)
        return refused(application.error());
    if (options.simulate)
        if (const auto signed_in = (*application)->sign_in_demo_cashier(folders); !signed_in)
            return refused(signed_in.error());
    (*application)->kiosk().resume();

    KioskLoop loop(**application, waker, tree_file);
    if (const auto opened = loop.open(options, folders, clock.now()); !opened)
        return refused(opened.error());
    if (const auto ran = loop.run(); !ran)
        return refused(ran.error());
    return (*application)->kiosk().state().switches_over;
}

} // namespace

Result<void> run_kiosk(ApplicationOptions options, const ProgramFolders& folders,
                       const std::filesystem::path& tree_file) {
    const auto sdl = SdlVideo::open();
    if (!sdl)
        return refused(sdl.error());
    for (;;) {
        const auto goes_on = run_once(options, folders, tree_file);
        if (!goes_on)
            return refused(goes_on.error());
        if (!*goes_on)
            return {};
        options.practice = !options.practice;
    }
}

} // namespace makegood
