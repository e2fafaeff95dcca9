#include "terminal/storage/closing_files.hpp"

#include "terminal/storage/private_file.hpp"

#include <algorithm>

namespace makegood::storage {

namespace {

constexpr std::size_t longest_closing = 1024 * 1024;

std::filesystem::path closings_in(const std::filesystem::path& data) {
    return data / "closings";
}

} // namespace

Stored<void> keep_closing(const std::filesystem::path& data, const StoredClosing& closing) {
    const auto folder = private_folder(closings_in(data));
    if (!folder)
        return refused(folder.error());
    const auto file = *folder / (closing.statement.day.to_iso() + ".json");
    std::error_code failed;
    if (std::filesystem::exists(file, failed))
        return {};
    const auto text = to_text(closing.closed) + "\n";
    return replace_private_file(file, {reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

std::vector<KeptClosing> kept_closings(const std::filesystem::path& data) {
    std::vector<KeptClosing> kept;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(closings_in(data), failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() != ".json")
            continue;
        const auto content = read_private_file(entry->path(), longest_closing);
        kept.push_back({entry->path().filename().string(), std::nullopt});
        if (content && *content)
            kept.back().closed =
                day_closed_from({reinterpret_cast<const char*>((*content)->data()), (*content)->size()});
    }
    std::ranges::sort(kept, {}, &KeptClosing::file);
    return kept;
}

} // namespace makegood::storage
