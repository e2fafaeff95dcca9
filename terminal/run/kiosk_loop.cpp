#include "terminal/run/kiosk_loop.hpp"

#include "terminal/run/simulated_counter.hpp"
#include "terminal/run/tree_file.hpp"
#include "terminal/ui/sound/sound_thread.hpp"
#include "terminal/ui/voice/narrator.hpp"
#include "terminal/ui/window.hpp"
#include "terminal/world/clocks.hpp"

#include <SDL.h>

#include <algorithm>

namespace makegood {

namespace {

constexpr int counter_width_px = 460;

// Video alone: SDL polls joysticks and sensors once they are asked for, and an idle kiosk uses no CPU.
class Sdl {
  public:
    static Result<std::unique_ptr<Sdl>> open() {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); // the tap that brings the window to the front counts too
        if (SDL_Init(SDL_INIT_VIDEO) != 0)
            return refused(Error{"open", "the display", SDL_GetError()});
        return std::unique_ptr<Sdl>(new Sdl);
    }
    ~Sdl() { SDL_Quit(); }

  private:
    Sdl() = default;
};

class KioskLoop {
  public:
    KioskLoop(Application& application, ui::Waker& waker, const std::filesystem::path& tree_file)
        : application_(application), waker_(waker), tree_file_(tree_file),
          sound_(application.config().sound_volume, application.config().voice_rate) {}

    Result<void> open(const ApplicationOptions& options, const ProgramFolders& folders, CivilTime now) {
        const auto theme = ui::load_theme(folders.themes() / "light.toml");
        if (!theme)
            return refused(Error{"read", "the theme", theme.error()});
        language_ = application_.kiosk().state().language;
        const ui::Appearance appearance{.theme = *theme,
                                        .direction = text::direction_of(language_),
                                        .reduced_motion = application_.config().reduced_motion};

        SDL_Rect desktop{0, 0, 1280, 800};
        SDL_GetDisplayUsableBounds(0, &desktop);
        const int beside = options.simulate ? counter_width_px : 0;
        auto kiosk = ui::Window::open({.title = "Makegood",
                                       .width_px = std::clamp(desktop.w - beside, 800, 1280),
                                       .height_px = std::min(desktop.h, 800),
                                       .left_px = options.simulate ? desktop.x : -1,
                                       .top_px = options.simulate ? desktop.y : -1,
                                       .fullscreen = !options.simulate},
                                      appearance, application_.typesetter());
        if (!kiosk)
            return refused(Error{"open", "the kiosk's window", kiosk.error()});
        kiosk_ = std::move(*kiosk);
        if (!options.simulate)
            return {};

        auto labels = demo_labels(folders, options.seed, now, application_.words(language_));
        if (!labels)
            return refused(labels.error());
        counter_.emplace(application_.simulated(), std::move(*labels));
        auto beside_window = ui::Window::open({.title = "Makegood: simulated counter",
                                               .width_px = counter_width_px,
                                               .height_px = std::min(desktop.h, 800),
                                               .left_px = desktop.x + kiosk_->width_px(),
                                               .top_px = desktop.y},
                                              appearance, application_.typesetter());
        if (!beside_window)
            return refused(Error{"open", "the counter's window", beside_window.error()});
        beside_ = std::move(*beside_window);
        return {};
    }

    Result<void> run() {
        while (true) {
            take_in();
            if (const auto drawn = draw(); !drawn)
                return drawn;
            if (close_asked_ || kiosk_->close_asked() || (beside_ && beside_->close_asked()))
                return {};
            wait();
        }
    }

  private:
    static std::int64_t now_ms() { return static_cast<std::int64_t>(SDL_GetTicks64()); }

    void take_in() {
        if (application_.pump(now_ms()))
            kiosk_->invalidate();
        if (counter_ && counter_->take_papers())
            beside_->invalidate();
    }

    Result<void> draw() {
        if (const auto language = application_.kiosk().state().language; language != language_) {
            language_ = language;
            for (auto* window : {kiosk_.get(), beside_.get()})
                if (window) {
                    auto appearance = window->appearance();
                    appearance.direction = text::direction_of(language);
                    window->set_appearance(appearance);
                }
        }
        bool shown = kiosk_->update(now_ms(), [&](ui::Kit& kit) { application_.kiosk().build(kit); });
        if (const auto signal = application_.kiosk().take_signal())
            sound_.play(*signal);
        read_aloud();
        if (beside_)
            shown |=
                beside_->update(now_ms(), [&](ui::Kit& kit) { counter_->build(kit, application_.words(language_)); });
        if (!shown || tree_file_.empty())
            return {};
        return write_tree_file(tree_file_, kiosk_->tree(), beside_ ? beside_->tree() : std::vector<ui::Node>());
    }

    void read_aloud() {
        if (!application_.kiosk().state().reads_aloud) {
            if (narrator_)
                sound_.hush();
            return narrator_.reset();
        }
        if (!narrator_)
            narrator_.emplace();
        for (auto& utterance : narrator_->listen(kiosk_->tree(), application_.words(language_)))
            sound_.say(std::move(utterance));
    }

    void wait() {
        std::optional<std::int64_t> due = kiosk_->next_frame_ms();
        if (beside_ && beside_->next_frame_ms())
            due = std::min(due.value_or(INT64_MAX), *beside_->next_frame_ms());
        SDL_Event event;
        const bool any = due ? SDL_WaitEventTimeout(
                                   &event, static_cast<int>(std::clamp<std::int64_t>(*due - now_ms(), 1, 60'000))) == 1
                             : SDL_WaitEvent(&event) == 1;
        if (any)
            offer(event);
        while (SDL_PollEvent(&event) == 1)
            offer(event);
    }

    void offer(const SDL_Event& event) {
        if (waker_.made(event))
            return;
        close_asked_ |= event.type == SDL_QUIT;
        kiosk_->offer(event);
        if (beside_)
            beside_->offer(event);
    }

    Application& application_;
    ui::Waker& waker_;
    Language language_ = Language::english;
    std::unique_ptr<ui::Window> kiosk_;
    std::optional<SimulatedCounter> counter_;
    std::unique_ptr<ui::Window> beside_;
    std::filesystem::path tree_file_; // empty: none
    bool close_asked_ = false;        // by SIGINT or SIGTERM
    ui::SoundThread sound_;
    std::optional<ui::Narrator> narrator_; // while reading aloud
};

} // namespace

Result<void> run_kiosk(const ApplicationOptions& options, const ProgramFolders& folders,
                       const std::filesystem::path& tree_file) {
    const auto sdl = Sdl::open();
    if (!sdl)
        return refused(sdl.error());
    ui::Waker waker;
    const SystemClock clock;
    SystemRandomness desk_randomness, screen_randomness;
    auto application =
        Application::open(options, folders, {clock, desk_randomness, screen_randomness}, [&waker] { waker(); });
    if (!application)
        return refused(application.error());
    if (options.simulate)
        if (const auto signed_in = (*application)->sign_in_demo_cashier(folders); !signed_in)
            return signed_in;

    KioskLoop loop(**application, waker, tree_file);
    if (const auto opened = loop.open(options, folders, clock.now()); !opened)
        return opened;
    return loop.run();
}

} // namespace makegood
