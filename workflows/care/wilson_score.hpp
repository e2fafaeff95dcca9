#pragma once

#include <cstdint>

namespace makegood {

// Of one, as in 0.25 for a quarter.
struct ScoreInterval {
    double low = 0;
    double high = 1;
};

// Where the true share lies, 19 times out of 20, when `hits` of `of` were counted: the score interval without
// continuity correction (E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22,
// 1927, 209-212; method 3 in R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
// Medicine 17, 1998, 857-872). It holds for few hits and for none too, and never leaves 0 to 1.
// Precondition: 0 <= hits <= of and of > 0.
ScoreInterval wilson_score(std::int64_t hits, std::int64_t of);

} // namespace makegood
