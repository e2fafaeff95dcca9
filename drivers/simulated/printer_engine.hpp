#pragma once

#include "drivers/device_event.hpp"
#include "drivers/escpos/tokenizer.hpp"
#include "drivers/simulated/display_engine.hpp"
#include "drivers/simulated/print_time.hpp"
#include "drivers/simulated/printer_build.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace makegood::drivers {

using PaperBytes = std::vector<std::uint8_t>;

// What an ESC/POS printer does with the bytes that it receives: executes real-time commands at once wherever they
// stand, keeps the rest in its receive buffer as far as there is room, works through that at the speed of its motor
// while paper, cover and cutter allow, and answers. After a TM-T88III (DEVICES.md 1). Time comes from the caller and
// never goes back.
class PrinterEngine {
  public:
    explicit PrinterEngine(PrinterBuild build = {}) : build_(build) {}

    void receive(std::span<const std::uint8_t> bytes);
    // Prints what it may until then. Called before anything else that happens at that time.
    void work(MonotonicTime now);
    // When the motor is done and there is more to do; nothing while it waits for bytes or for a hand.
    std::optional<MonotonicTime> next_moment() const;

    void set_paper(PaperState paper);
    void set_cover(CoverState cover);
    // A drawer that is pushed shut, or opened by its key. Its sensor's pin is high while it is open.
    void set_drawer_open(bool open);
    // Paper runs out when this many more bytes are printed.
    void end_paper_after(std::size_t printed_bytes) { paper_left_ = printed_bytes; }
    // Of those, a jammed cutter or another recoverable fault ends by DLE ENQ 1 or 2 too.
    void set_fault(FaultState fault);
    // Loses everything but the paper.
    void power_off();

    std::size_t free_space() const { return build_.receive_buffer - received_.size(); }
    std::size_t dropped_bytes() const { return dropped_; } // that found the buffer full
    // Whether it asks for no more bytes: by its buffer, and by its state if it is switched so.
    bool is_busy() const { return buffer_nearly_full_ || (build_.busy_while_offline && is_stopped()); }
    bool is_stopped() const {
        return paper_ == PaperState::end || cover_ == CoverState::open || fault_ != FaultState::none;
    }

    // What it answers; the caller takes it away.
    std::vector<std::uint8_t>& answers() { return answers_; }
    // Papers that were cut, each with the bytes that printed it, from after the last cut to the cut itself.
    std::vector<PaperBytes>& finished_papers() { return finished_papers_; }
    const PaperBytes& current_paper() const { return current_paper_; }
    // The customer display on the same wire, which gets what comes after ESC = 2.
    const DisplayEngine::Lines& display() const { return display_.lines(); }
    std::size_t drawer_openings() const { return drawer_openings_; }
    bool tells_status_by_itself() const { return automatic_mask_ != 0; }

  private:
    void watch_for_real_time(std::uint8_t byte);
    void answer_status(std::uint8_t question);
    void answer_automatic_status();
    void status_changed();
    void recover();
    void clear_buffers();
    void watch_room();
    void open_drawer();
    void print(const escpos::Token& token);
    void execute_inquiry(std::span<const std::uint8_t> command);

    const PrinterBuild build_;
    std::deque<std::uint8_t> received_;
    bool buffer_nearly_full_ = false;
    std::size_t dropped_ = 0;
    std::vector<std::uint8_t> last_; // up to ten bytes, for real-time commands
    escpos::Tokenizer tokenizer_;
    MonotonicTime now_{};
    MonotonicTime motor_free_at_{};
    PaperMotion motion_;
    PaperBytes current_paper_;
    std::vector<PaperBytes> finished_papers_;
    std::vector<std::uint8_t> answers_;
    PaperState paper_ = PaperState::ok;
    CoverState cover_ = CoverState::closed;
    FaultState fault_ = FaultState::none;
    std::optional<std::size_t> paper_left_;
    std::uint8_t automatic_mask_ = 0;
    std::size_t drawer_openings_ = 0;
    bool drawer_open_ = false;
    DisplayEngine display_;
    bool display_selected_ = false;
};

} // namespace makegood::drivers
