#include "drivers/tap/tap_end.hpp"

#include "drivers/tty_stream.hpp"

#include <cerrno>
#include <linux/serial.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace makegood::drivers {

namespace {

// Small, so that a printer that takes no more stops its till soon, as on a cable; with less than a packet of the
// machine's own network (64 KB) each waits for a timer of the system.
constexpr int socket_buffer_bytes = 64 * 1024;
constexpr int probe_after_s = 5, probe_every_s = 3, probes = 3;

// No TCP_USER_TIMEOUT: it would end the connection to a printer that waits for paper.
void set_up_connection(int socket) {
    const auto set = [socket](int level, int name, int value) {
        static_cast<void>(::setsockopt(socket, level, name, &value, sizeof value));
    };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_SNDBUF, socket_buffer_bytes);
    set(SOL_SOCKET, SO_RCVBUF, socket_buffer_bytes);
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, probe_after_s);
    set(IPPROTO_TCP, TCP_KEEPINTVL, probe_every_s);
    set(IPPROTO_TCP, TCP_KEEPCNT, probes);
}

// A USB adapter may else gather what comes for 16 ms; best effort.
void make_prompt(int terminal) {
    serial_struct known{};
    if (::ioctl(terminal, TIOCGSERIAL, &known) != 0)
        return;
    known.flags |= ASYNC_LOW_LATENCY;
    ::ioctl(terminal, TIOCSSERIAL, &known);
}

bool no_longer_there(int error) {
    return error == EIO || error == ENXIO || error == ENODEV || error == ECONNRESET || error == EPIPE ||
           error == ETIMEDOUT || error == EHOSTUNREACH || error == ENETUNREACH || error == ECONNABORTED;
}

} // namespace

TapEnd::TapEnd(FileDescriptor descriptor, std::string name, EndKind kind, SerialSettings line)
    : descriptor_(std::move(descriptor)), name_(std::move(name)), kind_(kind), line_(line) {
    if (is_terminal())
        make_prompt(descriptor_.number());
    else
        set_up_connection(descriptor_.number());
}

TapEnd::~TapEnd() {
    if (descriptor_.is_open() && is_terminal())
        let_go_of_tty(descriptor_);
}

IoResult<TapEnd::Taken> TapEnd::read_some(std::span<std::uint8_t> into) {
    const auto count = ::read(descriptor(), into.data(), into.size());
    if (count > 0)
        return Taken{static_cast<std::size_t>(count)};
    if (count == 0 && !is_terminal())
        return Taken{0, true};
    if (count == 0) // VMIN is 1: only a terminal that hung up says so
        return io_refused(IoProblem::hung_up, "read", name_, EIO);
    if (errno == EAGAIN || errno == EINTR)
        return Taken{};
    return none_moved("read");
}

IoResult<std::size_t> TapEnd::write_some(std::span<const std::uint8_t> bytes) {
    const auto count = is_terminal() ? ::write(descriptor(), bytes.data(), bytes.size())
                                     : ::send(descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0)
        return static_cast<std::size_t>(count);
    if (errno == EAGAIN || errno == EINTR)
        return std::size_t{0};
    return none_moved("write");
}

tl::unexpected<IoError> TapEnd::none_moved(const char* operation) const {
    return io_refused(no_longer_there(errno) ? IoProblem::hung_up : IoProblem::failed, operation, name_, errno);
}

std::size_t TapEnd::pending_output() const {
    int count = 0;
    return ::ioctl(descriptor(), TIOCOUTQ, &count) == 0 && count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::optional<ModemLines> TapEnd::lines_in() const {
    int lines = 0;
    if (!is_terminal() || ::ioctl(descriptor(), TIOCMGET, &lines) != 0)
        return std::nullopt;
    return ModemLines{(lines & TIOCM_CTS) != 0, (lines & TIOCM_DSR) != 0, (lines & TIOCM_CD) != 0,
                      (lines & TIOCM_RI) != 0};
}

void TapEnd::show(LinesOut lines) {
    if (!is_terminal() || shown_ == lines)
        return;
    const bool own_rts = line_.flow_control != FlowControl::rts_cts;
    const int up = (lines.ready ? TIOCM_DTR : 0) | (lines.send && own_rts ? TIOCM_RTS : 0);
    const int down = (lines.ready ? 0 : TIOCM_DTR) | (!lines.send && own_rts ? TIOCM_RTS : 0);
    if (up != 0)
        ::ioctl(descriptor(), TIOCMBIS, &up);
    if (down != 0)
        ::ioctl(descriptor(), TIOCMBIC, &down);
    shown_ = lines;
}

void TapEnd::finish_writing() {
    if (!is_terminal())
        ::shutdown(descriptor(), SHUT_WR);
}

void TapEnd::break_off() {
    const linger at_once{1, 0};
    if (!is_terminal())
        ::setsockopt(descriptor(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

} // namespace makegood::drivers
