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
    case Failure::service:
        break;
    }
    return std::nullopt;
}

void take_off(std::vector<StockMovement>& movements, const ItemCode& code, std::int64_t milli,
              std::optional<MovementReason> reason) {
    if (reason && milli > 0)
        movements.push_back({code, Quantity::of_milli(-milli), *reason});
}

std::vector<StockMovement> taken_off(Failure failure, const ItemCode& code, Quantity quantity,
                                     const std::optional<FoundGoods>& found) {
    std::vector<StockMovement> movements;
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

// Of what was sold, so much never left the shop.
Quantity stayed(Failure failure, Quantity quantity, const std::optional<FoundGoods>& found) {
    if (failure == Failure::wrong_item || failure == Failure::rung_up_twice)
        return quantity;
    return found && found->where == Whereabouts::in_shop ? std::min(found->quantity, quantity) : Quantity();
}

std::vector<StockMovement> put_right_otherwise(Failure failure, const Offer& offer, const ItemCode& code,
                                               Quantity quantity, const std::optional<FoundGoods>& found) {
    std::vector<StockMovement> movements;
    if (const auto back = stayed(failure, quantity, found); !back.is_zero())
        movements.push_back({code, back, MovementReason::stayed});
    if (offer.instead && !offer.instead->code.empty())
        take_off(movements, offer.instead->code, quantity.milli(), MovementReason::substituted);
    return movements;
}

} // namespace

std::vector<StockMovement> movements_for(Failure failure, const Offer& offer, const ItemCode& code, Quantity quantity,
                                         const std::optional<FoundGoods>& found) {
    switch (offer.remedy) {
    case Remedy::replacement:
    case Remedy::refund:
        return taken_off(failure, code, quantity, found);
    case Remedy::voucher:
    case Remedy::substitute:
        return put_right_otherwise(failure, offer, code, quantity, found);
    case Remedy::price_difference:
    case Remedy::apology:
        break;
    }
    return {};
}

StockMovement reversed(StockMovement movement) {
    movement.quantity = Quantity::of_milli(-movement.quantity.milli());
    return movement;
}

} // namespace makegood
