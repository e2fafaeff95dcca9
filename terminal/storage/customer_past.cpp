#include "terminal/storage/customer_past.hpp"

#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "workflows/recovery/case.hpp"

#include <algorithm>
#include <set>

namespace makegood::storage {

namespace {

struct NamedBy {
    std::string column; // of a receipt
    std::int64_t mark = 0;
};

std::optional<NamedBy> named_by(Connection& connection, const ReceiptReference& receipt) {
    const auto& key = receipt.key;
    Query marks(connection,
                "SELECT customer, phone FROM workstation JOIN receipt ON receipt.workstation = workstation.id "
                "WHERE business_unit = ? AND name = ? AND business_day = ? AND sequence = ? AND revision = ?");
    marks.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
               receipt.revision);
    if (!marks.step())
        return std::nullopt;
    const auto customer = marks.optional_integer(), phone = marks.optional_integer();
    if (customer)
        return NamedBy{"customer", *customer};
    return phone ? std::optional(NamedBy{"phone", *phone}) : std::nullopt;
}

std::vector<Date> read_visits(Connection& connection, const NamedBy& who) {
    std::set<Date> days;
    Query query(connection, "SELECT id FROM receipt WHERE " + who.column + " = ?");
    query.bind(who.mark);
    while (query.step())
        days.insert(day_of(query.integer()));
    return {days.begin(), days.end()};
}

// A receipt that the till sent twice names its cases twice.
std::set<std::pair<std::string, CaseState>> cases_of_them(Connection& connection, const NamedBy& who) {
    std::set<std::pair<std::string, CaseState>> cases;
    Query query(connection, "SELECT recovery_case.id, recovery_case.state FROM receipt CROSS JOIN workstation ON "
                            "workstation.id = receipt.workstation CROSS JOIN recovery_case ON "
                            "recovery_case.business_unit = workstation.business_unit AND recovery_case.workstation = "
                            "workstation.name AND recovery_case.business_day = receipt.business_day AND "
                            "recovery_case.sequence = receipt.sequence WHERE receipt." +
                                who.column + " = ?");
    query.bind(who.mark);
    while (query.step()) {
        auto id = query.text();
        cases.insert({std::move(id), static_cast<CaseState>(query.integer())});
    }
    return cases;
}

void add_remedy(Connection& connection, const std::string& id, CustomerPast& past) {
    Query query(connection, "SELECT given_at, due FROM remedy_grant LEFT JOIN promise ON promise.grant_id = "
                            "remedy_grant.id WHERE remedy_grant.case_id = ? AND reversed_at IS NULL");
    query.bind(id);
    while (query.step()) {
        past.put_right.push_back(CivilTime{query.integer()}.date());
        if (const auto due = query.optional_integer())
            past.promised.push_back({static_cast<std::int32_t>(*due)});
    }
}

bool waits_for_somebody(CaseState state) {
    return state == CaseState::claimed || state == CaseState::awaiting_manager || state == CaseState::owed;
}

} // namespace

Stored<std::optional<CustomerPast>> past_of_customer(Connection& connection, const ReceiptReference& receipt) {
    return connection.attempt("look up the customer of", receipt.key.to_text(), [&]() -> std::optional<CustomerPast> {
        const Snapshot snapshot(connection);
        const auto who = named_by(connection, receipt);
        if (!who)
            return std::nullopt;
        CustomerPast past{.visits = read_visits(connection, *who)};
        for (const auto& [id, state] : cases_of_them(connection, *who)) {
            past.open_cases += waits_for_somebody(state) ? 1 : 0;
            add_remedy(connection, id, past);
        }
        std::ranges::sort(past.put_right);
        return past;
    });
}

} // namespace makegood::storage
