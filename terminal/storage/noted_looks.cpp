#include "terminal/storage/noted_looks.hpp"

#include "terminal/storage/event_fields.hpp"
#include "terminal/storage/private_file.hpp"
#include "workflows/fresh_ids.hpp"

#include <algorithm>
#include <sstream>

namespace makegood::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_note = 64 * 1024 * 1024;

fs::path looks_in(const fs::path& folder) {
    return folder / "looks";
}

std::vector<fs::path> notes_in(const fs::path& folder) {
    std::vector<fs::path> notes;
    std::error_code failed;
    for (fs::directory_iterator entry(looks_in(folder), failed), end; !failed && entry != end; entry.increment(failed))
        if (entry->path().extension() == ".jsonl")
            notes.push_back(entry->path());
    std::ranges::sort(notes);
    return notes;
}

// Nothing where a line of it is no look.
std::optional<std::vector<DecodedEvent>> read_note(const std::vector<unsigned char>& content) {
    std::vector<DecodedEvent> looks;
    std::istringstream lines(std::string(content.begin(), content.end()));
    for (std::string line; std::getline(lines, line);) {
        auto look = try_decode(event_type<RecordsSeen>, line);
        if (!look)
            return std::nullopt;
        looks.push_back(std::move(*look));
    }
    return looks;
}

Stored<void> append(Storage& storage, const std::vector<DecodedEvent>& looks) {
    auto transaction = DatabaseTransaction::begin(storage.connection());
    if (!transaction)
        return refused(transaction.error());
    auto appended = storage.connection().attempt("record", "looks", [&] {
        for (const auto& look : looks) {
            auto seen = std::get<RecordsSeen>(look.event);
            seen.seen_at = look.at;
            storage.ledger().append(seen, {command_line_actor, look.request});
        }
    });
    if (!appended)
        return appended;
    return transaction->commit();
}

} // namespace

Stored<void> note_looks(const fs::path& folder, const std::vector<RecordsSeen>& looks, const Clock& clock,
                        Randomness& randomness) {
    if (looks.empty())
        return {};
    const auto place = private_folder(looks_in(folder));
    if (!place)
        return refused(place.error());
    const auto name = fresh_id(clock, randomness);
    std::string text;
    for (const auto& look : looks)
        text += encode(look, {{command_line_actor, RequestId("look-" + name)}, clock.now()}).body + '\n';
    return replace_private_file(*place / (name + ".jsonl"),
                                {reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

Stored<void> take_in_noted_looks(Storage& storage) {
    for (const auto& note : notes_in(storage.connection().file().parent_path())) {
        const auto content = read_private_file(note, longest_note);
        if (!content)
            return refused(content.error());
        const auto looks = *content ? read_note(**content) : std::nullopt;
        if (!looks)
            continue;
        if (auto appended = append(storage, *looks); !appended)
            return appended;
        std::error_code failed;
        fs::remove(note, failed);
        if (failed)
            return refused(StorageError{StorageFault::input_output, "remove", note.string(), failed.message()});
    }
    return {};
}

} // namespace makegood::storage
