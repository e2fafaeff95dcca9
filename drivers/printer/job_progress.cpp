#include "drivers/printer/job_progress.hpp"

#include "drivers/escpos/tokenizer.hpp"

#include <algorithm>

namespace makegood::drivers {

namespace {

// What kernel, adapter and a network between can hold at most: so far back the printer may have stopped.
constexpr std::uint64_t longest_flight = 16 * 1024;
// More NUL than any command holds that we send, even if a foreign job announces 4 GB.
constexpr std::uint64_t most_filling = 64 * 1024;

std::size_t ask_for_automatic_status(std::vector<std::uint8_t>& bytes) {
    const bool begins_with_reset = bytes.size() >= 2 && bytes[0] == 0x1B && bytes[1] == 0x40;
    const std::size_t behind = begins_with_reset ? 2 : 0;
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(behind), automatic_status.begin(), automatic_status.end());
    return behind + automatic_status.size();
}

void append_completion(std::vector<std::uint8_t>& bytes, Completion completion, const ConfirmationId& id) {
    if (completion == Completion::confirmed_by_id) {
        bytes.insert(bytes.end(), {0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30});
        bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
    } else if (completion == Completion::processed_marker) {
        bytes.insert(bytes.end(), processed_marker.begin(), processed_marker.end());
    }
}

std::vector<std::uint32_t> borders_from(std::span<const std::uint8_t> bytes) {
    std::vector<std::uint32_t> left(bytes.size() + 1, 1);
    escpos::Tokenizer tokenizer(16);
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
        if (tokenizer.at_border())
            left[i] = 0;
        if (i < bytes.size())
            tokenizer.feed(bytes.subspan(i, 1), [](const escpos::Token&) {});
    }
    // Whatever a job ends in, the printer is not asked inside it and the end counts as one.
    left.back() = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        if (left[i] != 0)
            left[i] = left[i + 1] + 1;
    return left;
}

} // namespace

JobProgress::JobProgress(PrintJob job, Completion completion, StatusDialect status)
    : id_(std::move(job.id)), confirmation_(job.confirmation), bytes_(std::move(job.bytes)) {
    if (status == StatusDialect::esc_pos)
        head_ends_at_ = ask_for_automatic_status(bytes_);
    append_completion(bytes_, completion, confirmation_);
    to_border_ = borders_from(bytes_);
}

std::span<const std::uint8_t> JobProgress::next(std::size_t most) const {
    return std::span(bytes_).subspan(position_, std::min(most, bytes_.size() - position_));
}

std::size_t JobProgress::whole_commands(std::size_t room, std::size_t longest, std::size_t most) const {
    std::size_t end = position_ + bytes_to_border();
    while (end < bytes_.size() && end - position_ < most) {
        const std::size_t length = 1 + to_border_[end + 1];
        const std::size_t before = end - position_;
        if (before > room || std::min(length, longest) > room - before)
            break;
        end += length;
    }
    return end - position_;
}

std::vector<std::uint8_t> closing_bytes(std::span<const std::uint8_t> taken) {
    std::uint64_t filling = 0;
    escpos::Tokenizer tokenizer(16);
    tokenizer.feed(taken, [&](const escpos::Token& token) {
        if (token.kind != escpos::TokenKind::text && token.offset + token.length + longest_flight > taken.size())
            filling = std::max(filling, token.length);
    });
    filling = std::max(filling, tokenizer.position() - tokenizer.open_offset() + tokenizer.bytes_to_close());
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(std::min(filling, most_filling)), 0x00);
    bytes.insert(bytes.end(), {0x0A, 0x1B, 0x40});
    return bytes;
}

} // namespace makegood::drivers
