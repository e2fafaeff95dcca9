#include "workflows/care/wilson_score.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace makegood {

namespace {

constexpr double z = 1.959963984540054; // of the normal distribution, two-sided 95 %

} // namespace

ScoreInterval wilson_score(std::int64_t hits, std::int64_t of) {
    assert(0 <= hits && hits <= of && of > 0);
    const auto n = static_cast<double>(of);
    const auto share = static_cast<double>(hits) / n;
    const auto middle = share + z * z / (2 * n);
    const auto half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const auto whole = 1 + z * z / n;
    return {std::max(0.0, (middle - half) / whole), std::min(1.0, (middle + half) / whole)};
}

} // namespace makegood
