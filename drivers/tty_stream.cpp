#include "drivers/tty_stream.hpp"

#include "drivers/wait_for_bytes.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>

namespace makegood::drivers {

namespace {

class TtyStream final : public ByteStream {
  public:
    TtyStream(FileDescriptor terminal, std::string path, bool paces_itself)
        : terminal_(std::move(terminal)), path_(std::move(path)), paces_itself_(paces_itself) {}

    ~TtyStream() override { let_go_of_tty(terminal_); }
    TtyStream(const TtyStream&) = delete;
    TtyStream& operator=(const TtyStream&) = delete;

    IoResult<Ready> wait(Want want, MonotonicTime deadline, const WakeSignal& wake) override {
        return wait_for_bytes(terminal_.number(), path_, EIO, want, deadline, wake);
    }

    IoResult<std::size_t> read_some(std::span<std::uint8_t> into) override {
        const auto count = ::read(terminal_.number(), into.data(), into.size());
        if (count > 0)
            return static_cast<std::size_t>(count);
        // VMIN is 1, so a terminal that is alive says EAGAIN: 0 bytes come only from one that hung up.
        if (count == 0 || errno == EIO)
            return hung_up("read");
        if (errno == EAGAIN || errno == EINTR)
            return std::size_t{0};
        return io_refused(IoProblem::failed, "read", path_, errno);
    }

    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes) override {
        const auto count = ::write(terminal_.number(), bytes.data(), bytes.size());
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno == EAGAIN || errno == EINTR)
            return std::size_t{0};
        if (errno == EIO || errno == ENXIO || errno == ENODEV)
            return hung_up("write");
        return io_refused(IoProblem::failed, "write", path_, errno);
    }

    IoResult<std::size_t> pending_output() override {
        int count = 0;
        if (::ioctl(terminal_.number(), TIOCOUTQ, &count) != 0)
            return errno == EIO ? hung_up("ask") : io_refused(IoProblem::failed, "ask", path_, errno);
        return static_cast<std::size_t>(count);
    }

    IoResult<ModemLines> modem_lines() override {
        int lines = 0;
        if (::ioctl(terminal_.number(), TIOCMGET, &lines) != 0)
            return io_refused(IoProblem::failed, "modem lines of", path_, errno);
        return ModemLines{(lines & TIOCM_CTS) != 0, (lines & TIOCM_DSR) != 0, (lines & TIOCM_CD) != 0,
                          (lines & TIOCM_RI) != 0};
    }

    bool paces_itself() const override { return paces_itself_; }

  private:
    tl::unexpected<IoError> hung_up(const char* operation) const {
        return io_refused(IoProblem::hung_up, operation, path_, EIO);
    }

    FileDescriptor terminal_;
    std::string path_;
    bool paces_itself_;
};

termios line_wanted(termios line, const SerialSettings& settings) {
    ::cfmakeraw(&line);
    line.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | IXANY | INPCK | IGNPAR);
    line.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS | HUPCL);
    line.c_cflag |= CLOCAL | CREAD | (settings.data_bits == 7 ? CS7 : CS8);
    if (settings.stop_bits == 2)
        line.c_cflag |= CSTOPB;
    if (settings.parity != Parity::none) {
        line.c_cflag |= settings.parity == Parity::odd ? PARENB | PARODD : PARENB;
        line.c_iflag |= INPCK; // a character with wrong parity arrives as NUL, which no label or status holds
    }
    if (settings.flow_control == FlowControl::rts_cts)
        line.c_cflag |= CRTSCTS;
    // Never IXANY: a status byte of the printer would restart what its XOFF stopped.
    if (settings.flow_control == FlowControl::xon_xoff)
        line.c_iflag |= IXON | IXOFF;
    line.c_cc[VSTART] = 0x11;
    line.c_cc[VSTOP] = 0x13;
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    return line;
}

struct LineFlag {
    const char* name;
    tcflag_t termios::*field;
    tcflag_t mask;
};

