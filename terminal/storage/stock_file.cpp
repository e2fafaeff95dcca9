#include "terminal/storage/stock_file.hpp"

#include "terminal/storage/query.hpp"

namespace makegood::storage {

namespace {

StockCount read_count(Query& query) {
    StockCount count;
    count.code = ItemCode(query.text());
    count.counted = Quantity::of_milli(query.integer());
    if (const auto expected = query.optional_integer())
        count.expected = Quantity::of_milli(*expected);
    count.counted_at = {query.integer()};
    return count;
}

StockMovement read_movement(Query& query) {
    ItemCode code(query.text());
    const auto quantity = Quantity::of_milli(query.integer());
    return {std::move(code), quantity, static_cast<MovementReason>(query.integer())};
}

std::vector<StockFile::Movement> read_movements(Query& query) {
    std::vector<StockFile::Movement> movements;
    while (query.step()) {
        auto grant = query.text();
        auto id = std::move(grant) + "/" + std::to_string(query.integer());
        CaseId case_id(query.text());
        const CivilTime at{query.integer()};
        movements.push_back({std::move(id), std::move(case_id), at, read_movement(query)});
    }
    return movements;
}

} // namespace

Stored<std::optional<Product>> StockFile::product(const ItemCode& code) const {
    return connection_.attempt("find product", code.text(), [&]() -> std::optional<Product> {
        Query query(connection_, "SELECT code, name, price, currency, still_sold, by_weight FROM product WHERE list = "
                                 "(SELECT list FROM product_list WHERE only = 1) AND goods = ?");
        if (!query.bind(goods_of(code).text()).step())
            return std::nullopt;
        ItemCode listed(query.text());
        auto name = query.text();
        const auto price = query.integer();
        const Money money(price, query.currency());
        const bool still_sold = query.integer() != 0;
        return Product{std::move(listed), std::move(name), money, still_sold, query.integer() != 0};
    });
}

Stored<std::optional<CivilTime>> StockFile::products_told_at() const {
    return connection_.attempt("find", "the product list", [&]() -> std::optional<CivilTime> {
        Query query(connection_, "SELECT told_at FROM product_list WHERE only = 1");
        return query.step() ? std::optional(CivilTime{query.integer()}) : std::nullopt;
    });
}

Stored<std::optional<StockCount>> StockFile::first_count(const ItemCode& code, CivilTime after) const {
    return connection_.attempt("find a stock count of", code.text(), [&]() -> std::optional<StockCount> {
        Query query(connection_, "SELECT code, counted, expected, counted_at FROM stock_count WHERE goods = ? AND "
                                 "counted_at > ? ORDER BY counted_at LIMIT 1");
        return query.bind(goods_of(code).text(), after.seconds).step() ? std::optional(read_count(query))
                                                                       : std::nullopt;
    });
}

Stored<std::vector<StockCount>> StockFile::counts_of(const ItemCode& code, int limit) const {
    return connection_.attempt("list the stock counts of", code.text(), [&] {
        std::vector<StockCount> counts;
        Query query(connection_, "SELECT code, counted, expected, counted_at FROM stock_count WHERE goods = ? ORDER BY "
                                 "counted_at DESC LIMIT ?");
        query.bind(goods_of(code).text(), limit);
        while (query.step())
            counts.push_back(read_count(query));
        return counts;
    });
}

Stored<std::vector<StockMovement>> StockFile::movements_by(const GrantId& grant) const {
    return connection_.attempt("list the stock movements of", grant.text(), [&] {
        std::vector<StockMovement> movements;
        Query query(connection_, "SELECT code, quantity, reason FROM stock_movement WHERE grant_id = ? ORDER BY "
                                 "number");
        query.bind(grant.text());
        while (query.step())
            movements.push_back(read_movement(query));
        return movements;
    });
}

Stored<std::vector<StockFile::Movement>> StockFile::movements_of(const ItemCode& code, int limit) const {
    return connection_.attempt("list the stock movements of", code.text(), [&] {
        Query query(connection_, "SELECT grant_id, number, case_id, moved_at, code, quantity, reason FROM "
                                 "stock_movement WHERE goods = ? ORDER BY moved_at DESC, grant_id DESC, number DESC "
                                 "LIMIT ?");
        query.bind(goods_of(code).text(), limit);
        return read_movements(query);
    });
}

Stored<std::vector<StockFile::Movement>> StockFile::movements(CivilTime from, CivilTime until) const {
    return connection_.attempt("list", "stock movements", [&] {
        Query query(connection_, "SELECT grant_id, number, case_id, moved_at, code, quantity, reason FROM "
                                 "stock_movement WHERE moved_at >= ? AND moved_at < ? ORDER BY moved_at, grant_id, "
                                 "number");
        query.bind(from.seconds, until.seconds);
        return read_movements(query);
    });
}

} // namespace makegood::storage
