#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/escpos/tokenizer.hpp"

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace makegood::drivers {

// What went to one device and came from it, the last 64 KB each way: in memory alone, and without what was said. Of
// labels only the control characters are kept; of what was sent, the commands with their first bytes. What stood on
// slips, badges, cards and displays is gone before it is kept. The device's thread writes, any thread reads: besides
// EventQueue this alone has a lock.
class TrafficLog {
  public:
    static constexpr std::size_t kept_bytes = 64 * 1024;

    enum class Said { status, labels }; // what the device sends
    explicit TrafficLog(Said said) : said_(said), sent_tokens_(16) {}

    void opened(MonotonicTime now);
    void sent(std::span<const std::uint8_t> bytes, MonotonicTime now);
    void received(std::span<const std::uint8_t> bytes, MonotonicTime now);

    // A line for each time that bytes went (>) or came (<), the oldest first: how many seconds ago, and the bytes in
    // hexadecimal; "+12" stands for twelve that are not told.
    std::string text(MonotonicTime now) const;

  private:
    enum class Way { out, in };
    struct Piece {
        MonotonicTime at;
        Way way;
        std::size_t bytes;
        std::string told;
    };

    void keep(Piece piece);
    std::size_t& kept(Way way) { return way == Way::out ? kept_out_ : kept_in_; }

    const Said said_;
    escpos::Tokenizer sent_tokens_; // of the device's thread
    mutable std::mutex mutex_;      // for all below
    std::deque<Piece> pieces_;
    std::size_t kept_out_ = 0;
    std::size_t kept_in_ = 0;
};

// What was sent to a printer, the last 64 KB of it, line by line as it prints: where each begins, and its bytes as the
// log has them, so that it can be shown to anybody.
struct HexLine {
    std::uint64_t at = 0;
    std::string told;
};
std::vector<HexLine> hex_lines(std::span<const std::uint8_t> sent);

// The same stream, with what goes and comes kept in the log, which outlives it.
std::unique_ptr<ByteStream> recorded(std::unique_ptr<ByteStream> stream, TrafficLog& log);
// Likewise, of one that could be opened.
inline IoResult<std::unique_ptr<ByteStream>> recorded(IoResult<std::unique_ptr<ByteStream>> opened, TrafficLog& log) {
    if (opened)
        *opened = recorded(std::move(*opened), log);
    return opened;
}

} // namespace makegood::drivers
