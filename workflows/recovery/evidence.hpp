#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/recovery/budget.hpp"
#include "workflows/recovery/claim.hpp"
#include "workflows/retail_transaction.hpp"
#include "workflows/stock/stock_count.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// Which way a fact points; unknown also when there is no data, which is said and never hidden.
enum class Direction { for_the_claim, against_the_claim, unknown };

// One fact that may bear on a claim. Each kind has a few findings, and each finding a sentence in the catalogues.
enum class Finding {
    line_was_paid,               // the receipt: the line stands on it and was paid
    line_was_scanned,            // the receipt: entered by scanner
    line_was_weighed,            // the receipt: put on the scale
    line_was_keyed,              // the receipt: entered by hand
    entry_not_known,             // the receipt does not say how the line was entered
    same_item_was_voided,        // the receipt: the same item was also taken off again before the end
    never_claimed_before,        // our journal: nothing on this line yet
    partly_made_good,            // our journal: `count` thousandths of this line were made good, last `at`
    taken_back_on_line,          // our journal: `count` grants on this line were taken back, last `at`
    others_made_good_on_receipt, // our journal: `count` grants on this receipt, last `at`
    left_behind_log_holds_it,    // our log: an entry of `count` thousandths that fits, found `at`
    left_behind_log_is_empty,    // our log: kept that day, and nothing fits
    left_behind_log_not_kept,    // no log, so it says nothing
    bought_recently,             // the receipt: `count` days ago, within the window
    bought_long_ago,             // the receipt: `count` days ago, beyond the window
    came_back,                   // the feed: `count` thousandths of this line came back to a till, last `at`
    may_have_come_back,          // the feed: `count` returns may be of this line or of another sale, last `at`
    ticket_was_resumed,          // the receipt: it goes on with a ticket that was set aside
    price_put_right,             // our journal: what was paid too much for `count` thousandths of this line, last `at`
    stands_more_than_once,       // the receipt: the item stands on it `count` thousandths in all, more than one
    stands_once,                 // the receipt: one of the item, once
    left_behind_log_gave_it,     // our log: an entry that fits was handed over `at`, to somebody without a case
    stock_count_one_over,        // a count `at` after the sale found `count` thousandths over, enough for the claim
    stock_count_as_expected,     // a count `at` after the sale found less over than is claimed
    stock_never_counted,         // nobody counted soon after the sale, or the count does not say what was expected
    no_receipt_found,            // the customer tells of goods, and no receipt shows them
    told_of_service,             // it is about how somebody was served, of which there is no paper
    helped_without_receipt,      // our journal: the asker did so alone `count` times today
    given_by_word,               // our journal: without a receipt `count` times since the sale, last `at`, to anybody
    lane_had_others,             // our journal: `count` grants on other receipts of that lane and day, last `at`
    lane_had_none,               // our journal: none so far
    customer_was_helped,         // our journal: `count` grants on all receipts of this customer in a year
    customer_never_helped,       // our journal: none so far
    customer_not_known,          // the receipt names nobody
    left_behind_log_holds_part,  // our log: an entry that fits, found `at`, of `count` thousandths, fewer than claimed
    several_on_line,             // the receipt: `count` thousandths on one line, so that somebody told their number
    nothing_was_voided,          // the receipt: no such item was taken off again, as far as it tells
    ticket_was_not_resumed,      // the receipt: it goes on with no other ticket, as far as it tells
    nothing_came_back,           // the feed: none of the line, as far as it tells
    none_made_good_on_receipt,   // our journal: nothing on this receipt so far
    none_given_by_word,          // our journal: no such goods without a receipt since they were bought
    customer_not_told,           // without a receipt nobody knows whose it would be
    quantity_was_keyed,          // the receipt: somebody typed that it was `count` thousandths
    told_by_till,                // the till that loaded Makegood: in the words of `said`
};

