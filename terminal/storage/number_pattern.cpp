#include "terminal/storage/number_pattern.hpp"

#include <algorithm>

namespace makegood::storage {

bool NumberPattern::fits(std::string_view number) const {
    if (number.size() != pattern_.size())
        return false;
    for (std::size_t i = 0; i < number.size(); ++i)
        if (pattern_[i] == '?' ? number[i] < lowest || number[i] > highest : number[i] != pattern_[i])
            return false;
    return true;
}

std::string NumberPattern::first() const {
    return filled({});
}

std::string NumberPattern::filled(std::string_view beginning) const {
    std::string text(beginning);
    for (std::size_t i = text.size(); i < pattern_.size(); ++i)
        text += pattern_[i] == '?' ? lowest : pattern_[i];
    return text;
}

// The last '?' before `end` that can be raised is, and all after it begins again.
std::optional<std::string> NumberPattern::with_one_higher_before(std::string_view number, std::size_t end) const {
    for (std::size_t i = end; i-- > 0;) {
        const auto c = static_cast<unsigned char>(number[i]);
        if (pattern_[i] == '?' && c < static_cast<unsigned char>(highest)) {
            std::string beginning(number.substr(0, i));
            beginning += c < static_cast<unsigned char>(lowest) ? lowest : static_cast<char>(c + 1);
            return filled(beginning);
        }
    }
    return std::nullopt;
}

std::optional<std::string> NumberPattern::next_after(std::string_view number) const {
    const auto both = std::min(number.size(), pattern_.size());
    for (std::size_t i = 0; i < both; ++i) {
        const auto c = static_cast<unsigned char>(number[i]);
        const auto least = static_cast<unsigned char>(pattern_[i] == '?' ? lowest : pattern_[i]);
        const auto most = static_cast<unsigned char>(pattern_[i] == '?' ? highest : pattern_[i]);
        if (c < least)
            return filled(number.substr(0, i));
        if (c > most)
            return with_one_higher_before(number, i);
    }
    if (number.size() < pattern_.size())
        return filled(number);
    return with_one_higher_before(number, both);
}

} // namespace makegood::storage
