#pragma once

#include "drivers/printer/print_job.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace makegood::drivers {

enum class StatusDialect { none, esc_pos };

// How a printer tells that a job is done; from its profile.
enum class Completion {
    confirmed_by_id,  // GS ( H function 48: answers when the paper is printed
    processed_marker, // GS r 1: answers when it comes to this place in its buffer
    none,
};

// A job on its way: how far it was taken, and where a status question may stand between its commands.
class JobProgress {
  public:
    // Adds the commands that make the printer tell its status by itself, which a job's reset may have ended, and when
    // it is done.
    JobProgress(PrintJob job, Completion completion, StatusDialect status);

    const std::string& id() const { return id_; }
    const ConfirmationId& confirmation() const { return confirmation_; }

    bool untouched() const { return position_ == 0; } // not a byte was taken from us
    bool all_taken() const { return position_ == bytes_.size(); }
    bool at_border() const { return to_border_[position_] == 0; }
    std::size_t bytes_to_border() const { return to_border_[position_]; }
    // Of the reset that it may begin with and the asking for the status.
    std::size_t bytes_of_head() const { return head_ends_at_ - std::min(head_ends_at_, position_); }
    bool at_end_of_head() const { return position_ == head_ends_at_ && position_ > 0; }
    // How many bytes the rest of the open command and the whole ones behind it have that fit into `room`; looked at
    // until there are `most`. One longer than `longest` wants only room for that much.
    std::size_t whole_commands(std::size_t room, std::size_t longest, std::size_t most) const;

    std::span<const std::uint8_t> next(std::size_t most) const;
    std::span<const std::uint8_t> taken() const { return std::span(bytes_).first(position_); }
    void advance(std::size_t count) { position_ += count; }

  private:
    std::string id_;
    ConfirmationId confirmation_;
    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint32_t> to_border_; // [i]: bytes from i on until nothing is open; one more than bytes
    std::size_t head_ends_at_ = 0;
    std::size_t position_ = 0;
};

// GS a with drawer, online, error and paper: status without asking, lost at each power-on and perhaps by ESC @.
inline constexpr std::array<std::uint8_t, 3> automatic_status{0x1D, 0x61, 0x0F};

// GS r 1: answered when the printer comes to it in its buffer (DEVICES.md 1.1).
inline constexpr std::array<std::uint8_t, 3> processed_marker{0x1D, 0x72, 0x01};

// Bytes that bring a printer back to a known state when it lost contact after `taken` (the bytes of a job that we got
// rid of): NUL for the rest of the command that it may be waiting in, LF, ESC @. It may have received less than was
// taken, so the longest of the last commands is filled; a printer ignores NUL outside commands.
std::vector<std::uint8_t> closing_bytes(std::span<const std::uint8_t> taken);

} // namespace makegood::drivers
