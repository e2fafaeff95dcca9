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
    Query query(
        connection,
        "SELECT number, kind, voided, code, name, quantity, amount, currency, entry_method, "
        "unit, discount, quantity_keyed FROM receipt_line JOIN item ON item.id = receipt_line.item WHERE receipt = ? "
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
        const auto entry_method = read_kind<EntryMethod>(query);
        const auto unit = static_cast<Unit>(query.optional_integer().value_or(0));
        const auto discount = query.optional_integer();
        const bool quantity_keyed = query.optional_integer().has_value();
        lines.push_back({number, kind, voided, std::move(code), std::move(name), quantity, amount, entry_method, unit,
                         discount ? std::optional(Money(*discount, amount.currency())) : std::nullopt, quantity_keyed});
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

std::vector<Tax> read_taxes(Connection& connection, std::int64_t id, Currency currency) {
    std::vector<Tax> taxes;
    Query query(connection,
                "SELECT name, percent_milli, amount, included FROM receipt_tax WHERE receipt = ? ORDER BY position");
    query.bind(id);
    while (query.step()) {
        auto name = query.text();
        const auto percent = query.optional_integer();
        const Money amount(query.integer(), currency);
        taxes.push_back({std::move(name), percent ? std::optional(static_cast<std::int32_t>(*percent)) : std::nullopt,
                         amount, query.integer() != 0});
    }
    return taxes;
}

std::optional<LineNumber> optional_line(Query& query) {
    const auto number = query.optional_integer();
    return number ? std::optional(LineNumber(*number)) : std::nullopt;
}

std::vector<TransactionLink> read_links(Connection& connection, std::int64_t id) {
    std::vector<TransactionLink> links;
    Query query(connection, "SELECT reason, line, business_unit, workstation, business_day, sequence, to_line FROM "
                            "receipt_link WHERE receipt = ? ORDER BY position");
    query.bind(id);
    while (query.step()) {
        const auto reason = read_kind<TransactionLink::Reason>(query);
        const auto line = optional_line(query);
        BusinessUnitId unit(query.text());
        WorkstationId workstation(query.text());
        const Date day{static_cast<std::int32_t>(query.integer())};
        auto sequence = query.text();
        links.push_back(
            {reason, {std::move(unit), std::move(workstation), day, std::move(sequence)}, line, optional_line(query)});
    }
    return links;
}

} // namespace

StoredReceipt read_receipt(Connection& connection, std::int64_t id) {
    const Snapshot snapshot(connection);
    Query query(
        connection,
        "SELECT business_unit, name, workstation, business_day, sequence, number, revision, kind, begun_at, "
        "utc_offset_minutes, operator_id, suspended, total, currency FROM receipt JOIN workstation ON workstation.id = "
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
    const auto stored_kind = read_kind<RetailTransactionKind>(query);
    const CivilTime begun_at{query.integer()};
    const auto offset = query.optional_integer();
    OperatorId operator_id(query.text());
    const auto kind = query.optional_integer() ? RetailTransactionKind::suspended : stored_kind;
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
             read_tenders(connection, id, total.currency()),
             "",
             read_taxes(connection, id, total.currency()),
             read_links(connection, id)},
            revision,
            revisions};
}

} // namespace makegood::storage
