#include "terminal/play/player.hpp"

#include "terminal/play/eyes.hpp"
#include "terminal/play/hands.hpp"

#include <fmt/format.h>

#include <fstream>

namespace makegood {

Json json_of(const PlaySummary& summary) {
    return Json::object({{"interactions", summary.interactions},
                         {"klm_seconds", summary.klm_seconds},
                         {"slips", summary.slips},
                         {"cases", summary.cases},
                         {"errors", Json::array({summary.errors.begin(), summary.errors.end()})}});
}

Result<PlaySummary> play(const std::vector<Step>& steps, const PlayOptions& options, const ProgramFolders& folders,
                         const std::function<void(const std::string&)>& print) {
    const auto opened = PlayedKiosk::open(options, folders, print);
    if (!opened)
        return refused(opened.error());
    auto& kiosk = **opened;
    Hands hands(kiosk);
    Eyes eyes(kiosk, options.shots, print);
    const auto perform = [&](const auto& verb) {
        if constexpr (requires { eyes.perform(verb); }) {
            return eyes.perform(verb);
        } else {
            kiosk.forget_what_was_heard();
            return hands.perform(verb);
        }
    };

    kiosk.rest();
    std::vector<std::string> failed;
    std::set<std::string_view> screens{kiosk.application().kiosk().screen_name()};
    for (const auto& step : steps) {
        const auto outcome = std::visit(perform, step.verb);
        print(fmt::format("{} {}", outcome ? "ok  " : "FAIL", step.text));
        if (!outcome) {
            failed.push_back(fmt::format("line {}: {}: {}", step.line, step.text, outcome.error()));
            print("  " + outcome.error());
            break;
        }
        kiosk.rest();
        screens.insert(kiosk.application().kiosk().screen_name());
    }
    kiosk.settle();

    PlaySummary summary{.interactions = hands.counter().interactions(),
                        .klm_seconds = hands.counter().seconds(),
                        .slips = kiosk.papers(),
                        .cases = kiosk.application().count_cases(),
                        .screens = std::move(screens),
                        .errors = kiosk.breaches()};
    summary.errors.insert(summary.errors.end(), failed.begin(), failed.end());
    std::ofstream(options.shots / "summary.json") << json_of(summary).text() << '\n';
    return summary;
}

} // namespace makegood
