#include "terminal/storage/pepper.hpp"

#include "terminal/storage/secret_bytes.hpp"

#include <sodium.h>

namespace makegood::storage {

static_assert(sizeof(Hash) == crypto_kdf_KEYBYTES && crypto_kdf_CONTEXTBYTES == 8);

Stored<Pepper> Pepper::open(const std::filesystem::path& folder, bool may_be_made) {
    auto secret = secret_bytes(folder, "pepper", may_be_made);
    if (!secret)
        return refused(secret.error());
    Pepper pepper;
    pepper.key_ = *secret;
    sodium_memzero(secret->data(), secret->size());
    return pepper;
}

Pepper::Pepper(Pepper&& other) noexcept : key_(other.key_) {
    sodium_memzero(other.key_.data(), other.key_.size());
}

Pepper::~Pepper() {
    sodium_memzero(key_.data(), key_.size());
}

Hash Pepper::keyed_hash(const char (&purpose)[9], std::string_view text) const {
    Hash key;
    crypto_kdf_derive_from_key(key.data(), key.size(), 1, purpose, key_.data());
    Hash hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       key.data(), key.size());
    sodium_memzero(key.data(), key.size());
    return hash;
}

} // namespace makegood::storage
