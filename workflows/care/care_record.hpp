#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

using CareId = Id<struct CareRecordKind>;

// What a customer tells us of, with no receipt needed for it.
enum class CareKind { service, waiting, price, cleanliness, broken_promise, not_carried, other, praise };

// Keys of the ready phrases, in the catalogues as care.said.KEY.
std::span<const std::string_view> ready_phrases(CareKind kind);
bool is_ready_phrase(CareKind kind, std::string_view phrase);

// One complaint, or one praise, in the register. What the customer said in words of their own and how to reach them are
// not here: they lie in the vault.
struct CareRecord {
    CareId id;
    CareKind kind{};
    std::vector<std::string> said{}; // ready phrases
    bool has_words = false;
    bool has_phone = false;
    StaffId received_by;
    CivilTime received_at;

    friend bool operator==(const CareRecord&, const CareRecord&) = default;
};

} // namespace makegood