struct Evidence {
    Finding finding{};
    Direction direction = Direction::unknown;
    std::int64_t count = 0;           // see the finding; 0 where it has none
    std::optional<CivilTime> at{};    // when the fact happened, where that is known
    std::optional<LineNumber> line{}; // which it is about, where that does not hold for all that is claimed
    std::string said{};               // see the finding; empty where the catalogues say it

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

// What the left-behind log can say of one receipt line.
enum class LeftBehindAnswer { not_kept, nothing_fits, holds_it, gave_it };

// All that the journal knows of the receipt that a claim is about.
struct ReceiptHistory {
    Quantity made_good_on_line; // Σ of the grants that were not reversed
    std::optional<CivilTime> last_made_good_on_line{};
    std::int64_t worth_made_good_on_line = 0; // Σ of their worths, in minor units of the line's currency
    Quantity repriced_on_line{};              // for which what was paid too much was granted
    std::int64_t worth_repriced_on_line = 0;  // of those worths, what was paid too much
    std::vector<GrantId> refunds_paid{};      // grants on this line that the till's returns show paid out
    std::int64_t taken_back_on_line = 0;      // grants on this line that were reversed
    std::optional<CivilTime> last_taken_back_on_line{};
    std::int64_t made_good_before = 0; // grants on this receipt that were not reversed, whatever the line
    std::optional<CivilTime> last_made_good_on_receipt{};
    Quantity returned_on_line{};  // to a till, by whatever
    Quantity came_back_on_line{}; // to a till, paid out there and not by a refund granted here
    std::optional<CivilTime> last_came_back_on_line{};
    std::int64_t may_have_come_back = 0; // returns that may be of this line or of another sale
    std::optional<CivilTime> last_may_have_come_back{};
    std::int64_t others_on_lane = 0; // grants on other receipts of the lane and day that were not reversed
    std::optional<CivilTime> last_on_lane{};
    std::int64_t given_by_word = 0; // since the sale, of these goods without a receipt
    std::optional<CivilTime> last_given_by_word{};
    LeftBehindAnswer left_behind = LeftBehindAnswer::not_kept;
    std::optional<CivilTime> left_behind_at{};
    Quantity left_behind_quantity{};         // that the log holds, as it was noted
    std::optional<StockCount> first_count{}; // of these goods after the sale
};

// How long ago it was bought, counted in days up to the business day `today`; what was bought after midnight is of
// today.
int age_in_days(const RetailTransaction& receipt, Date today);

// Every kind of fact that could speak of such a claim, strongest first, `unknown` where there is no data.
// Precondition: the line stands on the receipt.
std::vector<Evidence> weigh(const RetailTransaction& receipt, const LineItem& line, const ReceiptHistory& history,
                            Complaint complaint, Quantity claimed, Date today, int window_days);

struct LineEvidence {
    LineNumber line{};
    std::vector<Evidence> facts{};
};
// Of a claim on several lines: what holds for all of them once, the rest by line; strongest first.
std::vector<Evidence> together(const std::vector<LineEvidence>& lines);
// What bears on one line of them.
std::vector<Evidence> evidence_of(LineNumber line, const std::vector<Evidence>& evidence);

// Said openly and never held against anybody.
Evidence customer_evidence(const std::optional<CustomerStanding>& customer);

// What is known of what goes by the customer's word alone.
struct KnownOfTold {
    int without_receipt_today = 0;
    ReceiptHistory beside{};   // of the receipt and the line beside which it is told
    ReceiptHistory of_goods{}; // of such goods since they may have been bought: the log, the first count, other cases
    std::optional<CivilTime> bought_by{}; // at the latest; none: nobody said
    std::optional<CustomerStanding> customer{};
};
// `line` is the goods as a receipt would show them. What fits on no day that was told speaks against nobody.
std::vector<Evidence> weigh_told(const ToldPurchase& told, const LineItem& line, Complaint complaint,
                                 const KnownOfTold& known);

// Of a purchase so many days ago.
Evidence age_evidence(int days, int window_days, std::optional<CivilTime> bought_at);

// The customer's word and the evidence together.
Failure tell_failure(Complaint complaint, const std::vector<Evidence>& evidence);

} // namespace makegood
