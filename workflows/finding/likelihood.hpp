#pragma once

#include "workflows/finding/recall_weights.hpp"
#include "workflows/finding/recalled_purchase.hpp"
#include "workflows/retail_transaction.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

// Which receipt does a customer mean? Receipts are ranked by Bayes' rule: each is as likely as the product, over all
// that was told, of the probability that a customer with this receipt tells it so. Four facts carry a model, the
// others a penalty when they do not fit:
//   days    nearly alike within the days that were said and their spread, then falling day by day
//   total   equally likely within so many per cent of the true total, so that of two receipts that fit the smaller one
//           is likelier by their ratio; an amount told without "about" may also be exact, which is then strong evidence
//   items   somebody names one of the n items on the receipt (1/n each, so that short receipts are likelier), or, with
//           probability item_wrong, an item that is not on it: any of those sold, popular ones more often
//   number  of items: falling with each one more or less
// Nothing is known at first but what an index holds: the day, about how much, how many items and which of the told
// items stand on it. What is not known yet counts as if it fitted, so that a receipt is never ranked lower than it
// turns out to be, and only the most promising ones must be read.

namespace makegood {

// What an index knows of a receipt.
struct PurchaseGist {
    Date day;
    double total_from = 0; // the total in minor units without its sign lies between these two
    double total_to = 0;
    int items = 1; // different ones
};

// How well what stands on a receipt fits each item that was told, in the order of RecalledPurchase::items: 0 not at
// all, 1 it is that item, between for words that may mean it.
using ItemFits = std::span<const float>;

// How often each told item is told by somebody without it on the receipt, in the same order.
using WrongItems = std::span<const double>;

// What is only known once the receipt has been read.
struct PurchaseHead {
    RetailTransactionKind kind = RetailTransactionKind::sale;
    CivilTime begun_at;
    Money total;
    bool fits_business_unit = true; // each true where nothing was told
    bool fits_workstation = true;
    bool fits_served_by = true;
    bool fits_number = true;
    bool fits_card = true;
    bool fits_reference = true;
    bool fits_customer = true;
    bool fits_phone = true;
};

enum class RecalledFact {
    days,
    hours,
    weekday,
    item,
    total,
    price,
    item_count,
    business_unit,
    workstation,
    served_by,
    number,
    card,
    payment_reference,
    customer,
    phone,
};

// What became of one thing that was told.
struct RecallReason {
    RecalledFact fact;
    std::size_t index = 0; // which of the items or prices
    bool matched = false;
    // What stands on the receipt instead or in its place: a day, a time, an amount, a count, or a text as sold.
    std::variant<std::monostate, Date, CivilTime, Money, int, std::string> seen = {};
    std::optional<LineNumber> line = {}; // on which a matched item stands
};

// Natural logarithms; only differences between receipts of one search mean something.
class Likelihood {
  public:
    // All three must outlive this.
    Likelihood(const RecalledPurchase& told, WrongItems wrong_items, const RecallWeights& weights)
        : told_(told), wrong_items_(wrong_items), weights_(weights) {}

    // The most that it can be, by the index alone.
    double of(const PurchaseGist& gist, ItemFits fits) const;
    // The most that it can be once its head was read; `gist` then holds the exact total.
    double of(const PurchaseGist& gist, ItemFits fits, const PurchaseHead& head) const;
    // What the prices add, which stand on the lines: 0 or less.
    double of_prices(const RetailTransaction& receipt) const;
    // Of a receipt with so many items that fits in everything.
    double perfect(int items) const;

    // Days outside of which no receipt is worth looking at; nothing where no day was told.
    std::optional<RecalledDays> days_worth_looking_at() const;

    // In the order of RecalledFact. `fitting` names the line that fits each told item best, or nothing.
    std::vector<RecallReason> reasons(const RetailTransaction& receipt, const PurchaseHead& head,
                                      std::span<const LineItem* const> fitting) const;

  private:
    double of_days(Date day) const;
    double of_weekday(Date day) const;
    double of_hours(CivilTime time) const;
    double of_amount(const RecalledAmount& told, double from, double to) const;
    double of_items(int items, ItemFits fits) const;
    double at_least_lowest(double penalty) const;

    const RecalledPurchase& told_;
    WrongItems wrong_items_;
    const RecallWeights& weights_;
};

// The share of each in all, with the possibility that it is none of them: "how sure". `perfect` as of Likelihood.
std::vector<double> shares(std::span<const double> likelihoods, double perfect, const RecallWeights& weights);

} // namespace makegood
