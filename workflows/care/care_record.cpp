#include "workflows/care/care_record.hpp"

#include <algorithm>
#include <array>

namespace makegood {

namespace {

using Phrases = std::array<std::string_view, 3>;

constexpr Phrases of_service{"nobody_helped", "unfriendly", "not_listened"};
constexpr Phrases of_waiting{"long_queue", "few_tills", "desk_empty"};
constexpr Phrases of_price{"too_dear", "no_price_tag", "offer_missing"};
constexpr Phrases of_cleanliness{"dirty_floor", "bad_smell", "dirty_trolley"};
constexpr Phrases of_broken_promise{"no_call", "not_delivered", "not_kept_aside"};
constexpr Phrases of_not_carried{"sold_out", "no_longer_sold", "please_order"};
constexpr Phrases of_other{"hard_to_find", "parking", "too_loud"};
constexpr Phrases of_praise{"friendly", "quick", "went_further"};

} // namespace

std::span<const std::string_view> ready_phrases(CareKind kind) {
    switch (kind) {
    case CareKind::service:
        return of_service;
    case CareKind::waiting:
        return of_waiting;
    case CareKind::price:
        return of_price;
    case CareKind::cleanliness:
        return of_cleanliness;
    case CareKind::broken_promise:
        return of_broken_promise;
    case CareKind::not_carried:
        return of_not_carried;
    case CareKind::other:
        return of_other;
    case CareKind::praise:
        return of_praise;
    case CareKind::goods:
        break;
    }
    return {};
}

bool is_ready_phrase(CareKind kind, std::string_view phrase) {
    const auto phrases = ready_phrases(kind);
    return std::ranges::find(phrases, phrase) != phrases.end();
}

} // namespace makegood
