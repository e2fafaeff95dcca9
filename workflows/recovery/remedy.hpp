#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/recovery/claim.hpp"

#include <optional>
#include <span>
#include <string>

namespace makegood {

// What is given.
enum class Remedy {
    replacement,      // the goods once more; they use up units of the line, as all do but the price difference
    refund,           // what was paid for them, by the till, which is asked for it
    price_difference, // what was paid too much, by the till; the goods stay sold
    voucher,          // a slip worth what was paid, used once
    substitute,       // other goods instead
    apology,          // a letter, worth nothing in money
};

constexpr int remedy_count = 6;

// How it gets into the customer's hand.
enum class Route {
    counter, // goods
    till,    // money out of its drawer
    paper,   // the slip itself
};
constexpr Route route_of(Remedy remedy) {
    switch (remedy) {
    case Remedy::refund:
    case Remedy::price_difference:
        return Route::till;
    case Remedy::voucher:
    case Remedy::apology:
        return Route::paper;
    case Remedy::replacement:
    case Remedy::substitute:
        break;
    }
    return Route::counter;
}
constexpr bool is_money(Remedy remedy) {
    return route_of(remedy) == Route::till;
}
constexpr bool is_goods(Remedy remedy) {
    return route_of(remedy) == Route::counter;
}

// What the customer is to get, and when.
struct Offer {
    Remedy remedy = Remedy::replacement;
    bool at_hand = true;                // goods go over the counter now; else they are owed until they do
    std::optional<Date> promised_for{}; // of goods that are owed: by the end of this day at the latest
    std::optional<NamedItem> instead{}; // the other goods of a substitute
    std::optional<Quantity> weighs{};   // of goods that are weighed and at hand: the piece that is given

    friend bool operator==(const Offer&, const Offer&) = default;
};

// Granted and not yet in the customer's hand: goods that are fetched or brought, and money, which the till pays.
constexpr bool is_owed_at_first(const Offer& offer) {
    return is_money(offer.remedy) || (is_goods(offer.remedy) && !offer.at_hand);
}

// What puts such a claim right, the most natural first; never empty. No till pays out what no receipt shows.
std::span<const Remedy> fitting_remedies(const Claim& claim);
// The first of them that can be given without a further question; of goods that the shop sells no more, their worth.
Offer usual_offer(const Claim& claim, bool still_there);
// Also whether it says all that it has to and nothing that does not belong to it; a promise is for `today` or later.
bool fits(const Offer& offer, const Claim& claim, Date today);

// Whether the goods may have stayed in the shop, so that the left-behind log can say something of them.
constexpr bool is_about_absence(Complaint complaint) {
    return complaint == Complaint::not_among_the_goods || complaint == Complaint::wrong_item;
}

} // namespace makegood
