#include "workflows/approval/proposal.hpp"

namespace makegood {

std::string canonical_text(const Proposal& proposal) {
    std::string text = "makegood-proposal/3";
    const auto field = [&](const std::string& value) { text += '\n' + std::to_string(value.size()) + ':' + value; };
    field(proposal.id.text());
    field(proposal.case_id.text());
    field(proposal.claim.id.text());
    field(proposal.claim.receipt.key.to_text());
    field(std::to_string(proposal.claim.receipt.revision));
    field(std::to_string(static_cast<std::int32_t>(proposal.claim.line)));
    field(std::to_string(proposal.claim.quantity.milli()));
    field(std::to_string(static_cast<int>(proposal.claim.complaint)));
    field(proposal.claim.right_price ? std::to_string(proposal.claim.right_price->minor_units()) : "");
    if (const auto& told = proposal.claim.told) {
        field(told->item ? told->item->code.text() : "");
        field(told->item ? told->item->name : "");
        field(std::to_string(static_cast<int>(told->unit)));
        field(std::to_string(told->price.minor_units()));
    }
    if (!proposal.claim.more.empty())
        field(std::to_string(proposal.claim.more.size()));
    for (const auto& [line, quantity] : proposal.claim.more) {
        field(std::to_string(static_cast<std::int32_t>(line)));
        field(std::to_string(quantity.milli()));
    }
    field(std::to_string(static_cast<int>(proposal.offer.remedy)));
    field(proposal.offer.at_hand ? "1" : "0");
    field(proposal.offer.promised_for ? proposal.offer.promised_for->to_iso() : "");
    field(proposal.offer.instead ? proposal.offer.instead->code.text() : "");
    field(proposal.offer.instead ? proposal.offer.instead->name : "");
    if (proposal.offer.weighs)
        field("weighs " + std::to_string(proposal.offer.weighs->milli()));
    if (proposal.gift)
        field("gift " + std::to_string(proposal.gift->minor_units()));
    field(std::to_string(proposal.value.minor_units()));
    field(std::string(proposal.value.currency().code()));
    field(proposal.policy_version);
    field(proposal.terminal);
    field(proposal.requester.text());
    field(proposal.nonce);
    field(std::to_string(proposal.expires_wall_ms));
    return text;
}

} // namespace makegood
