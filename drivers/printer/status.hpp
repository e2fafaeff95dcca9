#pragma once

#include "drivers/device_event.hpp"
#include "drivers/printer/print_job.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace makegood::drivers {

// DLE EOT n: the number is n.
enum class StatusQuestion : std::uint8_t { printer = 1, offline_cause = 2, error_cause = 3, paper = 4 };

constexpr std::array<std::uint8_t, 3> question_bytes(StatusQuestion question) {
    return {0x10, 0x04, static_cast<std::uint8_t>(question)};
}

// 0xx1xx10, as the answers to all of these are and nothing else that a printer says.
constexpr bool is_answer(std::uint8_t byte) {
    return (byte & 0x93) == 0x12;
}

// What some bytes from the printer said, beside its status.
struct Replies {
    bool answered = false;                 // the open question
    bool automatic = false;                // a whole automatic status (ASB)
    unsigned processed = 0;                // answers to GS r
    std::vector<ConfirmationId> confirmed; // GS ( H, in order
    std::size_t unreadable = 0;            // bytes that mean nothing here
};

// Reads what an ESC/POS printer sends (DEVICES.md 1.2; Epson TM-T88III specification, appendix G): automatic status of
// four bytes, answers to DLE EOT and GS r, and blocks from 37 to NUL, mixed and with XON/XOFF anywhere. A status is
// believed only after eight bytes without an unreadable one between them, so that a wrong speed or another dialect
// never reads as "paper ok"; before that it is unknown, or what it was.
class StatusReader {
  public:
    // One question is open at a time; answers carry no number and are read by it. It may be repeated.
    void asked(StatusQuestion question) {
        open_question_ = question;
        ++answers_owed_;
    }
    void asked_processed() { ++awaited_processed_; }
    void forget_processed() { awaited_processed_ = 0; }
    // More often asked than answered: a printer that only takes its time answers every repetition.
    bool owes_answer() const { return answers_owed_ > 0; }
    void forget_question() {
        open_question_.reset();
        answers_owed_ = 0;
    }

    Replies feed(std::span<const std::uint8_t> bytes);

    const PrinterStatus& status() const { return believed_.printer; }
    PowerState power() const { return believed_.power; }

  private:
    struct Heard {
        PrinterStatus printer;
        PowerState power = PowerState::unknown;
    };

    void take(std::uint8_t byte, Replies& replies);
    void take_in_block(std::uint8_t byte, Replies& replies);
    void take_automatic(Replies& replies);
    void take_answer(std::uint8_t byte, Replies& replies);
    void unreadable(std::size_t count, Replies& replies);
    void readable(std::size_t count);

    std::optional<StatusQuestion> open_question_;
    unsigned answers_owed_ = 0;
    unsigned awaited_processed_ = 0;
    std::vector<std::uint8_t> automatic_; // 0 to 3 bytes of an automatic status
    std::vector<std::uint8_t> block_;     // of an open block
    std::size_t readable_in_a_row_ = 0;
    Heard heard_;
    Heard believed_;
};

} // namespace makegood::drivers
