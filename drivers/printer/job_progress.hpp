#pragma once

#include "drivers/printer/print_job.hpp"

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

    std::span<const std::uint8_t> next(std::size_t most) const;
    std::span<const std::uint8_t> taken() const { return std::span(bytes_).first(position_); }
    void advance(std::size_t count) { position_ += count; }

  private:
    std::string id_;
    ConfirmationId confirmation_;
    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint32_t> to_border_; // [i]: bytes from i on until nothing is open; one more than bytes
    std::size_t position_ = 0;
};

// GS a with drawer, online, error and paper: status without asking, lost at each power-on and perhaps by ESC @.
inline constexpr std::array<std::uint8_t, 3> automatic_status{0x1D, 0x61, 0x0F};

// Bytes that bring a printer back to a known state when it lost contact after `taken` (the bytes of a job that we got
// rid of): NUL for the rest of the command that it may be waiting in, LF, ESC @. It may have received less than was
// taken, so the longest of the last commands is filled; a printer ignores NUL outside commands.
std::vector<std::uint8_t> closing_bytes(std::span<const std::uint8_t> taken);

} // namespace makegood::drivers
