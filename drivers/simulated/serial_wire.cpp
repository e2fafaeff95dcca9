#include "drivers/simulated/serial_wire.hpp"

#include <utility>

namespace makegood::drivers {

SerialWire::SerialWire(std::optional<int> bytes_per_second)
    : byte_time_(std::chrono::nanoseconds(bytes_per_second ? 1'000'000'000LL / *bytes_per_second : 0)) {}

void SerialWire::put(std::span<const std::uint8_t> bytes, MonotonicTime now) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    begin(now);
}

void SerialWire::put_first(std::uint8_t byte, MonotonicTime now) {
    bytes_.insert(bytes_.begin() + (arrival_ ? 1 : 0), byte);
    begin(now);
}

void SerialWire::hold(bool held, MonotonicTime now) {
    held_ = held;
    begin(now);
}

void SerialWire::lose_all() {
    bytes_.clear();
    arrival_.reset();
}

std::uint8_t SerialWire::arrive() {
    const std::uint8_t byte = bytes_.front();
    bytes_.pop_front();
    begin(*std::exchange(arrival_, std::nullopt));
    return byte;
}

void SerialWire::begin(MonotonicTime now) {
    if (!arrival_ && !held_ && !bytes_.empty())
        arrival_ = now + byte_time_;
}

} // namespace makegood::drivers
