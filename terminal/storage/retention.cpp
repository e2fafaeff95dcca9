#include "terminal/storage/retention.hpp"

#include "terminal/storage/personal_data.hpp"
#include "terminal/storage/receipt_id.hpp"

#include <algorithm>
#include <map>

namespace makegood::storage {

namespace {

// All revisions of one receipt.
struct Inspected {
    std::vector<std::int64_t> ids; // ascending; the last is in force
    std::int64_t lane = 0;
    std::string sequence;
};

enum class Fate { stays, loses_personal_data, goes };

std::int64_t count_lines(Connection& connection, std::int64_t receipt) {
    Query query(connection, "SELECT count(*) FROM receipt_line WHERE receipt = ?");
    query.bind(receipt).step();
    return query.integer();
}

// Rows changed.
int delete_receipt(Connection& connection, std::int64_t id) {
    const MarksOfReceipt marks(connection, id);
    int rows = Query(connection, "DELETE FROM purchase WHERE receipt = ?1 AND item IN (SELECT item FROM receipt_line "
                                 "WHERE receipt = ?1)")
                   .bind(id)
                   .run();
    for (const auto table : tables_under_receipt)
        rows += Query(connection, "DELETE FROM " + std::string(table) + " WHERE receipt = ?").bind(id).run();
    rows += Query(connection, "DELETE FROM receipt WHERE id = ?").bind(id).run();
    return rows + marks.forget_unused();
}

} // namespace

// Walks through the receipts of the days concerned and says what becomes of each. Throws what Connection::attempt
// catches.
class RetentionPass::Inspection {
  public:
    Inspection(Connection& connection, const RetentionToday& retention) {
        // The numbers of lanes begin at 1.
        Query lanes(connection, "SELECT id, business_unit, name FROM workstation WHERE id > 0 ORDER BY id");
        while (lanes.step()) {
            const auto id = lanes.integer();
            const BusinessUnitId shop(lanes.text());
            const auto limits = retention.limits_of(shop);
            lanes_.emplace(id, Lane{shop, lanes.text()});
            tallies_.try_emplace(
                shop, RetentionTally{.shop = shop, .terms = retention.retention.terms_of(shop), .limits = limits});
            if (limits.personal)
                last_id_ = std::max(last_id_, last_id_of(*limits.personal));
        }
    }

    bool is_over() const { return is_over_; }

    // The next receipts with all their revisions, at most so many.
    std::vector<Inspected> next(Connection& connection, int most) {
        std::vector<Inspected> found;
        Query query(connection, "SELECT id, workstation, sequence, revision FROM receipt WHERE id BETWEEN ? AND ? AND "
                                "superseded_by IS NULL ORDER BY id LIMIT ?");
        query.bind(next_id_, last_id_, most);
        while (query.step()) {
            Inspected receipt{.ids = {query.integer()}};
            receipt.lane = query.integer();
            receipt.sequence = query.text();
            if (query.integer() > 1)
                receipt.ids = revisions_of(connection, receipt.lane, day_of(receipt.ids.back()), receipt.sequence);
            found.push_back(std::move(receipt));
        }
        is_over_ = found.empty();
        return found;
    }

    // What becomes of it, and counts it. The next receipts are those after it.
    Fate judge(Connection& connection, const Inspected& receipt) {
        const auto id = receipt.ids.back();
        next_id_ = id + 1;
        const auto lane = lanes_.find(receipt.lane);
        if (lane == lanes_.end())
            return Fate::stays; // it came while the pass was under way
        auto& tally = tallies_.at(lane->second.shop);
        const auto day = day_of(id);
        const bool goes = day <= tally.limits.receipts;
        const bool loses = !goes && day <= tally.limits.personal && std::ranges::any_of(receipt.ids, [&](auto one) {
            return has_personal_data(connection, one);
        });
        if (!goes && !loses)
            return Fate::stays;
        if (has_case(connection, lane->second, day, receipt.sequence)) {
            ++tally.kept;
            return Fate::stays;
        }
        if (loses) {
            ++tally.personal;
            return Fate::loses_personal_data;
        }
        ++tally.receipts;
        for (const auto one : receipt.ids)
            tally.lines += count_lines(connection, one);
        tally.first_day = tally.first_day.value_or(day);
        tally.last_day = day;
        return Fate::goes;
    }

