#pragma once

#include "terminal/text/typesetter.hpp"

#include <filesystem>
#include <string>
#include <vector>

// Both ways to letters: Vazirmatn where it is installed, and Noto Sans with Noto Sans Arabic, in which every Persian
// word is a fallback.
struct Route {
    std::string name;
    makegood::text::Typesetter typesetter;
};

inline std::vector<Route> routes() {
    std::vector<Route> found;
    const std::filesystem::path build = MAKEGOOD_SOURCE_DIR "/build";
    // A program beside the fonts' folder finds it, and so does one inside of it, whatever else was built.
    for (const auto& beside : {build / "fonts", build / "nothing" / "here"})
        if (const auto files = makegood::text::find_fonts(beside)) {
            auto typesetter = makegood::text::Typesetter::open(*files);
            const auto name = files->of(makegood::text::Weight::regular).front().filename().string();
            if (typesetter && (found.empty() || found.front().name != name))
                found.push_back({name, std::move(*typesetter)});
        }
    return found;
}
