#include "terminal/command/commands.hpp"
#include "terminal/play/player.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace makegood {

Exit play_command(const Console& console, const PlayCommandOptions& options) {
    std::ifstream in(options.script, std::ios::binary);
    if (!in)
        return console.fail(Error{"read", options.script.string(), "the script cannot be opened"});
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto steps = parse_script(text, options.script.filename().string());
    if (!steps) {
        console.fail(steps.error());
        return Exit::usage;
    }
    const auto played = play(*steps,
                             {.data = options.data,
                              .shots = options.shots,
                              .config = options.config,
                              .language = options.language,
                              .theme = options.theme,
                              .text_percent = options.text_percent,
                              .first_run = options.first_run,
                              .width_px = options.width_px,
                              .height_px = options.height_px,
                              .clock = options.clock.value_or(SystemClock().now())},
                             console.folders(), [&](const std::string& line) { console.line(line); });
    if (!played)
        return console.fail(played.error());
    console.document(json_of(*played));
    if (!played->errors.empty()) {
        console.complain("command.play.problems", {{"count", played->errors.size()}});
        for (const auto& error : played->errors)
            console.complain("command.play.failed", {{"detail", text::plain(error)}});
        return Exit::refused;
    }
    console.say("command.play.done", {{"interactions", played->interactions},
                                      {"seconds", text::Code{fmt::format("{:.1f}", played->klm_seconds)}},
                                      {"slips", played->slips}});
    return Exit::done;
}

} // namespace makegood
