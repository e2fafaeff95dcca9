#pragma once

namespace makegood {

// Reads the command line and carries it out. Returns the exit code (ARCHITECTURE, "Command line"): 0 done, 1 refused
// or not found, 2 usage, 3 partly done, 4 storage or device failure.
int run_command_line(int argc, char** argv);

} // namespace makegood
