#pragma once

#include <atomic>
#include <sys/ioctl.h>

namespace makegood::drivers {

// The modem lines that every pseudo terminal of this process shows (TIOCM_ bits), because the kernel gives them none
// and libserialport opens no port without. Tests play CTS and DSR with it.
inline std::atomic<int> simulated_lines{TIOCM_CTS | TIOCM_DSR | TIOCM_CD};

} // namespace makegood::drivers
