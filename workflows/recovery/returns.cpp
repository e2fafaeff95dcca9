#include "workflows/recovery/returns.hpp"

#include <algorithm>
#include <cstdlib>

namespace makegood {

namespace {

bool costs_the_same(const LineItem& line, const ReturnedGoods& goods) {
    if (line.quantity.is_zero() || line.amount.currency() != goods.amount.currency())
        return false;
    const auto paid = share(line.amount, goods.quantity, line.quantity);
    const auto difference = paid ? subtract(*paid, goods.amount) : paid;
    return difference && std::abs(difference->minor_units()) <= 1;
}

bool is_named(const LineItem& line, const ReturnedGoods& goods) {
    return goods.names_this_sale && goods.named_line == line.number && goods.code == line.code;
}

bool may_be_of(const LineItem& line, const ReturnedGoods& goods) {
    return line.code == goods.code && (goods.names_this_sale || costs_the_same(line, goods));
}

bool is_certain(const ReturnedGoods& goods) {
    return goods.names_this_sale || (goods.same_customer && goods.other_sales == 0);
}

} // namespace

Quantity left_of(const LineItem& line, Quantity made_good, Quantity came_back) {
    const auto kept = subtract(line.quantity, came_back).value_or(Quantity{});
    return std::max(subtract(kept, made_good).value_or(Quantity{}), Quantity{});
}

std::map<LineNumber, LineReturns> match_returns(const RetailTransaction& sale,
                                                const std::vector<ReturnedGoods>& returned) {
    std::map<LineNumber, LineReturns> found;
    for (const auto& goods : returned) {
        std::int64_t unplaced = goods.quantity.milli();
        const bool line_is_named =
            std::ranges::any_of(sale.lines, [&](const LineItem& line) { return is_named(line, goods); });
        for (const auto& line : sale.lines) {
            const bool fits = line_is_named ? is_named(line, goods) : may_be_of(line, goods);
            if (unplaced == 0 || !is_goods(sale, line) || !fits)
                continue;
            auto& returns = found[line.number];
            if (!is_certain(goods)) {
                returns.maybe.push_back(goods);
                continue;
            }
            const auto room = line.quantity.milli() - returns.settled.milli();
            const auto placed = std::min(room, unplaced);
            if (placed <= 0)
                continue;
            returns.settled = Quantity::of_milli(returns.settled.milli() + placed);
            returns.last = goods.at;
            returns.parts.push_back({Quantity::of_milli(placed), goods.at});
            unplaced -= placed;
        }
    }
    return found;
}

SettledRefunds settle_refunds(LineReturns returns, const std::vector<RefundRequest>& asked) {
    SettledRefunds settled{.rest = std::move(returns)};
    auto& parts = settled.rest.parts;
    std::int64_t came_back = 0;
    for (const auto& part : parts)
        came_back += part.quantity.milli();
    std::int64_t spoken_for = 0; // of what came back, in the order in which it was learnt
    for (const auto& refund : asked) {
        spoken_for = std::max(spoken_for, refund.came_back_before.milli());
        std::int64_t open = refund.quantity.milli();
        for (auto& part : parts) {
            if (part.at.seconds + clocks_differ_s < refund.since.seconds)
                continue;
            const auto room = std::max<std::int64_t>(came_back - spoken_for, 0);
            const auto taken = std::min({open, room, part.quantity.milli()});
            part.quantity = Quantity::of_milli(part.quantity.milli() - taken);
            spoken_for += taken;
            open -= taken;
        }
        if (open == 0)
            settled.paid.push_back(refund.grant);
    }
    std::erase_if(parts, [](const PlacedReturn& part) { return part.quantity.is_zero(); });
    std::int64_t milli = 0;
    for (const auto& part : parts)
        milli += part.quantity.milli();
    settled.rest.settled = Quantity::of_milli(milli);
    settled.rest.last = parts.empty() ? std::nullopt : std::optional(parts.back().at);
    return settled;
}

} // namespace makegood
