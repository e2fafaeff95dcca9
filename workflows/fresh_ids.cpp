#include "workflows/fresh_ids.hpp"

#include <string_view>

namespace makegood {

namespace {
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}

std::string fresh_id(const Clock& clock, Randomness& randomness) {
    const auto time = static_cast<std::uint64_t>(clock.wall_ms());
    std::string id;
    for (int shift = 45; shift >= 0; shift -= 5)
        id += crockford[(time >> shift) & 31];
    return id + fresh_letters(16, randomness);
}

std::string fresh_letters(int count, Randomness& randomness) {
    std::string text;
    std::uint64_t bits = 0;
    for (int i = 0; i < count; ++i) {
        if (i % 12 == 0)
            bits = randomness.next();
        text += crockford[bits & 31];
        bits >>= 5;
    }
    return text;
}

} // namespace makegood
