#include "terminal/storage/customer_file.hpp"

#include "terminal/storage/care_vault.hpp"
#include "terminal/storage/personal_data.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "terminal/storage/receipt_rows.hpp"
#include "terminal/text/search_key.hpp"
#include "workflows/finding/phone.hpp"

#include <algorithm>
#include <set>

namespace makegood::storage {

namespace {

std::optional<std::int64_t> known_mark(Connection& connection, const Hash& hash) {
    Query query(connection, "SELECT id FROM customer_mark WHERE hash = ?");
    return query.bind(hash).step() ? std::optional(query.integer()) : std::nullopt;
}

std::vector<std::int64_t> all_revisions(Connection& connection, const ReceiptKey& key) {
    Query lane(connection, "SELECT id FROM workstation WHERE business_unit = ? AND name = ?");
    if (!lane.bind(key.business_unit.text(), key.workstation.text()).step())
        return {};
    return revisions_of(connection, lane.integer(), key.business_day, key.sequence);
}

class Gathering {
  public:
    Gathering(Connection& connection, const Pepper& pepper, const CustomerTold& told) : connection_(connection) {
        if (!told.loyalty_number.empty())
            add_mark(known_mark(connection, pepper.keyed_hash(customer_purpose, told.loyalty_number)));
        if (const auto key = phone_key(text::search_key(told.phone)); !key.empty()) {
            const auto phone = pepper.keyed_hash(phone_purpose, key);
            add_mark(known_mark(connection, phone));
            add_told(care_marked_by(connection, phone));
        }
        if (told.receipt)
            add_receipt(*told.receipt);
        for (const auto mark : marks_)
            for (const auto id : marked_by(mark))
                ids_.insert(id);
        for (const auto mark : marks_)
            add_told(care_marked_by(connection, hash_of(mark)));
    }

    OfCustomer run() {
        std::set<ReceiptKey> seen;
        OfCustomer found;
        for (const auto id : ids_) {
            auto key = read_receipt(connection_, id).receipt.key;
            if (!seen.insert(key).second)
                continue;
            if (!found.leads_on && leads_on(id))
                found.leads_on = key;
            add_told_of_cases(key);
            found.keys.push_back(std::move(key));
        }
        found.told.assign(told_.begin(), told_.end());
        return found;
    }

  private:
    void add_mark(std::optional<std::int64_t> mark) {
        if (mark)
            marks_.insert(*mark);
    }

    void add_told(const std::vector<CareId>& records) { told_.insert(records.begin(), records.end()); }

    void add_told_of_cases(const ReceiptKey& key) {
        Query query(connection_, "SELECT id FROM recovery_case WHERE business_unit = ? AND workstation = ? AND "
                                 "business_day = ? AND sequence = ?");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        while (query.step())
            if (const CareId id(query.text()); has_care_texts(connection_, id))
                told_.insert(id);
    }

    Hash hash_of(std::int64_t mark) {
        Query query(connection_, "SELECT hash FROM customer_mark WHERE id = ?");
        query.bind(mark).step();
        return query.hash();
    }

    void add_receipt(const ReceiptKey& key) {
        for (const auto id : all_revisions(connection_, key)) {
            if (has_personal_data(connection_, id))
                ids_.insert(id);
            const MarksOfReceipt marks(connection_, id);
            add_mark(marks.customer());
            add_mark(marks.phone());
        }
    }

    std::vector<std::int64_t> marked_by(std::int64_t mark) {
        std::vector<std::int64_t> ids;
        for (const auto* sql :
             {"SELECT id FROM receipt WHERE customer = ?", "SELECT id FROM receipt WHERE phone = ?"}) {
            Query query(connection_, sql);
            query.bind(mark);
            while (query.step())
                ids.push_back(query.integer());
        }
        return ids;
    }

    bool leads_on(std::int64_t id) {
        const MarksOfReceipt marks(connection_, id);
        for (const auto mark : {marks.customer(), marks.phone()})
            if (mark && !marks_.contains(*mark) &&
                std::ranges::any_of(marked_by(*mark), [&](auto other) { return !ids_.contains(other); }))
                return true;
        return false;
    }

    Connection& connection_;
    std::set<std::int64_t> marks_;
    std::set<std::int64_t> ids_; // in the order of business days
    std::set<CareId> told_;
};

} // namespace

Stored<OfCustomer> held_of_customer(Connection& connection, const Pepper& pepper, const CustomerTold& told) {
    return connection.attempt("gather", "what is held of a customer", [&] {
        const Snapshot snapshot(connection);
        return Gathering(connection, pepper, told).run();
    });
}

Stored<void> erase_customer(Storage& storage, const OfCustomer& held, ErasureBasis basis, const Author& author) {
    auto& connection = storage.connection();
    const auto erase = [&] {
        return connection.attempt("erase", "what leads to a customer", [&] {
            for (const auto& key : held.keys)
                for (const auto id : all_revisions(connection, key))
                    erase_personal_data(connection, id, Erasure::for_good);
            for (const auto& record : held.told)
                erase_care_texts(connection, record);
        });
    };
    const CustomerErased event{std::ssize(held.keys), basis, std::ssize(held.told)};
    if (auto erased = storage.record(event, author, erase); !erased)
        return erased;
    if (auto emptied = connection.empty_write_ahead_log(); !emptied)
        return emptied;
    return connection.rewrite();
}

} // namespace makegood::storage
