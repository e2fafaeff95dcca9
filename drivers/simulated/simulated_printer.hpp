#pragma once

#include "drivers/event_queue.hpp"
#include "drivers/io_error.hpp"
#include "drivers/simulated/printer_on_line.hpp"
#include "drivers/simulated/pseudo_terminal.hpp"
#include "drivers/wake_signal.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace makegood::drivers {

// A part of a paper as it came out, in order.
struct PrintedPiece {
    PaperBytes bytes;
    bool cut = false; // and the paper ends with it
};

struct SimulatedPrinterSettings {
    std::filesystem::path link;
    PrinterLine line{};
    std::function<void()> paper_came = [] {}; // called on the printer's thread; must not block
    PrinterBuild build{};
    bool keeps_pieces = false; // for take_pieces; whoever asks for it must take them
};

// A PrinterOnLine on a real pseudo terminal, in real time on a thread of its own. Everything is asked of it by
// messages, so each function returns at once and takes effect soon after, in order. Any one thread may call them.
class SimulatedPrinter {
  public:
    static IoResult<std::unique_ptr<SimulatedPrinter>> plug_in(SimulatedPrinterSettings settings);
    ~SimulatedPrinter();

    const std::filesystem::path& path() const { return settings_.link; }

    void set_paper(PaperState paper); // ok, near_end or end
    void set_cover(CoverState cover);
    void set_fault(FaultState fault);
    void set_drawer_open(bool open);
    void end_paper_after(std::size_t printed_bytes);
    void power_off();
    void power_on();
    void mute(bool muted);
    void babble(bool babbles);
    void stall(bool stalled); // takes no bytes and says nothing while stalled
    void unplug();
    void unplug_after(std::size_t received_bytes); // counted from when the printer hears of it
    void when_received(std::size_t bytes, std::function<void(PrinterOnLine&)> happens); // on its thread; likewise
    void plug_in_again();

    // The papers that were cut since the last call, in order: bytes to draw or to read. None is kept twice.
    std::vector<PaperBytes> take_papers();

    // What was printed since the last call, also of a paper that is not cut yet; `paper_came` tells of it.
    std::vector<PrintedPiece> take_pieces();

    // What stands on the customer display behind it now, where that has changed since the last call.
    std::optional<DisplayEngine::Lines> take_display();

    std::size_t drawer_openings() const { return drawer_openings_; }
    std::size_t received_bytes() const { return received_bytes_; } // since it was made
    bool is_plugged_in() const { return plugged_in_; }
    bool tells_status_by_itself() const { return tells_status_by_itself_; } // GS a was sent and nothing reset it since

  private:
    using Request = std::function<void(SimulatedPrinter&)>;

    SimulatedPrinter(SimulatedPrinterSettings settings, PseudoTerminal terminal);
    void ask(Request request);
    void run(const std::stop_token& stop);
    void wait();
    void read();
    void answer();
    void hand_over();
    void hand_over_piece(const PaperBytes& paper, bool cut);
    void follow_cable();
    std::size_t bytes_wanted() const;

    const SimulatedPrinterSettings settings_;
    WakeSignal wake_;
    EventQueue<Request> requests_;
    EventQueue<PaperBytes> papers_;
    EventQueue<PrintedPiece> pieces_;
    EventQueue<DisplayEngine::Lines> displays_;
    std::atomic<std::size_t> drawer_openings_ = 0;
    std::atomic<std::size_t> received_bytes_ = 0;
    std::atomic<bool> plugged_in_ = true;
    std::atomic<bool> tells_status_by_itself_ = false;

    // Of the thread
    std::optional<PseudoTerminal> terminal_;
    PrinterOnLine printer_;
    DisplayEngine::Lines displayed_ = DisplayEngine().lines();
    bool stalled_ = false;
    std::size_t handed_over_ = 0; // bytes of the current paper, in pieces

    std::jthread thread_; // last: starts when everything else stands
};

} // namespace makegood::drivers
