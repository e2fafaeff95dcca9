#include "terminal/storage/care_file.hpp"

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"

namespace makegood::storage {

namespace {

const std::string care_records =
    "SELECT id, kind, said, has_words, has_phone, received_by, received_at FROM care_record ";

CareRecord read_care_record(Query& query) {
    CareRecord record;
    record.id = CareId(query.text());
    record.kind = static_cast<CareKind>(query.integer());
    record.said = phrases_from(query.text());
    record.has_words = query.integer() != 0;
    record.has_phone = query.integer() != 0;
    record.received_by = StaffId(query.text());
    record.received_at = {query.integer()};
    return record;
}

} // namespace

Stored<std::optional<CareRecord>> CareFile::find(const CareId& id) const {
    return connection_.attempt("read", id.text(), [&] {
        Query query(connection_, care_records + "WHERE id = ?");
        return query.bind(id.text()).step() ? std::optional(read_care_record(query)) : std::nullopt;
    });
}

Stored<std::vector<CareRecord>> CareFile::latest(int limit) const {
    return connection_.attempt("list", "what customers told", [&] {
        std::vector<CareRecord> records;
        Query query(connection_, care_records + "WHERE received_at >= ? ORDER BY received_at DESC LIMIT ?");
        query.bind(0, limit);
        while (query.step())
            records.push_back(read_care_record(query));
        return records;
    });
}

} // namespace makegood::storage
