#include "terminal/policy/refusal_words.hpp"

#include <array>

namespace makegood {

namespace {

// In the enum's order.
constexpr std::array refusal_names{
    std::string_view("receipt_unknown"),
    std::string_view("line_unknown"),
    std::string_view("line_is_not_goods"),
    std::string_view("other_goods"),
    std::string_view("one_line_at_a_time"),
    std::string_view("quantity_not_on_line"),
    std::string_view("price_was_not_higher"),
    std::string_view("price_not_told"),
    std::string_view("needs_a_receipt"),
    std::string_view("already_made_good"),
    std::string_view("already_came_back"),
    std::string_view("staff_unknown"),
    std::string_view("case_unknown"),
    std::string_view("case_is_elsewhere"),
    std::string_view("remedy_does_not_fit"),
    std::string_view("gift_too_large"),
    std::string_view("money_is_out"),
    std::string_view("refund_is_asked"),
    std::string_view("voucher_is_used"),
    std::string_view("no_voucher"),
    std::string_view("needs_manager"),
    std::string_view("not_a_manager"),
    std::string_view("beyond_supervisor"),
    std::string_view("own_request"),
    std::string_view("proposal_expired"),
    std::string_view("proposal_differs"),
    std::string_view("pin_wrong"),
    std::string_view("pin_locked"),
    std::string_view("pins_locked_here"),
    std::string_view("pin_disabled"),
    std::string_view("pin_not_counted"),
    std::string_view("pin_needed"),
    std::string_view("badge_needed"),
    std::string_view("pin_to_change"),
    std::string_view("may_not_enrol"),
    std::string_view("number_was_given"),
    std::string_view("may_not_open_drawer"),
    std::string_view("nothing_to_print"),
    std::string_view("too_late"),
    std::string_view("nothing_to_look_at"),
};
static_assert(refusal_names.size() == static_cast<std::size_t>(DeskRefusalReason::nothing_to_look_at) + 1);

} // namespace

std::string_view name_of(DeskRefusalReason reason) {
    return refusal_names.at(static_cast<std::size_t>(reason));
}

std::string refusal_in_words(const DeskRefusal& refusal, const text::Words& words, CivilTime now) {
    text::Arguments arguments;
    if (refusal.when)
        arguments.push_back({"when", words.age(*refusal.when, now)});
    else if (refusal.reason == DeskRefusalReason::already_made_good)
        arguments.push_back({"when", std::string()});
    if (refusal.reason == DeskRefusalReason::pin_wrong)
        arguments.push_back({"count", refusal.tries_left});
    if (refusal.reason == DeskRefusalReason::pin_locked || refusal.reason == DeskRefusalReason::pins_locked_here)
        arguments.push_back({"count", refusal.minutes_left});
    return words.say("refusal." + std::string(name_of(refusal.reason)), arguments);
}

} // namespace makegood
