#pragma once

#include "workflows/finding/likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace makegood::storage {

// What the index of purchases holds of a receipt, in one number of two or three bytes: how many different items
// (63 stands for more) and the size of the total without its sign, in steps of 1/16 of its natural logarithm.
// The numbers are in the database: another formula is another schema step.
constexpr double gist_steps = 16;
constexpr int most_items_in_gist = 63;

inline std::int64_t gist_of(std::int64_t total_minor_units, std::int64_t items) {
    const double size = std::log1p(std::abs(static_cast<double>(total_minor_units)));
    return std::llround(size * gist_steps) * (most_items_in_gist + 1) +
           std::min<std::int64_t>(items, most_items_in_gist);
}

inline PurchaseGist read_gist(Date day, std::int64_t gist) {
    const auto step = static_cast<double>(gist / (most_items_in_gist + 1));
    return {.day = day,
            .total_from = std::max(0.0, std::floor(std::expm1((step - 0.5) / gist_steps))),
            .total_to = std::ceil(std::expm1((step + 0.5) / gist_steps)),
            .items = static_cast<int>(gist % (most_items_in_gist + 1))};
}

} // namespace makegood::storage
