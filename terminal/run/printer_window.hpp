#pragma once

#include "drivers/printer/profile.hpp"
#include "terminal/application/asset_folder.hpp"
#include "terminal/error.hpp"
#include "terminal/text/words.hpp"

#include <filesystem>
#include <functional>

namespace makegood {

struct PrinterWindowOptions {
    drivers::Profile profile;
    std::filesystem::path link; // what the printer is opened as
    int baud = 115'200;
    std::filesystem::path tree{}; // what the window shows is kept there (tree_file.hpp); empty: nowhere
};

// Puts a printer of software on a pseudo terminal, shows its paper in a window as it comes out, and stays until the
// window is closed or a signal comes. `ready` is called when the printer can be opened. Sleeps while nothing happens.
Result<void> run_printer_window(const PrinterWindowOptions& options, const ProgramFolders& folders,
                                const text::Words& words, const std::function<void()>& ready);

} // namespace makegood
