#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/file_descriptor.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace makegood::drivers {

// A printer in the network, which takes the same bytes on a TCP port as on a serial line.
struct TcpAddress {
    std::string host; // IPv4 or IPv6 in numbers: a name would have to be looked up, which can take long
    std::uint16_t port = 9100;

    friend bool operator==(const TcpAddress&, const TcpAddress&) = default;
};

// "tcp://192.0.2.7", "tcp://192.0.2.7:9101", "tcp://[2001:db8::7]:9100".
std::optional<TcpAddress> tcp_address(std::string_view path);
bool is_network_path(std::string_view path);

// Waits for the connection at most 3 s, and no longer than until a stop is asked for. Refused: held_by_other (it
// refused: another till has it, or it starts), absent, failed.
IoResult<FileDescriptor> connect_tcp(const TcpAddress& address, WakeSignal& wake, const std::stop_token& stop);
// An address of this machine. Refused: held_by_other, absent (it is none of ours), failed.
IoResult<FileDescriptor> listen_tcp(const TcpAddress& address);
// Connected likewise; an other end that is gone without a word counts as hung up within 15 s, one that answers and
// takes nothing never does.
IoResult<std::unique_ptr<ByteStream>> open_tcp(const TcpAddress& address, WakeSignal& wake,
                                               const std::stop_token& stop);

} // namespace makegood::drivers
