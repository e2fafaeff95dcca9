#pragma once

#include <string_view>

namespace makegood::gs1 {

// North American coupons as (8110) carries them (GS1 US, North American Coupon Application Guideline).
bool is_coupon_code(std::string_view value);

// As (8112) carries them: they are looked up in a file of offers (GS1 AI (8112) Coupon Data Specification).
bool is_positive_offer_coupon(std::string_view value);

} // namespace makegood::gs1
