#pragma once

#include "terminal/application/application.hpp"

namespace makegood {

// Opens the kiosk's window, and with simulated devices the counter's beside it, and stays until a window is closed, at
// work or in practice. Sleeps while nothing happens. `tree_file`, unless empty, always holds what the windows show
// (tree_file.hpp). Errors: whatever keeps the application or a window from opening, or that file from being written.
Result<void> run_kiosk(ApplicationOptions options, const ProgramFolders& folders,
                       const std::filesystem::path& tree_file);

} // namespace makegood
