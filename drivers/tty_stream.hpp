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

// Sets the line of a claimed terminal raw as `settings` say (everything but the speed), reads it back, and drops bytes
// that came before us. Refused: setting_not_kept, failed.
IoResult<FileDescriptor> set_up_tty(FileDescriptor terminal, const std::string& path, const SerialSettings& settings);

// Makes a stream of one that is set up.
std::unique_ptr<ByteStream> tty_stream(FileDescriptor terminal, const std::string& path,
                                       const SerialSettings& settings);

// Before it is closed: close(2) would wait up to 30 s for bytes that a held-off device never takes, so they are
// dropped.
void let_go_of_tty(const FileDescriptor& terminal);

// "name (process id)" of the program that holds the lock on this device, if the system tells it.
std::optional<std::string> lock_holder(const std::string& path);

} // namespace makegood::drivers
