#pragma once

#include "terminal/text/typesetter.hpp"
#include "terminal/ui/canvas.hpp"
#include "terminal/ui/events.hpp"
#include "terminal/ui/kit/kit.hpp"
#include "terminal/ui/renderer.hpp"
#include "terminal/ui/theme.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct ImGuiContext;
struct SDL_Window;

namespace makegood::ui {

struct WindowOptions {
    std::string title;
    int width_px = 1280;
    int height_px = 800;
    int left_px = -1; // -1: where the desktop puts it
    int top_px = -1;
    bool fullscreen = false;
    bool borderless = false;
    bool headless = false; // no SDL video at all: events come by inject, pictures go out by shot
};

// How everything in a window looks; a change draws it anew.
struct Appearance {
    Theme theme;
    text::Direction direction = text::Direction::left_to_right;
    float scale = 1; // device px of one lpx (1/85 inch): ppi / 85
    int text_percent = 100;
    bool reduced_motion = false;

    bool operator==(const Appearance&) const = default;
};

// A window with its own ImGui context, kit and atlas; a process may have several. Main thread only. Draws when
// something happened and is otherwise still.
class Window {
  public:
    // The typesetter outlives the window. The error is SDL's.
    static tl::expected<std::unique_ptr<Window>, std::string> open(const WindowOptions& options, Appearance appearance,
                                                                   text::Typesetter& typesetter);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Every event of the main loop may be offered; it takes what concerns this window.
    void offer(const SDL_Event& event);
    void inject(Event event);
    // The data shown has changed.
    void invalidate() { dirty_ = true; }
    // The same again draws nothing.
    void set_appearance(Appearance appearance);
    const Appearance& appearance() const { return appearance_; }

    // With something to show: one frame for each press, release, key and text that waits, each seeing only its own
    // event, then two more so that what one frame causes in the next has settled; the last is shown. Else nothing.
    // `build` draws the screen with the kit it is given. True when something was shown.
    bool update(std::int64_t now_ms, const std::function<void(Kit&)>& build);
    // When update wants to be called although nothing happens (gliding, a toast's end), by update's clock.
    std::optional<std::int64_t> next_frame_ms() const;

    Kit& kit() { return kit_; }
    const std::vector<Node>& tree() const { return kit_.tree(); }
    int width_px() const { return width_px_; }
    int height_px() const { return height_px_; }
    bool close_asked() const { return close_asked_; }
    std::uint64_t frames_shown() const { return frames_shown_; }
    // The last shown frame. Pre: update has shown one.
    tl::expected<Image, std::string> shot();

  private:
    struct DestroyWindow {
        void operator()(SDL_Window* window) const;
    };
    struct DestroyContext {
        void operator()(ImGuiContext* context) const;
    };
    Window(const WindowOptions& options, Appearance appearance, text::Typesetter& typesetter,
           std::unique_ptr<SDL_Window, DestroyWindow> window, Renderer renderer);
    void build_frame(std::int64_t now_ms, std::span<const Event> events, const std::function<void(Kit&)>& build);
    void show();
    void fit_to_window();

    text::Typesetter& typesetter_;
    Appearance appearance_;
    std::unique_ptr<SDL_Window, DestroyWindow> window_; // none when headless
    Renderer renderer_;
    std::unique_ptr<ImGuiContext, DestroyContext> context_;
    Canvas canvas_;
    Kit kit_;
    std::vector<Event> waiting_;
    int width_px_;
    int height_px_;
    bool dirty_ = true;
    bool close_asked_ = false;
    std::uint64_t frames_shown_ = 0;
    bool typed_into_ = false; // a text field had the focus in the frame that was shown last
};

} // namespace makegood::ui
