#pragma once

#include "terminal/application/application.hpp"

namespace makegood {

// Opens the kiosk's window, and with simulated devices the counter's beside it, and stays until a window is closed.
// Sleeps while nothing happens. Errors: whatever keeps the application or a window from opening.
Result<void> run_kiosk(const ApplicationOptions& options, const ProgramFolders& folders);

} // namespace makegood
