#include "drivers/tap/capture_queue.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace makegood::drivers {

CaptureQueue::CaptureQueue(std::size_t capacity) : ring_(capacity) {
    assert(std::has_single_bit(capacity));
}

bool CaptureQueue::bytes(std::span<const std::uint8_t> bytes, MonotonicTime now) {
    tell_owed();
    const Header header{
        0, {}, now.time_since_epoch().count(), static_cast<std::uint32_t>(bytes.size()), CaptureRecord::Kind::bytes};
    if (!owes() && push(header, bytes))
        return true;
    if (lost_ == 0)
        lost_since_ = now;
    lost_ += bytes.size();
    return false;
}

bool CaptureQueue::mark(CaptureRecord::Kind kind, MonotonicTime now) {
    tell_owed();
    return !owes() && push({0, {}, now.time_since_epoch().count(), 0, kind}, {});
}

void CaptureQueue::label(const CaptureKey& key, std::uint64_t position, MonotonicTime now) {
    owe({position, key, now.time_since_epoch().count(), 0, CaptureRecord::Kind::label});
}

void CaptureQueue::late_cut(std::uint64_t position, MonotonicTime now) {
    owe({position, {}, now.time_since_epoch().count(), 0, CaptureRecord::Kind::late_cut});
}

void CaptureQueue::undelivered(std::uint64_t bytes, MonotonicTime now) {
    owe({bytes, {}, now.time_since_epoch().count(), 0, CaptureRecord::Kind::undelivered});
}

void CaptureQueue::owe(const Header& header) {
    if (owed_.size() < most_owed)
        owed_.push_back(header);
    tell_owed();
}

// The gap first: what else is owed came after it began, or tells its place itself.
void CaptureQueue::tell_owed() {
    if (lost_ > 0 && push({lost_, {}, lost_since_.time_since_epoch().count(), 0, CaptureRecord::Kind::gap}, {}))
        lost_ = 0;
    while (lost_ == 0 && !owed_.empty() && push(owed_.front(), {}))
        owed_.pop_front();
}

bool CaptureQueue::push(const Header& header, std::span<const std::uint8_t> bytes) {
    const auto head = head_.load(std::memory_order_relaxed);
    const auto used = head - tail_.load(std::memory_order_acquire);
    if (ring_.size() - used < sizeof header + bytes.size())
        return false;
    copy_in(head, reinterpret_cast<const std::uint8_t*>(&header), sizeof header);
    copy_in(head + sizeof header, bytes.data(), bytes.size());
    head_.store(head + sizeof header + bytes.size(), std::memory_order_release);
    wake_.raise();
    return true;
}

bool CaptureQueue::take(CaptureRecord& record) {
    const auto tail = tail_.load(std::memory_order_relaxed);
    if (head_.load(std::memory_order_acquire) == tail)
        return false;
    Header header{};
    copy_out(tail, reinterpret_cast<std::uint8_t*>(&header), sizeof header);
    record.kind = header.kind;
    record.number = header.number;
    record.key = header.key;
    record.at = MonotonicTime(MonotonicTime::duration(header.at));
    record.bytes.resize(header.size);
    copy_out(tail + sizeof header, record.bytes.data(), header.size);
    tail_.store(tail + sizeof header + header.size, std::memory_order_release);
    return true;
}

void CaptureQueue::copy_in(std::uint64_t place, const std::uint8_t* bytes, std::size_t count) {
    const auto at = static_cast<std::size_t>(place) & (ring_.size() - 1);
    const auto before_the_end = std::min(count, ring_.size() - at);
    std::copy_n(bytes, before_the_end, ring_.data() + at);
    std::copy_n(bytes + before_the_end, count - before_the_end, ring_.data());
}

void CaptureQueue::copy_out(std::uint64_t place, std::uint8_t* bytes, std::size_t count) const {
    const auto at = static_cast<std::size_t>(place) & (ring_.size() - 1);
    const auto before_the_end = std::min(count, ring_.size() - at);
    std::copy_n(ring_.data() + at, before_the_end, bytes);
    std::copy_n(ring_.data(), count - before_the_end, bytes + before_the_end);
}

} // namespace makegood::drivers
