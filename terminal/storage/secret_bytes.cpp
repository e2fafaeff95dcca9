#include "terminal/storage/secret_bytes.hpp"

#include "terminal/storage/private_file.hpp"

#include <algorithm>
#include <sodium.h>

namespace makegood::storage {

Stored<Hash> secret_bytes(const std::filesystem::path& folder, std::string_view name, bool may_be_made) {
    if (sodium_init() < 0)
        return refused(StorageError{StorageFault::secrets, "start", "libsodium", "no source of randomness"});
    const auto secrets = private_folder(folder / "secrets");
    if (!secrets)
        return refused(secrets.error());
    const auto file = *secrets / name;

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
    Hash secret;
    std::ranges::copy(**content, secret.begin());
    sodium_memzero((*content)->data(), (*content)->size());
    return secret;
}

} // namespace makegood::storage
