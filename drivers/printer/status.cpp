#include "drivers/printer/status.hpp"

#include <algorithm>

namespace makegood::drivers {

namespace {

constexpr std::size_t believed_after = 8;
constexpr std::size_t longest_block = 8; // that of GS ( H has 7; we ask for no other

constexpr std::uint8_t xon = 0x11;
constexpr std::uint8_t xoff = 0x13;

// The fixed bits of the other kinds: 0xx1xx00, 0xx0xxxx.
constexpr bool begins_automatic(std::uint8_t byte) {
    return (byte & 0x93) == 0x10;
}
constexpr bool is_plain(std::uint8_t byte) {
    return (byte & 0x90) == 0x00;
}
constexpr bool begins_block(std::uint8_t byte) {
    return byte == 0x37 || byte == 0x3D || byte == 0x5F || byte == 0x35 || byte == 0x3B;
}

constexpr bool has(std::uint8_t byte, int bits) {
    return (byte & bits) != 0;
}

constexpr DrawerPin drawer_pin(std::uint8_t byte) {
    return has(byte, 0x04) ? DrawerPin::high : DrawerPin::low;
}
constexpr PowerState power_state(std::uint8_t byte) {
    return has(byte, 0x08) ? PowerState::offline : PowerState::online;
}

// The same bits in the second automatic byte and in the answer to DLE EOT 3.
constexpr FaultState fault_state(std::uint8_t byte) {
    if (has(byte, 0x20))
        return FaultState::unrecoverable;
    if (has(byte, 0x08))
        return FaultState::cutter;
    if (has(byte, 0x04))
        return FaultState::recoverable;
    return has(byte, 0x40) ? FaultState::recovers_by_itself : FaultState::none;
}

constexpr PaperState paper_state(std::uint8_t byte, int near_end, int end) {
    if (has(byte, end))
        return PaperState::end;
    return has(byte, near_end) ? PaperState::near_end : PaperState::ok;
}

} // namespace

Replies StatusReader::feed(std::span<const std::uint8_t> bytes) {
    Replies replies;
    for (const std::uint8_t byte : bytes)
        if (byte != xon && byte != xoff)
            take(byte, replies);
    return replies;
}

// Inside an automatic status every other kind still shows itself by bit 4, so whatever comes between is told apart.
void StatusReader::take(std::uint8_t byte, Replies& replies) {
    if (!block_.empty()) {
        take_in_block(byte, replies);
    } else if (begins_block(byte)) {
        block_.push_back(byte);
    } else if (is_answer(byte) && open_question_) {
        take_answer(byte, replies);
    } else if (begins_automatic(byte)) {
        if (!automatic_.empty())
            unreadable(automatic_.size(), replies);
        automatic_.push_back(byte);
    } else if (is_plain(byte) && !automatic_.empty()) {
        automatic_.push_back(byte);
        if (automatic_.size() == 4)
            take_automatic(replies);
    } else if (is_plain(byte) && awaited_processed_ > 0) {
        --awaited_processed_;
        ++replies.processed;
        readable(1);
    } else {
        unreadable(1, replies);
    }
}

void StatusReader::take_in_block(std::uint8_t byte, Replies& replies) {
    block_.push_back(byte);
    if (byte != 0) {
        if (block_.size() == longest_block)
            unreadable(longest_block, replies);
        return;
    }
    if (block_.size() == 7 && block_[0] == 0x37 && block_[1] == 0x22) {
        ConfirmationId id;
        std::copy_n(block_.begin() + 2, id.bytes.size(), id.bytes.begin());
        replies.confirmed.push_back(id);
    }
    readable(block_.size());
    block_.clear();
}

void StatusReader::take_automatic(Replies& replies) {
    replies.automatic = true;
    heard_.power = power_state(automatic_[0]);
    heard_.printer.drawer = drawer_pin(automatic_[0]);
    heard_.printer.cover = has(automatic_[0], 0x20) ? CoverState::open : CoverState::closed;
    heard_.printer.fault = fault_state(automatic_[1]);
    heard_.printer.paper = paper_state(automatic_[2], 0x03, 0x0C);
    automatic_.clear();
    readable(4);
}

void StatusReader::take_answer(std::uint8_t byte, Replies& replies) {
    replies.answered = true;
    switch (*open_question_) {
    case StatusQuestion::printer:
        heard_.power = power_state(byte);
        heard_.printer.drawer = drawer_pin(byte);
        break;
    case StatusQuestion::offline_cause:
        heard_.printer.cover = has(byte, 0x04) ? CoverState::open : CoverState::closed;
        break;
    case StatusQuestion::error_cause:
        heard_.printer.fault = fault_state(byte);
        break;
    case StatusQuestion::paper:
        heard_.printer.paper = paper_state(byte, 0x0C, 0x60);
        break;
    }
    if (--answers_owed_ == 0)
        open_question_.reset();
    readable(1);
}

void StatusReader::unreadable(std::size_t count, Replies& replies) {
    replies.unreadable += count;
    readable_in_a_row_ = 0;
    heard_ = believed_;
    automatic_.clear();
    block_.clear();
}

void StatusReader::readable(std::size_t count) {
    readable_in_a_row_ = std::min(readable_in_a_row_ + count, believed_after);
    if (readable_in_a_row_ == believed_after)
        believed_ = heard_;
}

} // namespace makegood::drivers
