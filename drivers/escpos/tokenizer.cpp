#include "drivers/escpos/tokenizer.hpp"

#include "drivers/escpos/real_time.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace makegood::escpos {

Tokenizer::Tokenizer(std::size_t payload_limit) : payload_limit_(payload_limit) {
    assert(payload_limit >= 16);
}

void Tokenizer::feed(std::span<const std::uint8_t> bytes, const TokenSink& sink) {
    while (!bytes.empty()) {
        const bool is_text = !open_ && bytes.front() >= 0x20;
        bytes = bytes.subspan(is_text ? take_text(bytes, sink) : take_command(bytes, sink));
    }
}

std::size_t Tokenizer::take_text(std::span<const std::uint8_t> bytes, const TokenSink& sink) {
    const auto end = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte < 0x20; });
    const auto run = bytes.first(static_cast<std::size_t>(end - bytes.begin()));
    sink(Token{TokenKind::text, offset_, run.size(), Opcode::none, run});
    offset_ += run.size();
    last_two_ = 0xFFFF;
    return run.size();
}

std::size_t Tokenizer::take_command(std::span<const std::uint8_t> bytes, const TokenSink& sink) {
    if (!open_) {
        open_ = true;
        walked_ = {};
        held_.clear();
    }
    const auto part = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), walked_.missing())));
    const auto kept = part.first(std::min(part.size(), payload_limit_ - std::min(payload_limit_, held_.size())));
    held_.insert(held_.end(), kept.begin(), kept.end());
    walked_.add(part);
    offset_ += part.size();
    watch_for_real_time(part, sink);
    if (walked_.state() == CommandLength::State::open)
        return part.size();

    // At most one byte is handed back, and it is the last that came, so it lies in `part`.
    const auto given_back = static_cast<std::size_t>(walked_.not_ours());
    assert(given_back <= part.size());
    offset_ -= given_back;
    if (given_back > 0 && held_.size() > walked_.length())
        held_.resize(static_cast<std::size_t>(walked_.length()));
    close_command(sink);
    return part.size() - given_back;
}

void Tokenizer::close_command(const TokenSink& sink) {
    open_ = false;
    const bool known = walked_.state() == CommandLength::State::complete;
    const bool real_time = known && held_.front() == 0x10;
    const TokenKind kind = !known ? TokenKind::unknown : real_time ? TokenKind::real_time : TokenKind::command;
    sink(Token{kind, offset_ - walked_.length(), walked_.length(), walked_.opcode(), held_});
}

void Tokenizer::finish(const TokenSink& sink) {
    if (!open_)
        return;
    open_ = false;
    sink(Token{TokenKind::incomplete, offset_ - walked_.length(), walked_.length(), walked_.opcode(), held_});
}

std::uint64_t Tokenizer::bytes_to_close() const {
    if (!open_)
        return 0;
    CommandLength walked = walked_;
    std::uint64_t zeros = 0;
    while (walked.state() == CommandLength::State::open) {
        zeros += walked.missing();
        walked.add_zeros(walked.missing());
    }
    return zeros;
}

void Tokenizer::watch_for_real_time(std::span<const std::uint8_t> bytes, const TokenSink& sink) {
    if (held_.front() == 0x10) {
        last_two_ = 0xFFFF; // a command of its own, not one in data
        return;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::uint8_t byte = bytes[i];
        const std::array<std::uint8_t, 3> window{static_cast<std::uint8_t>(last_two_ >> 8),
                                                 static_cast<std::uint8_t>(last_two_), byte};
        last_two_ = (last_two_ << 8 | byte) & 0xFFFF;
        if (!is_real_time(window))
            continue;
        const std::uint64_t offset = offset_ - bytes.size() + i - 2;
        const auto opcode = static_cast<Opcode>(window[0] << 8 | window[1]);
        sink(Token{TokenKind::real_time_in_data, offset, window.size(), opcode, window});
    }
}

} // namespace makegood::escpos
