#pragma once

#include "terminal/feeds/feed_error.hpp"
#include "workflows/result.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace makegood::feeds {

// Bytes that come one after another, once.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    // Fills a part of `buffer` (never empty) and says how much; 0 is the end.
    virtual Expected<std::size_t, FeedError> read(std::span<char> buffer) = 0;
};

// Bytes that are already in memory, for receipts that come over a border other than a file.
class MemoryBytes : public ByteSource {
  public:
    explicit MemoryBytes(std::string_view bytes) : rest_(bytes) {}

    Expected<std::size_t, FeedError> read(std::span<char> buffer) override {
        const auto count = rest_.copy(buffer.data(), buffer.size());
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
};

} // namespace makegood::feeds
