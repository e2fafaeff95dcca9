#include "drivers/port.hpp"

#include "drivers/file_port.hpp"
#include "drivers/posix_tty.hpp"
#include "drivers/serial_port.hpp"
#include "drivers/tcp_port.hpp"
#include "drivers/tty_stream.hpp"
#include "drivers/usb_port.hpp"

namespace makegood::drivers {

IoResult<FileDescriptor> open_terminal(const PortSettings& port) {
    const auto adapter = usb_identity(port.path);
    const auto path = adapter ? path_of(*adapter, port.path, port.root) : IoResult<std::string>(port.path);
    if (!path)
        return tl::unexpected(path.error());
    const auto serial = serial_port_name(*path);
    return serial ? open_serial_port(*serial, port.line) : open_posix_tty(*path, port.line);
}

IoResult<std::unique_ptr<ByteStream>> open_port(const PortSettings& port) {
    auto terminal = open_terminal(port);
    if (!terminal)
        return tl::unexpected(std::move(terminal.error()));
    return tty_stream(std::move(*terminal), port.path, port.line);
}

SerialSettings line_of(const PortSettings& port) {
    return is_network_path(port.path) || file_path(port.path) ? SerialSettings{.baud = 1'000'000} : port.line;
}

} // namespace makegood::drivers
