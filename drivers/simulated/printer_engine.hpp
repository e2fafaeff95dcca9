#pragma once

#include "drivers/device_event.hpp"
#include "drivers/escpos/tokenizer.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace makegood::drivers {

using PaperBytes = std::vector<std::uint8_t>;

// What an ESC/POS printer does with the bytes that it receives, without line and time: executes real-time commands at
// once wherever they stand, keeps the rest in its receive buffer, works through that while paper and cover allow, and
// answers. After a TM-T88III (DEVICES.md 1).
class PrinterEngine {
  public:
    static constexpr std::size_t receive_buffer = 4096;

    std::size_t free_space() const { return receive_buffer - received_.size(); }
    void receive(std::span<const std::uint8_t> bytes);
    // Prints what it may.
    void work();

    void set_paper(PaperState paper);
    void set_cover(CoverState cover);
    // Paper runs out when this many more bytes are printed.
    void end_paper_after(std::size_t printed_bytes) { paper_left_ = printed_bytes; }
    // Loses everything but the paper.
    void power_off();

    // What it answers; the caller takes it away.
    std::vector<std::uint8_t>& answers() { return answers_; }
    // Papers that were cut, each with the bytes that printed it, from after the last cut to the cut itself.
    std::vector<PaperBytes>& finished_papers() { return finished_papers_; }
    std::size_t drawer_openings() const { return drawer_openings_; }
    bool tells_status_by_itself() const { return automatic_mask_ != 0; }

  private:
    void watch_for_real_time(std::uint8_t byte);
    void answer_status(std::uint8_t question);
    void answer_automatic_status();
    void status_changed();
    void print(const escpos::Token& token);
    void execute_inquiry(std::span<const std::uint8_t> command);
    bool is_stopped() const { return paper_ == PaperState::end || cover_ == CoverState::open; }

    std::deque<std::uint8_t> received_;
    std::vector<std::uint8_t> last_; // up to four bytes, for real-time commands
    escpos::Tokenizer tokenizer_;
    PaperBytes current_paper_;
    std::vector<PaperBytes> finished_papers_;
    std::vector<std::uint8_t> answers_;
    PaperState paper_ = PaperState::ok;
    CoverState cover_ = CoverState::closed;
    std::optional<std::size_t> paper_left_;
    std::uint8_t automatic_mask_ = 0;
    std::size_t drawer_openings_ = 0;
};

} // namespace makegood::drivers
