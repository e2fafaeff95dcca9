#include "tests/drivers/simulated_lines.hpp"

#include "tests/drivers/scanner/simulated_keyboard.hpp"
#include "tests/support/catch.hpp"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

bool asks_for_lines(unsigned long request) {
    return request == TIOCMGET || request == TIOCMSET || request == TIOCMBIS || request == TIOCMBIC;
}

int answer_for_lines(unsigned long request, int* lines) {
    using makegood::drivers::simulated_lines;
    switch (request) {
    case TIOCMGET:
        *lines = simulated_lines;
        break;
    case TIOCMSET:
        simulated_lines = *lines;
        break;
    case TIOCMBIS:
        simulated_lines |= *lines;
        break;
    default:
        simulated_lines &= ~*lines;
        break;
    }
    return 0;
}

bool is_pipe(int descriptor) {
    struct stat kind {};
    return ::fstat(descriptor, &kind) == 0 && S_ISFIFO(kind.st_mode);
}

int answer_for_keyboard(unsigned long request) {
    using namespace makegood::drivers;
    if (request == EVIOCGRAB && simulated_grab_is_held) {
        errno = EBUSY;
        return -1;
    }
    if (request == EVIOCGRAB)
        ++simulated_grabs;
    return 0;
}

} // namespace

// Takes the place of the C library's, for libserialport too (the executable exports it): the kernel is asked first, and
// only what it refuses for want of lines is answered here.
extern "C" __attribute__((visibility("default"))) int ioctl(int descriptor, unsigned long request, ...) noexcept {
    va_list arguments;
    va_start(arguments, request);
    void* const argument = va_arg(arguments, void*);
    va_end(arguments);
    if ((request == EVIOCGRAB || request == EVIOCGVERSION) && is_pipe(descriptor))
        return answer_for_keyboard(request);
    const auto result = static_cast<int>(::syscall(SYS_ioctl, descriptor, request, argument));
    if (result == 0 || !asks_for_lines(request) || (errno != ENOTTY && errno != EINVAL) || ::isatty(descriptor) == 0)
        return result;
    return answer_for_lines(request, static_cast<int*>(argument));
}

TEST_CASE("the tests' own modem lines are in place", "[port]") {
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(terminal >= 0);
    int lines = 0;
    CHECK(::ioctl(terminal, TIOCMGET, &lines) == 0);
    CHECK((lines & TIOCM_CTS) != 0);
    ::close(terminal);
}
