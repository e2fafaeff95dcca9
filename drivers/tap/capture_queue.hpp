#pragma once

#include "drivers/tap/capture_key.hpp"
#include "drivers/wake_signal.hpp"

#include <atomic>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace makegood::drivers {

struct CaptureRecord {
    enum class Kind : std::uint8_t {
        bytes,       // what the till sent
        gap,         // `number` bytes of the till did not fit in the queue
        undelivered, // the last `number` bytes of the till did not reach its printer
        label,       // the paper whose cut is at byte `number` of the till got one, with `key`
        late_cut,    // the paper whose cut is at byte `number` of the till got none, though there was a place
        quiet,       // the till sent nothing for a while, and all is with the printer
        long_quiet,  // for ten times as long
        end,         // the till closed its connection
    };
    Kind kind = Kind::bytes;
    std::uint64_t number = 0;
    CaptureKey key{};
    MonotonicTime at{};
    std::vector<std::uint8_t> bytes;
};

// From the passing thread to the capture thread, without a lock, so that the one never waits for the other: a ring of
// bytes that one thread fills and one empties. What does not fit is counted, and told as a gap where it belongs.
class CaptureQueue {
  public:
    explicit CaptureQueue(std::size_t capacity = std::size_t{1} << 20); // a power of two

    // The passing thread. False when it did not fit.
    bool bytes(std::span<const std::uint8_t> bytes, MonotonicTime now);
    bool mark(CaptureRecord::Kind kind, MonotonicTime now);
    // These wait for room, and no bytes go before them: a label without its paper would be in somebody's hand.
    void label(const CaptureKey& key, std::uint64_t position, MonotonicTime now);
    void late_cut(std::uint64_t position, MonotonicTime now);
    void undelivered(std::uint64_t bytes, MonotonicTime now);
    // One of them, or a gap, waits for room to be told in.
    bool owes() const { return lost_ > 0 || !owed_.empty(); }
    void tell_owed();

    // The capture thread. False when there is none; the record's room is used again.
    bool take(CaptureRecord& record);
    WakeSignal& wake() { return wake_; }

  private:
    struct Header {
        std::uint64_t number;
        CaptureKey key;
        MonotonicTime::rep at;
        std::uint32_t size;
        CaptureRecord::Kind kind;
    };

    // Of as many labels in a row for which there was no room; what comes then is lost.
    static constexpr std::size_t most_owed = 1000;

    void owe(const Header& header);
    bool push(const Header& header, std::span<const std::uint8_t> bytes);
    void copy_in(std::uint64_t place, const std::uint8_t* bytes, std::size_t count);
    void copy_out(std::uint64_t place, std::uint8_t* bytes, std::size_t count) const;

    std::vector<std::uint8_t> ring_;
    std::atomic<std::uint64_t> head_ = 0; // where the next record goes; of the passing thread
    std::atomic<std::uint64_t> tail_ = 0; // where the oldest stands; of the capture thread
    std::uint64_t lost_ = 0;              // of the passing thread, as the next
    MonotonicTime lost_since_{};
    std::deque<Header> owed_; // likewise
    WakeSignal wake_;
};

} // namespace makegood::drivers
