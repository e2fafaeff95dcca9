#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/file_descriptor.hpp"
#include "drivers/serial_settings.hpp"

#include <memory>
#include <optional>
#include <string>

namespace makegood::drivers {

// Locks an open terminal against other programs, until it is closed.
// Refused: held_by_other (with the holder's name where the system tells it), failed.
IoResult<void> claim_tty(int terminal, const std::string& path);

// Makes a stream of a claimed terminal: sets the line raw as `settings` say (everything but the speed), reads it back,
// and drops bytes that came before us. Refused: setting_not_kept, failed.
IoResult<std::unique_ptr<ByteStream>> adopt_tty(FileDescriptor terminal, const std::string& path,
                                                const SerialSettings& settings);

// "name (process id)" of the program that holds the lock on this device, if the system tells it.
std::optional<std::string> lock_holder(const std::string& path);

} // namespace makegood::drivers
