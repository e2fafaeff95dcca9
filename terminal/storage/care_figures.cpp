#include "terminal/storage/care_figures.hpp"

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "workflows/recovery/case.hpp"

#include <algorithm>
#include <set>

namespace makegood::storage {

namespace {

// What was put right or declined, what is still open, and what somebody opened again in the register. Numbers of the
// enums stand here as the tables hold them.
#define MAKEGOOD_NOT_DROPPED                                                                                           \
    "(state <> 5 OR declined_by IS NOT NULL OR EXISTS (SELECT 1 FROM remedy_grant WHERE case_id = recovery_case.id "   \
    "AND reversed_at IS NULL) OR EXISTS (SELECT 1 FROM care_record WHERE care_record.id = recovery_case.id))"
static_assert(static_cast<int>(CaseState::closed) == 5);
#define MAKEGOOD_COUNTS "receipt.kind = 0 AND receipt.superseded_by IS NULL"

struct Lane {
    std::int64_t id = 0;
    std::string business_unit;
    std::string workstation;

    std::string key() const { return lane_key(business_unit, workstation); }
};

std::vector<Lane> lanes_of(Connection& connection) {
    std::vector<Lane> lanes;
    Query query(connection, "SELECT id, business_unit, name FROM workstation WHERE id > ? ORDER BY id");
    query.bind(0);
    while (query.step()) {
        const auto id = query.integer();
        auto unit = query.text();
        lanes.push_back({id, std::move(unit), query.text()});
    }
    return lanes;
}

int hour_of(CivilTime at) {
    return at.minute_of_day() / 60;
}

// What of a sale its key is made of, from one column.
template <class Column, class ColumnOf>
std::map<Column, std::int64_t> counted_by(Connection& connection, const char* name, const DaySpan& days,
                                          ColumnOf column) {
    std::map<Column, std::int64_t> counted;
    Query query(connection,
                std::string("SELECT ") + name + " FROM receipt WHERE id BETWEEN ? AND ? AND " MAKEGOOD_COUNTS);
    query.bind(first_id_of(days.first), last_id_of(days.last));
    while (query.step())
        ++counted[column(query)];
    return counted;
}

std::map<std::string, std::int64_t> counted_lanes(Connection& connection, const std::vector<Lane>& lanes,
                                                  const DaySpan& days) {
    const auto by_id =
        counted_by<std::int64_t>(connection, "workstation", days, [](Query& row) { return row.integer(); });
    std::map<std::string, std::int64_t> counted;
    for (const auto& lane : lanes)
        if (const auto found = by_id.find(lane.id); found != by_id.end())
            counted[lane.key()] = found->second;
    return counted;
}

std::map<std::string, std::int64_t> counted_hours(Connection& connection, const DaySpan& days) {
    std::map<std::string, std::int64_t> counted;
    for (const auto& [hour, of] :
         counted_by<int>(connection, "begun_at", days, [](Query& row) { return hour_of({row.integer()}); }))
        counted[hour_key(hour)] = of;
    return counted;
}

// An item as its receipts tell it; a name only tells apart what has no code.
struct SoldItem {
    std::string code;
    std::string name;

