#pragma once

namespace makegood {

// How people remember. Probabilities are 0 to 1; penalties are natural logarithms, 0 or less: how much less likely a
// receipt is when it differs by that much. assets/finding/weights.toml holds those in use and says where they are from.
struct RecallWeights {
    double item_wrong;       // probability that one remembered item is not on the receipt
    double amount_exact;     // probability that an amount said without "about" is to the last coin
    int amount_permille;     // how far it is off otherwise
    double amount_outside;   // penalty for being further off than that
    double amount_beyond;    // and for each such width beyond
    double day_within;       // for each day off that is within the spread
    double day_outside;      // for a day outside of those that it may have been
    double day_beyond;       // and for each day beyond the first of these
    double half_hour_beyond; // for each half hour beyond the time of day
    double next_weekday;     // the day before or after the weekday that was said
    double other_weekday;
    double item_more_or_less; // for each item more or less than counted
    double other_price;       // no line has the price
    double other_place;       // another shop
    double other_workstation;
    double other_person;
    double other_card;
    double other_number;
    double other_customer; // another loyalty number, phone or payment
    double no_sale;        // a return or a voided receipt
    double lowest;         // no single fact costs more than this
    double none_of_these;  // how far the best must lie under a perfect match for "none of these" to be as likely
};

} // namespace makegood
