#include "terminal/storage/health.hpp"

#include "terminal/storage/receipt_id.hpp"

namespace makegood::storage {

namespace {

std::uintmax_t size_of(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    return failed ? 0 : size;
}

std::optional<std::int64_t> number(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    query.step();
    return query.optional_integer();
}

std::optional<Date> day(const std::optional<std::int64_t>& id) {
    return id ? std::optional(day_of(*id)) : std::nullopt;
}

} // namespace

Stored<Health> health_of(const StoragePlace& place, StorageReader& reader, const std::string& terminal) {
    auto& connection = reader.connection();
    Health health;
    const auto steps = read_schema_steps(place.schema);
    if (!steps)
        return refused(steps.error());
    health.schema_step = steps->size(); // a reader takes no other
    health.database_bytes = size_of(connection.file());
    health.log_bytes = size_of(connection.file().string() + "-wal");
    std::error_code failed;
    health.free_bytes = std::filesystem::space(place.folder, failed).available;
    if (failed)
        return refused(StorageError{StorageFault::input_output, "measure", place.folder.string(), failed.message()});

    auto damage = connection.check_quickly();
    if (!damage)
        return refused(damage.error());
    health.damage = std::move(*damage);
    if (!health.damage.empty())
        return health;
    auto counted = connection.attempt("count", "receipts", [&] {
        const Snapshot snapshot(connection);
        health.receipts = *number(connection, "SELECT count(*) FROM receipt");
        health.lines = *number(connection, "SELECT count(*) FROM receipt_line");
        health.first_day = day(number(connection, "SELECT min(id) FROM receipt"));
        health.last_day = day(number(connection, "SELECT max(id) FROM receipt"));
    });
    if (!counted)
        return refused(counted.error());
    auto journal = reader.verify(terminal);
    if (!journal)
        return refused(journal.error());
    health.journal = std::move(*journal);
    return health;
}

std::vector<Exposed> exposed_files(const std::filesystem::path& folder) {
    constexpr auto of_others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    std::vector<Exposed> exposed;
    for (const auto* name : {"", "makegood.db", "makegood.db-wal", "makegood.db-shm", "owner", "secrets",
                             "secrets/pepper", "secrets/closing_key", "closings"}) {
        const auto file = *name == '\0' ? folder : folder / name;
        std::error_code gone;
        const auto status = std::filesystem::status(file, gone);
        if (!gone && std::filesystem::exists(status) &&
            (status.permissions() & of_others) != std::filesystem::perms::none)
            exposed.push_back({file, static_cast<unsigned>(status.permissions() & std::filesystem::perms::mask)});
    }
    return exposed;
}

} // namespace makegood::storage
