#pragma once

#include "workflows/recovery/events.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// By what names events, and policies, call the values of an enum: a journal is read for years, also by people. In the
// enum's order, and only ever added to at the end.

namespace makegood::storage {

template <class Enum>
struct EventNames;
template <>
struct EventNames<Complaint> {
    static constexpr std::array list{"not_among_the_goods", "damaged",       "spoiled", "wrong_item",
                                     "wrong_price",         "rung_up_twice", "quality", "service"};
};
template <>
struct EventNames<Failure> {
    static constexpr std::array list{"left_behind", "missing",       "damaged", "spoiled", "wrong_item",
                                     "wrong_price", "rung_up_twice", "quality", "service"};
};
template <>
struct EventNames<Remedy> {
    static constexpr std::array list{"replacement", "refund", "price_difference", "voucher", "substitute", "apology"};
};
template <>
struct EventNames<Proof> {
    static constexpr std::array list{"pin", "badge", "badge_and_pin"};
};
template <>
struct EventNames<Outcome> {
    static constexpr std::array list{"give_now", "manager_confirms", "manager_decides"};
};
template <>
struct EventNames<Direction> {
    static constexpr std::array list{"for_the_claim", "against_the_claim", "unknown"};
};
template <>
struct EventNames<Language> {
    static constexpr std::array list{"english", "persian"};
};
template <>
struct EventNames<StaffRole> {
    static constexpr std::array list{"cashier", "manager", "supervisor", "owner"};
};
template <>
struct EventNames<PrintOutcome> {
    static constexpr std::array list{"printed", "processed", "sent", "unconfirmed", "failed"};
};
template <>
struct EventNames<OpeningOutcome> {
    static constexpr std::array list{"opened", "pulsed", "unconfirmed", "printer_held", "not_delivered"};
};
template <>
struct EventNames<SlipLineKind> {
    static constexpr std::array list{"title", "text", "pair", "rule", "apology", "bar_code"};
};
template <>
struct EventNames<LeftBehindState> {
    static constexpr std::array list{"kept", "reserved", "handed_over", "put_back", "disposed_of", "brought_back"};
};
template <>
struct EventNames<MovementReason> {
    static constexpr std::array list{"lost",       "damaged", "spoiled",     "quality",
                                     "counted_in", "stayed",  "substituted", "gift"};
};
template <>
struct EventNames<HowFound> {
    static constexpr std::array list{"scan", "number", "search", "left_behind_log", "list", "open_case"};
};
template <>
struct EventNames<CareKind> {
    static constexpr std::array list{"service",     "waiting", "price",  "cleanliness", "broken_promise",
                                     "not_carried", "other",   "praise", "goods"};
};
template <>
struct EventNames<CareStep> {
    static constexpr std::array list{"received", "acknowledged", "assessed", "investigated",
                                     "answered", "closed",       "reopened", "handed_over"};
};
template <>
struct EventNames<CareStage> {
    static constexpr std::array list{"received", "acknowledged", "assessed", "investigated", "answered", "closed"};
};
template <>
struct EventNames<CareSeverity> {
    static constexpr std::array list{"low", "medium", "high"};
};
template <>
struct EventNames<AnswerWay> {
    static constexpr std::array list{"phone", "message", "paper", "in_person"};
};
template <>
struct EventNames<ErasureBasis> {
    static constexpr std::array list{"request", "withdrawn_consent", "order"};
};
template <>
struct EventNames<RecalledFact> {
    static constexpr std::array list{"around", "near",  "weekday", "product", "total",     "price",    "items", "shop",
                                     "lane",   "staff", "number",  "last4",   "reference", "customer", "phone"};
};
static_assert(EventNames<RecalledFact>::list.size() == static_cast<std::size_t>(RecalledFact::phone) + 1);
template <>
struct EventNames<Finding> {
    static constexpr std::array list{"line_was_paid",
                                     "line_was_scanned",
                                     "line_was_weighed",
                                     "line_was_keyed",
                                     "entry_not_known",
                                     "same_item_was_voided",
                                     "never_claimed_before",
                                     "partly_made_good",
                                     "taken_back_on_line",
                                     "others_made_good_on_receipt",
                                     "left_behind_log_holds_it",
                                     "left_behind_log_is_empty",
                                     "left_behind_log_not_kept",
                                     "bought_recently",
                                     "bought_long_ago",
                                     "came_back",
                                     "may_have_come_back",
                                     "ticket_was_resumed",
                                     "price_put_right",
                                     "stands_more_than_once",
                                     "stands_once",
                                     "left_behind_log_gave_it",
                                     "stock_count_one_over",
                                     "stock_count_as_expected",
                                     "stock_never_counted",
                                     "no_receipt_found",
                                     "told_of_service",
                                     "helped_without_receipt",
                                     "given_by_word",
                                     "lane_had_others",
                                     "lane_had_none",
                                     "customer_was_helped",
                                     "customer_never_helped",
                                     "customer_not_known",
                                     "left_behind_log_holds_part",
                                     "several_on_line",
                                     "nothing_was_voided",
                                     "ticket_was_not_resumed",
                                     "nothing_came_back",
                                     "none_made_good_on_receipt",
                                     "none_given_by_word",
                                     "customer_not_told",
                                     "quantity_was_keyed",
                                     "told_by_till"};
};
static_assert(EventNames<Finding>::list.size() == static_cast<std::size_t>(Finding::told_by_till) + 1);
template <>
struct EventNames<Unit> {
    static constexpr std::array list{"each", "kilogram", "gram", "litre", "metre", "pound", "ounce"};
};
static_assert(EventNames<Unit>::list.size() == static_cast<std::size_t>(Unit::ounce) + 1);

template <class Enum>
constexpr std::span<const char* const> event_names() {
    return EventNames<Enum>::list;
}

template <class Enum>
std::string event_name(Enum value) {
    return event_names<Enum>()[static_cast<std::size_t>(value)];
}

template <class Enum>
std::optional<Enum> event_named(std::string_view name) {
    const auto names = event_names<Enum>();
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

} // namespace makegood::storage
