#pragma once

#include "terminal/feeds/json_fields.hpp"
#include "workflows/retail_transaction.hpp"

namespace makegood::feeds {

struct JsonReceipt {
    std::string key = {}; // as far as it could be read, for the report
    std::optional<RetailTransaction> receipt = {};
    std::optional<FieldProblem> problem = {}; // there when there is no receipt
};

// What one line of a JSON lines feed says; docs/feeds.md describes every field.
JsonReceipt read_json_receipt(const JsonValue& document);

} // namespace makegood::feeds
