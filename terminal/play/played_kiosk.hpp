#pragma once

#include "terminal/application/appearances.hpp"
#include "terminal/application/application.hpp"
#include "terminal/play/physical_keyboard.hpp"
#include "terminal/play/player.hpp"
#include "terminal/ui/gallery/gallery.hpp"
#include "terminal/ui/voice/narrator.hpp"
#include "terminal/ui/wedge_gate.hpp"
#include "terminal/ui/window.hpp"
#include "terminal/world/clocks.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

namespace makegood {

// A real kiosk with simulated devices and without a display, on a clock that only the script moves.
class PlayedKiosk {
  public:
    using Told = std::function<void(const std::string&)>;

    // Each paper is told through `told` as it comes out and lies in `options.shots`. All outlive it.
    static Result<std::unique_ptr<PlayedKiosk>> open(const PlayOptions& options, const ProgramFolders& folders,
                                                     const Told& told);

    ~PlayedKiosk() { slow_disk(false); }
    PlayedKiosk(const PlayedKiosk&) = delete;
    PlayedKiosk& operator=(const PlayedKiosk&) = delete;

    Application& application() { return *application_; }
    ui::Window& window() { return *window_; }
    ui::Window& window_of(std::string_view key) { return key.starts_with("customer") ? *customer_ : *window_; }
    // The demo shop's receipt of the story.
    const std::string& headline() const { return headline_; }
    void slow_disk(bool slow);                                // nothing is kept while it is
    void show_gallery(std::optional<ui::gallery::Page> page); // none: the kiosk again

    void pass(std::int64_t ms) { clock_.advance(ms); } // nothing is drawn for it alone
    void advance(std::int64_t ms);
    void press(const KeyEvents& key); // of a real keyboard, now
    bool pump();
    void draw();
    // Pumps and draws until nothing is on its way but what a slow disk holds up. False when something still was after
    // the longest wait.
    bool settle();
    // Settled, and a third of a second later.
    void rest();
    // Pumps until then, so long of real time at most; false when it did not come.
    bool wait_until(const std::function<bool()>& come, std::chrono::milliseconds longest = longest_wait);

    std::uint64_t frames_shown() const { return window_->frames_shown() + customer_->frames_shown(); }
    // Since they were forgotten last.
    const std::vector<ui::Signal>& signals() const { return signals_; }
    const std::vector<std::string>& said() const { return said_; }
    void forget_what_was_heard();

    int papers() const { return papers_; }
    // What was not as it must be on every frame (UX.md 6), each told once, and papers that could not be drawn.
    const std::vector<std::string>& breaches() const { return breaches_; }

  private:
    // Lets the player sleep until any thread of the kiosk has something for it.
    class Bell {
      public:
        void ring();
        void wait();

      private:
        std::mutex mutex_;
        std::condition_variable heard_;
        bool rung_ = false;
    };

    static constexpr std::chrono::seconds longest_wait{20}; // of real time, for threads and devices to come to rest

    PlayedKiosk(const PlayOptions& options, const ProgramFolders& folders, const Told& told);
    Result<void> start();
    void type(const SDL_Event& event);
    bool settled() const { return slow_disk_ || application_->settled(); }
    drivers::MonotonicTime time() const {
        return drivers::MonotonicTime(std::chrono::milliseconds(clock_.passed_ms()));
    }
    void check_frame(ui::Window& window);
    void listen();
    void collect_papers();

    const PlayOptions& options_;
    const ProgramFolders& folders_;
    const Told& told_;
    ScriptClock clock_;
    SeededRandomness desk_randomness_;
    SeededRandomness screen_randomness_;
    std::string headline_;
    Bell bell_;
    bool slow_disk_ = false;
    bool practice_ = false;
    std::counting_semaphore<> disk_is_ok_{0}; // taken and given back once for each time that it was slow
    std::unique_ptr<Application> application_;
    std::unique_ptr<ui::Window> window_;
    std::optional<ui::WedgeGate> wedge_;
    std::unique_ptr<ui::Window> customer_; // the customer's own: keys and shots that begin with "customer"
    Appearances appearances_;
    std::optional<ui::gallery::Page> gallery_page_; // shown in place of the kiosk
    ui::gallery::State gallery_;
    std::optional<ui::Narrator> narrator_; // while reading aloud
    std::vector<ui::Signal> signals_;
    std::vector<std::string> said_;
    std::vector<std::string> breaches_;
    int papers_ = 0;
};

} // namespace makegood
