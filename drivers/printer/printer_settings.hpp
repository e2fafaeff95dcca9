#pragma once

#include "drivers/cash_drawer/cash_drawer.hpp"
#include "drivers/port.hpp"
#include "drivers/printer/job_progress.hpp"
#include "drivers/printer/profile.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace makegood::drivers {

struct PrinterSettings {
    std::string device_id;
    PortSettings port;
    StatusDialect status = StatusDialect::esc_pos;
    Completion completion = Completion::confirmed_by_id;
    // Each job is announced by an OutputBeginEvent and sent only after PrinterThread::begin.
    bool announces_jobs = false;
    std::optional<unsigned> buffer_bytes; // what it keeps of what it received and has not printed, if that is known
    // How long a job of which no byte was sent waits for an absent printer, before it fails.
    std::chrono::milliseconds absent_patience{10'000};
    // How long a job may make no progress, with no cause known (paper, cover), before it is unconfirmed.
    std::chrono::milliseconds progress_patience{15'000};
    // After so long with nothing to print a printer in the network is let go, since it takes one connection at a time
    // and the till may print on it too.
    std::chrono::milliseconds let_go_after{2'000};
    std::optional<CashDrawerSettings> drawer{}; // that is plugged into it
    std::optional<CodePage> display{};          // of a customer display on the same wire
};

} // namespace makegood::drivers
