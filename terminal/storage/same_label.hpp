#pragma once

#include <string_view>

namespace makegood::storage {

// "007" is "7", "0" and "000" are "0".
inline std::string_view without_zeros_in_front(std::string_view text) {
    const auto first = text.find_first_not_of('0');
    if (first == text.npos)
        return text.substr(text.empty() ? 0 : text.size() - 1);
    return text.substr(first);
}

// Lane 03 is lane 3.
inline bool is_same_label(std::string_view told, std::string_view stored) {
    return without_zeros_in_front(told) == without_zeros_in_front(stored);
}

} // namespace makegood::storage
