#include "workflows/recovery/claim.hpp"

#include <cassert>

namespace makegood {

RetailTransaction as_told(const Claim& claim) {
    assert(claim.told);
    const auto& told = *claim.told;
    const auto amount = share(told.price, claim.quantity, one_unit).value_or(told.price);
    LineItem line{.number = claim.line, .quantity = claim.quantity, .amount = amount, .unit = told.unit};
    if (told.item) {
        line.code = told.item->code;
        line.name = told.item->name;
    }
    RetailTransaction receipt{.total = amount};
    receipt.lines.push_back(std::move(line));
    return receipt;
}

std::vector<Claim> by_line(const Claim& claim) {
    std::vector<Claim> parts{claim};
    parts.front().more.clear();
    for (const auto& [line, quantity] : claim.more) {
        parts.push_back(parts.front());
        parts.back().line = line;
        parts.back().quantity = quantity;
    }
    return parts;
}

Claim on_lines(Claim claim, const std::vector<ClaimedLine>& lines) {
    assert(!lines.empty());
    claim.line = lines.front().line;
    claim.quantity = lines.front().quantity;
    claim.more.assign(lines.begin() + 1, lines.end());
    return claim;
}

} // namespace makegood
