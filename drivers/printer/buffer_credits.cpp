#include "drivers/printer/buffer_credits.hpp"

#include "drivers/file_port.hpp"
#include "drivers/tcp_port.hpp"

namespace makegood::drivers {

namespace {

constexpr unsigned smallest_usual_buffer = 4096;
constexpr unsigned shortest_band = 256;
// An XOFF is said once and may be lost, and a smaller buffer is full before anybody notices.
constexpr unsigned smallest_by_xoff = 128;

bool has_no_handshake(const PortSettings& port) {
    return port.line.flow_control == FlowControl::none && !is_network_path(port.path) && !file_path(port.path);
}

} // namespace

std::optional<std::size_t> buffer_to_spare(const PrinterSettings& settings) {
    const bool small_by_xoff = settings.port.line.flow_control == FlowControl::xon_xoff && settings.buffer_bytes &&
                               *settings.buffer_bytes < smallest_by_xoff;
    if (settings.status == StatusDialect::none || !(has_no_handshake(settings.port) || small_by_xoff))
        return std::nullopt;
    return settings.buffer_bytes.value_or(smallest_usual_buffer);
}

Profile at_port(const Profile& profile, const PortSettings& port) {
    Profile there = on_line(profile, line_of(port));
    if (!has_no_handshake(port))
        return there;
    const auto buffer = profile.buffer_bytes.value_or(smallest_usual_buffer);
    const auto two_fit = static_cast<unsigned>(BufferCredits::capacity_of(buffer) / 2);
    there.longest_band_bytes = std::min(there.longest_band_bytes, std::max(two_fit, shortest_band));
    return there;
}

} // namespace makegood::drivers
