#pragma once

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <poll.h>
#include <span>

namespace makegood::drivers {

// poll(2) until a point of the monotonic clock, so that a step of the wall clock changes no deadline and an
// interrupting signal shortens no wait. 0, or the errno of a poll that failed.
inline int poll_until(std::span<pollfd> wanted, std::chrono::steady_clock::time_point deadline) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::max(deadline - std::chrono::steady_clock::now(), std::chrono::steady_clock::duration::zero()));
        const timespec wait{static_cast<time_t>(left.count() / 1'000'000'000),
                            static_cast<long>(left.count() % 1'000'000'000)};
        for (pollfd& one : wanted)
            one.revents = 0;
        if (::ppoll(wanted.data(), static_cast<nfds_t>(wanted.size()), &wait, nullptr) >= 0)
            return 0;
        if (errno != EINTR)
            return errno;
    }
}

} // namespace makegood::drivers
