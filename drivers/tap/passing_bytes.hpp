#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <span>

namespace makegood::drivers {

// The bytes that were read from one side and not yet taken by the other. What does not fit is not read.
class PassingBytes {
  public:
    static constexpr std::size_t capacity = 4096;

    bool is_empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    std::size_t room() const { return capacity - size_; }
    void clear() { size_ = 0; }

    // Precondition: there is room for them.
    void put(std::span<const std::uint8_t> bytes) {
        assert(bytes.size() <= room());
        for (const std::uint8_t byte : bytes)
            bytes_[(first_ + size_++) % capacity] = byte;
    }
    // The first of them that lie side by side.
    std::span<const std::uint8_t> first() const {
        return std::span(bytes_).subspan(first_, std::min(size_, capacity - first_));
    }
    void took(std::size_t count) {
        assert(count <= size_);
        first_ = (first_ + count) % capacity;
        size_ -= count;
    }

  private:
    std::array<std::uint8_t, capacity> bytes_{};
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

} // namespace makegood::drivers
