#pragma once

#include <string_view>

// Why one row was rejected, or skipped on purpose. The sentences stand in assets/words/*/import.txt. Rules of a feed
// map bring reasons of their own, in the words of the shop.
namespace makegood::feeds::rejected {

inline constexpr std::string_view stray_quote = "stray-quote";
inline constexpr std::string_view record_too_long = "record-too-long";
inline constexpr std::string_view half_written = "half-written";
inline constexpr std::string_view not_utf8 = "not-utf8";
inline constexpr std::string_view control_character = "control-character";
inline constexpr std::string_view field_count = "field-count";
inline constexpr std::string_view sequence_missing = "sequence-missing";
inline constexpr std::string_view unit_missing = "business-unit-missing";
inline constexpr std::string_view workstation_missing = "workstation-missing";
inline constexpr std::string_view code_missing = "code-missing";
inline constexpr std::string_view time_unreadable = "time-unreadable";
inline constexpr std::string_view day_unreadable = "day-unreadable";
inline constexpr std::string_view quantity_unreadable = "quantity-unreadable";
inline constexpr std::string_view price_unreadable = "price-unreadable";
inline constexpr std::string_view amount_unreadable = "amount-unreadable";
inline constexpr std::string_view amount_too_large = "amount-too-large";
inline constexpr std::string_view currency_unknown = "currency-unknown";
inline constexpr std::string_view currency_differs = "currency-differs";
inline constexpr std::string_view receipt_refused = "receipt-refused";
inline constexpr std::string_view storage_failed = "storage-failed";
inline constexpr std::string_view interrupted = "interrupted";
inline constexpr std::string_view transaction_too_large = "transaction-too-large";
inline constexpr std::string_view transaction_incomplete = "transaction-incomplete";
inline constexpr std::string_view void_without_line = "void-without-line";
inline constexpr std::string_view json_broken = "json-broken";
inline constexpr std::string_view json_too_deep = "json-too-deep";
inline constexpr std::string_view field_twice = "field-twice";
inline constexpr std::string_view field_unknown = "field-unknown";
inline constexpr std::string_view field_wrong = "field-wrong";
inline constexpr std::string_view line_number_wrong = "line-number-wrong";
inline constexpr std::string_view code_twice = "code-twice";
inline constexpr std::string_view file_incomplete = "file-incomplete";
inline constexpr std::string_view paper_has_gap = "paper-has-gap";
inline constexpr std::string_view paper_is_picture = "paper-is-picture";
inline constexpr std::string_view paper_is_no_sale = "paper-is-no-sale";
inline constexpr std::string_view paper_day_unsure = "paper-day-unsure";
inline constexpr std::string_view paper_currency_unsure = "paper-currency-unsure";
inline constexpr std::string_view paper_total_unsure = "paper-total-unsure";
inline constexpr std::string_view paper_lines_unsure = "paper-lines-unsure";

} // namespace makegood::feeds::rejected

namespace makegood::feeds::skipped {

inline constexpr std::string_view already_stored = "already-stored";
inline constexpr std::string_view beyond_retention = "beyond-retention";
inline constexpr std::string_view control_transaction = "control-transaction";
inline constexpr std::string_view training = "training";
inline constexpr std::string_view no_lines = "no-lines";
inline constexpr std::string_view no_money_reward = "reward-without-money";
inline constexpr std::string_view reward_summary = "reward-summary";
inline constexpr std::string_view voided_tender = "voided-tender";
inline constexpr std::string_view not_trade = "not-trade";

} // namespace makegood::feeds::skipped

namespace makegood::feeds {

// Why a row is not taken.
struct RowFault {
    std::string_view reason;
    std::string_view column{}; // where one is to blame
};

} // namespace makegood::feeds
