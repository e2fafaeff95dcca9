#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/serial_settings.hpp"

#include <memory>
#include <string>

namespace makegood::drivers {

enum class PortKind {
    serial, // by libserialport, any speed: /dev/ttyUSB0
    tty,    // by open(2), standard speeds: /dev/serial/by-id links and pseudo terminals
};

struct PortSettings {
    std::string path;
    PortKind kind = PortKind::tty;
    SerialSettings line;
};

IoResult<std::unique_ptr<ByteStream>> open_port(const PortSettings& port);

} // namespace makegood::drivers
