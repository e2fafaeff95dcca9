#pragma once

#include "terminal/feeds/byte_source.hpp"
#include "terminal/feeds/xml_element.hpp"

#include <functional>
#include <optional>

namespace makegood::feeds {

// Caps of one Transaction (RELIABILITY.md 4, requirement 29).
inline constexpr std::uint64_t transaction_bytes = 1U << 20U;
inline constexpr std::uint64_t transaction_elements = 100'000;
inline constexpr std::size_t xml_depth = 64;

// What is told while a POSLog streams by.
struct PoslogEvents {
    // A whole Transaction. False ends the reading.
    std::function<bool(const XmlElement& transaction)> transaction;
    // A Transaction beyond its caps has ended, or one that broke off with the file; only where it began is known.
    std::function<void(std::uint64_t line, std::uint64_t column, bool too_large)> lost;
};

// Reads to the end, or to the error that is returned.
std::optional<FeedError> read_poslog(ByteSource& source, const PoslogEvents& events);

} // namespace makegood::feeds
