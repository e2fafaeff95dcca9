#pragma once

#include "drivers/port.hpp"
#include "drivers/printer/job_progress.hpp"

#include <chrono>
#include <string>

namespace makegood::drivers {

struct PrinterSettings {
    std::string device_id;
    PortSettings port;
    StatusDialect status = StatusDialect::esc_pos;
    Completion completion = Completion::confirmed_by_id;
    // How long a job of which no byte was sent waits for an absent printer, before it fails.
    std::chrono::milliseconds absent_patience{10'000};
    // How long a job may make no progress, with no cause known (paper, cover), before it is unconfirmed.
    std::chrono::milliseconds progress_patience{15'000};
};

} // namespace makegood::drivers
