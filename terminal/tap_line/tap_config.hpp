#pragma once

#include "drivers/port.hpp"
#include "workflows/reading/printed_date.hpp"

#include <filesystem>
#include <optional>
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
    std::optional<reading::DateOrder>
        dates; // as the till writes them; none: the paper tells, or the day it was printed
    int keep_days = 30;
    int keep_megabytes = 512;
};

} // namespace makegood
