#include "terminal/storage/care_vault.hpp"

#include "terminal/storage/query.hpp"
#include "terminal/text/search_key.hpp"
#include "workflows/finding/phone.hpp"

#include <algorithm>
#include <sodium.h>

namespace makegood::storage {

namespace {

constexpr int phone_part = 0;
constexpr char care_purpose[9] = "care key";

using Nonce = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

std::string_view bytes_of(const Hash& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string place_of(const CareId& record, int part) {
    return record.text() + '/' + std::to_string(part);
}

// A text that was moved to another record or step opens no more.
Bytes seal(const Hash& key, const std::string& place, std::string_view text) {
    Bytes sealed(sizeof(Nonce) + text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    randombytes_buf(sealed.data(), sizeof(Nonce));
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data() + sizeof(Nonce), nullptr, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
        reinterpret_cast<const unsigned char*>(place.data()), place.size(), nullptr, sealed.data(), key.data());
    return sealed;
}

std::optional<std::string> open(const Hash& key, const std::string& place, const Bytes& sealed) {
    constexpr auto around = sizeof(Nonce) + crypto_aead_xchacha20poly1305_ietf_ABYTES;
    if (sealed.size() < around)
        return std::nullopt;
    std::string text(sealed.size() - around, '\0');
    const auto opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr, sealed.data() + sizeof(Nonce),
        sealed.size() - sizeof(Nonce), reinterpret_cast<const unsigned char*>(place.data()), place.size(),
        sealed.data(), key.data());
    return opened == 0 ? std::optional(std::move(text)) : std::nullopt;
}

Digest commitment_to(const Hash& salt, const std::string& place, std::string_view text) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    const auto add = [&](std::string_view bytes) {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    };
    add("makegood/care/1");
    add(bytes_of(salt));
    add(place);
    add({"\0", 1});
    add(text);
    Digest digest;
    crypto_hash_sha256_final(&state, digest.data());
    return digest;
}

std::optional<Hash> known_salt(Connection& connection, const CareId& record) {
    Query query(connection, "SELECT salt FROM vault_care WHERE record = ?");
    if (!query.bind(record.text()).step())
        return std::nullopt;
    const auto bytes = query.bytes();
    Hash salt{};
    std::ranges::copy_n(bytes.begin(), static_cast<std::ptrdiff_t>(std::min(bytes.size(), salt.size())), salt.begin());
    return salt;
}

std::string opened_text(const Hash& key, const CareId& record, int part, const Bytes& sealed) {
    auto text = open(key, place_of(record, part), sealed);
    if (!text)
        throw StorageFailure(
            {StorageFault::secrets, "open", place_of(record, part), "it was not sealed with this pepper"});
    return std::move(*text);
}

} // namespace

Hash CareVault::salt_of(const CareId& record) {
    if (const auto salt = known_salt(connection_, record))
        return *salt;
    Hash salt;
    for (std::size_t i = 0; i < salt.size(); i += 8) {
        const auto chance = randomness_.next();
        for (std::size_t byte = 0; byte < 8; ++byte)
            salt[i + byte] = static_cast<unsigned char>(chance >> (8 * byte));
    }
    Query(connection_, "INSERT INTO vault_care (record, salt) VALUES (?, ?)").bind(record.text(), salt).run();
    return salt;
}

Digest CareVault::keep(const CareId& record, int part, std::string_view text) {
    const auto salt = salt_of(record);
    const auto place = place_of(record, part);
    auto key = pepper_.keyed_hash(care_purpose, bytes_of(salt));
    const auto sealed = seal(key, place, text);
    sodium_memzero(key.data(), key.size());
    Query(connection_, "INSERT INTO vault_care_text (record, part, sealed) VALUES (?, ?, ?)")
        .bind(record.text(), part, std::span<const unsigned char>(sealed))
        .run();
    return commitment_to(salt, place, text);
}

Digest CareVault::keep_words(const CareId& record, int step, std::string_view words) {
    return keep(record, step, words);
}

Digest CareVault::keep_phone(const CareId& record, std::string_view phone) {
    const auto commitment = keep(record, phone_part, phone);
    if (const auto known_by = phone_key(text::search_key(std::string(phone))); !known_by.empty())
        Query(connection_, "UPDATE vault_care SET phone_mark = ? WHERE record = ?")
            .bind(pepper_.keyed_hash(phone_purpose, known_by), record.text())
            .run();
    return commitment;
}

Stored<std::optional<std::string>> phone_of_care(Connection& connection, const Pepper& pepper, const CareId& record) {
    return connection.attempt("read the phone of", record.text(), [&]() -> std::optional<std::string> {
        const auto salt = known_salt(connection, record);
        Query query(connection, "SELECT sealed FROM vault_care_text WHERE record = ? AND part = ?");
        if (!salt || !query.bind(record.text(), phone_part).step())
            return std::nullopt;
        return opened_text(pepper.keyed_hash(care_purpose, bytes_of(*salt)), record, phone_part, query.bytes());
    });
}

Stored<std::map<int, std::string>> words_of_care(Connection& connection, const Pepper& pepper, const CareId& record) {
    return connection.attempt("read the words of", record.text(), [&] {
        std::map<int, std::string> words;
        const auto salt = known_salt(connection, record);
        if (!salt)
            return words;
        const auto key = pepper.keyed_hash(care_purpose, bytes_of(*salt));
        Query query(connection, "SELECT part, sealed FROM vault_care_text WHERE record = ? AND part > ?");
        query.bind(record.text(), phone_part);
        while (query.step()) {
            const auto part = static_cast<int>(query.integer());
            words.insert({part, opened_text(key, record, part, query.bytes())});
        }
        return words;
    });
}

std::vector<CareId> care_marked_by(Connection& connection, const Hash& phone_mark) {
    std::vector<CareId> records;
    Query query(connection, "SELECT record FROM vault_care WHERE phone_mark = ?");
    query.bind(phone_mark);
    while (query.step())
        records.emplace_back(query.text());
    return records;
}

bool has_care_texts(Connection& connection, const CareId& record) {
    Query query(connection, "SELECT 1 FROM vault_care WHERE record = ?");
    return query.bind(record.text()).step();
}

void erase_care_texts(Connection& connection, const CareId& record) {
    Query(connection, "DELETE FROM vault_care_text WHERE record = ?").bind(record.text()).run();
    Query(connection, "DELETE FROM vault_care WHERE record = ?").bind(record.text()).run();
}

void for_each_care_text(Connection& connection, const Pepper& pepper,
                        const std::function<void(const HeldText&)>& visit) {
    Query query(connection, "SELECT record, part, sealed, salt FROM vault_care_text JOIN vault_care USING (record)");
    while (query.step()) {
        const CareId record(query.text());
        const auto part = static_cast<int>(query.integer());
        const auto sealed = query.bytes();
        const auto salt = query.hash();
        const auto place = place_of(record, part);
        const auto text = open(pepper.keyed_hash(care_purpose, bytes_of(salt)), place, sealed);
        visit({record, text ? std::optional(commitment_to(salt, place, *text)) : std::nullopt});
    }
}

} // namespace makegood::storage
