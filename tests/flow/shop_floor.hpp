#pragma once

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "drivers/printer/profile.hpp"
#include "terminal/application/asset_folder.hpp"
#include "terminal/application/devices.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/play/player.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace makegood::testing {

inline ProgramFolders program_folders() {
    return {std::filesystem::path(MAKEGOOD_PROGRAM).parent_path(), MAKEGOOD_SOURCE_DIR "/assets"};
}

inline std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void write_file(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

// A shop in a folder of its own, in which scripts are played one after the other with the clock of the story.
class ShopFloor {
  public:
    void in_theme(ThemeName theme) { theme_ = theme; }
    void like_new() { first_run_ = true; }
    void on_screen(int width_px, int height_px, std::optional<int> text_percent = {}) {
        width_px_ = width_px;
        height_px_ = height_px;
        text_percent_ = text_percent;
    }

    PlaySummary play(std::string_view script, std::optional<Language> language = {},
                     const char* clock = "2011-12-05T10:00") {
        if (!first_run_ && !std::filesystem::exists(data()))
            std::filesystem::copy(demo_shop(clock), data(),
                                  std::filesystem::copy_options::recursive |
                                      std::filesystem::copy_options::copy_symlinks);
        return play_as_it_is(script, language, clock);
    }

    // Plays and expects that every step and every frame was well.
    PlaySummary plays_well(std::string_view script, std::optional<Language> language = {}) {
        auto summary = play(script, language);
        std::string errors;
        for (const auto& error : summary.errors)
            errors += error + '\n';
        INFO(errors);
        CHECK(summary.errors.empty());
        return summary;
    }

    std::filesystem::path data() const { return folder_.path() / "data"; }
    std::filesystem::path shots() const { return folder_.path() / "shots"; }

  private:
    // As its first start leaves it, once for each time: to fill it takes longer than most stories.
    static std::filesystem::path demo_shop(const char* clock) {
        static std::map<std::string, ShopFloor> filled;
        const auto [shop, is_new] = filled.try_emplace(clock);
        if (is_new)
            shop->second.play_as_it_is("expect home.hero\n", {}, clock);
        return shop->second.data();
    }

    PlaySummary play_as_it_is(std::string_view script, std::optional<Language> language, const char* clock) {
        const auto steps = parse_script(script, "test.play");
        INFO((steps ? std::string() : steps.error().text()));
        REQUIRE(steps);
        const auto played = makegood::play(*steps,
                                           {.data = data(),
                                            .shots = shots(),
                                            .language = language,
                                            .theme = theme_,
                                            .text_percent = text_percent_,
                                            .first_run = first_run_,
                                            .width_px = width_px_,
                                            .height_px = height_px_,
                                            .clock = *CivilTime::from_iso(clock)},
                                           program_folders(), [](const std::string&) {});
        INFO((played ? std::string() : played.error().text()));
        REQUIRE(played);
        return *played;
    }

    storage::TemporaryFolder folder_;
    int width_px_ = 1280;
    int height_px_ = 800;
    std::optional<int> text_percent_;
    std::optional<ThemeName> theme_;
    bool first_run_ = false;
};

// What the papers are read with.
inline const drivers::Profile& simulated_printer() {
    static const auto known = known_printer(MAKEGOOD_SOURCE_DIR "/assets/printers", SimulatedDevices::printer_model);
    return known.value().profile;
}

// What stands on a paper that came out, from 1.
inline std::string paper_text(const ShopFloor& shop, int number) {
    const auto bytes = read_file(shop.shots() / ("paper-" + std::to_string(number) + ".bin"));
    return escpos::paper_text(
        escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer()));
}

// In the demo shop.
inline constexpr auto code_of_olives = "9521000121836";

struct Ran {
    int exit_code = -1;
    std::string output; // standard output and standard error together
};

// The real program with these words of a command line.
inline Ran run_program(const std::string& arguments, const std::string& language = "en") {
    Ran ran;
    FILE* pipe = popen((MAKEGOOD_PROGRAM " --lang " + language + " " + arguments + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    char buffer[4096];
    while (const auto count = fread(buffer, 1, sizeof buffer, pipe))
        ran.output.append(buffer, count);
    const int status = pclose(pipe);
    ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

} // namespace makegood::testing
