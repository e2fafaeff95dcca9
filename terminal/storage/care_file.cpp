#include "terminal/storage/care_file.hpp"

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"
#include "workflows/recovery/case.hpp"
#include "workflows/recovery/claim.hpp"

#include <limits>
#include <utility>

namespace makegood::storage {

namespace {

const std::string care_records =
    "SELECT id, kind, said, has_words, has_phone, received_by, received_at, stage, rule, severity, responsible, "
    "escalate_to, due, remind_at, escalate_at, cause, answer_way, answered_by, answered_at, hand_overs, reopened, "
    "steps, coalesce(of_case, '') FROM care_record WHERE ";

std::optional<CareDeadlines> read_deadlines(Query& query) {
    const auto due = query.optional_integer();
    const auto remind_at = query.optional_integer();
    const auto escalate_at = query.optional_integer();
    return due ? std::optional(CareDeadlines{{*due}, {remind_at.value_or(*due)}, {escalate_at.value_or(*due)}})
               : std::nullopt;
}

std::optional<CareAnswer> read_answer(Query& query) {
    const auto way = query.optional_integer();
    const auto by = query.optional_text();
    const auto at = query.optional_integer();
    return way ? std::optional(CareAnswer{static_cast<AnswerWay>(*way), StaffId(by.value_or("")), {at.value_or(0)}})
               : std::nullopt;
}

CareRecord read_care_record(Query& query) {
    CareRecord record;
    record.id = CareId(query.text());
    record.kind = static_cast<CareKind>(query.integer());
    record.said = phrases_from(query.text());
    record.has_words = query.integer() != 0;
    record.has_phone = query.integer() != 0;
    record.received_by = StaffId(query.text());
    record.received_at = {query.integer()};
    record.stage = static_cast<CareStage>(query.integer());
    record.routing.rule = query.text();
    record.routing.severity = static_cast<CareSeverity>(query.integer());
    record.routing.responsible = query.text();
    record.routing.escalate_to = query.text();
    record.routing.deadlines = read_deadlines(query);
    record.cause = query.text();
    record.answer = read_answer(query);
    record.hand_overs = static_cast<int>(query.integer());
    record.reopened = static_cast<int>(query.integer());
    record.steps = static_cast<int>(query.integer());
    record.of_case = CaseId(query.text());
    return record;
}

#define MAKEGOOD_DUE "coalesce(due, 9223372036854775807)"
constexpr const char* waiting_within = "stage < 4 AND " MAKEGOOD_DUE " > ? AND " MAKEGOOD_DUE " <= ?";
constexpr const char* answered_since = "stage = 4 AND received_at > ?";
constexpr const char* wanting_cause = "wants_cause = 1 AND opened_at > ?";

constexpr std::int64_t begin_of_time = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();

// After the first, up to the second.
std::pair<std::int64_t, std::int64_t> due_within(CareList list, const CareToday& today) {
    if (list == CareList::overdue)
        return {begin_of_time, today.now.seconds};
    if (list == CareList::due_today)
        return {today.now.seconds, today.ends.seconds - 1};
    return {begin_of_time, end_of_time};
}

std::vector<CareRecord> read_care_records(Query& query) {
    std::vector<CareRecord> records;
    while (query.step())
        records.push_back(read_care_record(query));
    return records;
}

std::vector<CareRecord> without_cause(Connection& connection, int first, int most) {
    std::vector<CareRecord> records;
    Query query(connection, std::string("SELECT id FROM recovery_case WHERE ") + wanting_cause +
                                " ORDER BY opened_at DESC LIMIT ? OFFSET ?");
    query.bind(begin_of_time, most, first);
    while (query.step())
        if (auto of_case = care_of_case(connection, CareId(query.text())))
            records.push_back(std::move(of_case->record));
    return records;
}

std::int64_t rows_of(Query& query) {
    std::int64_t rows = 0;
    while (query.step())
        ++rows;
    return rows;
}

// Each row is when one of them is due.
void add_due(Query& query, const CareToday& today, CareCounts& counts) {
    while (query.step())
        counts.add(query.optional_time(), today);
}

CareKind kind_of(Complaint complaint) {
    switch (complaint) {
    case Complaint::wrong_price:
    case Complaint::rung_up_twice:
        return CareKind::price;
    case Complaint::service:
        return CareKind::service;
    default:
        return CareKind::goods;
    }
}

// What was given, else the polite no.
std::optional<CareAnswer> answer_at_counter(Connection& connection, const CareId& id,
                                            std::optional<CareAnswer> declined) {
    Query grant(connection, "SELECT given_by, given_at FROM remedy_grant WHERE case_id = ? AND reversed_at IS NULL");
    if (grant.bind(id.text()).step()) {
        const StaffId by(grant.text());
        return CareAnswer{AnswerWay::in_person, by, {grant.integer()}};
    }
    return declined;
}

// `opened_at` where a journal that can no longer be read did not say when.
std::optional<CareAnswer> read_declined(Query& query, CivilTime opened_at) {
    const auto by = query.optional_text();
    const auto at = query.optional_time();
    return by ? std::optional(CareAnswer{AnswerWay::in_person, StaffId(*by), at.value_or(opened_at)}) : std::nullopt;
}

} // namespace

std::optional<CareRecord> stored_care_record(Connection& connection, const CareId& id) {
    Query query(connection, care_records + "id = ?");
    return query.bind(id.text()).step() ? std::optional(read_care_record(query)) : std::nullopt;
}

std::optional<CareOfCase> care_of_case(Connection& connection, const CareId& id) {
    Query query(
        connection,
        "SELECT complaint, state, opened_by, opened_at, declined_by, declined_at FROM recovery_case WHERE id = ?");
    if (!query.bind(id.text()).step())
        return std::nullopt;
    CareRecord record{.id = id, .kind = kind_of(static_cast<Complaint>(query.integer())), .of_case = CaseId(id.text())};
    const auto state = static_cast<CaseState>(query.integer());
    record.received_by = StaffId(query.text());
    record.received_at = {query.integer()};
    record.answer = answer_at_counter(connection, id, read_declined(query, record.received_at));
    if (!record.answer && state == CaseState::closed) // dropped: the cashier meant another line
        return std::nullopt;
    record.stage = state == CaseState::closed ? CareStage::closed
                   : record.answer            ? CareStage::answered
                                              : CareStage::received;
    std::vector<CareMoment> history{{1, CareStep::received, record.received_by, record.received_at}};
    if (record.answer)
        history.push_back({.number = 2,
                           .step = CareStep::answered,
                           .by = record.answer->by,
                           .at = record.answer->at,
                           .way = record.answer->way});
    record.steps = static_cast<int>(history.size());
    return CareOfCase{std::move(record), std::move(history)};
}

Stored<std::optional<CareRecord>> CareFile::find(const CareId& id) const {
    return connection_.attempt("read", id.text(), [&]() -> std::optional<CareRecord> {
        if (auto record = stored_care_record(connection_, id))
            return record;
        auto of_case = care_of_case(connection_, id);
        return of_case ? std::optional(std::move(of_case->record)) : std::nullopt;
    });
}

Stored<std::vector<CareMoment>> CareFile::history(const CareId& id) const {
    return connection_.attempt("read the steps of", id.text(), [&] {
        std::vector<CareMoment> history;
        Query query(connection_, "SELECT number, step, taken_by, taken_at, cause, way, handed_to, has_words FROM "
                                 "care_step WHERE record = ? ORDER BY number");
        query.bind(id.text());
        while (query.step()) {
            CareMoment moment;
            moment.number = static_cast<int>(query.integer());
            moment.step = static_cast<CareStep>(query.integer());
            moment.by = StaffId(query.text());
            moment.at = {query.integer()};
            moment.cause = query.text();
            if (const auto way = query.optional_integer())
                moment.way = static_cast<AnswerWay>(*way);
            moment.to = query.text();
            moment.has_words = query.integer() != 0;
            history.push_back(std::move(moment));
        }
        if (history.empty())
            if (auto of_case = care_of_case(connection_, id))
                return std::move(of_case->history);
        return history;
    });
}

Stored<std::vector<CareRecord>> CareFile::list(CareList list, const CareToday& today, int first, int most) const {
    return connection_.attempt("list", "what stands in the register", [&] {
        const Snapshot snapshot(connection_);
        if (list == CareList::without_cause)
            return without_cause(connection_, first, most);
        if (list == CareList::answered) {
            Query query(connection_, care_records + answered_since + " ORDER BY received_at LIMIT ? OFFSET ?");
            return read_care_records(query.bind(begin_of_time, most, first));
        }
        const auto [after, until] = due_within(list, today);
        Query query(connection_,
                    care_records + waiting_within + " ORDER BY " MAKEGOOD_DUE ", received_at LIMIT ? OFFSET ?");
        return read_care_records(query.bind(after, until, most, first));
    });
}

Stored<std::int64_t> CareFile::count(CareList list, const CareToday& today) const {
    return connection_.attempt("count", "what stands in the register", [&] {
        const std::string one =
            list == CareList::without_cause ? "SELECT 1 FROM recovery_case WHERE " : "SELECT 1 FROM care_record WHERE ";
        if (list == CareList::without_cause || list == CareList::answered) {
            Query query(connection_, one + (list == CareList::answered ? answered_since : wanting_cause) + " LIMIT ?");
            return rows_of(query.bind(begin_of_time, most_counted));
        }
        const auto [after, until] = due_within(list, today);
        Query query(connection_, one + waiting_within + " LIMIT ?");
        return rows_of(query.bind(after, until, most_counted));
    });
}

Stored<CareCounts> CareFile::waiting_for(std::span<const std::string> names, const CareToday& today) const {
    return connection_.attempt("count", "what waits for an answer", [&] {
        const Snapshot snapshot(connection_);
        CareCounts counts;
        for (const auto& name : names) {
            Query theirs(connection_, "SELECT due FROM care_record WHERE stage < 4 AND responsible = ? AND "
                                      "(coalesce(escalate_at, 9223372036854775807) > ? OR escalate_to = '' OR "
                                      "escalate_to = responsible) LIMIT ?");
            add_due(theirs.bind(name, today.now.seconds, most_counted), today, counts);
            Query come_to_them(connection_, "SELECT due FROM care_record WHERE stage < 4 AND escalate_to = ? AND "
                                            "escalate_at <= ? AND responsible <> escalate_to LIMIT ?");
            add_due(come_to_them.bind(name, today.now.seconds, most_counted), today, counts);
        }
        return counts;
    });
}

Stored<std::optional<CareId>> CareFile::handled(const RequestId& request) const {
    return connection_.attempt("look for", request.text(), [&] {
        Query query(connection_, "SELECT record FROM care_request WHERE request = ?");
        return query.bind(request.text()).step() ? std::optional(CareId(query.text())) : std::nullopt;
    });
}

} // namespace makegood::storage
