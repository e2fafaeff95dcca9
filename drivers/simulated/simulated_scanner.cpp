#include "drivers/simulated/simulated_scanner.hpp"

#include <cerrno>
#include <string>

namespace makegood::drivers {

IoResult<SimulatedScanner> SimulatedScanner::plug_in(std::filesystem::path link) {
    auto terminal = PseudoTerminal::create(link);
    if (!terminal)
        return tl::unexpected(terminal.error());
    return SimulatedScanner(std::move(link), std::move(*terminal));
}

IoResult<void> SimulatedScanner::scan(std::string_view label) {
    return send(std::string(label) + '\r');
}

IoResult<void> SimulatedScanner::send(std::string_view bytes) {
    if (!terminal_)
        return io_refused(IoProblem::absent, "scan with", link_.string(), ENXIO);
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto count = terminal_->write_some({first, bytes.size()});
    if (!count)
        return tl::unexpected(count.error());
    if (*count < bytes.size())
        return tl::unexpected(IoError{IoProblem::failed, "scan with", link_.string(), "nobody takes the labels"});
    return {};
}

std::string SimulatedScanner::heard() {
    std::string bytes(64, '\0');
    const auto count = terminal_ ? terminal_->read_some({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()})
                                 : IoResult<std::size_t>(0);
    bytes.resize(count.value_or(0));
    return bytes;
}

IoResult<void> SimulatedScanner::plug_in_again() {
    auto terminal = PseudoTerminal::create(link_);
    if (!terminal)
        return tl::unexpected(terminal.error());
    terminal_.emplace(std::move(*terminal));
    return {};
}

} // namespace makegood::drivers
