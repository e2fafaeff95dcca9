#include "terminal/storage/practice_copy.hpp"

#include "terminal/storage/owner_lock.hpp"
#include "terminal/storage/private_file.hpp"

#include <system_error>

namespace makegood::storage {

namespace {

constexpr std::size_t most_pepper = 1'024;
constexpr const char* practice_folder = "practice";

// All but the lock.
Stored<void> remove_what_was_practised(const std::filesystem::path& practice, const std::string& since) {
    const auto lock = OwnerLock::take(practice, since);
    if (!lock)
        return refused(lock.error());
    for (const char* name : {"makegood.db", "makegood.db-wal", "makegood.db-shm", "secrets", "settings.toml"}) {
        std::error_code error;
        std::filesystem::remove_all(practice / name, error);
        if (error)
            return refused(
                StorageError{StorageFault::input_output, "remove", (practice / name).string(), error.message()});
    }
    return {};
}

Stored<void> copy_pepper(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto pepper = read_private_file(from / "secrets" / "pepper", most_pepper);
    if (!pepper)
        return refused(pepper.error());
    if (!*pepper)
        return {};
    const auto secrets = private_folder(to / "secrets");
    if (!secrets)
        return refused(secrets.error());
    return replace_private_file(*secrets / "pepper", **pepper);
}

} // namespace

Stored<std::filesystem::path> copy_for_practice(const StoragePlace& place, const std::string& since) {
    const auto data = private_folder(place.folder);
    const auto practice = data ? private_folder(*data / practice_folder) : data;
    if (!practice)
        return refused(practice.error());
    if (auto removed = remove_what_was_practised(*practice, since); !removed)
        return refused(removed.error());
    if (!std::filesystem::exists(database_of(*data)))
        return practice;

    auto reader = StorageReader::open(place);
    if (!reader)
        return refused(reader.error());
    const auto file = database_of(*practice);
    if (const auto made = create_private_file(file, {}); !made)
        return refused(made.error());
    if (auto copied = (*reader)->connection().copy_to(file); !copied)
        return refused(copied.error());
    if (auto copied = copy_pepper(*data, *practice); !copied)
        return refused(copied.error());
    return practice;
}

Stored<void> forget_practice(const std::filesystem::path& data, const std::string& since) {
    const auto practice = data / practice_folder;
    return std::filesystem::exists(practice) ? remove_what_was_practised(practice, since) : Stored<void>();
}

} // namespace makegood::storage
