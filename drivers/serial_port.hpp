#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/serial_settings.hpp"

#include <memory>
#include <string>

namespace makegood::drivers {

// Opens a serial port by its system name ("/dev/ttyUSB0") with libserialport, which also sets the speed; from there on
// the descriptor is ours, because libserialport 0.1.1 puts CRTSCTS into the wrong field, sets IXANY with XON/XOFF,
// leaves HUPCL set, locks nothing, and reads a pulled cable as "no data".
// Refused: absent, held_by_other, setting_not_kept, failed.
IoResult<std::unique_ptr<ByteStream>> open_serial_port(const std::string& path, const SerialSettings& settings);

} // namespace makegood::drivers
