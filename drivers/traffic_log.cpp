#include "drivers/traffic_log.hpp"

#include <algorithm>
#include <cstdio>

namespace makegood::drivers {

namespace {

constexpr std::size_t short_command = 12;
constexpr std::size_t told_of_long = 4;

// Bytes in hexadecimal, and how many are left out between them.
class Hex {
  public:
    void tell(std::span<const std::uint8_t> bytes) {
        for (const auto byte : bytes) {
            char digits[4];
            std::snprintf(digits, sizeof digits, "%02X", byte);
            word(digits);
        }
    }
    void leave_out(std::size_t count) { left_out_ += count; }
    std::string take() {
        flush();
        return std::move(text_);
    }

  private:
    void word(const std::string& word) {
        flush();
        text_ += (text_.empty() ? "" : " ") + word;
    }
    void flush() {
        if (const auto count = std::exchange(left_out_, 0); count > 0)
            text_ += (text_.empty() ? "+" : " +") + std::to_string(count);
    }

    std::string text_;
    std::size_t left_out_ = 0;
};

// The data of a bar code can be short, and open a till.
bool holds_data(std::span<const std::uint8_t> command) {
    return command.size() >= 3 && command[0] == 0x1D &&
           (command[1] == 0x6B || (command[1] == 0x28 && command[2] == 0x6B));
}

void tell(Hex& hex, const escpos::Token& token) {
    const auto length = static_cast<std::size_t>(token.length);
    const bool is_told = token.kind != escpos::TokenKind::text && token.kind != escpos::TokenKind::unknown;
    const bool is_short = length <= short_command && !holds_data(token.bytes);
    const std::size_t told = !is_told ? 0 : std::min(token.bytes.size(), is_short ? length : told_of_long);
    hex.tell(token.bytes.first(told));
    hex.leave_out(length - told);
}

class RecordedStream final : public ByteStream {
  public:
    RecordedStream(std::unique_ptr<ByteStream> stream, TrafficLog& log) : stream_(std::move(stream)), log_(log) {}

    IoResult<Ready> wait(Want want, MonotonicTime deadline, const WakeSignal& wake) override {
        return stream_->wait(want, deadline, wake);
    }
    IoResult<std::size_t> read_some(std::span<std::uint8_t> into) override {
        auto count = stream_->read_some(into);
        if (count && *count > 0)
            log_.received(into.first(*count), monotonic_now());
        return count;
    }
    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes) override {
        auto count = stream_->write_some(bytes);
        if (count && *count > 0)
            log_.sent(bytes.first(*count), monotonic_now());
        return count;
    }
    IoResult<std::size_t> pending_output() override { return stream_->pending_output(); }
    IoResult<ModemLines> modem_lines() override { return stream_->modem_lines(); }
    bool paces_itself() const override { return stream_->paces_itself(); }

  private:
    std::unique_ptr<ByteStream> stream_;
    TrafficLog& log_;
};

} // namespace

void TrafficLog::opened(MonotonicTime now) {
    sent_tokens_ = escpos::Tokenizer(16);
    keep({now, Way::out, 0, "opened"});
}

void TrafficLog::sent(std::span<const std::uint8_t> bytes, MonotonicTime now) {
    Hex hex;
    std::size_t count = 0;
    sent_tokens_.feed(bytes, [&](const escpos::Token& token) {
        // What stands inside another command is counted with that.
        if (token.kind == escpos::TokenKind::real_time_in_data)
            return;
        tell(hex, token);
        count += static_cast<std::size_t>(token.length);
    });
    if (count > 0)
        keep({now, Way::out, count, hex.take()});
}

void TrafficLog::received(std::span<const std::uint8_t> bytes, MonotonicTime now) {
    Hex hex;
    for (const auto& byte : bytes)
        if (said_ == Said::status || byte < 0x20 || byte == 0x7F)
            hex.tell({&byte, 1});
        else
            hex.leave_out(1);
    keep({now, Way::in, bytes.size(), hex.take()});
}

std::vector<HexLine> hex_lines(std::span<const std::uint8_t> sent) {
    constexpr std::size_t longest_line = 16; // commands
    std::vector<HexLine> lines;
    Hex hex;
    std::uint64_t begin = 0;
    std::size_t commands = 0;
    const auto end_line = [&] {
        if (auto told = hex.take(); !told.empty())
            lines.push_back({begin, std::move(told)});
        commands = 0;
    };
    const auto take = [&](const escpos::Token& token) {
        if (token.kind == escpos::TokenKind::real_time_in_data || token.offset + TrafficLog::kept_bytes < sent.size())
            return;
        if (commands++ == 0)
            begin = token.offset;
        tell(hex, token);
        if (token.opcode == escpos::Opcode::line_feed || commands == longest_line)
            end_line();
    };
    escpos::Tokenizer tokens(16);
    tokens.feed(sent, take);
    tokens.finish(take);
    end_line();
    return lines;
}

void TrafficLog::keep(Piece piece) {
    const std::lock_guard lock(mutex_);
    kept(piece.way) += piece.bytes;
    pieces_.push_back(std::move(piece));
    constexpr std::size_t most_pieces = 16 * 1024;
    while (kept_out_ > kept_bytes || kept_in_ > kept_bytes || pieces_.size() > most_pieces) {
        const Way crowded = kept_out_ > kept_bytes ? Way::out : kept_in_ > kept_bytes ? Way::in : pieces_.front().way;
        const auto oldest = std::ranges::find(pieces_, crowded, &Piece::way);
        kept(crowded) -= oldest->bytes;
        pieces_.erase(oldest);
    }
}

std::string TrafficLog::text(MonotonicTime now) const {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const auto& piece : pieces_) {
        char ago[32];
        std::snprintf(ago, sizeof ago, "-%.3f s ", std::chrono::duration<double>(now - piece.at).count());
        text += ago;
        text += piece.way == Way::out ? "> " : "< ";
        text += piece.told + '\n';
    }
    return text;
}

std::unique_ptr<ByteStream> recorded(std::unique_ptr<ByteStream> stream, TrafficLog& log) {
    log.opened(monotonic_now());
    return std::make_unique<RecordedStream>(std::move(stream), log);
}

} // namespace makegood::drivers
