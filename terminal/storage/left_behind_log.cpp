#include "terminal/storage/left_behind_log.hpp"

#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "terminal/storage/receipt_rows.hpp"
#include "workflows/left_behind/matching.hpp"

#include <algorithm>

namespace makegood::storage {

namespace {

using State = LeftBehindState;

const std::string entries_where =
    "SELECT id, state, code, item, quantity, lane, place, note, perishable_until, found_at, found_by, recorded_at, "
    "moved_at, moved_by, reserved_for, coalesce(made_good, ''), by_tie, label, taken_back, (SELECT min(recorded_at) "
    "FROM "
    "left_behind_move AS step WHERE step.entry = left_behind.id AND step.state = left_behind.state AND "
    "step.happened_at = left_behind.moved_at) FROM left_behind WHERE ";

LeftBehindEntry read_entry(Query& query) {
    LeftBehindEntry entry;
    entry.id = LeftBehindId(query.text());
    entry.state = static_cast<State>(query.integer());
    entry.code = ItemCode(query.text());
    entry.item = query.text();
    entry.quantity = Quantity::of_milli(query.integer());
    entry.lane = WorkstationId(query.text());
    entry.place = query.text();
    entry.note = query.text();
    if (const auto day = query.optional_integer())
        entry.perishable_until = Date{static_cast<std::int32_t>(*day)};
    entry.found_at = {query.integer()};
    entry.found_by = StaffId(query.text());
    entry.recorded_at = {query.integer()};
    entry.moved_at = {query.integer()};
    entry.moved_by = StaffId(query.text());
    entry.reserved_for = query.text();
    entry.made_good = CaseId(query.text());
    entry.by_tie = query.integer() != 0;
    entry.label = query.text();
    entry.taken_back = query.integer() != 0;
    entry.moved_recorded_at = {query.integer()};
    return entry;
}

std::vector<LeftBehindEntry> read_entries(Query& query) {
    std::vector<LeftBehindEntry> entries;
    while (query.step())
        entries.push_back(read_entry(query));
    return entries;
}

bool anything_found_in(Connection& connection, const CivilSpan& span) {
    Query query(connection, "SELECT 1 FROM left_behind WHERE found_at BETWEEN ? AND ? AND taken_back = 0 LIMIT 1");
    return query.bind(span.from.seconds, span.until.seconds).step();
}

} // namespace

Stored<std::optional<LeftBehindEntry>> LeftBehindLog::find(const LeftBehindId& id) const {
    return connection_.attempt("find left-behind entry", id.text(), [&]() -> std::optional<LeftBehindEntry> {
        Query query(connection_, entries_where + "id = ?");
        if (!query.bind(id.text()).step())
            return std::nullopt;
        return read_entry(query);
    });
}

Stored<std::optional<LeftBehindEntry>> LeftBehindLog::find_labelled(std::string_view label) const {
    return connection_.attempt("find what was left behind under", label, [&]() -> std::optional<LeftBehindEntry> {
        Query query(connection_, entries_where + "label = ? AND label <> '' AND taken_back = 0");
        if (!query.bind(label).step())
            return std::nullopt;
        return read_entry(query);
    });
}

std::vector<LeftBehindEntry> LeftBehindLog::in_states(std::initializer_list<State> states, int limit) const {
    std::vector<LeftBehindEntry> entries;
    for (const auto state : states) {
        Query query(connection_, entries_where + "state = ? AND taken_back = 0 ORDER BY state, moved_at DESC LIMIT ?");
        query.bind(static_cast<int>(state), limit);
        auto some = read_entries(query);
        entries.insert(entries.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return entries;
}

Stored<std::vector<LeftBehindEntry>> LeftBehindLog::in_shop(int limit) const {
    return connection_.attempt("list", "what was left behind", [&] {
        return in_states({State::kept, State::reserved, State::brought_back}, limit);
    });
}

Stored<std::vector<LeftBehindEntry>> LeftBehindLog::gone(int limit) const {
    return connection_.attempt("list", "what was left behind", [&] {
        auto entries = in_states({State::handed_over, State::put_back, State::disposed_of}, limit);
        std::ranges::stable_sort(entries, std::ranges::greater(),
                                 [](const LeftBehindEntry& entry) { return entry.moved_at.seconds; });
        entries.resize(std::min(entries.size(), static_cast<std::size_t>(limit)));
        return entries;
    });
}

Stored<LeftBehindLog::Counts> LeftBehindLog::count(Date today) const {
    return connection_.attempt("count", "what was left behind", [&] {
        Counts counts;
        for (const auto state : {State::kept, State::reserved, State::brought_back}) {
            Query query(connection_, "SELECT count(*), coalesce(sum(perishable_until <= ?), 0) FROM left_behind WHERE "
                                     "state = ? AND taken_back = 0");
            query.bind(today.days_since_1970 + 1, static_cast<int>(state)).step();
            counts.in_shop += query.integer();
            counts.spoiling += query.integer();
        }
        return counts;
    });
}

Stored<std::vector<LeftBehindMove>> LeftBehindLog::moves_of(const LeftBehindId& id) const {
    return connection_.attempt("read the steps of", id.text(), [&] {
        std::vector<LeftBehindMove> moves;
        Query query(connection_, "SELECT state, moved_by, place, note, happened_at, recorded_at, coalesce(made_good, "
                                 "'') FROM left_behind_move WHERE entry = ? ORDER BY number");
        query.bind(id.text());
        while (query.step()) {
            LeftBehindMove move;
            move.to = static_cast<State>(query.integer());
            move.by = StaffId(query.text());
            move.place = query.text();
            move.note = query.text();
            move.happened_at = {query.integer()};
            move.recorded_at = {query.integer()};
            move.made_good = CaseId(query.text());
            moves.push_back(std::move(move));
        }
        return moves;
    });
}

Stored<std::vector<LeftBehindEntry>> LeftBehindLog::given_by(const CaseId& id) const {
    return connection_.attempt("list what was given by", id.text(), [&] {
        Query query(connection_, entries_where + "made_good = ?");
        query.bind(id.text());
        return read_entries(query);
    });
}

Stored<LeftBehindLog::Word> LeftBehindLog::word_on(const RetailTransaction& receipt, const LineItem& line) const {
    return connection_.attempt("look for what was left behind of", receipt.key.to_text(), [&] {
        const SaleOfItem sale{receipt.begun_at, receipt.key.workstation};
        const auto span = found_after(receipt.begun_at);
        Query query(connection_,
                    entries_where + "code = ? AND found_at BETWEEN ? AND ? AND taken_back = 0 ORDER BY found_at");
        query.bind(line.code.text(), span.from.seconds, span.until.seconds);
        Word word;
        int best = -1;
        while (query.step()) {
            auto entry = read_entry(query);
            if (word.answer != LeftBehindAnswer::holds_it && was_given_without_case(entry, sale))
                word = {LeftBehindAnswer::gave_it, entry};
            if (!speaks_for(entry, sale) || *likelihood_of(entry, sale) <= best)
                continue;
            best = *likelihood_of(entry, sale);
            word = {LeftBehindAnswer::holds_it, std::move(entry)};
        }
        if (!word.entry && anything_found_in(connection_, days_the_log_answers_for(receipt.begun_at)))
            word.answer = LeftBehindAnswer::nothing_fits;
        return word;
    });
}

Stored<LeftBehindLog::Word> LeftBehindLog::word_on(const ItemCode& code, const ToldSale& sale) const {
    return connection_.attempt("look for what was left behind of", code.text(), [&] {
        const auto span = found_after(sale);
        Query query(connection_, entries_where + "code = ? AND found_at BETWEEN ? AND ? AND taken_back = 0 ORDER BY "
                                                 "found_at DESC");
        query.bind(code.text(), span.from.seconds, span.until.seconds);
        Word word;
        while (query.step()) {
            auto entry = read_entry(query);
            const bool is_of_lane = !sale.lane.empty() && entry.lane == sale.lane;
            const bool is_first = word.answer != LeftBehindAnswer::holds_it;
            if (speaks_for(entry, sale) && (is_first || (is_of_lane && word.entry->lane != sale.lane)))
                word = {LeftBehindAnswer::holds_it, std::move(entry)};
            else if (is_first && !word.entry && was_given_without_case(entry, sale))
                word = {LeftBehindAnswer::gave_it, std::move(entry)};
        }
        const CivilSpan around{days_the_log_answers_for(sale.bought.from).from,
                               days_the_log_answers_for(sale.bought.until).until};
        if (!word.entry && anything_found_in(connection_, around))
            word.answer = LeftBehindAnswer::nothing_fits;
        return word;
    });
}

Stored<std::vector<LeftBehindLog::LikelyReceipt>> LeftBehindLog::likely_receipts(const LeftBehindEntry& entry,
                                                                                 std::size_t most) const {
    return connection_.attempt("look for whose it may be", entry.id.text(), [&] {
        std::vector<LikelyReceipt> likely;
        if (entry.code.empty())
            return likely;
        const Snapshot snapshot(connection_);
        const auto span = sold_before(entry.found_at);
        Query items(connection_, "SELECT id FROM item WHERE code = ?");
        items.bind(entry.code.text());
        while (items.step()) {
            // A night's sales belong to the business day before.
            Query sales(connection_,
                        "SELECT receipt.id, begun_at, name, receipt_line.number FROM purchase JOIN receipt ON "
                        "receipt.id = purchase.receipt JOIN workstation ON workstation.id = receipt.workstation JOIN "
                        "receipt_line ON receipt_line.receipt = receipt.id AND receipt_line.item = purchase.item "
                        "WHERE purchase.item = ? AND purchase.receipt BETWEEN ? AND ? AND superseded_by IS NULL AND "
                        "begun_at BETWEEN ? AND ? AND receipt.kind = 0 AND receipt_line.kind = 0 AND voided = 0 "
                        "ORDER BY purchase.receipt DESC LIMIT ?");
            sales.bind(items.integer(), first_id_of({span.from.date().days_since_1970 - 1}),
                       last_id_of(span.until.date()), span.from.seconds, span.until.seconds, most_sales_weighed);
            while (sales.step()) {
                const auto receipt = sales.integer();
                const CivilTime bought_at{sales.integer()};
                const auto likelihood = likelihood_of(entry, {bought_at, WorkstationId(sales.text())});
                const LineNumber line{static_cast<std::int32_t>(sales.integer())};
                const auto worse = std::ranges::find_if(
                    likely, [&](const LikelyReceipt& one) { return one.likelihood < likelihood.value_or(-1); });
                if (!likelihood || (worse == likely.end() && likely.size() >= most))
                    continue;
                auto stored = read_receipt(connection_, receipt);
                if (std::ranges::find(likely, stored.reference(), &LikelyReceipt::reference) != likely.end())
                    continue;
                likely.insert(worse,
                              {stored.reference(), std::move(stored.receipt.number), bought_at, line, *likelihood});
                likely.resize(std::min(likely.size(), most));
            }
        }
        return likely;
    });
}

Stored<std::vector<WorkstationId>> LeftBehindLog::lanes(const BusinessUnitId& shop, int limit) const {
    return connection_.attempt("list", "lanes", [&] {
        std::vector<WorkstationId> lanes;
        Query query(connection_, "SELECT name FROM workstation WHERE business_unit = ? ORDER BY name LIMIT ?");
        query.bind(shop.text(), limit);
        while (query.step())
            lanes.emplace_back(query.text());
        return lanes;
    });
}

} // namespace makegood::storage
