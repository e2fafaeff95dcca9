#pragma once

#include "drivers/file_descriptor.hpp"
#include "drivers/io_error.hpp"
#include "drivers/serial_settings.hpp"

#include <memory>
#include <string>

namespace makegood::drivers {

// Opens a terminal by any path, as a pseudo terminal, which libserialport 0.1.1 refuses.
// Only the standard speeds of termios. Refused: absent, held_by_other, setting_not_kept, failed.
IoResult<FileDescriptor> open_posix_tty(const std::string& path, const SerialSettings& settings);

} // namespace makegood::drivers
