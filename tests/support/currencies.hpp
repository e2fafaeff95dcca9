#pragma once

#include "workflows/money.hpp"

namespace makegood::testing {

inline const Currency eur = *Currency::from_code("EUR");
inline const Currency irr = *Currency::from_code("IRR");

} // namespace makegood::testing
