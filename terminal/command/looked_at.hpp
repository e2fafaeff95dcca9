#pragma once

#include "terminal/command/console.hpp"
#include "workflows/recovery/events.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace makegood {

// Writes down that the command line is about to show these receipts; where a kiosk works in the folder, it takes that
// into its journal. An exit where it could not be kept: then nothing is to be shown.
std::optional<Exit> kept_that_they_are_seen(const Console& console, const std::filesystem::path& data,
                                            const std::vector<RecordsSeen>& looks);

} // namespace makegood
