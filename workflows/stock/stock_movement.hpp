#pragma once

#include "workflows/recovery/remedy.hpp"
#include "workflows/stock/stock_count.hpp"

#include <vector>

// What the till's stock has to learn of a claim that was put right. It took the goods off its stock when it sold them,
// and its own return, by which a refund is paid out, puts them back; what follows is what it then still gets wrong.
//
//   the goods                                   replaced           refunded           otherwise
//   were set aside, or lie on the shelf again   nothing            nothing            on, stayed
//   lay there, and were counted in since        off, counted_in    off, counted_in    nothing
//   were set aside and thrown away              off, spoiled       off, spoiled       nothing
//   are gone                                    off, lost          off, lost          nothing
//   came home damaged, spoiled, or bad          off, for that      off, for that      nothing
//   never went home, others did                 nothing            nothing            on, stayed
//   were never there: rung up twice                                nothing            on, stayed
//
// Otherwise is by a voucher, or by other goods: those are taken off as substitutes, unless they have no code. What a
// new piece weighs more than was paid for is taken off as a gift. A price that was too high moves nothing, nor does how
// somebody was served. Which goods went home instead nobody tells; the next stock count finds them.

namespace makegood {

enum class MovementReason { lost, damaged, spoiled, quality, counted_in, stayed, substituted, gift };

struct StockMovement {
    ItemCode code;     // as sold
    Quantity quantity; // to be added to the till's stock, in the unit in which it sold them; negative: taken off
    MovementReason reason{};

    friend bool operator==(const StockMovement&, const StockMovement&) = default;
};

// Where the goods were that a claim missed, when it was put right.
enum class Whereabouts { gone, in_shop, counted_in, thrown_away };

// What the left-behind log, or a count, knows of them.
struct FoundGoods {
    Quantity quantity;
    Whereabouts where = Whereabouts::gone;
};

// `found` is about goods that were not there, and about no other failure.
std::vector<StockMovement> movements_for(Failure failure, const Offer& offer, const ItemCode& code, Quantity quantity,
                                         const std::optional<FoundGoods>& found);

// What undoes it.
StockMovement reversed(StockMovement movement);

} // namespace makegood
