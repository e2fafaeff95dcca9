#include "drivers/tcp_port.hpp"

#include "drivers/file_descriptor.hpp"
#include "drivers/poll_until.hpp"
#include "drivers/wait_for_bytes.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view tcp_scheme = "tcp://";
constexpr auto longest_connect = 3s;
constexpr auto window_look = 1s;
// Together less than 15 s: a connection whose other end is gone without a word.
constexpr int probe_after_s = 5, probe_every_s = 3, probes = 3, unacknowledged_ms = 14'000;

std::string in_words(const TcpAddress& address) {
    return address.host + " port " + std::to_string(address.port);
}

bool is_gone(int error) {
    return error == ECONNRESET || error == EPIPE || error == ETIMEDOUT || error == EHOSTUNREACH ||
           error == ENETUNREACH || error == ECONNABORTED;
}

class TcpStream final : public ByteStream {
  public:
    TcpStream(FileDescriptor socket, std::string name) : socket_(std::move(socket)), name_(std::move(name)) {}

    IoResult<Ready> wait(Want want, MonotonicTime deadline, const WakeSignal& wake) override {
        for (;;) {
            const bool is_under_way = heed_closed_window();
            const auto until = is_under_way ? std::min(deadline, monotonic_now() + window_look) : deadline;
            auto ready = wait_for_bytes(socket_.number(), name_, ECONNRESET, want, until, wake);
            if (!ready || ready->input || ready->room || ready->woken || until == deadline)
                return ready;
        }
    }

    IoResult<std::size_t> read_some(std::span<std::uint8_t> into) override {
        const auto count = ::recv(socket_.number(), into.data(), into.size(), 0);
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (count == 0)
            return io_refused(IoProblem::hung_up, "read", name_, ECONNRESET);
        return taken_none("read");
    }

    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes) override {
        const auto count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0)
            return static_cast<std::size_t>(count);
        return taken_none("write");
    }

    IoResult<std::size_t> pending_output() override {
        int count = 0;
        if (::ioctl(socket_.number(), SIOCOUTQ, &count) != 0)
            return io_refused(IoProblem::failed, "ask", name_, errno);
        return static_cast<std::size_t>(count);
    }

    IoResult<ModemLines> modem_lines() override {
        return io_refused(IoProblem::failed, "modem lines of", name_, ENOTTY);
    }

    bool paces_itself() const override { return true; }

  private:
    // A printer that takes nothing, because its paper ran out, say, answers TCP all the same: its window is closed, and
    // it is not gone however long that lasts. The system would count that as unacknowledged too (tcp(7)). False while
    // nothing is on its way.
    bool heed_closed_window() {
        const auto pending = pending_output();
        if (!pending || *pending == 0)
            return false;
        tcp_info info{};
        socklen_t size = sizeof info;
        if (::getsockopt(socket_.number(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
            return false;
        const int patience = info.tcpi_unacked == 0 ? 0 : unacknowledged_ms;
        static_cast<void>(::setsockopt(socket_.number(), IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience));
        return true;
    }

    // What errno says of a call that moved no byte.
    IoResult<std::size_t> taken_none(const char* operation) const {
        if (errno == EAGAIN || errno == EINTR)
            return std::size_t{0};
        return io_refused(is_gone(errno) ? IoProblem::hung_up : IoProblem::failed, operation, name_, errno);
    }

    FileDescriptor socket_;
    std::string name_;
};

struct SocketAddress {
    sockaddr_storage bytes{};
    socklen_t length = 0;
};

std::optional<SocketAddress> in_numbers(const TcpAddress& address) {
    SocketAddress result;
    if (sockaddr_in v4{}; ::inet_pton(AF_INET, address.host.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(address.port);
        result.length = sizeof v4;
        *reinterpret_cast<sockaddr_in*>(&result.bytes) = v4;
        return result;
    }
    if (sockaddr_in6 v6{}; ::inet_pton(AF_INET6, address.host.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(address.port);
        result.length = sizeof v6;
        *reinterpret_cast<sockaddr_in6*>(&result.bytes) = v6;
        return result;
    }
    return std::nullopt;
}

tl::unexpected<IoError> not_connected(const std::string& name, int error) {
    if (error == ECONNREFUSED)
        return tl::unexpected(IoError{IoProblem::held_by_other, "connect to", name,
                                      "it refused: it may be busy with another till, or starting", error});
    return io_refused(is_gone(error) ? IoProblem::absent : IoProblem::failed, "connect to", name, error);
}

IoResult<void> finish_connecting(int socket, const std::string& name, WakeSignal& wake, const std::stop_token& stop) {
    const auto deadline = monotonic_now() + longest_connect;
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> wanted{pollfd{socket, POLLOUT, 0}, pollfd{wake.descriptor(), POLLIN, 0}};
        if (const int error = poll_until(wanted, deadline); error != 0)
            return io_refused(IoProblem::failed, "wait for", name, error);
        wake.clear();
        if (wanted[0].revents != 0) {
            int error = 0;
            socklen_t length = sizeof error;
            ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length);
            return error == 0 ? IoResult<void>() : not_connected(name, error);
        }
        if (monotonic_now() >= deadline)
            return not_connected(name, ETIMEDOUT);
    }
    return not_connected(name, ECONNABORTED);
}

// Best effort: where the system refuses one of them, the printer's answers tell the same more slowly.
void notice_a_lost_end(int socket) {
    const auto set = [socket](int level, int name, int value) {
        static_cast<void>(::setsockopt(socket, level, name, &value, sizeof value));
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, probe_after_s);
    set(IPPROTO_TCP, TCP_KEEPINTVL, probe_every_s);
    set(IPPROTO_TCP, TCP_KEEPCNT, probes);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, unacknowledged_ms);
    set(IPPROTO_TCP, TCP_NODELAY, 1);
}

} // namespace

