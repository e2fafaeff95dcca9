#include "terminal/storage/pepper.hpp"

#include "terminal/storage/private_file.hpp"

#include <algorithm>
#include <sodium.h>

namespace makegood::storage {

static_assert(sizeof(Hash) == crypto_kdf_KEYBYTES && crypto_kdf_CONTEXTBYTES == 8);

Stored<Pepper> Pepper::open(const std::filesystem::path& folder, bool may_be_made) {
    if (sodium_init() < 0)
        return refused(StorageError{StorageFault::secrets, "start", "libsodium", "no source of randomness"});
    const auto secrets = private_folder(folder / "secrets");
    if (!secrets)
        return refused(secrets.error());
    const auto file = *secrets / "pepper";

    auto content = read_private_file(file, sizeof(Hash));
    if (content && may_be_made && (!*content || (*content)->size() < sizeof(Hash))) {
        Hash fresh;
        randombytes_buf(fresh.data(), fresh.size());
        const auto made = replace_private_file(file, fresh);
        sodium_memzero(fresh.data(), fresh.size());
        if (!made)
            return refused(made.error());
        content = read_private_file(file, sizeof(Hash));
    }
    if (!content)
        return refused(content.error());
    if (!*content || (*content)->size() != sizeof(Hash))
        return refused(StorageError{StorageFault::secrets, "read", file.string(),
                                    *content ? "not the 32 bytes that were written" : "the file is gone"});
    Pepper pepper;
    std::ranges::copy(**content, pepper.key_.begin());
    sodium_memzero((*content)->data(), (*content)->size());
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
