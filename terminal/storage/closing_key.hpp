#pragma once

#include "terminal/storage/storage_error.hpp"
#include "workflows/recovery/events.hpp"

#include <array>
#include <filesystem>
#include <string_view>

namespace makegood::storage {

// The key by which this terminal signs its closings (Ed25519, RFC 8032), and nothing else. Its seed is
// secrets/closing_key in the data folder.
class ClosingKey {
  public:
    // Errors as of secret_bytes.
    static Stored<ClosingKey> open(const std::filesystem::path& folder, bool may_be_made);

    ClosingKey(ClosingKey&& other) noexcept;
    ClosingKey& operator=(ClosingKey&&) = delete;
    ~ClosingKey();

    const PublicKey& public_key() const { return public_; }
    Signature sign(std::string_view statement) const;

  private:
    ClosingKey() = default;
    PublicKey public_{};
    std::array<unsigned char, 64> secret_{};
};

// Precondition: libsodium was started, as by any key or pepper that was opened.
bool is_signed(const DayClosed& closed);

} // namespace makegood::storage
