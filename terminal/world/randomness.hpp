#pragma once

#include "workflows/ports.hpp"

namespace makegood {

// The operating system's, through libsodium. Any thread.
class SystemRandomness final : public Randomness {
  public:
    std::uint64_t next() override;
};

// The same numbers for the same seed (SplitMix64), so that a script leaves the same journal. One thread.
class SeededRandomness final : public Randomness {
  public:
    explicit SeededRandomness(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() override;

  private:
    std::uint64_t state_;
};

class SodiumCryptography final : public Cryptography {
  public:
    Digest sha256(std::string_view bytes) const override;
};

} // namespace makegood
