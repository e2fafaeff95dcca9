#include "terminal/storage/personal_data.hpp"

#include "terminal/storage/intake.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_rows.hpp"

namespace makegood::storage {

namespace {

bool exists(Connection& connection, std::string_view sql, std::int64_t id) {
    Query query(connection, sql);
    return query.bind(id).step();
}

} // namespace

std::vector<std::int64_t> revisions_of(Connection& connection, std::int64_t workstation, Date day,
                                       std::string_view sequence) {
    std::vector<std::int64_t> ids;
    Query query(connection, "SELECT id FROM receipt WHERE sequence = ? AND workstation = ? AND business_day = ? "
                            "ORDER BY revision");
    query.bind(sequence, workstation, day.days_since_1970);
    while (query.step())
        ids.push_back(query.integer());
    return ids;
}

bool has_personal_data(Connection& connection, std::int64_t receipt) {
    return exists(connection, "SELECT 1 FROM receipt WHERE id = ? AND (customer IS NOT NULL OR phone IS NOT NULL)",
                  receipt) ||
           exists(connection,
                  "SELECT 1 FROM receipt_tender WHERE receipt = ? AND (card_last_four IS NOT NULL OR reference IS NOT "
                  "NULL)",
                  receipt);
}

MarksOfReceipt::MarksOfReceipt(Connection& connection, std::int64_t receipt) : connection_(connection) {
    Query query(connection, "SELECT customer, phone FROM receipt WHERE id = ?");
    query.bind(receipt).step();
    customer_ = query.optional_integer();
    phone_ = query.optional_integer();
}

int MarksOfReceipt::forget_unused(std::optional<std::int64_t> mark) const {
    if (!mark || exists(connection_, "SELECT 1 FROM receipt WHERE customer = ? LIMIT 1", *mark) ||
        exists(connection_, "SELECT 1 FROM receipt WHERE phone = ? LIMIT 1", *mark))
        return 0;
    return Query(connection_, "DELETE FROM customer_mark WHERE id = ?").bind(*mark).run();
}

// The content hash is made anew of what is left: four digits of a card could be guessed from the old one, and the same
// file brings nothing back.
int erase_personal_data(Connection& connection, std::int64_t id, Erasure erasure) {
    const auto receipt = read_receipt(connection, id).receipt;
    const auto content =
        erasure == Erasure::for_good ? content_hash_of_erased(receipt) : content_hash_without_personal_data(receipt);
    const MarksOfReceipt marks(connection, id);
    int rows = Query(connection, "UPDATE receipt SET customer = NULL, phone = NULL, content_hash = ? WHERE id = ?")
                   .bind(std::span<const unsigned char>(content), id)
                   .run();
    rows += Query(connection, "UPDATE receipt_tender SET card_last_four = NULL, reference = NULL WHERE receipt = ? AND "
                              "(card_last_four IS NOT NULL OR reference IS NOT NULL)")
                .bind(id)
                .run();
    return rows + marks.forget_unused() + static_cast<int>(receipt.lines.size());
}

} // namespace makegood::storage
