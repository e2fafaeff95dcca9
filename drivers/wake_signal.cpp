#include "drivers/wake_signal.hpp"

#include "drivers/poll_until.hpp"

#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>

namespace makegood::drivers {

WakeSignal::WakeSignal() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!event_.is_open())
        throw std::system_error(errno, std::system_category(), "eventfd for a device thread");
}

void WakeSignal::raise() noexcept {
    const std::uint64_t one = 1;
    // Can only fail when the counter is at its top, and then the signal is raised anyway.
    [[maybe_unused]] const auto written = ::write(event_.number(), &one, sizeof one);
}

void WakeSignal::clear() noexcept {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = ::read(event_.number(), &count, sizeof count);
}

bool WakeSignal::wait_until(MonotonicTime deadline) const {
    pollfd wanted{event_.number(), POLLIN, 0};
    poll_until({&wanted, 1}, deadline);
    return (wanted.revents & POLLIN) != 0;
}

} // namespace makegood::drivers
