#include "workflows/recovery/slip.hpp"

#include <cassert>

namespace makegood {

namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// 31 is prime, so every single wrong letter and every swap of neighbours shows, but for the pair 0 and Z.
char check_letter(std::string_view text) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto value = letters.find(text[i]);
        sum += (value == letters.npos ? 0 : value) * (i % 30 + 1);
    }
    return letters[sum % 31];
}

} // namespace

std::string own_label(std::string_view kind, std::string_view body) {
    assert(kind.size() == 3 && !body.empty() && body.size() <= 40);
    assert(body.find_first_not_of(letters) == body.npos);
    std::string label = std::string(kind) + std::string(body);
    label += check_letter(label);
    return label;
}

bool is_own_label(std::string_view kind, std::string_view text) {
    if (text.size() < 5 || text.size() > 44 || !text.starts_with(kind))
        return false;
    const auto body = text.substr(3);
    if (body.find_first_not_of(letters) != body.npos)
        return false;
    return check_letter(text.substr(0, text.size() - 1)) == text.back();
}

bool is_badge_label(std::string_view text) {
    return text.size() == badge_label_kind.size() + badge_body_length + 1 && is_own_label(badge_label_kind, text);
}

bool is_left_behind_label(std::string_view text) {
    return is_own_label(left_behind_label_kind, text);
}

bool is_slip_label(std::string_view text) {
    return is_own_label(slip_label_kind, text) || is_own_label(voucher_label_kind, text);
}

} // namespace makegood
