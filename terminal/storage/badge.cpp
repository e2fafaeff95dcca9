#include "terminal/storage/badge.hpp"

#include "workflows/recovery/slip.hpp"

#include <sodium.h>

namespace makegood::storage {

std::string new_badge() {
    static constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string body;
    for (std::size_t i = 0; i < badge_body_length; ++i)
        body += letters[randombytes_uniform(letters.size())];
    return own_label(badge_label_kind, body);
}

} // namespace makegood::storage
