#pragma once

#include "workflows/finding/recall_weights.hpp"

namespace makegood::testing {

// Round numbers, so that what tests expect can be reckoned by hand.
inline constexpr RecallWeights round_weights{.item_wrong = 0.2,
                                             .amount_exact = 0.5,
                                             .amount_permille = 100,
                                             .amount_outside = -5,
                                             .amount_beyond = -2,
                                             .day_within = -0.25,
                                             .day_outside = -5,
                                             .day_beyond = -1,
                                             .half_hour_beyond = -1,
                                             .next_weekday = -2,
                                             .other_weekday = -4,
                                             .item_more_or_less = -0.5,
                                             .other_price = -3,
                                             .other_place = -3,
                                             .other_workstation = -2,
                                             .other_person = -2,
                                             .other_card = -4,
                                             .other_number = -6,
                                             .other_customer = -6,
                                             .no_sale = -3,
                                             .lowest = -12,
                                             .none_of_these = -9};

} // namespace makegood::testing
