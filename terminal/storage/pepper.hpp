#pragma once

#include "terminal/storage/query.hpp"
#include "terminal/storage/storage_error.hpp"

#include <filesystem>
#include <string_view>

namespace makegood::storage {

// What a keyed hash is for: the same text has another hash for each.
inline constexpr char customer_purpose[9] = "customer";
inline constexpr char phone_purpose[9] = "phone   ";

// 32 random bytes in a file outside the database. Every secret goes through it before it is hashed, so that a stolen
// database alone allows no guessing (a six-digit PIN falls to argon2id alone in 53 hours on one core).
class Pepper {
  public:
    // Reads secrets/pepper in the data folder; makes it, 0600, where it may be made and is missing or a first start
    // ended before it was whole. Error secrets when the file is missing or short (and a database exists that was made
    // with it), is too long or is open to others.
    static Stored<Pepper> open(const std::filesystem::path& folder, bool may_be_made);

    Pepper(Pepper&& other) noexcept;
    Pepper& operator=(Pepper&&) = delete;
    ~Pepper();

    // BLAKE2b-256 of the text under a key derived from the pepper for this purpose (8 characters, crypto_kdf).
    Hash keyed_hash(const char (&purpose)[9], std::string_view text) const;

  private:
    Pepper() = default;
    Hash key_{};
};

} // namespace makegood::storage
