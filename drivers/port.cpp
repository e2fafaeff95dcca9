#include "drivers/port.hpp"

#include "drivers/posix_tty.hpp"
#include "drivers/serial_port.hpp"

namespace makegood::drivers {

IoResult<std::unique_ptr<ByteStream>> open_port(const PortSettings& port) {
    return port.kind == PortKind::serial ? open_serial_port(port.path, port.line)
                                         : open_posix_tty(port.path, port.line);
}

} // namespace makegood::drivers
