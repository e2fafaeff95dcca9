#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/pepper.hpp"
#include "workflows/care/care_desk.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

// What customers said and how to reach them, sealed (XChaCha20-Poly1305) under a key for each record. Writing goes
// inside of a DatabaseTransaction and of Connection::attempt, as DatabaseLedger's.
class CareVault final : public PersonalTexts {
  public:
    // All of them outlive it.
    CareVault(Connection& connection, const Pepper& pepper, Randomness& randomness)
        : connection_(connection), pepper_(pepper), randomness_(randomness) {}

    Digest keep_words(const CareId& record, int step, std::string_view words) override;
    Digest keep_phone(const CareId& record, std::string_view phone) override;

  private:
    Hash salt_of(const CareId& record);
    Digest keep(const CareId& record, int part, std::string_view text);

    Connection& connection_;
    const Pepper& pepper_;
    Randomness& randomness_;
};

// Over a reading connection too. Nothing where it was erased, or never told.
Stored<std::optional<std::string>> phone_of_care(Connection& connection, const Pepper& pepper, const CareId& record);
// By the number of the step.
Stored<std::map<int, std::string>> words_of_care(Connection& connection, const Pepper& pepper, const CareId& record);

// These four throw what Connection::attempt catches.

struct HeldText {
    CareId record;
    std::optional<Digest> commitment{}; // to it as it now stands; none: it opens no more
};
void for_each_care_text(Connection& connection, const Pepper& pepper,
                        const std::function<void(const HeldText&)>& visit);
// The records that a phone's mark finds, which is its keyed hash for `phone_purpose`.
std::vector<CareId> care_marked_by(Connection& connection, const Hash& phone_mark);
bool has_care_texts(Connection& connection, const CareId& record);
// With the salt the key is gone, so that no copy of a text can be opened any more. Inside of a DatabaseTransaction.
void erase_care_texts(Connection& connection, const CareId& record);

} // namespace makegood::storage
