#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/poll_until.hpp"

#include <array>
#include <cerrno>
#include <string>

namespace makegood::drivers {

// ByteStream::wait for what poll(2) knows: a terminal, a socket. `gone` is the errno of one that hung up.
inline IoResult<Ready> wait_for_bytes(int descriptor, const std::string& name, int gone, Want want,
                                      MonotonicTime deadline, const WakeSignal& wake) {
    const short events = want == Want::input ? POLLIN : POLLIN | POLLOUT;
    std::array<pollfd, 2> wanted{pollfd{descriptor, events, 0}, pollfd{wake.descriptor(), POLLIN, 0}};
    if (const int error = poll_until(wanted, deadline); error != 0)
        return io_refused(IoProblem::failed, "wait for", name, error);
    const short seen = wanted[0].revents;
    const bool hung_up = (seen & (POLLHUP | POLLERR | POLLNVAL)) != 0;
    if (hung_up && (seen & POLLIN) == 0)
        return io_refused(IoProblem::hung_up, "wait for", name, gone);
    return Ready{(seen & POLLIN) != 0, !hung_up && (seen & POLLOUT) != 0, wanted[1].revents != 0};
}

} // namespace makegood::drivers
