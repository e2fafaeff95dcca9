#pragma once

#include "terminal/config/money_unit.hpp"
#include "terminal/finding/spoken_time.hpp"
#include "workflows/finding/recalled_purchase.hpp"

#include <string>
#include <vector>

namespace makegood {

// What was told, each as it was typed; empty where nothing was. Digits may be of any script.
struct ToldTexts {
    std::string around; // understand_time
    std::string near;   // a time of day
    std::string weekday;
    std::vector<std::string> products;
    std::string total; // understand_amount
    std::vector<std::string> prices;
    std::string last_four;
    std::string phone;
    std::string customer;
    std::string lane;
    std::string shop;
    std::string staff;
    std::string items;     // how many
    std::string number;    // '?' for what cannot be read
    std::string reference; // of the payment
};

// The name of the text that is not understood, as `makegood find` calls it: "around", "near", "weekday", "total",
// "price", "last4" or "items".
using NotUnderstood = std::string_view;

Expected<RecalledPurchase, NotUnderstood> understand(const ToldTexts& told, const ShopCalendar& calendar,
                                                     const MoneyUnit& unit);

} // namespace makegood
