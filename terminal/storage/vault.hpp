#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/pepper.hpp"
#include "terminal/storage/pin.hpp"
#include "workflows/ids.hpp"
#include "workflows/wording.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace makegood::storage {

// What a PIN is compared with: argon2id (INTERACTIVE: 64 MiB, 2 passes) of the PIN under the pepper.
struct PinHash {
    std::string text;
};

// About 200 ms and 64 MiB each, so they run on a worker and touch nothing but their arguments. The try must have been
// counted durably before `matches` is asked.
Stored<PinHash> hash_pin(const Pepper& pepper, const StaffId& staff, const Pin& pin);
bool matches(const Pepper& pepper, const StaffId& staff, const Pin& pin, const PinHash& hash);

// Secrets and names of people: never in the journal, not rebuilt, erasable. Writing goes inside of a
// DatabaseTransaction that the caller holds.
class Vault {
  public:
    Vault(Connection& connection, const Pepper& pepper) : connection_(connection), pepper_(pepper) {}

    // Writes down which pepper this database is made with, or finds out that the file is another: error secrets.
    Stored<void> check_pepper();

    // `to_change`: somebody else chose it.
    Stored<void> keep_pin(const StaffId& staff, const PinHash& hash, bool to_change = false);
    Stored<std::optional<PinHash>> pin_of(const StaffId& staff) const;

    // A badge is a random label whose text is nowhere kept. A token belongs to one person; a person may have several.
    Stored<void> keep_badge(const StaffId& staff, std::string_view token);
    // All that they had go; inside of a DatabaseTransaction.
    Stored<void> replace_badges(const StaffId& staff, std::string_view token);
    Stored<std::optional<StaffId>> find_staff_by_badge(std::string_view token) const;

    // Their PIN and all their badges; the name stays.
    Stored<void> forget_secrets(const StaffId& staff);

    Stored<void> keep_name(const StaffId& staff, const Wording& name);

  private:
    Connection& connection_;
    const Pepper& pepper_;
};

} // namespace makegood::storage
