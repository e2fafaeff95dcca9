#pragma once

#include "drivers/io_error.hpp"
#include "drivers/wake_signal.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace makegood::drivers {

// The input lines of an RS-232 port. A pseudo terminal has none.
struct ModemLines {
    bool clear_to_send = false;
    bool data_set_ready = false;
    bool data_carrier_detect = false;
    bool ring = false;
};

enum class Want { input, input_or_room };

// What ended a wait; all false: the deadline.
struct Ready {
    bool input = false; // read_some has something to say: bytes, or the reason why the device is gone
    bool room = false;  // write_some may take bytes; only when wanted
    bool woken = false; // somebody raised the wake signal
};

// Bytes to and from one device. Owned by one thread from open to close. Nothing here blocks except `wait`, which ends
// at its deadline, at bytes, or at the wake signal. A device that went away is IoProblem::hung_up, never "no bytes".
class ByteStream {
  public:
    virtual ~ByteStream() = default; // closes; within 200 ms, also with bytes that the device never took

    virtual IoResult<Ready> wait(Want want, MonotonicTime deadline, const WakeSignal& wake) = 0;
    // The bytes that are there now, at most into.size(); 0 when there are none.
    virtual IoResult<std::size_t> read_some(std::span<std::uint8_t> into) = 0;
    // How many of the bytes were taken, from the first on; 0 when there is no room now, which is no error.
    virtual IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes) = 0;
    // Bytes taken from us that have not left this machine, as far as the system knows (an adapter may hold more).
    virtual IoResult<std::size_t> pending_output() = 0;
    virtual IoResult<ModemLines> modem_lines() = 0;
    // True when the line itself holds us off in time (RTS/CTS, read back from the port).
    virtual bool paces_itself() const = 0;
};

} // namespace makegood::drivers
