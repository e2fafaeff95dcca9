#include "drivers/port.hpp"

#include "drivers/posix_tty.hpp"
#include "drivers/serial_port.hpp"

namespace makegood::drivers {

IoResult<std::unique_ptr<ByteStream>> open_port(const PortSettings& port) {
    const auto serial = serial_port_name(port.path);
    return serial ? open_serial_port(*serial, port.line) : open_posix_tty(port.path, port.line);
}

} // namespace makegood::drivers
