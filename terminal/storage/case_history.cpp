#include "terminal/storage/case_file.hpp"
#include "terminal/storage/query.hpp"
#include "workflows/stock/product.hpp"

#include <set>

// What cases amount to: on a line and a receipt, by a person, for a customer.

namespace makegood::storage {

Stored<std::vector<CaseFile::GivenByWord>> CaseFile::given_by_word(const ItemCode& code, CivilTime since) const {
    return connection_.attempt("find what was given without a receipt of", code.text(), [&] {
        std::vector<GivenByWord> given;
        Query query(connection_, "SELECT recovery_case.id, remedy_grant.given_at FROM recovery_case CROSS JOIN "
                                 "remedy_grant ON case_id = recovery_case.id AND reversed_at IS NULL WHERE told_goods "
                                 "= ? AND opened_at >= ? ORDER BY opened_at");
        query.bind(goods_of(code).text(), since.seconds);
        while (query.step()) {
            CaseId case_id(query.text());
            given.push_back({std::move(case_id), CivilTime{query.integer()}});
        }
        return given;
    });
}

Stored<ReceiptHistory> CaseFile::history(const ReceiptKey& key, LineNumber line) const {
    return connection_.attempt("read the history of", key.to_text(), [&] {
        ReceiptHistory history;
        Query on_line(
            connection_,
            "SELECT granted, repriced, value, repriced_value, last_at FROM line_made_good WHERE business_unit = ? AND "
            "workstation = ? AND business_day = ? AND sequence = ? AND line = ?");
        on_line.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
                     static_cast<int>(line));
        if (on_line.step()) {
            history.made_good_on_line = Quantity::of_milli(on_line.integer());
            history.repriced_on_line = Quantity::of_milli(on_line.integer());
            history.worth_made_good_on_line = on_line.integer();
            history.worth_repriced_on_line = on_line.integer();
            history.last_made_good_on_line = CivilTime{on_line.integer()};
        }
        Query taken_back(connection_, "SELECT count(*), max(reversed_at) FROM remedy_grant WHERE business_unit = ? AND "
                                      "workstation = ? AND business_day = ? AND sequence = ? AND reversed_at IS NOT "
                                      "NULL AND (line = ?5 OR EXISTS (SELECT 1 FROM further_line WHERE grant_id = "
                                      "remedy_grant.id AND further_line.line = ?5))");
        taken_back.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970,
                        key.sequence, static_cast<int>(line));
        taken_back.step();
        history.taken_back_on_line = taken_back.integer();
        history.last_taken_back_on_line = taken_back.optional_time();
        Query on_receipt(connection_, "SELECT count(*), max(given_at) FROM remedy_grant WHERE business_unit = ? AND "
                                      "workstation = ? AND business_day = ? AND sequence = ? AND reversed_at IS "
                                      "NULL");
        on_receipt.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970,
                        key.sequence);
        on_receipt.step();
        history.made_good_before = on_receipt.integer();
        history.last_made_good_on_receipt = on_receipt.optional_time();
        Query on_lane(connection_, "SELECT count(*), max(given_at) FROM remedy_grant WHERE business_unit = ? AND "
                                   "workstation = ? AND business_day = ? AND sequence <> ? AND reversed_at IS NULL");
        on_lane.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        on_lane.step();
        history.others_on_lane = on_lane.integer();
        history.last_on_lane = on_lane.optional_time();
        return history;
    });
}

