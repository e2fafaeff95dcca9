#include "terminal/command/commands.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/run/kiosk_loop.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

// For whoever reads the log; the kiosk opens all the same.
void tell_of_unknown_printer(const Console& console, const RunOptions& options) {
    const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (config && !known_printer(console.folders().printers(), config->printer_model))
        console.complain("command.devices.unknown_printer", {{"name", text::plain(config->printer_model)}});
}

} // namespace

Exit run_command(const Console& console, const RunOptions& options) {
    if (!options.simulate)
        tell_of_unknown_printer(console, options);
    const auto ran = run_kiosk({.data = options.data,
                                .config = options.config,
                                .language = options.language,
                                .simulate = options.simulate,
                                .practice = options.practice},
                               console.folders(), options.tree);
    return ran ? Exit::done : console.fail(ran.error());
}

} // namespace makegood
