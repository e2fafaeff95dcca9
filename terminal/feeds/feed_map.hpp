#pragma once

#include "terminal/feeds/feed_error.hpp"
#include "terminal/feeds/line_amount.hpp"
#include "terminal/feeds/time_format.hpp"
#include "workflows/money.hpp"
#include "workflows/quantity.hpp"
#include "workflows/result.hpp"
#include "workflows/retail_transaction.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::feeds {

// What a CSV column can mean to us. The order is that of `column_names`.
enum class Column {
    business_unit,
    workstation,
    sequence,
    number,
    time,
    code,
    name,
    quantity,
    unit_price,
    line_amount,
    currency,
    customer,
    operator_,
    phone,
    card,
    payment_reference,
    unit_of_measure,
    entry_method,
    quantity_entry_method,
    voided,
    discount_amount,
    tax_name,
    tax_percent,
    tax_amount,
    returned_workstation,
    returned_day,
    returned_sequence,
};
inline constexpr std::array<std::string_view, 27> column_names = {"business_unit",
                                                                  "workstation",
                                                                  "sequence",
                                                                  "number",
                                                                  "time",
                                                                  "code",
                                                                  "name",
                                                                  "quantity",
                                                                  "unit_price",
                                                                  "line_amount",
                                                                  "currency",
                                                                  "customer",
                                                                  "operator",
                                                                  "phone",
                                                                  "card",
                                                                  "payment_reference",
                                                                  "unit_of_measure",
                                                                  "entry_method",
                                                                  "quantity_entry_method",
                                                                  "voided",
                                                                  "discount_amount",
                                                                  "tax_name",
                                                                  "tax_percent",
                                                                  "tax_amount",
                                                                  "returned_workstation",
                                                                  "returned_day",
                                                                  "returned_sequence"};
inline constexpr std::size_t column_count = column_names.size();

enum class RuleEffect {
    skip,        // the row is left out on purpose
    returned,    // goods taken back
    fee,         // money without goods
    discount,    // a price reduction on its own line
    thousandths, // the quantity is written in thousandths of the unit
};

// All conditions that are there must hold; a list holds when one of its entries does.
struct FeedRule {
    std::string name; // in the shop's words; a skipped row is counted under it
    RuleEffect effect = RuleEffect::skip;
    std::vector<std::string> sequence_starts_with;
    std::vector<std::string> code_is;
    std::vector<std::string> code_starts_with;
    std::vector<std::string> name_starts_with;
    std::optional<Quantity> quantity_below;
    std::optional<Quantity> quantity_is;
};

// A second CSV file, beside the first, that knows the names of the codes.
struct NamesFile {
    std::string file; // a plain file name
    std::string key;
    std::vector<std::string> columns; // joined with a blank
};

// How one kind of CSV file is read: which column means what, what the file does not say, and the shop's rules.
struct FeedMap {
    char separator = ',';
    std::array<std::string, column_count> columns;   // the heading, or empty
    std::array<std::string, column_count> constants; // what holds for every row
    std::vector<TimeFormat> time_formats;            // tried in this order
    MoneyUnit money_unit = MoneyUnit::major;
    int quantity_divisor = 1;                              // 1, 10, 100 or 1000
    std::string customer_suffix;                           // taken off when it is there, "17850.0" -> "17850"
    bool taxes_included = true;                            // in the amounts of the lines; else they come on top
    bool discount_taken_off = true;                        // of the amounts of the lines; else it is still to come off
    std::map<std::string, std::string, std::less<>> words; // the file's, folded, for ours of trade_words.hpp
    std::optional<NamesFile> names;
    std::vector<FeedRule> rules; // first skip wins; the first of returned, fee and discount wins

    const std::string& column(Column column) const { return columns[static_cast<std::size_t>(column)]; }
    const std::string& constant(Column column) const { return constants[static_cast<std::size_t>(column)]; }
};

// Reads the TOML of assets/feeds. Every refusal is `map-wrong` with file, line, column and what is wrong: a key that
// nobody knows, a value of another type, a needed column that is missing.
Expected<FeedMap, FeedError> parse_feed_map(std::string_view toml, const std::string& file_name);
Expected<FeedMap, FeedError> load_feed_map(const std::filesystem::path& path);

// Whether the rule's conditions on texts hold, and whether those on the quantity do; a rule speaks when both hold.
bool applies(const FeedRule& rule, std::string_view sequence, std::string_view code, std::string_view name);
bool applies(const FeedRule& rule, Quantity quantity);

} // namespace makegood::feeds
