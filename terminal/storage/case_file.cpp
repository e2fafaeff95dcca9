#include "terminal/storage/case_file.hpp"

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"

#include <algorithm>

// Whole cases.

namespace makegood::storage {

namespace {

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
    std::optional<IssuedSlip> letter;
};

GrantSlips read_slips(Connection& connection, const CaseId& case_id, const GrantId& grant) {
    GrantSlips slips;
    Query query(connection,
                "SELECT number, cancels, is_letter, (SELECT CAST(body AS TEXT) FROM event WHERE event.position = "
                "written_in) FROM slip WHERE case_id = ? AND grant_id = ? ORDER BY position");
    query.bind(case_id.text(), grant.text());
    while (query.step()) {
        SlipNumber number(query.text());
        const bool cancels = query.integer() != 0;
        const bool is_letter = query.integer() != 0;
        auto prints = read_prints(connection, number.text());
        IssuedSlip slip{std::move(number), document_in(query.text()), std::move(prints)};
        if (cancels)
            slips.cancelling = std::move(slip);
        else if (is_letter)
            slips.letter = std::move(slip);
        else
            slips.own.push_back(std::move(slip));
    }
    if (slips.own.empty())
        throw UnreadableRow("a grant without a slip");
    return slips;
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

// Of each line, in the order of the claim.
std::vector<Money> read_values(Connection& connection, const Claim& claim, const GrantId& grant, Money on_first_line) {
    std::vector<Money> values{on_first_line};
    for (const auto& one : claim.more) {
        Query query(connection, "SELECT value FROM further_line WHERE grant_id = ? AND line = ?");
        const bool has_part = query.bind(grant.text(), static_cast<int>(one.line)).step();
        values.emplace_back(has_part ? query.integer() : 0, on_first_line.currency());
    }
    return values;
}

// Of the manager who confirmed it; empty where none did.
StaffId read_asker(Connection& connection, const Authority& authority) {
    const auto* manager = std::get_if<ManagerAuthority>(&authority);
    if (manager == nullptr)
        return {};
    Query query(connection, "SELECT requester FROM proposal WHERE id = ?");
    return query.bind(manager->proposal.text()).step() ? StaffId(query.text()) : StaffId();
}

// Into the case: the remedy in force, and what was taken back.
void read_grants(Connection& connection, CaseView& view) {
    Query query(connection,
                "SELECT id, remedy, at_hand, promised_for, instead_name IS NOT NULL, "
                "coalesce(instead_code, ''), coalesce(instead_name, ''), redeemed_at, value, currency, "
                "authority, given_by, given_at, value_elsewhere, gift_more, gift_value, asked_of_till, "
                "reversed_at, coalesce(reversed_by, '') FROM remedy_grant WHERE case_id = ? ORDER BY given_at, id");
    query.bind(view.id.text());
    while (query.step()) {
        const GrantId grant(query.text());
        const auto offer = read_offer(query);
        const auto redeemed_at = query.optional_time();
        const auto minor_units = query.integer();
        const Money value(minor_units, query.currency());
        auto authority = authority_from(query.text());
        StaffId given_by(query.text());
        const CivilTime given_at{query.integer()};
        const Money on_first_line(minor_units - query.integer(), value.currency());
        const auto gift_more = query.optional_integer();
        const auto gift_value = query.optional_integer();
        const bool asked_of_till = query.integer() != 0;
        const auto reversed_at = query.optional_integer();
        auto asked_by = read_asker(connection, authority);
        auto slips = read_slips(connection, view.id, grant);
        auto slip = std::move(slips.own.back());
        slips.own.pop_back();
        GrantedRemedy remedy{.grant = grant,
                             .offer = offer,
                             .value = value,
                             .authority = std::move(authority),
                             .given_by = std::move(given_by),
                             .given_at = given_at,
                             .values = read_values(connection, view.claim, grant, on_first_line),
                             .slip = std::move(slip),
                             .earlier_slips = std::move(slips.own),
                             .redeemed_at = redeemed_at,
                             .letter = std::move(slips.letter),
                             .asked_by = std::move(asked_by),
                             .asked_of_till = asked_of_till};
        if (gift_more && gift_value)
            remedy.gift = Gift{Quantity::of_milli(*gift_more), Money(*gift_value, value.currency())};
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

// With each answer to what was asked back: it went along with the next request.
void read_asked(Connection& connection, CaseView& view) {
    auto question = view.questions.begin();
    Query query(connection, "SELECT requester, taken_back, actor, CAST(body AS TEXT) FROM proposal JOIN event ON "
                            "position = asked_in WHERE case_id = ? ORDER BY asked_in");
    query.bind(view.id.text());
    while (query.step()) {
        StaffId by(query.text());
        const bool taken_back = query.integer() != 0;
        StaffId actor(query.text());
        const auto event = try_decode("approval.asked", query.text());
        if (!event)
            continue;
        view.asked.push_back({std::move(by), event->at, taken_back});
        if (std::get<ApprovalAsked>(event->event).answer.empty())
            continue;
        question =
            std::find_if(question, view.questions.end(), [](const AskedBack& one) { return !one.answer.empty(); });
        if (question == view.questions.end())
            continue;
        question->answered_by = std::move(actor);
        question->answered_at = event->at;
        ++question;
    }
}

void read_rests(Connection& connection, CaseView& view) {
    Query query(connection, "SELECT id FROM recovery_case WHERE rest_of = ? ORDER BY rest_of, id");
    query.bind(view.id.text());
    while (query.step())
        view.rests.emplace_back(query.text());
}

// Columns that may be NULL come with coalesce, as empty text.
std::optional<CaseView> read_case(Connection& connection, const CaseId& id) {
    Query query(
        connection,
        "SELECT state, claim, business_unit, workstation, business_day, sequence, revision, line, quantity, "
        "complaint, right_price, value, currency, opened_by, opened_at, "
        "coalesce((SELECT CAST(body AS TEXT) FROM event WHERE position = decided_in), ''), "
        "coalesce((SELECT CAST(body AS TEXT) FROM proposal JOIN event ON position = asked_in WHERE proposal.id = "
        "recovery_case.proposal), ''), "
        "coalesce(declined_by, ''), "
        "declined_reason, (SELECT faces FROM service_rating WHERE case_id = recovery_case.id), "
        "coalesce(told, ''), coalesce(more, '[]'), tied_at, whole, coalesce(rest_of, ''), declined_at, spoken FROM "
        "recovery_case WHERE id = ?");
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
    const auto tied_at = query.optional_time();
    const auto whole = query.optional_integer();
    CaseId rest_of(query.text());
    const auto declined_at = query.optional_time();
    const auto spoken = query.optional_integer();
    CaseView view{.id = id,
                  .state = state,
                  .claim = std::move(claim),
                  .value = value,
                  .opened_by = opened_by,
                  .opened_at = opened_at,
                  .decision = decision.empty() ? Decision{} : decision_in(decision),
                  .proposal = proposal.empty() ? std::nullopt : std::optional(proposal_in(proposal)),
                  .declined_by = declined_by.empty() ? std::nullopt : std::optional(declined_by),
                  .declined_at = declined_at,
                  .declined_reason = std::move(declined_reason),
                  .faces = faces ? std::optional(static_cast<int>(*faces)) : std::nullopt,
                  .tied_at = tied_at,
                  .whole = whole ? std::optional(Money(*whole, value.currency())) : std::nullopt,
                  .rest_of = std::move(rest_of),
                  .spoken = spoken ? std::optional(static_cast<Language>(*spoken)) : std::nullopt};
    read_grants(connection, view);
    read_looks(connection, view);
    read_questions(connection, view);
    read_asked(connection, view);
    read_rests(connection, view);
    return view;
}

std::vector<CaseView> read_cases(Connection& connection, Query& ids) {
    std::vector<CaseView> cases;
    while (ids.step())
        if (auto found = read_case(connection, CaseId(ids.text())))
            cases.push_back(std::move(*found));
    return cases;
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

Stored<std::vector<CaseId>> CaseFile::owed_money() const {
    return connection_.attempt("list", "money that is owed", [&] {
        std::vector<CaseId> cases;
        Query query(connection_, "SELECT recovery_case.id FROM recovery_case JOIN remedy_grant ON case_id = "
                                 "recovery_case.id WHERE state = ? AND remedy IN (?, ?) AND reversed_at IS NULL");
        query.bind(static_cast<int>(CaseState::owed), static_cast<int>(Remedy::refund),
                   static_cast<int>(Remedy::price_difference));
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

Stored<std::vector<CaseView>> CaseFile::cases_after(const CaseId& last, int limit) const {
    return connection_.attempt("list", "cases", [&] {
        Query query(connection_, "SELECT id FROM recovery_case WHERE id > ? ORDER BY id LIMIT ?");
        query.bind(last.text(), limit);
        return read_cases(connection_, query);
    });
}

} // namespace makegood::storage
