#pragma once

#include "workflows/retail_transaction.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

// A supermarket that never was, the same on every machine: two years, twelve lanes, 20,000 products of which the most
// popular stands on one receipt in eight, about ten lines a receipt, totals as they then come out.
namespace makegood::bench {

// SplitMix64: any receipt can be made without those before it.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; } // 0 to below 1
    int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
    int between(int least, int most) { return least + below(most - least + 1); }

  private:
    std::uint64_t state_;
};

class GeneratedShop {
  public:
    static constexpr int products = 20'000;
    static constexpr int days = 730;

    explicit GeneratedShop(int receipts) : receipts_(receipts) {
        constexpr double flatness = 6;
        constexpr double steepness = 0.9;
        double sum = 0;
        for (int i = 0; i < products; ++i)
            up_to_.push_back(sum += std::pow(i + flatness, -steepness));
        for (auto& value : up_to_)
            value /= sum;
    }

    int receipts() const { return receipts_; }
    Date first_day() const { return Date{14'975}; } // 2011-01-01
    Date day_of(int receipt) const {
        return {first_day().days_since_1970 + static_cast<int>(std::int64_t{receipt} * days / receipts_)};
    }

    // Popular ones have small numbers.
    int product(Dice& dice) const {
        return static_cast<int>(std::upper_bound(up_to_.begin(), up_to_.end() - 1, dice.unit()) - up_to_.begin());
    }
    // Spread over the codes, so that neighbours in a catalogue are not alike in popularity.
    static std::string code_of(int product) {
        return std::to_string(5'000'000'000'000 + (std::int64_t{product} * 7'919 % products) * 17);
    }
    static std::string name_of(int product) {
        static constexpr const char* makers[] = {
            "Alder",   "Brook",    "Calder",   "Dunmore",  "Elmfield", "Fairway", "Gorse",    "Hazel",  "Ivybridge",
            "Juniper", "Kestrel",  "Larkhill", "Mayfield", "Norwood",  "Oakham",  "Primrose", "Quarry", "Rosedale",
            "Sorrel",  "Thornton", "Upland",   "Vale",     "Willow",   "Yarrow",  "Zetland"};
        static constexpr const char* goods[] = {
            "milk",      "bread",  "butter",  "cheddar",   "yoghurt",  "coffee",  "tea",       "biscuits",
            "chocolate", "apples", "bananas", "tomatoes",  "potatoes", "rice",    "pasta",     "flour",
            "sugar",     "honey",  "saffron", "olives",    "sardines", "lentils", "chickpeas", "shampoo",
            "soap",      "towels", "candles", "batteries", "napkins",  "juice"};
        static constexpr const char* kinds[] = {"fresh", "dried", "organic", "smoked", "sweet",  "salted",
                                                "whole", "light", "dark",    "extra",  "family", "mini"};
        constexpr int maker_count = std::size(makers);
        constexpr int good_count = std::size(goods);
        constexpr int kind_count = std::size(kinds);
        const int maker = product % maker_count;
        const int good = product / maker_count % good_count;
        const int kind = product / maker_count / good_count % kind_count;
        const int size = product / maker_count / good_count / kind_count;
        return std::string(makers[maker]) + " " + kinds[kind] + " " + goods[good] + " " +
               std::to_string(100 + 50 * size) + "g";
    }
    static std::int64_t price_of(int product) {
        Dice dice(static_cast<std::uint64_t>(product) + 77);
        return static_cast<std::int64_t>(std::lround(std::exp(4.2 + 1.6 * dice.unit() + 0.8 * dice.unit())));
    }

    RetailTransaction receipt(int number) const {
        Dice dice(static_cast<std::uint64_t>(number) * 2 + 1);
        const auto gbp = *Currency::from_code("GBP");
        const auto day = day_of(number);
        const int lines = 1 + std::min(60, static_cast<int>(-std::log(1 - dice.unit()) * 9.3));
        RetailTransaction receipt{
            .key = {BusinessUnitId("1"), WorkstationId(std::to_string(dice.between(1, 12))), day,
                    std::to_string(number)},
            .number = std::to_string(number),
            .begun_at = CivilTime{day.days_since_1970 * std::int64_t{86'400} + dice.between(8 * 3600, 22 * 3600)},
            .operator_id = OperatorId(std::to_string(dice.between(101, 140))),
            .total = Money(0, gbp)};
        if (dice.below(5) < 2)
            receipt.customer_reference = "C" + std::to_string(dice.below(200'000));
        std::int64_t total = 0;
        for (int line = 1; line <= lines; ++line) {
            const int one = product(dice);
            const int count = dice.below(7) == 0 ? dice.between(2, 4) : 1;
            const auto amount = price_of(one) * count;
            total += amount;
            receipt.lines.push_back({.number = LineNumber(line),
                                     .code = ItemCode(code_of(one)),
                                     .name = name_of(one),
                                     .quantity = Quantity::of_milli(count * 1000),
                                     .amount = Money(amount, gbp),
                                     .entry_method = EntryMethod::scanned});
        }
        receipt.total = Money(total, gbp);
        const bool by_card = dice.below(5) < 3;
        const auto digits = std::to_string(10'000 + dice.below(10'000));
        receipt.tenders = {{by_card ? "CreditDebit" : "Cash", receipt.total, by_card ? digits.substr(1) : ""}};
        return receipt;
    }

  private:
    int receipts_;
    std::vector<double> up_to_;
};

} // namespace makegood::bench
