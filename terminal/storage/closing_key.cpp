#include "terminal/storage/closing_key.hpp"

#include "terminal/storage/secret_bytes.hpp"

#include <sodium.h>

namespace makegood::storage {

static_assert(sizeof(PublicKey) == crypto_sign_PUBLICKEYBYTES && sizeof(Signature) == crypto_sign_BYTES &&
              sizeof(Hash) == crypto_sign_SEEDBYTES && crypto_sign_SECRETKEYBYTES == 64);

namespace {

const unsigned char* bytes_of_text(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

Stored<ClosingKey> ClosingKey::open(const std::filesystem::path& folder, bool may_be_made) {
    auto seed = secret_bytes(folder, "closing_key", may_be_made);
    if (!seed)
        return refused(seed.error());
    ClosingKey key;
    crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed->data());
    sodium_memzero(seed->data(), seed->size());
    return key;
}

ClosingKey::ClosingKey(ClosingKey&& other) noexcept : public_(other.public_), secret_(other.secret_) {
    sodium_memzero(other.secret_.data(), other.secret_.size());
}

ClosingKey::~ClosingKey() {
    sodium_memzero(secret_.data(), secret_.size());
}

Signature ClosingKey::sign(std::string_view statement) const {
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, bytes_of_text(statement), statement.size(), secret_.data());
    return signature;
}

bool is_signed(const DayClosed& closed) {
    return crypto_sign_verify_detached(closed.signature.data(), bytes_of_text(closed.statement),
                                       closed.statement.size(), closed.key.data()) == 0;
}

} // namespace makegood::storage
