#pragma once

#include "terminal/storage/query.hpp"

#include <cstdint>
#include <optional>
#include <sodium.h>
#include <span>
#include <string_view>

namespace makegood::storage {

// SHA-256 over a sequence of fields that can be told apart: each is its length (4 bytes, big-endian) and its bytes; a
// whole number is 8 bytes, big-endian, two's complement; no value is the length FF FF FF FF. `plain` adds bytes bare.
class CanonicalHash {
  public:
    CanonicalHash() { crypto_hash_sha256_init(&state_); }

    CanonicalHash& plain(std::span<const unsigned char> bytes);
    CanonicalHash& plain(std::string_view text);
    CanonicalHash& field(std::span<const unsigned char> bytes);
    CanonicalHash& field(std::string_view text);
    CanonicalHash& field(std::int64_t number);
    CanonicalHash& field(const std::optional<std::int64_t>& number);
    CanonicalHash& nothing();

    // Once, at the end.
    Hash finish();

  private:
    crypto_hash_sha256_state state_;
};

Hash sha256(std::span<const unsigned char> bytes);
std::string to_hex(std::span<const unsigned char> bytes);

} // namespace makegood::storage
