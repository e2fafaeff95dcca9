#pragma once

#include "drivers/port.hpp"

#include <filesystem>
#include <string>

namespace makegood {

// A tap between a till and its printer (docs/tap-line.md).
struct TapConfig {
    drivers::PortSettings till;
    drivers::PortSettings printer; // both serial, or both in the network
    std::string printer_model = "safe";
    std::string lane; // empty: the terminal's name
    std::filesystem::path folder;
    bool label = false;
    int keep_days = 30;
    int keep_megabytes = 512;
};

} // namespace makegood
