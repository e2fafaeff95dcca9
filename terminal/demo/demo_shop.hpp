#pragma once

#include "terminal/demo/demo_catalogue.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/retail_transaction.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace makegood::demo {

// The receipt with which a newcomer plays the story.
struct Headline {
    ReceiptKey key;
    std::string number;     // as printed, "R-2-111005-017"
    LineNumber below_limit; // olives: a cashier gives them alone
    LineNumber above_limit; // saffron: a manager confirms
};

// A grocery of three lanes that was open every day from 8 to 21 o'clock for the four months before `now`: about three
// thousand receipts, ordered by time, none later than `now`. The same seed, clock and catalogue give the same shop on
// every machine.
struct DemoShop {
    // The headline receipt was printed on lane 2 at 17:42 on the same day two months before `now` (or on the last day
    // of a shorter month), always as number 017 of its lane that day: "R-2-<yymmdd>-017".
    static DemoShop make(std::uint64_t seed, CivilTime now, const DemoCatalogue& catalogue);

    std::vector<RetailTransaction> receipts;
    Headline headline;
};

// The number on the headline receipt of every demo shop that was made at `now`.
std::string headline_number(CivilTime now);

} // namespace makegood::demo
