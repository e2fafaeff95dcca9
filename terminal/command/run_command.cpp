#include "terminal/command/commands.hpp"
#include "terminal/run/kiosk_loop.hpp"

namespace makegood {

Exit run_command(const Console& console, const RunOptions& options) {
    const auto ran = run_kiosk({.data = options.data,
                                .config = options.config,
                                .language = options.language,
                                .simulate = options.simulate,
                                .practice = options.practice},
                               console.folders(), options.tree);
    return ran ? Exit::done : console.fail(ran.error());
}

} // namespace makegood
