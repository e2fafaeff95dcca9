#include "terminal/storage/stock_intake.hpp"

#include "terminal/storage/query.hpp"

#include <algorithm>

namespace makegood::storage {

namespace {

std::int64_t current_list(Connection& connection) {
    Query query(connection, "SELECT list FROM product_list WHERE only = 1");
    return query.step() ? query.integer() : 0;
}

// Before and after the one that holds. True when nothing was left of them.
bool clear_other_lists(Connection& connection, std::int64_t current, int rows) {
    int cleared = 0;
    for (const auto* side : {"<", ">"}) {
        Query query(connection, "DELETE FROM product WHERE (list, goods) IN (SELECT list, goods FROM product WHERE "
                                "list " +
                                    std::string(side) + " ? LIMIT ?)");
        cleared += query.bind(current, rows - cleared).run();
    }
    return cleared < rows;
}

void enter(Connection& connection, std::int64_t list, const Product& product) {
    Query(connection,
          "INSERT INTO product (list, goods, code, name, price, currency, still_sold, by_weight) VALUES (?, "
          "?, ?, ?, ?, ?, ?, ?)")
        .bind(list, goods_of(product.code).text(), product.code.text(), product.name, product.price.minor_units(),
              product.price.currency().code(), static_cast<int>(product.still_sold),
              static_cast<int>(product.by_weight))
        .run();
}

// Whether it is new.
bool enter(Connection& connection, const StockCount& count) {
    const auto expected = count.expected ? std::optional(count.expected->milli()) : std::nullopt;
    return Query(connection,
                 "INSERT INTO stock_count (goods, counted_at, code, counted, expected) VALUES (?, ?, ?, ?, ?) ON "
                 "CONFLICT (goods, counted_at) DO UPDATE SET counted = excluded.counted, expected = excluded.expected "
                 "WHERE counted <> excluded.counted OR expected IS NOT excluded.expected")
               .bind(goods_of(count.code).text(), count.counted_at.seconds, count.code.text(), count.counted.milli(),
                     expected)
               .run() > 0;
}

// `take` tells whether there is more.
template <class Take>
Stored<bool> in_one_transaction(Connection& connection, std::string_view what, Take take) {
    auto transaction = DatabaseTransaction::begin(connection);
    if (!transaction)
        return refused(transaction.error());
    const auto more = connection.attempt("store", what, take);
    if (!more)
        return refused(more.error());
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    return *more;
}

} // namespace

Stored<bool> ProductIntake::take_slice(Connection& connection, int rows) {
    return in_one_transaction(connection, "the product list", [&] {
        const auto current = current_list(connection);
        if (!is_clear_) {
            is_clear_ = clear_other_lists(connection, current, rows);
            return !is_clear_ || !holds_;
        }
        return enter_some(connection, current, rows);
    });
}

bool ProductIntake::enter_some(Connection& connection, std::int64_t current, int rows) {
    const auto end = std::min(products_.size(), entered_ + static_cast<std::size_t>(rows));
    for (; entered_ < end; ++entered_)
        enter(connection, current + 1, products_[entered_]);
    if (entered_ == products_.size()) {
        Query(connection,
              "INSERT INTO product_list (only, list, told_at) VALUES (1, ?, ?) ON CONFLICT (only) DO UPDATE "
              "SET list = excluded.list, told_at = excluded.told_at")
            .bind(current + 1, told_at_.seconds)
            .run();
        holds_ = true;
        is_clear_ = false; // of the list before
    }
    return true;
}

Stored<bool> CountIntake::take_slice(Connection& connection, int rows) {
    return in_one_transaction(connection, "stock counts", [&] {
        const auto end = std::min(counts_.size(), taken_ + static_cast<std::size_t>(rows));
        for (; taken_ < end; ++taken_)
            known_ += enter(connection, counts_[taken_]) ? 0 : 1;
        return taken_ < counts_.size();
    });
}

} // namespace makegood::storage
