#include "drivers/serial_port.hpp"

#include "drivers/tty_stream.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <libserialport.h>

namespace makegood::drivers {

namespace {

struct PortCloser {
    void operator()(sp_port* port) const {
        sp_close(port);
        sp_free_port(port);
    }
};
using Port = std::unique_ptr<sp_port, PortCloser>;

tl::unexpected<IoError> in_use(const std::string& path, const std::string& holder) {
    return tl::unexpected(IoError{IoProblem::held_by_other, "open", path, "in use by " + holder, EBUSY});
}

// The text of libserialport's last error on this thread, which is the system's.
tl::unexpected<IoError> port_refused(const char* operation, const std::string& path, sp_return result) {
    const int number = result == SP_ERR_FAIL ? sp_last_error_code() : 0;
    if (number == EBUSY)
        return in_use(path, lock_holder(path).value_or("another program"));
    if (number == ENOENT || number == ENXIO || number == ENODEV || number == EIO)
        return io_refused(IoProblem::absent, operation, path, number);
    if (number != 0)
        return io_refused(IoProblem::failed, operation, path, number);
    return tl::unexpected(IoError{IoProblem::failed, operation, path,
                                  result == SP_ERR_ARG ? "not a serial port" : "not supported by this port"});
}

Port known_port(const std::string& name, sp_return& result) {
    sp_port* found = nullptr;
    result = sp_get_port_by_name(name.c_str(), &found);
    return Port(result == SP_OK ? found : nullptr);
}

// A second descriptor of the same open file, so that libserialport can go and the port stays open.
FileDescriptor own_descriptor(sp_port* port) {
    int number = -1;
    if (sp_get_port_handle(port, &number) != SP_OK)
        return {};
    return FileDescriptor(::fcntl(number, F_DUPFD_CLOEXEC, 0));
}

} // namespace

std::optional<std::string> serial_port_name(const std::string& path) {
    std::error_code none;
    sp_return result = SP_OK;
    for (const std::string& name : {path, std::filesystem::canonical(path, none).string()})
        if (known_port(name, result))
            return name;
    return std::nullopt;
}

IoResult<FileDescriptor> open_serial_port(const std::string& path, const SerialSettings& settings) {
    sp_return known = SP_OK;
    const Port port = known_port(path, known);
    if (!port)
        return port_refused("open", path, known);
    // sp_open sets the line before anything is locked, and would do so to another program's port.
    if (const auto holder = lock_holder(path))
        return in_use(path, *holder);
    if (const sp_return result = sp_open(port.get(), SP_MODE_READ_WRITE); result != SP_OK)
        return port_refused("open", path, result);
    if (const sp_return result = sp_set_baudrate(port.get(), settings.baud); result != SP_OK)
        return port_refused("set the speed of", path, result);
    FileDescriptor terminal = own_descriptor(port.get());
    if (!terminal.is_open())
        return io_refused(IoProblem::failed, "open", path, errno);
    if (auto claimed = claim_tty(terminal.number(), path); !claimed)
        return tl::unexpected(claimed.error());
    return set_up_tty(std::move(terminal), path, settings);
}

} // namespace makegood::drivers