    const std::string& key() const { return code.empty() ? name : code; }
};

std::set<std::int64_t> sales_with(Connection& connection, const SoldItem& item, const DaySpan& days) {
    std::set<std::int64_t> sales;
    Query query(
        connection,
        "SELECT purchase.receipt FROM item CROSS JOIN purchase ON purchase.item = item.id CROSS JOIN receipt ON "
        "receipt.id = purchase.receipt WHERE item.code = ? AND (item.code <> '' OR item.name = ?) AND "
        "purchase.receipt BETWEEN ? AND ? AND " MAKEGOOD_COUNTS);
    query.bind(item.code, item.name, first_id_of(days.first), last_id_of(days.last));
    while (query.step())
        sales.insert(query.integer());
    return sales;
}

// A case, and where its receipt's revision of that time lies.
struct FoundCase {
    CaseOfReceipt told;
    std::string sequence;
    std::int64_t business_day = 0;
    std::int64_t revision = 0;
    std::vector<std::int64_t> lines;
};

std::vector<FoundCase> cases_of_lane(Connection& connection, const Lane& lane, const DaySpan& days) {
    std::vector<FoundCase> found;
    Query query(connection,
                "SELECT recovery_case.id, receipt.id, operator_id, begun_at, recovery_case.sequence, "
                "recovery_case.business_day, recovery_case.revision, line, coalesce(more, '[]') FROM recovery_case "
                "CROSS JOIN receipt ON receipt.sequence = recovery_case.sequence AND receipt.workstation = ? AND "
                "receipt.business_day = recovery_case.business_day WHERE recovery_case.business_unit = ? AND "
                "recovery_case.workstation = ? AND recovery_case.business_day BETWEEN ? AND ? AND " MAKEGOOD_COUNTS
                " AND " MAKEGOOD_NOT_DROPPED);
    query.bind(lane.id, lane.business_unit, lane.workstation, days.first.days_since_1970, days.last.days_since_1970);
    while (query.step()) {
        FoundCase one;
        one.told.id = CareId(query.text());
        one.told.receipt = query.integer();
        one.told.lane = lane.key();
        one.told.cashier = query.text();
        one.told.hour = hour_of({query.integer()});
        one.sequence = query.text();
        one.business_day = query.integer();
        one.revision = query.integer();
        one.lines = {query.integer()};
        for (const auto& more : claimed_lines_from(query.text()))
            one.lines.push_back(static_cast<std::int64_t>(more.line));
        found.push_back(std::move(one));
    }
    return found;
}

std::vector<SoldItem> items_of(Connection& connection, const Lane& lane, const FoundCase& found) {
    std::vector<SoldItem> items;
    for (const auto line : found.lines) {
        Query query(connection, "SELECT code, name FROM receipt CROSS JOIN receipt_line ON receipt_line.receipt = "
                                "receipt.id CROSS JOIN item ON item.id = receipt_line.item WHERE receipt.sequence = ? "
                                "AND receipt.workstation = ? AND receipt.business_day = ? AND receipt.revision = ? AND "
                                "receipt_line.number = ?");
        query.bind(found.sequence, lane.id, found.business_day, found.revision, line);
        if (!query.step())
            continue;
        auto code = query.text();
        items.push_back({std::move(code), query.text()});
    }
    return items;
}

// Of what the receipts of the cases have, told by the sales that have it: goods that a later revision no longer has
// count on neither side.
void add_items(Connection& connection, const Lane& lane, const DaySpan& days, std::vector<FoundCase>& found,
               std::map<std::string, std::set<std::int64_t>>& sales, CountedReceipts& counted) {
    for (auto& one : found)
        for (const auto& item : items_of(connection, lane, one)) {
            auto [with, is_new] = sales.try_emplace(item.key());
            if (is_new) {
                with->second = sales_with(connection, item, days);
                counted.receipts[item.key()] = static_cast<std::int64_t>(with->second.size());
                counted.item_names[item.key()] = item.name;
            }
            auto& items = one.told.items;
            if (with->second.contains(one.told.receipt) && std::ranges::find(items, item.key()) == items.end())
                items.push_back(item.key());
        }
}

void add_told(Query& query, std::vector<ToldCause>& told) {
    while (query.step()) {
        CareId id(query.text());
        told.push_back({std::move(id), query.text()});
    }
}

} // namespace

Stored<CountedReceipts> CareFigures::receipts(RatesBy by, const DaySpan& days) const {
    return connection_.attempt("count", "receipts and the cases about them", [&] {
        const Snapshot snapshot(connection_);
        const auto lanes = lanes_of(connection_);
        CountedReceipts counted;
        if (by == RatesBy::lane)
            counted.receipts = counted_lanes(connection_, lanes, days);
        else if (by == RatesBy::hour)
            counted.receipts = counted_hours(connection_, days);
        else if (by == RatesBy::cashier)
            counted.receipts =
                counted_by<std::string>(connection_, "operator_id", days, [](Query& row) { return row.text(); });
        std::map<std::string, std::set<std::int64_t>> sales_of_items;
        for (const auto& lane : lanes) {
            auto found = cases_of_lane(connection_, lane, days);
            if (by == RatesBy::item)
                add_items(connection_, lane, days, found, sales_of_items, counted);
            for (auto& one : found)
                counted.cases.push_back(std::move(one.told));
        }
        return counted;
    });
}

Stored<std::vector<ToldCause>> CareFigures::told(CivilTime from, CivilTime until) const {
    return connection_.attempt("count", "what was told, by its cause", [&] {
        const Snapshot snapshot(connection_);
        std::vector<ToldCause> told;
        for (auto stage = 0; stage <= static_cast<int>(CareStage::closed); ++stage) {
            Query query(connection_, "SELECT id, cause FROM care_record WHERE stage = ? AND received_at >= ? AND "
                                     "received_at < ? AND kind <> ?");
            add_told(query.bind(stage, from.seconds, until.seconds, static_cast<int>(CareKind::praise)), told);
        }
        for (auto state = 0; state <= static_cast<int>(CaseState::closed); ++state) {
            Query query(connection_, "SELECT id, '' FROM recovery_case WHERE state = ? AND opened_at >= ? AND "
                                     "opened_at < ? AND NOT EXISTS (SELECT 1 FROM care_record WHERE care_record.id = "
                                     "recovery_case.id) AND " MAKEGOOD_NOT_DROPPED);
            add_told(query.bind(state, from.seconds, until.seconds), told);
        }
        return told;
    });
}

} // namespace makegood::storage
