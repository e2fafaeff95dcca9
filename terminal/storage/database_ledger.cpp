#include "terminal/storage/database_ledger.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/staff_list.hpp"

#include <array>
#include <set>

namespace makegood::storage {

namespace {

template <class Value>
Value or_throw(Stored<Value> stored) {
    if (!stored)
        throw StorageFailure(stored.error());
    return std::move(*stored);
}

std::vector<SlipPrint> read_prints(Connection& connection, const std::string& slip) {
    std::vector<SlipPrint> prints;
    Query query(connection, "SELECT job, copy, outcome FROM slip_print WHERE slip = ? ORDER BY copy");
    query.bind(slip);
    while (query.step()) {
        auto job = query.text();
        const int copy = static_cast<int>(query.integer());
        const auto outcome = query.optional_integer();
        prints.push_back(
            {std::move(job), copy, outcome ? std::optional(static_cast<PrintOutcome>(*outcome)) : std::nullopt});
    }
    return prints;
}

struct GrantSlips {
    std::vector<IssuedSlip> own; // in the order of issue, at least one
    std::optional<IssuedSlip> cancelling;
};

GrantSlips read_slips(Connection& connection, const GrantId& grant) {
    GrantSlips slips;
    Query query(connection, "SELECT number, cancels, document FROM slip WHERE grant_id = ? ORDER BY position");
    query.bind(grant.text());
    while (query.step()) {
        SlipNumber number(query.text());
        const bool cancels = query.integer() != 0;
        auto prints = read_prints(connection, number.text());
        IssuedSlip slip{std::move(number), slip_document_from(query.text()), std::move(prints)};
        if (cancels)
            slips.cancelling = std::move(slip);
        else
            slips.own.push_back(std::move(slip));
    }
    if (slips.own.empty())
        throw UnreadableRow("a grant without a slip");
    return slips;
}

std::optional<CivilTime> as_time(std::optional<std::int64_t> seconds) {
    return seconds ? std::optional(CivilTime{*seconds}) : std::nullopt;
}

// The columns remedy to instead_name.
Offer read_offer(Query& query) {
    Offer offer{static_cast<Remedy>(query.integer()), query.integer() != 0};
    if (const auto day = query.optional_integer())
        offer.promised_for = Date{static_cast<std::int32_t>(*day)};
    const bool is_substitute = query.integer() != 0;
    NamedItem instead{ItemCode(query.text()), query.text()};
    if (is_substitute)
        offer.instead = std::move(instead);
    return offer;
}

// Into the case: the remedy in force, and what was taken back.
void read_grants(Connection& connection, CaseView& view) {
    Query query(connection, "SELECT id, remedy, at_hand, promised_for, instead_name IS NOT NULL, "
                            "coalesce(instead_code, ''), coalesce(instead_name, ''), redeemed_at, value, currency, "
                            "authority, given_at, reversed_at, coalesce(reversed_by, '') FROM remedy_grant WHERE "
                            "case_id = ? ORDER BY given_at, id");
    query.bind(view.id.text());
    while (query.step()) {
        const GrantId grant(query.text());
        const auto offer = read_offer(query);
        const auto redeemed_at = as_time(query.optional_integer());
        const auto minor_units = query.integer();
        const Money value(minor_units, query.currency());
        auto authority = authority_from(query.text());
        const CivilTime given_at{query.integer()};
        const auto reversed_at = query.optional_integer();
        auto slips = read_slips(connection, grant);
        auto slip = std::move(slips.own.back());
        slips.own.pop_back();
        GrantedRemedy remedy{
            grant, offer, value, std::move(authority), given_at, std::move(slip), std::move(slips.own), redeemed_at};
        if (reversed_at)
            view.taken_back.push_back(
                {std::move(remedy), StaffId(query.text()), CivilTime{*reversed_at}, std::move(slips.cancelling)});
        else
            view.remedy = std::move(remedy);
    }
}

void read_looks(Connection& connection, CaseView& view) {
    Query query(connection, "SELECT grant_id, given_by, due, coalesce(looked_by, ''), to_countersign FROM second_look "
                            "WHERE case_id = ? ORDER BY grant_id");
    query.bind(view.id.text());
    while (query.step()) {
        GrantId grant(query.text());
        StaffId given_by(query.text());
        const Date due{static_cast<std::int32_t>(query.integer())};
        StaffId looked_by(query.text());
        view.looks.push_back({std::move(grant), std::move(given_by), due,
                              looked_by.empty() ? std::nullopt : std::optional(std::move(looked_by)),
                              query.integer() != 0});
    }
}

void read_questions(Connection& connection, CaseView& view) {
    Query query(connection,
                "SELECT asked_by, asked_at, question, coalesce(answer, '{}') FROM asked_back WHERE case_id = "
                "? ORDER BY number");
    query.bind(view.id.text());
    while (query.step()) {
        StaffId by(query.text());
        const CivilTime at{query.integer()};
        auto question = remark_from(query.text());
        view.questions.push_back({std::move(by), at, std::move(question), remark_from(query.text())});
    }
}

// Columns that may be NULL come with coalesce, as empty text.
std::optional<CaseView> read_case(Connection& connection, const CaseId& id) {
    Query query(connection,
                "SELECT state, claim, business_unit, workstation, business_day, sequence, revision, line, quantity, "
                "complaint, right_price, value, currency, opened_by, opened_at, coalesce(decision, ''), "
                "coalesce((SELECT content FROM proposal WHERE proposal.id = recovery_case.proposal), ''), "
                "coalesce(declined_by, ''), "
                "declined_reason, (SELECT faces FROM service_rating WHERE case_id = recovery_case.id), "
                "coalesce(told, ''), coalesce(more, '[]'), tied_at FROM recovery_case WHERE id = ?");
    if (!query.bind(id.text()).step())
        return std::nullopt;
    const auto state = static_cast<CaseState>(query.integer());
    Claim claim;
    claim.id = ClaimId(query.text());
    auto& key = claim.receipt.key;
    key.business_unit = BusinessUnitId(query.text());
    key.workstation = WorkstationId(query.text());
    key.business_day = Date{static_cast<std::int32_t>(query.integer())};
    key.sequence = query.text();
    claim.receipt.revision = static_cast<int>(query.integer());
    claim.line = LineNumber(query.integer());
    claim.quantity = Quantity::of_milli(query.integer());
    claim.complaint = static_cast<Complaint>(query.integer());
    const auto right_price = query.optional_integer();
    const auto minor_units = query.integer();
    const Money value(minor_units, query.currency());
    if (right_price)
        claim.right_price = Money(*right_price, value.currency());
    const StaffId opened_by(query.text());
    const CivilTime opened_at{query.integer()};
    const auto decision = query.text();
    const auto proposal = query.text();
    const StaffId declined_by(query.text());
    auto declined_reason = query.text();
    const auto faces = query.optional_integer();
    if (const auto told = query.text(); !told.empty())
        claim.told = told_purchase_from(told);
    claim.more = claimed_lines_from(query.text());
    const auto tied_at = as_time(query.optional_integer());
    CaseView view{.id = id,
                  .state = state,
                  .claim = std::move(claim),
                  .value = value,
                  .opened_by = opened_by,
                  .opened_at = opened_at,
                  .decision = decision.empty() ? Decision{} : decision_from(decision),
                  .proposal = proposal.empty() ? std::nullopt : std::optional(proposal_from(proposal)),
                  .declined_by = declined_by.empty() ? std::nullopt : std::optional(declined_by),
                  .declined_reason = std::move(declined_reason),
                  .faces = faces ? std::optional(static_cast<int>(*faces)) : std::nullopt,
                  .tied_at = tied_at};
    read_grants(connection, view);
    read_looks(connection, view);
    read_questions(connection, view);
    return view;
}

std::vector<CaseView> read_cases(Connection& connection, Query& ids) {
    std::vector<CaseView> cases;
    while (ids.step())
        if (auto found = read_case(connection, CaseId(ids.text())))
            cases.push_back(std::move(*found));
    return cases;
}

// RFC 9562, 5.7: 48 bits of Unix milliseconds, version 7, variant 10, the rest chance.
std::string uuid_v7(std::int64_t wall_ms, std::uint64_t first, std::uint64_t second) {
    std::array<unsigned char, 16> bytes{};
    for (int i = 0; i < 6; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>((wall_ms >> (40 - 8 * i)) & 0xff);
    for (std::size_t i = 6; i < 8; ++i, first >>= 8)
        bytes[i] = static_cast<unsigned char>(first & 0xff);
    for (std::size_t i = 8; i < 16; ++i, second >>= 8)
        bytes[i] = static_cast<unsigned char>(second & 0xff);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    auto text = to_hex(bytes);
    for (const std::size_t dash : {20U, 16U, 12U, 8U})
        text.insert(dash, "-");
    return text;
}

} // namespace

Stored<std::optional<CaseView>> CaseFile::find_case(const CaseId& id) const {
    return connection_.attempt("find case", id.text(), [&] { return read_case(connection_, id); });
}

Stored<std::vector<CaseView>> CaseFile::cases_of(const ReceiptKey& key) const {
    return connection_.attempt("find the cases of", key.to_text(), [&] {
        Query query(connection_, "SELECT id FROM recovery_case WHERE business_unit = ? AND workstation = ? AND "
                                 "business_day = ? AND sequence = ? ORDER BY opened_at, id");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        return read_cases(connection_, query);
    });
}

Stored<std::optional<CaseView>> CaseFile::find_by_slip(const SlipNumber& slip) const {
    return connection_.attempt("find the case of slip", slip.text(), [&]() -> std::optional<CaseView> {
        Query query(connection_, "SELECT case_id FROM slip WHERE number = ?");
        if (!query.bind(slip.text()).step())
            return std::nullopt;
        return read_case(connection_, CaseId(query.text()));
    });
}

Stored<std::vector<CaseView>> CaseFile::cases_in(CaseState state, int limit) const {
    return connection_.attempt("list", "cases", [&] {
        Query query(connection_, "SELECT id FROM recovery_case WHERE state = ? ORDER BY opened_at DESC LIMIT ?");
        query.bind(static_cast<int>(state), limit);
        return read_cases(connection_, query);
    });
}

Stored<std::vector<CaseView>> CaseFile::promised_until(Date day, int limit) const {
    return connection_.attempt("list", "promises", [&] {
        Query query(connection_, "SELECT case_id FROM promise WHERE due <= ? ORDER BY due, case_id LIMIT ?");
        query.bind(day.days_since_1970, limit);
        return read_cases(connection_, query);
    });
}

Stored<std::vector<CaseView>> CaseFile::waiting_for_a_look(Date day, int limit) const {
    return connection_.attempt("list", "cases to look at", [&] {
        Query query(connection_, "SELECT case_id FROM second_look WHERE due <= ? AND looked_by IS NULL ORDER BY due, "
                                 "case_id LIMIT ?");
        query.bind(day.days_since_1970, limit);
        return read_cases(connection_, query);
    });
}

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

Stored<std::vector<CaseId>> CaseFile::owed_refunds() const {
    return connection_.attempt("list", "refunds that are owed", [&] {
        std::vector<CaseId> cases;
        Query query(connection_, "SELECT recovery_case.id FROM recovery_case JOIN remedy_grant ON case_id = "
                                 "recovery_case.id WHERE state = ? AND remedy = ? AND reversed_at IS NULL");
        query.bind(static_cast<int>(CaseState::owed), static_cast<int>(Remedy::refund));
        while (query.step())
            cases.emplace_back(query.text());
        return cases;
    });
}

Stored<std::int64_t> CaseFile::count() const {
    return connection_.attempt("count", "cases", [&] {
        Query query(connection_, "SELECT count(*) FROM recovery_case");
        return query.step() ? query.integer() : 0;
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
        history.last_taken_back_on_line = as_time(taken_back.optional_integer());
        Query on_receipt(connection_, "SELECT count(*), max(given_at) FROM remedy_grant WHERE business_unit = ? AND "
                                      "workstation = ? AND business_day = ? AND sequence = ? AND reversed_at IS "
                                      "NULL");
        on_receipt.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970,
                        key.sequence);
        on_receipt.step();
        history.made_good_before = on_receipt.integer();
        history.last_made_good_on_receipt = as_time(on_receipt.optional_integer());
        Query on_lane(connection_, "SELECT count(*), max(given_at) FROM remedy_grant WHERE business_unit = ? AND "
                                   "workstation = ? AND business_day = ? AND sequence <> ? AND reversed_at IS NULL");
        on_lane.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        on_lane.step();
        history.others_on_lane = on_lane.integer();
        history.last_on_lane = as_time(on_lane.optional_integer());
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

Stored<std::vector<CaseFile::OpenPrint>> CaseFile::open_prints() const {
    return connection_.attempt("list", "prints under way", [&] {
        std::vector<OpenPrint> prints;
        Query query(connection_, "SELECT case_id, job FROM slip_print JOIN slip ON slip.number = slip_print.slip "
                                 "WHERE outcome IS NULL");
        while (query.step()) {
            CaseId case_id(query.text());
            prints.push_back({std::move(case_id), query.text()});
        }
        return prints;
    });
}

Stored<std::int64_t> CaseFile::given_alone(const StaffId& person, Currency currency, CivilTime from,
                                           CivilTime until) const {
    return connection_.attempt("sum up what was given by", person.text(), [&] {
        // By itself SQLite takes the unique index of approved_proposal, and so reads everything ever given alone.
        Query query(connection_,
                    "SELECT coalesce(sum(value), 0) FROM remedy_grant INDEXED BY remedy_grant_given_alone WHERE "
                    "given_by = ? AND given_at >= ? AND given_at < ? AND currency = ? AND approved_proposal IS NULL "
                    "AND reversed_at IS NULL");
        query.bind(person.text(), from.seconds, until.seconds, currency.code()).step();
        return query.integer();
    });
}

Stored<int> CaseFile::given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const {
    return connection_.attempt("count what was given without a receipt by", person.text(), [&] {
        Query query(connection_,
                    "SELECT count(*) FROM remedy_grant INDEXED BY remedy_grant_given_alone WHERE given_by = ? AND "
                    "given_at >= ? AND given_at < ? AND business_unit = '' AND remedy <> ? AND approved_proposal IS "
                    "NULL AND reversed_at IS NULL");
        query.bind(person.text(), from.seconds, until.seconds, static_cast<int>(Remedy::apology)).step();
        return static_cast<int>(query.integer());
    });
}

Stored<int> CaseFile::given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const {
    return connection_.attempt("count what is to be countersigned of", person.text(), [&] {
        Query query(connection_,
                    "SELECT count(*) FROM remedy_grant INDEXED BY remedy_grant_given_alone WHERE given_by = ? AND "
                    "given_at >= ? AND given_at < ? AND to_countersign = 1 AND approved_proposal IS NULL AND "
                    "reversed_at IS NULL");
        query.bind(person.text(), from.seconds, until.seconds).step();
        return static_cast<int>(query.integer());
    });
}

Stored<std::optional<CustomerStanding>> CaseFile::customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                                    const StaffId& person, Currency currency) const {
    return connection_.attempt(
        "look up the customer of", receipt.key.to_text(), [&]() -> std::optional<CustomerStanding> {
            const auto& key = receipt.key;
            Query marks(connection_, "SELECT customer, phone FROM workstation JOIN receipt ON receipt.workstation = "
                                     "workstation.id WHERE business_unit = ? AND name = ? AND business_day = ? AND "
                                     "sequence = ? AND revision = ?");
            if (!marks
                     .bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970,
                           key.sequence, receipt.revision)
                     .step())
                return std::nullopt;
            const auto customer = marks.optional_integer(), phone = marks.optional_integer();
            if (!customer && !phone)
                return std::nullopt;

            std::set<std::string> counted; // a receipt may name them by both
            CustomerStanding standing;
            const auto count = [&](std::string_view mark, std::int64_t value_of_mark) {
                Query grants(
                    connection_,
                    "SELECT remedy_grant.id, remedy_grant.value, approved_proposal IS NULL AND given_by = ? AND "
                    "remedy_grant.currency = ? FROM receipt CROSS JOIN workstation ON workstation.id = "
                    "receipt.workstation CROSS JOIN remedy_grant ON remedy_grant.business_unit = "
                    "workstation.business_unit AND remedy_grant.workstation = workstation.name AND "
                    "remedy_grant.business_day = receipt.business_day AND remedy_grant.sequence = "
                    "receipt.sequence AND given_at >= ? WHERE reversed_at IS NULL AND receipt." +
                        std::string(mark) + " = ?");
                grants.bind(person.text(), currency.code(), since.seconds, value_of_mark);
                while (grants.step()) {
                    const bool first = counted.insert(grants.text()).second;
                    const auto value = grants.integer();
                    const bool alone = grants.integer() != 0;
                    standing.made_good += first ? 1 : 0;
                    standing.given_alone += first && alone ? value : 0;
                }
            };
            if (customer)
                count("customer", *customer);
            if (phone)
                count("phone", *phone);
            return standing;
        });
}

Stored<std::vector<CaseView>> CaseFile::cases_after(const CaseId& last, int limit) const {
    return connection_.attempt("list", "cases", [&] {
        Query query(connection_, "SELECT id FROM recovery_case WHERE id > ? ORDER BY id LIMIT ?");
        query.bind(last.text(), limit);
        return read_cases(connection_, query);
    });
}

std::optional<RetailTransaction> DatabaseLedger::receipt(const ReceiptReference& reference) const {
    auto found = or_throw(facts_.find_receipt(reference));
    return found ? std::optional(std::move(found->receipt)) : std::nullopt;
}

ReceiptHistory DatabaseLedger::history(const ReceiptKey& key, LineNumber line) const {
    auto history = or_throw(cases_.history(key, line));
    const auto stored = or_throw(facts_.find_receipt(key));
    if (!stored)
        return history;
    if (const auto* item = find_line(stored->receipt, line)) {
        const auto log = or_throw(log_.word_on(stored->receipt, *item));
        history.left_behind = log.answer;
        if (log.entry) {
            history.left_behind_at = log.entry->found_at;
            history.left_behind_quantity = log.entry->quantity;
        }
        history.first_count = or_throw(stock_.first_count(item->code, stored->receipt.begun_at));
        const auto by_word = or_throw(cases_.given_by_word(item->code, stored->receipt.begun_at));
        history.given_by_word = std::ssize(by_word);
        if (!by_word.empty())
            history.last_given_by_word = by_word.back().at;
    }
    const auto returns = or_throw(facts_.returns_of(stored->receipt));
    const auto found = returns.find(line);
    if (found == returns.end())
        return history;
    history.returned_on_line = found->second.settled;
    const auto made_good = or_throw(cases_.made_good(key));
    const auto known = made_good.find(line);
    auto settled =
        settle_refunds(found->second, known != made_good.end() ? known->second.refunds : std::vector<RefundRequest>());
    history.refunds_paid = std::move(settled.paid);
    history.came_back_on_line = settled.rest.settled;
    history.last_came_back_on_line = settled.rest.last;
    history.may_have_come_back = std::ssize(settled.rest.maybe);
    if (!settled.rest.maybe.empty())
        history.last_may_have_come_back = settled.rest.maybe.back().at;
    return history;
}

std::int64_t DatabaseLedger::given_alone(const StaffId& person, Currency currency, CivilTime from,
                                         CivilTime until) const {
    return or_throw(cases_.given_alone(person, currency, from, until));
}

int DatabaseLedger::given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const {
    return or_throw(cases_.given_without_receipt(person, from, until));
}

int DatabaseLedger::given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const {
    return or_throw(cases_.given_to_countersign(person, from, until));
}

std::optional<CustomerStanding> DatabaseLedger::customer_standing(const ReceiptReference& receipt, CivilTime since,
                                                                  const StaffId& person, Currency currency) const {
    return or_throw(cases_.customer_standing(receipt, since, person, currency));
}

LeftBehindLog::Word DatabaseLedger::word_of_the_log(const ReceiptKey& key, LineNumber line) const {
    const auto stored = or_throw(facts_.find_receipt(key));
    const auto* item = stored ? find_line(stored->receipt, line) : nullptr;
    return item ? or_throw(log_.word_on(stored->receipt, *item)) : LeftBehindLog::Word{};
}

std::optional<Product> DatabaseLedger::product(const ItemCode& code) const {
    return or_throw(stock_.product(code));
}

std::optional<StockCount> DatabaseLedger::first_count(const ItemCode& code, CivilTime after) const {
    return or_throw(stock_.first_count(code, after));
}

std::vector<StockMovement> DatabaseLedger::stock_movements(const GrantId& grant) const {
    return or_throw(stock_.movements_by(grant));
}

std::optional<StaffMember> DatabaseLedger::staff(const StaffId& id) const {
    return or_throw(StaffList(connection_).find(id));
}

PinAttempts DatabaseLedger::pin_attempts(const StaffId& id) const {
    Query query(connection_, "SELECT failures_in_a_row, last_boot, last_ms FROM pin_attempts WHERE staff = ?");
    if (!query.bind(id.text()).step())
        return {};
    const int failures = static_cast<int>(query.integer());
    auto boot = query.text();
    return {failures, {std::move(boot), query.integer()}};
}

std::optional<StaffId> DatabaseLedger::pin_tried_by(const RequestId& request) const {
    Query query(connection_, "SELECT staff FROM pin_try WHERE request = ?");
    if (!query.bind(request.text()).step())
        return std::nullopt;
    return StaffId(query.text());
}

bool DatabaseLedger::pin_to_change(const StaffId& id) const {
    Query query(connection_, "SELECT to_change FROM vault_pin WHERE staff = ?");
    return query.bind(id.text()).step() && query.integer() != 0;
}

std::optional<CaseView> DatabaseLedger::find_case(const CaseId& id) const {
    return or_throw(cases_.find_case(id));
}

std::optional<CaseId> DatabaseLedger::handled(const RequestId& request) const {
    Query query(connection_, "SELECT case_id FROM handled_request WHERE request = ?");
    if (!query.bind(request.text()).step())
        return std::nullopt;
    return CaseId(query.text());
}

std::optional<LeftBehindEntry> DatabaseLedger::left_behind(const LeftBehindId& id) const {
    return or_throw(log_.find(id));
}

std::optional<LeftBehindEntry> DatabaseLedger::left_behind_of(const ReceiptKey& key, LineNumber line) const {
    auto word = word_of_the_log(key, line);
    return word.answer == LeftBehindAnswer::holds_it ? std::move(word.entry) : std::nullopt;
}

std::vector<LeftBehindEntry> DatabaseLedger::left_behind_given_by(const CaseId& id) const {
    return or_throw(log_.given_by(id));
}

std::optional<LeftBehindId> DatabaseLedger::left_behind_handled(const RequestId& request) const {
    Query query(connection_, "SELECT entry FROM left_behind_request WHERE request = ?");
    if (!query.bind(request.text()).step())
        return std::nullopt;
    return LeftBehindId(query.text());
}

void DatabaseLedger::append(const Event& event, const Author& author) {
    const Envelope envelope{author, clock_.now()};
    auto [type, body] = encode(event, envelope);
    const auto monotonic = clock_.monotonic();
    const auto wall_ms = clock_.wall_ms();
    const auto first = randomness_.next();
    journal_.append({.event_id = uuid_v7(wall_ms, first, randomness_.next()),
                     .type = std::move(type),
                     .schema_version = event_schema_version,
                     .wall_ms = wall_ms,
                     .boot_id = monotonic.boot,
                     .mono_ms = monotonic.ms,
                     .actor = author.actor.text(),
                     .on_behalf_of = "",
                     .body = Bytes(body.begin(), body.end())});
    projections_.apply(event, envelope);
}

} // namespace makegood::storage
