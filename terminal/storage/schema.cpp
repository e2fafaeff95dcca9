#include "terminal/storage/schema.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace makegood::storage {

namespace {

std::string number_prefix(std::size_t number) {
    char prefix[24];
    std::snprintf(prefix, sizeof prefix, "%03zu_", number);
    return prefix;
}

} // namespace

Stored<std::vector<SchemaStep>> read_schema_steps(const std::filesystem::path& folder) {
    const auto error = [&](StorageFault fault, std::string reason) {
        return refused(StorageError{fault, "read schema steps of", folder.string(), std::move(reason)});
    };
    std::vector<std::filesystem::path> files;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed))
        if (entry->path().extension() == ".sql")
            files.push_back(entry->path());
    if (failed)
        return error(StorageFault::missing, failed.message());
    if (files.empty())
        return error(StorageFault::missing, "no .sql file");
    std::ranges::sort(files);

    std::vector<SchemaStep> steps;
    for (const auto& file : files) {
        if (!file.filename().string().starts_with(number_prefix(steps.size() + 1)))
            return error(StorageFault::refused,
                         file.filename().string() + " is not step " + std::to_string(steps.size() + 1));
        std::ifstream stream(file, std::ios::binary);
        std::ostringstream sql;
        sql << stream.rdbuf();
        steps.push_back({file.stem().string(), std::move(sql).str()});
        if (!stream)
            return error(StorageFault::input_output, file.filename().string());
    }
    return steps;
}

} // namespace makegood::storage
