#include "terminal/storage/database_ledger.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/text/search_key.hpp"
#include "workflows/finding/phone.hpp"

#include <array>

namespace makegood::storage {

namespace {

template <class Value>
Value or_throw(Stored<Value> stored) {
    if (!stored)
        throw StorageFailure(stored.error());
    return std::move(*stored);
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

KnownByWord DatabaseLedger::known_by_word(const ItemCode& code, const ToldSale& sale) const {
    KnownByWord known;
    auto word = or_throw(log_.word_on(code, sale));
    known.history.left_behind = word.answer;
    if (word.entry) {
        known.history.left_behind_at = word.entry->found_at;
        known.history.left_behind_quantity = word.entry->quantity;
    }
    if (word.answer == LeftBehindAnswer::holds_it)
        known.entry = std::move(word.entry);
    known.history.first_count = or_throw(stock_.first_count(code, sale.bought.from));
    const auto by_word = or_throw(cases_.given_by_word(code, sale.bought.from));
    known.history.given_by_word = std::ssize(by_word);
    if (!by_word.empty())
        known.history.last_given_by_word = by_word.back().at;
    return known;
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

std::optional<CustomerStanding> DatabaseLedger::standing_of_phone(std::string_view phone, CivilTime since,
                                                                  const StaffId& person, Currency currency) const {
    const auto key = phone_key(text::search_key(phone));
    if (key.empty())
        return std::nullopt;
    return or_throw(cases_.standing_of_phone(pepper_.keyed_hash(phone_purpose, key), since, person, currency));
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

bool DatabaseLedger::somebody_looks_after_staff() const {
    return !or_throw(StaffList(connection_).managers()).empty();
}

bool DatabaseLedger::number_was_given(const StaffId& id) const {
    return or_throw(StaffList(connection_).number_was_given(id));
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

std::optional<CareRecord> DatabaseLedger::care_record(const CareId& id) const {
    return or_throw(CareFile(connection_).find(id));
}

std::optional<CareId> DatabaseLedger::care_handled(const RequestId& request) const {
    return or_throw(CareFile(connection_).handled(request));
}

void DatabaseLedger::append(const Event& event, const Author& author) {
    const Envelope envelope{author, clock_.now()};
    auto [type, body] = encode(event, envelope);
    const auto monotonic = clock_.monotonic();
    const auto wall_ms = clock_.wall_ms();
    const auto first = randomness_.next();
    const auto appended = journal_.append({.event_id = uuid_v7(wall_ms, first, randomness_.next()),
                                           .type = std::move(type),
                                           .schema_version = event_schema_version,
                                           .wall_ms = wall_ms,
                                           .boot_id = monotonic.boot,
                                           .mono_ms = monotonic.ms,
                                           .actor = author.actor.text(),
                                           .on_behalf_of = "",
                                           .body = Bytes(body.begin(), body.end())});
    projections_.apply(event, envelope, appended.position);
}

} // namespace makegood::storage
