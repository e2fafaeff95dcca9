#include "terminal/command/commands.hpp"

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_commands.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/text/unicode.hpp"

#include <fstream>
#include <iterator>

namespace makegood {
namespace {

std::string_view key_of(escpos::TokenKind kind) {
    switch (kind) {
    case escpos::TokenKind::unknown:
        return "command.paper.command.unknown";
    case escpos::TokenKind::incomplete:
        return "command.paper.command.incomplete";
    case escpos::TokenKind::real_time_in_data:
        return "command.paper.command.in_data";
    default:
        return "command.paper.command.whole";
    }
}

Json list_commands(const Console& console, const escpos::Paper& paper, std::span<const std::uint8_t> bytes) {
    Json list = Json::array();
    for (const auto& command : paper.commands) {
        const std::string name = escpos::full_name(command, bytes);
        const std::string parameters = escpos::parameters_of(command, bytes);
        console.say(key_of(command.kind), {{"offset", command.offset}, {"name", name}, {"parameters", parameters}});
        list.push_back(Json::object(
            {{"offset", command.offset}, {"length", command.length}, {"name", name}, {"parameters", parameters}}));
    }
    return list;
}

} // namespace

Exit paper_command(const Console& console, const PaperOptions& options) {
    std::error_code ignored;
    std::ifstream in(options.file, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(options.file, ignored))
        return console.fail(Error{"read", options.file.string(), "it is not a file that can be read"});
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};

    const auto printer = known_printer(console.folders().printers(), options.profile);
    if (!printer)
        return console.fail(printer.error());
    const auto paper = escpos::interpret(bytes, printer->profile);
    if (!options.png.empty()) {
        auto font = escpos::PaperFont::open(paper_font_file);
        if (!font)
            return console.fail(Error{"open", paper_font_file.string(), font.error()});
        const auto picture = escpos::draw_paper(paper, &*font);
        if (!picture)
            return console.fail(Error{"draw", options.file.string(), picture.error()});
        if (const auto written = escpos::write_png(*picture, options.png); !written)
            return console.fail(Error{"write", options.png.string(), written.error()});
        console.say("command.paper.drawn", {{"file", options.png.string()}});
    }
    const auto text = text::plain_lines(escpos::paper_text(paper));
    Json commands = Json::array();
    if (options.commands)
        commands = list_commands(console, paper, bytes);
    if (options.text || (options.png.empty() && !options.commands))
        console.line(text);

    Json problems = Json::array();
    for (const auto& problem : paper.problems) {
        problems.push_back(Json::object({{"offset", problem.offset}, {"what", problem.what}}));
        console.complain("command.paper.problem", {{"offset", problem.offset}, {"what", text::plain(problem.what)}});
    }
    console.document(Json::object({{"width_dots", paper.width_dots},
                                   {"length_dots", paper.length_dots},
                                   {"commands", paper.commands.size()},
                                   {"command_list", commands},
                                   {"cuts", paper.cuts.size()},
                                   {"pulses", paper.pulses.size()},
                                   {"text", text},
                                   {"problems", problems}}));
    return paper.problems.empty() ? Exit::done : Exit::partly_done;
}

} // namespace makegood
