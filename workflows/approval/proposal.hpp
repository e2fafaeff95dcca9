#pragma once

#include "workflows/ids.hpp"
#include "workflows/money.hpp"
#include "workflows/recovery/remedy.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace makegood {

using Digest = std::array<std::uint8_t, 32>; // SHA-256

// The one thing that a manager signs. Any change of any field is another proposal.
struct Proposal {
    ProposalId id;
    CaseId case_id;
    Claim claim;
    Offer offer{};
    Money value;
    std::string policy_version;
    std::string terminal;
    StaffId requester;
    std::string nonce;
    std::int64_t expires_wall_ms = 0;
    std::optional<Money> gift{}; // what the goods are worth beyond what they make good

    friend bool operator==(const Proposal&, const Proposal&) = default;
};

// How long a manager has for one proposal (RELIABILITY 4: an approval lives at most 120 s).
constexpr std::int64_t proposal_lifetime_ms = 120'000;

// Every field, each with its length in front, so that no two proposals share a text. This is what the digest covers.
std::string canonical_text(const Proposal& proposal);

} // namespace makegood
