#include "terminal/storage/vault.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/query.hpp"

#include <array>
#include <sodium.h>

namespace makegood::storage {

namespace {

// The person is part of the input, so that a hash copied to another person's row opens nothing.
Hash peppered(const Pepper& pepper, const StaffId& staff, const Pin& pin) {
    std::string input = staff.text();
    input += '\0';
    input += pin.digits();
    const auto keyed = pepper.keyed_hash("staffpin", input);
    sodium_memzero(input.data(), input.size());
    return keyed;
}

const char* as_text(const Hash& hash) {
    return reinterpret_cast<const char*>(hash.data());
}

} // namespace

Stored<PinHash> hash_pin(const Pepper& pepper, const StaffId& staff, const Pin& pin) {
    auto input = peppered(pepper, staff, pin);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const int result =
        crypto_pwhash_str_alg(text.data(), as_text(input), input.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    sodium_memzero(input.data(), input.size());
    if (result != 0)
        return refused(StorageError{StorageFault::secrets, "hash", "a PIN", "64 MiB of memory are not to be had"});
    return PinHash{text.data()};
}

bool matches(const Pepper& pepper, const StaffId& staff, const Pin& pin, const PinHash& hash) {
    if (hash.text.size() >= crypto_pwhash_STRBYTES)
        return false;
    auto input = peppered(pepper, staff, pin);
    const int result = crypto_pwhash_str_verify(hash.text.c_str(), as_text(input), input.size());
    sodium_memzero(input.data(), input.size());
    return result == 0;
}

Stored<void> Vault::check_pepper() {
    return connection_.attempt("check the pepper of", connection_.file().string(), [&] {
        const auto witness = pepper_.keyed_hash("witness_", "makegood");
        Query(connection_, "INSERT INTO vault_pepper (only, witness) VALUES (1, ?) ON CONFLICT (only) DO NOTHING")
            .bind(witness)
            .run();
        Query query(connection_, "SELECT witness FROM vault_pepper WHERE only = 1");
        query.step();
        if (query.hash() != witness)
            throw StorageFailure({StorageFault::secrets, "open", connection_.file().string(),
                                  "secrets/pepper is not the file that this database was made with"});
    });
}

Stored<void> Vault::keep_pin(const StaffId& staff, const PinHash& hash, bool to_change) {
    return connection_.attempt("keep the PIN of", staff.text(), [&] {
        Query(connection_, "INSERT INTO vault_pin (staff, pin_hash, to_change) VALUES (?, ?, ?) ON CONFLICT (staff) DO "
                           "UPDATE SET pin_hash = excluded.pin_hash, to_change = excluded.to_change")
            .bind(staff.text(), hash.text, static_cast<int>(to_change))
            .run();
    });
}

Stored<std::optional<PinHash>> Vault::pin_of(const StaffId& staff) const {
    return connection_.attempt("read the PIN of", staff.text(), [&]() -> std::optional<PinHash> {
        Query query(connection_, "SELECT pin_hash FROM vault_pin WHERE staff = ?");
        if (!query.bind(staff.text()).step())
            return std::nullopt;
        return PinHash{query.text()};
    });
}

Stored<void> Vault::keep_badge(const StaffId& staff, std::string_view token) {
    return connection_.attempt("keep a badge of", staff.text(), [&] {
        Query(connection_, "INSERT INTO vault_badge (badge_hash, staff) VALUES (?, ?)")
            .bind(pepper_.keyed_hash("badgetok", token), staff.text())
            .run();
    });
}

Stored<void> Vault::replace_badges(const StaffId& staff, std::string_view token) {
    auto gone = connection_.attempt("revoke the badges of", staff.text(), [&] {
        Query(connection_, "DELETE FROM vault_badge WHERE staff = ?").bind(staff.text()).run();
    });
    return gone ? keep_badge(staff, token) : gone;
}

Stored<std::optional<StaffId>> Vault::find_staff_by_badge(std::string_view token) const {
    return connection_.attempt("find the owner of", "a badge", [&]() -> std::optional<StaffId> {
        Query query(connection_, "SELECT staff FROM vault_badge WHERE badge_hash = ?");
        if (!query.bind(pepper_.keyed_hash("badgetok", token)).step())
            return std::nullopt;
        return StaffId(query.text());
    });
}

Stored<void> Vault::forget_secrets(const StaffId& staff) {
    return connection_.attempt("forget the secrets of", staff.text(), [&] {
        Query(connection_, "DELETE FROM vault_pin WHERE staff = ?").bind(staff.text()).run();
        Query(connection_, "DELETE FROM vault_badge WHERE staff = ?").bind(staff.text()).run();
    });
}

Stored<void> Vault::keep_name(const StaffId& staff, const Wording& name) {
    return connection_.attempt("keep the name of", staff.text(), [&] {
        Query(connection_, "INSERT INTO vault_staff_name (staff, english, persian) VALUES (?, ?, ?) ON CONFLICT "
                           "(staff) DO UPDATE SET english = excluded.english, persian = excluded.persian")
            .bind(staff.text(), name.english, name.persian)
            .run();
    });
}

} // namespace makegood::storage
