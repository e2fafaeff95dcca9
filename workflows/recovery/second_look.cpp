#include "workflows/recovery/second_look.hpp"

#include "workflows/ports.hpp"

namespace makegood {

bool is_chosen(const GrantId& grant, SecondLookShare share, const Cryptography& cryptography) {
    const auto digest = cryptography.sha256("makegood/second-look/1" + grant.text());
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | digest[i];
    return number % static_cast<std::uint64_t>(share.of) < static_cast<std::uint64_t>(share.part);
}

} // namespace makegood