bool is_network_path(std::string_view path) {
    return path.starts_with(tcp_scheme);
}

std::optional<TcpAddress> tcp_address(std::string_view path) {
    if (!is_network_path(path))
        return std::nullopt;
    path.remove_prefix(tcp_scheme.size());
    const bool is_v6 = path.starts_with('[');
    const auto end_of_host = is_v6 ? path.find(']') : path.find(':');
    TcpAddress address{std::string(path.substr(is_v6 ? 1 : 0, end_of_host - (is_v6 ? 1 : 0)))};
    auto rest = end_of_host == path.npos ? std::string_view() : path.substr(end_of_host + (is_v6 ? 1 : 0));
    if (is_v6 && end_of_host == path.npos)
        return std::nullopt;
    if (!rest.empty()) {
        if (!rest.starts_with(':'))
            return std::nullopt;
        rest.remove_prefix(1);
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), address.port);
        if (error != std::errc() || end != rest.data() + rest.size() || address.port == 0)
            return std::nullopt;
    }
    const bool has_colon = address.host.find(':') != address.host.npos;
    return in_numbers(address) && is_v6 == has_colon ? std::optional(address) : std::nullopt;
}

IoResult<FileDescriptor> connect_tcp(const TcpAddress& address, WakeSignal& wake, const std::stop_token& stop) {
    const auto name = in_words(address);
    const auto where = in_numbers(address);
    if (!where)
        return io_refused(IoProblem::failed, "connect to", name, EINVAL);
    FileDescriptor socket(::socket(where->bytes.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.is_open())
        return io_refused(IoProblem::failed, "make a socket for", name, errno);
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&where->bytes), where->length) != 0) {
        if (errno != EINPROGRESS)
            return not_connected(name, errno);
        if (auto connected = finish_connecting(socket.number(), name, wake, stop); !connected)
            return tl::unexpected(connected.error());
    }
    return socket;
}

IoResult<FileDescriptor> listen_tcp(const TcpAddress& address) {
    const auto name = in_words(address);
    const auto where = in_numbers(address);
    if (!where)
        return io_refused(IoProblem::failed, "listen on", name, EINVAL);
    FileDescriptor socket(::socket(where->bytes.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int yes = 1;
    if (!socket.is_open() || ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&where->bytes), where->length) != 0 ||
        ::listen(socket.number(), 4) != 0) {
        const bool taken = errno == EADDRINUSE;
        const bool absent = errno == EADDRNOTAVAIL;
        return io_refused(taken    ? IoProblem::held_by_other
                          : absent ? IoProblem::absent
                                   : IoProblem::failed,
                          "listen on", name, errno);
    }
    return socket;
}

IoResult<std::unique_ptr<ByteStream>> open_tcp(const TcpAddress& address, WakeSignal& wake,
                                               const std::stop_token& stop) {
    auto socket = connect_tcp(address, wake, stop);
    if (!socket)
        return tl::unexpected(std::move(socket.error()));
    notice_a_lost_end(socket->number());
    return std::make_unique<TcpStream>(std::move(*socket), in_words(address));
}

} // namespace makegood::drivers
