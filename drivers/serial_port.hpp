#pragma once

#include "drivers/file_descriptor.hpp"
#include "drivers/io_error.hpp"
#include "drivers/serial_settings.hpp"

#include <optional>
#include <string>

namespace makegood::drivers {

// The system name under which libserialport knows this port; none if it knows none. It refuses links that do not lie
// beside the port ("/dev/serial/by-id/…"), so what a link leads to is tried too.
std::optional<std::string> serial_port_name(const std::string& path);

// Opens a serial port by its system name ("/dev/ttyUSB0") with libserialport, which also sets the speed; from there on
// the descriptor is ours, because libserialport 0.1.1 puts CRTSCTS into the wrong field, sets IXANY with XON/XOFF,
// leaves HUPCL set, locks nothing, and reads a pulled cable as "no data".
// Refused: absent, held_by_other, setting_not_kept, failed.
IoResult<FileDescriptor> open_serial_port(const std::string& path, const SerialSettings& settings);

} // namespace makegood::drivers
