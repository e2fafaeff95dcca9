#include "terminal/ui/window.hpp"

#include <SDL.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace makegood::ui {

namespace {

ImGuiContext* new_context() {
    ImGuiContext* before = ImGui::GetCurrentContext();
    ImGuiContext* made = ImGui::CreateContext();
    ImGui::SetCurrentContext(made);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    // ImGui insists on a font of its own, of which nothing is ever shown.
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    io.Fonts->Build();
    io.Fonts->ClearTexData();
    if (before)
        ImGui::SetCurrentContext(before);
    return made;
}

void prepare_sdl() {
    // Copying the finished picture to the screen costs 1.8 instead of 14 ms, and 110 MB less (UX.md 1).
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    // The tap that brings the window to the front is a tap.
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
}

bool frame_of_its_own(const Event& event) {
    return !std::holds_alternative<Move>(event) && !std::holds_alternative<Wheel>(event);
}

} // namespace

void Window::DestroyWindow::operator()(SDL_Window* window) const {
    SDL_DestroyWindow(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void Window::DestroyContext::operator()(ImGuiContext* context) const {
    ImGui::DestroyContext(context);
}

tl::expected<std::unique_ptr<Window>, std::string> Window::open(const WindowOptions& options, Appearance appearance,
                                                                text::Typesetter& typesetter) {
    std::unique_ptr<SDL_Window, DestroyWindow> window;
    if (!options.headless) {
        prepare_sdl();
        if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
            return tl::unexpected(fmt::format("open a display: {}", SDL_GetError()));
        auto place = [](int at) { return at < 0 ? static_cast<int>(SDL_WINDOWPOS_UNDEFINED) : at; };
        Uint32 flags = options.fullscreen   ? SDL_WINDOW_FULLSCREEN_DESKTOP
                       : options.borderless ? SDL_WINDOW_BORDERLESS
                                            : SDL_WINDOW_RESIZABLE;
        SDL_Window* made = SDL_CreateWindow(options.title.c_str(), place(options.left_px), place(options.top_px),
                                            options.width_px, options.height_px, flags);
        if (!made) {
            std::string reason = fmt::format("open the window \"{}\": {}", options.title, SDL_GetError());
            SDL_QuitSubSystem(SDL_INIT_VIDEO);
            return tl::unexpected(reason);
        }
        window.reset(made);
        SDL_SetWindowKeyboardGrab(made, options.fullscreen ? SDL_TRUE : SDL_FALSE); // the desktop's own keys lead out
        SDL_StopTextInput();
    }
    auto renderer =
        options.headless ? Renderer::headless(options.width_px, options.height_px) : Renderer::on_window(window.get());
    if (!renderer)
        return tl::unexpected(renderer.error());
    return std::unique_ptr<Window>(
        new Window(options, std::move(appearance), typesetter, std::move(window), std::move(*renderer)));
}

Window::Window(const WindowOptions& options, Appearance appearance, text::Typesetter& typesetter,
               std::unique_ptr<SDL_Window, DestroyWindow> window, Renderer renderer)
    : typesetter_(typesetter), appearance_(std::move(appearance)), window_(std::move(window)),
      renderer_(std::move(renderer)), context_(new_context()), canvas_(typesetter), kit_(typesetter, canvas_),
      width_px_(options.width_px), height_px_(options.height_px) {
    fit_to_window();
}

Window::~Window() = default;

void Window::fit_to_window() {
    if (window_)
        SDL_GetWindowSize(window_.get(), &width_px_, &height_px_);
    dirty_ = true;
}

void Window::offer(const SDL_Event& event) {
    if (!window_)
        return;
    Uint32 id = SDL_GetWindowID(window_.get());
    if (event.type == SDL_WINDOWEVENT && event.window.windowID == id) {
        if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
            fit_to_window();
        else if (event.window.event == SDL_WINDOWEVENT_EXPOSED)
            dirty_ = true;
        else if (event.window.event == SDL_WINDOWEVENT_CLOSE)
            close_asked_ = true;
    }
    if (auto ours = translate(event, id, width_px_, height_px_))
        inject(std::move(*ours));
}

void Window::inject(Event event) {
    // A mouse that only passes over changes nothing.
    bool held = kit_.holding() || std::any_of(waiting_.begin(), waiting_.end(),
                                              [](const Event& one) { return std::holds_alternative<Press>(one); });
    if (std::holds_alternative<Move>(event) && !held)
        return;
    waiting_.push_back(std::move(event));
}

void Window::set_appearance(Appearance appearance) {
    if (appearance == appearance_)
        return;
    appearance_ = std::move(appearance);
    dirty_ = true;
}

std::optional<std::int64_t> Window::next_frame_ms() const {
    return kit_.next_frame_ms();
}

bool Window::update(std::int64_t now_ms, const std::function<void(Kit&)>& build) {
    bool due = next_frame_ms() && now_ms >= *next_frame_ms();
    if (waiting_.empty() && !dirty_ && !due)
        return false;
    if (frames_shown_ == 0)
        build_frame(now_ms, {}, build); // what a tap may hit
    const auto events = std::exchange(waiting_, {});
    dirty_ = false;
    for (std::size_t first = 0; first < events.size();) {
        std::size_t last = first;
        while (last + 1 < events.size() && !frame_of_its_own(events[last]))
            ++last;
        build_frame(now_ms, std::span(events).subspan(first, last - first + 1), build);
        first = last + 1;
    }
    build_frame(now_ms, {}, build);
    build_frame(now_ms, {}, build);
    show();
    return true;
}

void Window::build_frame(std::int64_t now_ms, std::span<const Event> events, const std::function<void(Kit&)>& build) {
    ImGui::SetCurrentContext(context_.get());
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width_px_), static_cast<float>(height_px_)};
    io.DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    typesetter_.next_frame();
    canvas_.begin(*ImGui::GetBackgroundDrawList());
    // A copy: what build does may set another appearance for the next frame.
    const Appearance appearance = appearance_;
    kit_.begin({width_px_, height_px_, appearance.scale, appearance.text_percent, appearance.direction,
                &appearance.theme, events, now_ms, appearance.reduced_motion});
    build(kit_);
    kit_.end();
    canvas_.end();
    ImGui::EndFrame();
}

void Window::show() {
    ImGui::SetCurrentContext(context_.get());
    ImGui::Render();
    renderer_.draw(*ImGui::GetDrawData(), canvas_, appearance_.theme[Token::background]);
    if (window_) {
        renderer_.present();
        // SDL has one text input for all windows: another one's must not be ended by a frame of this.
        if (std::exchange(typed_into_, kit_.wants_text()) != typed_into_)
            typed_into_ ? SDL_StartTextInput() : SDL_StopTextInput();
    }
    ++frames_shown_;
}

tl::expected<Image, std::string> Window::shot() {
    assert(frames_shown_ > 0);
    ImGui::SetCurrentContext(context_.get());
    renderer_.draw(*ImGui::GetDrawData(), canvas_, appearance_.theme[Token::background]);
    return renderer_.read();
}

} // namespace makegood::ui
