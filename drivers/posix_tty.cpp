#include "drivers/posix_tty.hpp"

#include "drivers/tty_stream.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <termios.h>

namespace makegood::drivers {

namespace {

struct Speed {
    int baud;
    speed_t constant;
};

constexpr std::array speeds{Speed{1200, B1200},     Speed{2400, B2400},     Speed{4800, B4800},
                            Speed{9600, B9600},     Speed{19200, B19200},   Speed{38400, B38400},
                            Speed{57600, B57600},   Speed{115200, B115200}, Speed{230400, B230400},
                            Speed{460800, B460800}, Speed{921600, B921600}};

IoResult<void> set_speed(int terminal, const std::string& path, int baud) {
    for (const auto& [standard, constant] : speeds) {
        if (standard != baud)
            continue;
        termios line{};
        if (::tcgetattr(terminal, &line) != 0 || ::cfsetspeed(&line, constant) != 0 ||
            ::tcsetattr(terminal, TCSANOW, &line) != 0 || ::tcgetattr(terminal, &line) != 0)
            return io_refused(IoProblem::failed, "set the speed of", path, errno);
        if (::cfgetospeed(&line) == constant)
            return {};
        break;
    }
    return tl::unexpected(IoError{IoProblem::setting_not_kept, "set the speed of", path,
                                  std::to_string(baud) + " baud is not possible on this port"});
}

} // namespace

IoResult<FileDescriptor> open_posix_tty(const std::string& path, const SerialSettings& settings) {
    FileDescriptor terminal(::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!terminal.is_open()) {
        if (errno == EBUSY)
            return tl::unexpected(IoError{IoProblem::held_by_other, "open", path,
                                          "in use by " + lock_holder(path).value_or("another program"), EBUSY});
        const bool absent = errno == ENOENT || errno == ENXIO || errno == ENODEV || errno == EIO;
        return io_refused(absent ? IoProblem::absent : IoProblem::failed, "open", path, errno);
    }
    if (::isatty(terminal.number()) == 0)
        return io_refused(IoProblem::failed, "open", path, ENOTTY);
    if (auto claimed = claim_tty(terminal.number(), path); !claimed)
        return tl::unexpected(claimed.error());
    if (auto set = set_speed(terminal.number(), path, settings.baud); !set)
        return tl::unexpected(set.error());
    return set_up_tty(std::move(terminal), path, settings);
}

} // namespace makegood::drivers