constexpr std::array line_flags{
    LineFlag{"RTS/CTS flow control", &termios::c_cflag, CRTSCTS},
    LineFlag{"data bits", &termios::c_cflag, CSIZE},
    LineFlag{"parity", &termios::c_cflag, PARENB | PARODD},
    LineFlag{"stop bits", &termios::c_cflag, CSTOPB},
    LineFlag{"no hang-up on closing", &termios::c_cflag, HUPCL},
    LineFlag{"local line", &termios::c_cflag, CLOCAL | CREAD},
    LineFlag{"XON/XOFF flow control", &termios::c_iflag, IXON | IXOFF},
    LineFlag{"no restart by any character", &termios::c_iflag, IXANY},
    LineFlag{"raw input", &termios::c_iflag, ISTRIP | INLCR | IGNCR | ICRNL | BRKINT | PARMRK},
    LineFlag{"raw output", &termios::c_oflag, OPOST},
    LineFlag{"raw line", &termios::c_lflag, ICANON | ECHO | ISIG | IEXTEN},
};

// tcsetattr succeeds when it could do any part of what it was asked, so the line is read back.
IoResult<void> set_line(int terminal, const std::string& path, const SerialSettings& settings) {
    termios now{};
    if (::tcgetattr(terminal, &now) != 0)
        return io_refused(IoProblem::failed, "read the settings of", path, errno);
    const termios wanted = line_wanted(now, settings);
    if (::tcsetattr(terminal, TCSANOW, &wanted) != 0 || ::tcgetattr(terminal, &now) != 0)
        return io_refused(IoProblem::failed, "set", path, errno);
    for (const LineFlag& flag : line_flags)
        if ((now.*flag.field & flag.mask) != (wanted.*flag.field & flag.mask))
            return tl::unexpected(
                IoError{IoProblem::setting_not_kept, "set", path, std::string("the port did not keep: ") + flag.name});
    return {};
}

} // namespace

// flock as well as TIOCEXCL: the kernel lets root pass TIOCEXCL.
IoResult<void> claim_tty(int terminal, const std::string& path) {
    if (::flock(terminal, LOCK_EX | LOCK_NB) == 0 && ::ioctl(terminal, TIOCEXCL) == 0)
        return {};
    if (errno != EWOULDBLOCK)
        return io_refused(IoProblem::failed, "claim", path, errno);
    return tl::unexpected(IoError{IoProblem::held_by_other, "claim", path,
                                  "in use by " + lock_holder(path).value_or("another program"), EWOULDBLOCK});
}

IoResult<FileDescriptor> set_up_tty(FileDescriptor terminal, const std::string& path, const SerialSettings& settings) {
    if (auto set = set_line(terminal.number(), path, settings); !set)
        return tl::unexpected(set.error());
    ::tcflush(terminal.number(), TCIOFLUSH);
    return terminal;
}

std::unique_ptr<ByteStream> tty_stream(FileDescriptor terminal, const std::string& path,
                                       const SerialSettings& settings) {
    return std::make_unique<TtyStream>(std::move(terminal), path, settings.flow_control == FlowControl::rts_cts);
}

void let_go_of_tty(const FileDescriptor& terminal) {
    ::tcflush(terminal.number(), TCOFLUSH);
    ::ioctl(terminal.number(), TIOCNXCL);
}

// A line of /proc/locks: "3: FLOCK  ADVISORY  WRITE 4711 00:18:5 0 EOF", device as hex major:minor, then the inode.
std::optional<std::string> lock_holder(const std::string& path) {
    struct stat device {};
    if (::stat(path.c_str(), &device) != 0)
        return std::nullopt;
    std::array<char, 64> wanted{};
    std::snprintf(wanted.data(), wanted.size(), "%02x:%02x:%llu", major(device.st_dev), minor(device.st_dev),
                  static_cast<unsigned long long>(device.st_ino));
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, kind, advisory, access, process, where;
        words >> number >> kind >> advisory >> access >> process >> where;
        if (where != wanted.data())
            continue;
        std::string name;
        std::getline(std::ifstream("/proc/" + process + "/comm") >> std::ws, name);
        return name.empty() ? "process " + process : name + " (process " + process + ")";
    }
    return std::nullopt;
}

} // namespace makegood::drivers
