#include "terminal/command/looked_at.hpp"

#include "terminal/storage/noted_looks.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

namespace makegood {

std::optional<Exit> kept_that_they_are_seen(const Console& console, const std::filesystem::path& data,
                                            const std::vector<RecordsSeen>& looks) {
    if (looks.empty())
        return std::nullopt;
    const SystemClock clock;
    SystemRandomness randomness;
    // A copy on a medium that nobody writes has no journal to keep it in.
    if (const auto noted = storage::note_looks(data, looks, clock, randomness); !noted)
        return noted.error().fault == storage::StorageFault::read_only ? std::nullopt
                                                                       : std::optional(console.fail(noted.error()));
    // Opening takes them in, where nobody else owns the folder.
    const auto owned = storage::Storage::open({data, console.folders().schema()}, "command-line", clock, randomness);
    if (!owned && owned.error().fault != storage::StorageFault::owned)
        return console.fail(owned.error());
    return std::nullopt;
}

} // namespace makegood