Stored<std::map<LineNumber, CaseFile::MadeGood>> CaseFile::made_good(const ReceiptKey& key) const {
    return connection_.attempt("read the history of", key.to_text(), [&] {
        std::map<LineNumber, MadeGood> lines;
        Query query(connection_, "SELECT line, granted, last_at FROM line_made_good WHERE business_unit = ? AND "
                                 "workstation = ? AND business_day = ? AND sequence = ?");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        while (query.step()) {
            const auto line = static_cast<LineNumber>(query.integer());
            const auto quantity = Quantity::of_milli(query.integer());
            lines.insert({line, {quantity, CivilTime{query.integer()}, {}}});
        }
        Query refunds(connection_,
                      "SELECT line, id, quantity, remedy_since, came_back_before FROM remedy_grant WHERE business_unit "
                      "= ? AND workstation = "
                      "? AND business_day = ? AND sequence = ? AND remedy = ? AND reversed_at IS NULL ORDER BY "
                      "given_at");
        refunds.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
                     static_cast<int>(Remedy::refund));
        while (refunds.step()) {
            const auto line = static_cast<LineNumber>(refunds.integer());
            const GrantId grant(refunds.text());
            const auto quantity = Quantity::of_milli(refunds.integer());
            const CivilTime since{refunds.integer()};
            lines[line].refunds.push_back({grant, quantity, since, Quantity::of_milli(refunds.integer())});
            Query more(connection_, "SELECT line, quantity, came_back_before FROM further_line WHERE grant_id = ?");
            more.bind(grant.text());
            while (more.step()) {
                const auto other = static_cast<LineNumber>(more.integer());
                const auto of_other = Quantity::of_milli(more.integer());
                lines[other].refunds.push_back({grant, of_other, since, Quantity::of_milli(more.integer())});
            }
        }
        return lines;
    });
}

Stored<std::int64_t> CaseFile::given_alone(const StaffId& person, Currency currency, CivilTime from,
                                           CivilTime until) const {
    return connection_.attempt("sum up what was given by", person.text(), [&] {
        // By itself SQLite takes the unique index of approved_proposal, and so reads everything ever given alone.
        Query query(connection_,
                    "SELECT coalesce(sum(value), 0) FROM remedy_grant INDEXED BY remedy_grant_given_alone WHERE "
                    "given_by = ? AND given_at >= ? AND given_at < ? AND currency = ? AND approved_proposal IS NULL "
                    "AND shares_approval = 0 AND reversed_at IS NULL");
        query.bind(person.text(), from.seconds, until.seconds, currency.code()).step();
        return query.integer();
    });
}

Stored<int> CaseFile::given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const {
    return connection_.attempt("count what was given without a receipt by", person.text(), [&] {
        Query query(connection_,
                    "SELECT count(*) FROM remedy_grant INDEXED BY remedy_grant_given_alone WHERE given_by = ? AND "
                    "given_at >= ? AND given_at < ? AND business_unit = '' AND remedy <> ? AND approved_proposal IS "
                    "NULL AND shares_approval = 0 AND reversed_at IS NULL");
        query.bind(person.text(), from.seconds, until.seconds, static_cast<int>(Remedy::apology)).step();
        return static_cast<int>(query.integer());
    });
}

Stored<int> CaseFile::given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const {
    return connection_.attempt("count what is to be countersigned of", person.text(), [&] {
        Query query(connection_,
                    "SELECT count(*) FROM remedy_grant INDEXED BY remedy_grant_given_alone WHERE given_by = ? AND "
                    "given_at >= ? AND given_at < ? AND to_countersign = 1 AND approved_proposal IS NULL AND "
                    "shares_approval = 0 AND reversed_at IS NULL");
        query.bind(person.text(), from.seconds, until.seconds).step();
        return static_cast<int>(query.integer());
    });
}

namespace {

// A till's own staff card may stand on any number of them.
constexpr int newest_receipts_asked = 1'000;

// By number and by phone, as the receipt names its customer.
struct CustomerMarks {
    std::optional<std::int64_t> customer;
    std::optional<std::int64_t> phone;
};

CustomerMarks marks_on(Connection& connection, const ReceiptReference& receipt) {
    const auto& key = receipt.key;
    Query query(connection, "SELECT customer, phone FROM workstation JOIN receipt ON receipt.workstation = "
                            "workstation.id WHERE business_unit = ? AND name = ? AND business_day = ? AND "
                            "sequence = ? AND revision = ?");
    if (!query
             .bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
                   receipt.revision)
             .step())
        return {};
    const auto customer = query.optional_integer();
    return {customer, query.optional_integer()};
}

} // namespace

