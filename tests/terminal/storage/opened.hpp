#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/schema.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "workflows/retail_transaction.hpp"

#include <string>
#include <vector>

namespace makegood::storage {

inline std::vector<SchemaStep> schema_steps() {
    auto steps = read_schema_steps(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema");
    if (!steps)
        FAIL(steps.error().text());
    return *steps;
}

template <class Value>
Value must(Stored<Value> stored) {
    if (!stored)
        FAIL(stored.error().text());
    if constexpr (!std::is_void_v<Value>)
        return std::move(*stored);
}

inline Connection writing(const TemporaryFolder& folder) {
    return must(Connection::open_writing(folder.database(), schema_steps()));
}

inline Connection reading(const TemporaryFolder& folder) {
    return must(Connection::open_reading(folder.database(), schema_steps()));
}

// Two litres of milk and a loaf, sold on 5 October 2011: the receipt that most tests talk about.
inline RetailTransaction groceries(std::string sequence = "0042") {
    const auto gbp = *Currency::from_code("GBP");
    return {{BusinessUnitId("shop-1"), WorkstationId("lane-3"), *Date::from_iso("2011-10-05"), std::move(sequence)},
            "R-0042",
            RetailTransactionKind::sale,
            *CivilTime::from_iso("2011-10-05T10:21:33"),
            60,
            OperatorId("op-7"),
            "",
            Money(715, gbp),
            {{LineNumber(1), LineKind::sale, false, ItemCode("5000112637922"), "Milk 1 l", Quantity::of_milli(2000),
              Money(330, gbp), EntryMethod::scanned},
             {LineNumber(2), LineKind::sale, false, ItemCode("4011"), "Bananas", Quantity::of_milli(742),
              Money(185, gbp), EntryMethod::weighed},
             {LineNumber(4), LineKind::sale, true, ItemCode("B-1"), "نان سنگک", Quantity::of_milli(1000),
              Money(200, gbp), EntryMethod::keyed}},
            {{"Cash", Money(500, gbp), ""}, {"CreditDebit", Money(215, gbp), "1234"}}};
}

// The till pays a litre of milk from these groceries back.
inline RetailTransaction milk_returned(const RetailTransaction& sale, CivilTime when) {
    auto back = groceries("0900");
    back.key.business_day = when.date();
    back.begun_at = when;
    back.kind = RetailTransactionKind::return_;
    back.tenders.clear();
    back.lines.erase(back.lines.begin() + 1, back.lines.end());
    back.lines[0].kind = LineKind::returned;
    back.lines[0].quantity = Quantity::of_milli(-1000);
    back.lines[0].amount = Money(-165, back.total.currency());
    back.total = back.lines[0].amount;
    back.links = {{TransactionLink::Reason::returned, sale.key, sale.lines[0].number}};
    return back;
}

} // namespace makegood::storage
