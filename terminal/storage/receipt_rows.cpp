#include "terminal/storage/receipt_rows.hpp"

#include "terminal/storage/query.hpp"

namespace makegood::storage {

namespace {

// An amount and its currency, which is nothing where it is the receipt's.
Money read_money(Query& query, std::optional<Currency> usual = std::nullopt) {
    const auto minor_units = query.integer();
    return Money(minor_units, query.currency(usual));
}

template <class Kind>
Kind read_kind(Query& query) {
    return static_cast<Kind>(query.integer());
}

std::vector<LineItem> read_lines(Connection& connection, std::int64_t id, Currency usual) {
    std::vector<LineItem> lines;
    Query query(connection, "SELECT number, kind, voided, code, name, quantity, amount, currency, entry_method "
                            "FROM receipt_line JOIN item ON item.id = receipt_line.item WHERE receipt = ? "
                            "ORDER BY number");
    query.bind(id);
    while (query.step()) {
        const auto number = LineNumber(query.integer());
        const auto kind = read_kind<LineKind>(query);
        const bool voided = query.integer() != 0;
        ItemCode code(query.text());
        auto name = query.text();
        const auto quantity = Quantity::of_milli(query.integer());
        const auto amount = read_money(query, usual);
        lines.push_back(
            {number, kind, voided, std::move(code), std::move(name), quantity, amount, read_kind<EntryMethod>(query)});
    }
    return lines;
}

std::vector<Tender> read_tenders(Connection& connection, std::int64_t id, Currency usual) {
    std::vector<Tender> tenders;
    Query query(connection, "SELECT name, amount, currency, card_last_four, reference FROM receipt_tender JOIN "
                            "tender_kind ON tender_kind.id = receipt_tender.kind WHERE receipt = ? ORDER BY position");
    query.bind(id);
    while (query.step()) {
        auto kind = query.text();
        const auto amount = read_money(query, usual);
        auto card = query.optional_text().value_or("");
        tenders.push_back({std::move(kind), amount, std::move(card), query.optional_text().value_or("")});
    }
    return tenders;
}

} // namespace

StoredReceipt read_receipt(Connection& connection, std::int64_t id) {
    const Snapshot snapshot(connection);
    Query query(connection,
                "SELECT business_unit, name, workstation, business_day, sequence, number, revision, kind, begun_at, "
                "utc_offset_minutes, operator_id, total, currency FROM receipt JOIN workstation ON workstation.id = "
                "receipt.workstation WHERE receipt.id = ?");
    query.bind(id);
    if (!query.step())
        throw UnreadableRow("receipt " + std::to_string(id) + " is gone");
    BusinessUnitId unit(query.text());
    WorkstationId workstation(query.text());
    const auto workstation_id = query.integer();
    const Date day{static_cast<std::int32_t>(query.integer())};
    auto sequence = query.text();
    auto number = query.optional_text().value_or(sequence);
    const int revision = static_cast<int>(query.integer());
    const auto kind = read_kind<RetailTransactionKind>(query);
    const CivilTime begun_at{query.integer()};
    const auto offset = query.optional_integer();
    OperatorId operator_id(query.text());
    const auto total = read_money(query);

    Query last(connection, "SELECT revision FROM receipt WHERE sequence = ? AND workstation = ? AND business_day = ? "
                           "ORDER BY revision DESC LIMIT 1");
    last.bind(sequence, workstation_id, day.days_since_1970).step();
    const int revisions = static_cast<int>(last.integer());
    return {{{std::move(unit), std::move(workstation), day, std::move(sequence)},
             std::move(number),
             kind,
             begun_at,
             offset ? std::optional<int>(static_cast<int>(*offset)) : std::nullopt,
             std::move(operator_id),
             "",
             total,
             read_lines(connection, id, total.currency()),
             read_tenders(connection, id, total.currency())},
            revision,
            revisions};
}

} // namespace makegood::storage
