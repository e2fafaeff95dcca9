#include "workflows/stock/stock_movement.hpp"

#include <algorithm>

namespace makegood {

namespace {

std::optional<MovementReason> reason_for(Whereabouts where) {
    switch (where) {
    case Whereabouts::gone:
        return MovementReason::lost;
    case Whereabouts::counted_in:
        return MovementReason::counted_in;
    case Whereabouts::thrown_away:
        return MovementReason::spoiled;
    case Whereabouts::in_shop:
        break;
    }
    return std::nullopt;
}

std::optional<MovementReason> reason_for(Failure failure) {
    switch (failure) {
    case Failure::damaged:
        return MovementReason::damaged;
    case Failure::spoiled:
        return MovementReason::spoiled;
    case Failure::quality:
        return MovementReason::quality;
    case Failure::left_behind:
    case Failure::missing:
    case Failure::wrong_item:
    case Failure::wrong_price:
    case Failure::rung_up_twice:
        break;
    }
    return std::nullopt;
}

void take_off(std::vector<StockMovement>& movements, const ItemCode& code, std::int64_t milli,
              std::optional<MovementReason> reason) {
    if (reason && milli > 0)
        movements.push_back({code, Quantity::of_milli(-milli), *reason});
}

} // namespace

std::vector<StockMovement> movements_for(Failure failure, Remedy remedy, const ItemCode& code, Quantity quantity,
                                         const std::optional<FoundGoods>& found) {
    std::vector<StockMovement> movements;
    if (remedy != Remedy::replacement && remedy != Remedy::refund)
        return movements;
    if (failure != Failure::left_behind && failure != Failure::missing) {
        take_off(movements, code, quantity.milli(), reason_for(failure));
        return movements;
    }
    const auto known = found ? std::min(found->quantity, quantity).milli() : 0;
    if (found)
        take_off(movements, code, known, reason_for(found->where));
    take_off(movements, code, quantity.milli() - known, MovementReason::lost);
    return movements;
}

StockMovement reversed(StockMovement movement) {
    movement.quantity = Quantity::of_milli(-movement.quantity.milli());
    return movement;
}

} // namespace makegood
