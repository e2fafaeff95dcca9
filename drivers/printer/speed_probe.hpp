#pragma once

#include "drivers/port.hpp"

#include <array>
#include <span>
#include <vector>

namespace makegood::drivers {

// Of receipt printers, the usual ones first.
inline constexpr std::array probed_speeds{9600, 19200, 38400, 57600, 115200, 4800, 2400, 1200};

enum class SpeedAnswer { status, nonsense, silence };

struct TriedSpeed {
    int baud = 0;
    SpeedAnswer answer = SpeedAnswer::silence;
};

// Which speed a printer answers at. At each of them it is asked DLE EOT 1 and nothing else, three times: a printer that
// hears it at another speed may take it for letters, but for no command that moves paper or opens a drawer. Only a
// printer that answers a status each time and nothing else is told as `status`. Takes up to a second and a half for a
// speed. On a serial port that nobody else has open; refused as by open_port.
IoResult<std::vector<TriedSpeed>> probe_speeds(PortSettings port, std::span<const int> speeds = probed_speeds);

} // namespace makegood::drivers
