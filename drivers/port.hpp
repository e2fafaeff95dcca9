#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/file_descriptor.hpp"
#include "drivers/serial_settings.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace makegood::drivers {

struct PortSettings {
    // /dev/ttyUSB0, a link to it as in /dev/serial/by-id, any other terminal, or what a USB adapter is known by
    // (usb_port.hpp)
    std::string path;
    SerialSettings line;
    std::filesystem::path root = "/"; // of the sys and dev in which such an adapter is looked for
};

// An adapter is looked for at each opening, so that it is found again under another name. By libserialport what it
// knows or what a link leads to that it knows, at any speed; by open(2) every other terminal, at the standard speeds.
// Refused: absent, held_by_other, setting_not_kept, failed.
IoResult<FileDescriptor> open_terminal(const PortSettings& port);
IoResult<std::unique_ptr<ByteStream>> open_port(const PortSettings& port);

// By which speeds are reckoned: of a printer in the network what a slow one takes at the least; a file takes more.
SerialSettings line_of(const PortSettings& port);

} // namespace makegood::drivers