    const BusinessUnitId& shop_of(const Inspected& receipt) const { return lanes_.at(receipt.lane).shop; }
    const RetentionTally& tally_of(const BusinessUnitId& shop) const { return tallies_.at(shop); }

    std::vector<RetentionTally> tallies() const {
        std::vector<RetentionTally> all;
        for (const auto& [shop, tally] : tallies_)
            all.push_back(tally);
        return all;
    }

  private:
    struct Lane {
        BusinessUnitId shop;
        std::string name;
    };

    // A grant and a print always have a case.
    static bool has_case(Connection& connection, const Lane& lane, Date day, const std::string& sequence) {
        Query query(connection, "SELECT 1 FROM recovery_case WHERE business_unit = ? AND workstation = ? AND "
                                "business_day = ? AND sequence = ? LIMIT 1");
        return query.bind(lane.shop.text(), lane.name, day.days_since_1970, sequence).step();
    }

    std::map<std::int64_t, Lane> lanes_;
    std::map<BusinessUnitId, RetentionTally> tallies_;
    std::int64_t next_id_ = INT64_MIN;
    std::int64_t last_id_ = INT64_MIN; // of the days concerned
    bool is_over_ = false;
};

RetentionPass::RetentionPass() = default;
RetentionPass::~RetentionPass() = default;

Stored<bool> RetentionPass::slice(Storage& storage, int rows) {
    auto& connection = storage.connection();
    auto transaction = DatabaseTransaction::begin(connection);
    if (!transaction)
        return refused(transaction.error());
    if (auto worked = connection.attempt("apply", "retention", [&] { work(storage, rows); }); !worked)
        return refused(worked.error());
    if (auto committed = transaction->commit(); !committed)
        return refused(committed.error());
    if (!inspection_->is_over())
        return true;
    if (auto emptied = connection.empty_write_ahead_log(); !emptied)
        return refused(emptied.error());
    return false;
}

void RetentionPass::work(Storage& storage, int rows) {
    auto& connection = storage.connection();
    if (!inspection_)
        inspection_ = std::make_unique<Inspection>(connection, storage.retention_today());
    const Author author{system_actor, RequestId("retention-" + storage.retention_today().today.to_iso())};

    int rows_left = rows;
    for (const auto& receipt : inspection_->next(connection, rows)) {
        if (--rows_left < 0)
            break;
        const auto fate = inspection_->judge(connection, receipt);
        if (fate == Fate::stays)
            continue;
        const auto& shop = inspection_->shop_of(receipt);
        if (touched_.insert(shop).second)
            storage.ledger().append(RetentionBegan{shop, inspection_->tally_of(shop).limits}, author);
        for (const auto id : receipt.ids)
            rows_left -= fate == Fate::goes ? delete_receipt(connection, id)
                                            : erase_personal_data(connection, id, Erasure::by_term);
    }
    if (!inspection_->is_over())
        return;
    for (const auto& shop : touched_) {
        const auto& tally = inspection_->tally_of(shop);
        storage.ledger().append(RetentionApplied{shop, tally.limits, tally.receipts, tally.lines, tally.personal},
                                author);
    }
}

std::vector<RetentionTally> RetentionPass::tallies() const {
    return inspection_ ? inspection_->tallies() : std::vector<RetentionTally>();
}

Stored<std::vector<RetentionTally>> what_would_go(Connection& connection, const RetentionToday& retention) {
    return connection.attempt("count", "what is beyond its term", [&] {
        constexpr int at_a_time = 1'000;
        const Snapshot snapshot(connection);
        RetentionPass::Inspection inspection(connection, retention);
        while (!inspection.is_over())
            for (const auto& receipt : inspection.next(connection, at_a_time))
                inspection.judge(connection, receipt);
        return inspection.tallies();
    });
}

StorageThread::Slice retention_in_slices(std::function<void(const Stored<void>&)> ended) {
    return [pass = std::shared_ptr<RetentionPass>(), ended = std::move(ended)](Storage& storage) mutable {
        if (!pass) {
            const auto newest = storage.facts().newest_day();
            if (!newest && ended)
                ended(refused(newest.error()));
            if (!newest || !*newest || !is_clock_believable(storage.retention_today().today, **newest))
                return false;
            pass = std::make_shared<RetentionPass>();
        }
        const auto more = pass->slice(storage, rows_beside_people);
        if (ended && !more.value_or(false))
            ended(more.map([](bool) {}));
        return more.value_or(false);
    };
}

} // namespace makegood::storage
