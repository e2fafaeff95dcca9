#pragma once

#include "terminal/application/asset_folder.hpp"
#include "terminal/config/preferences.hpp"
#include "terminal/json/json.hpp"
#include "terminal/play/script.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

struct PlayOptions {
    std::filesystem::path data;
    std::filesystem::path shots;
    std::filesystem::path config;
    std::optional<Language> language; // none, as theme and letters: as chosen before in this data folder
    std::optional<ThemeName> theme;
    std::optional<int> text_percent;
    bool first_run = false; // begin with what a new kiosk asks
    int width_px = 1280;
    int height_px = 800;
    CivilTime clock;
    std::uint64_t seed = 1;
};

struct PlaySummary {
    int interactions = 0;
    double klm_seconds = 0;
    int slips = 0;                      // papers that came out of the printer
    std::int64_t cases = 0;             // in the journal at the end
    std::set<std::string_view> screens; // that stood there after a step, as Kiosk::screen_names has them
    std::vector<std::string> errors;
};

Json json_of(const PlaySummary& summary);

// Plays a script on a real kiosk with simulated devices and a clock that only the script moves. Before each verb the
// kiosk has settled and a third of a second of the script's clock has passed (longer than the tap guard). Each step is
// told through `print`; pictures, papers and summary.json lie in `shots` afterwards. The first failed step ends it.
// An Error when the kiosk could not be opened at all.
Result<PlaySummary> play(const std::vector<Step>& steps, const PlayOptions& options, const ProgramFolders& folders,
                         const std::function<void(const std::string&)>& print);

} // namespace makegood