Stored<std::optional<CaseView>> CaseFile::last_case_of_customer(const ReceiptReference& receipt) const {
    const auto id = connection_.attempt("look up the last case of the customer of", receipt.key.to_text(), [&] {
        const auto marks = marks_on(connection_, receipt);
        CaseId last;
        std::int64_t last_at = -1;
        const auto look = [&](std::string_view mark, std::optional<std::int64_t> value) {
            if (!value)
                return;
            // A row for each receipt at least, so that the limit bounds what is read too.
            Query grants(
                connection_,
                "SELECT coalesce(remedy_grant.case_id, ''), coalesce(given_at, -1) FROM receipt CROSS JOIN "
                "workstation ON workstation.id = receipt.workstation LEFT JOIN remedy_grant ON "
                "remedy_grant.business_unit = workstation.business_unit AND remedy_grant.workstation = "
                "workstation.name AND remedy_grant.business_day = receipt.business_day AND remedy_grant.sequence = "
                "receipt.sequence AND reversed_at IS NULL WHERE receipt." +
                    std::string(mark) + " = ? ORDER BY receipt.id DESC LIMIT ?");
            grants.bind(*value, newest_receipts_asked);
            while (grants.step()) {
                CaseId given_in(grants.text());
                if (const auto at = grants.integer(); at > last_at) {
                    last_at = at;
                    last = std::move(given_in);
                }
            }
        };
        look("customer", marks.customer);
        look("phone", marks.phone);
        return last;
    });
    if (!id)
        return refused(id.error());
    return id->empty() ? std::optional<CaseView>() : find_case(*id);
}

namespace {

// A receipt may name them by both.
class HelpedSoFar {
  public:
    HelpedSoFar(Connection& connection, CivilTime since, const StaffId& person, Currency currency)
        : connection_(connection), since_(since), person_(person), currency_(currency) {}

    void count(std::string_view mark, std::int64_t value_of_mark) {
        Query grants(connection_, "SELECT remedy_grant.id, remedy_grant.value, approved_proposal IS NULL AND "
                                  "shares_approval = 0 AND given_by = ? AND "
                                  "remedy_grant.currency = ? FROM receipt CROSS JOIN workstation ON workstation.id = "
                                  "receipt.workstation CROSS JOIN remedy_grant ON remedy_grant.business_unit = "
                                  "workstation.business_unit AND remedy_grant.workstation = workstation.name AND "
                                  "remedy_grant.business_day = receipt.business_day AND remedy_grant.sequence = "
                                  "receipt.sequence AND given_at >= ? WHERE reversed_at IS NULL AND receipt." +
                                      std::string(mark) + " = ?");
        grants.bind(person_.text(), currency_.code(), since_.seconds, value_of_mark);
        while (grants.step()) {
            const bool first = counted_.insert(grants.text()).second;
            const auto value = grants.integer();
            const bool alone = grants.integer() != 0;
            standing_.made_good += first ? 1 : 0;
            standing_.given_alone += first && alone ? value : 0;
        }
    }
    CustomerStanding so_far() const { return standing_; }

  private:
    Connection& connection_;
    CivilTime since_;
    const StaffId& person_;
    Currency currency_;
    std::set<std::string> counted_;
    CustomerStanding standing_;
};

} // namespace

Stored<std::optional<CustomerStanding>> CaseFile::customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                                    const StaffId& person, Currency currency) const {
    return connection_.attempt("look up the customer of", receipt.key.to_text(),
                               [&]() -> std::optional<CustomerStanding> {
                                   const auto [customer, phone] = marks_on(connection_, receipt);
                                   if (!customer && !phone)
                                       return std::nullopt;
                                   HelpedSoFar standing(connection_, since, person, currency);
                                   if (customer)
                                       standing.count("customer", *customer);
                                   if (phone)
                                       standing.count("phone", *phone);
                                   return standing.so_far();
                               });
}

Stored<CustomerStanding> CaseFile::standing_of_phone(const Hash& phone, CivilTime since, const StaffId& person,
                                                     Currency currency) const {
    return connection_.attempt("look up", "a customer by phone", [&] {
        HelpedSoFar standing(connection_, since, person, currency);
        Query mark(connection_, "SELECT id FROM customer_mark WHERE hash = ?");
        if (mark.bind(phone).step())
            standing.count("phone", mark.integer());
        return standing.so_far();
    });
}

} // namespace makegood::storage
