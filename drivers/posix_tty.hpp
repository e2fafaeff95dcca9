#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/serial_settings.hpp"

#include <memory>
#include <string>

namespace makegood::drivers {

// Opens a terminal by any path, as a pseudo terminal, which libserialport 0.1.1 refuses.
// Only the standard speeds of termios. Refused: absent, held_by_other, setting_not_kept, failed.
IoResult<std::unique_ptr<ByteStream>> open_posix_tty(const std::string& path, const SerialSettings& settings);

} // namespace makegood::drivers
