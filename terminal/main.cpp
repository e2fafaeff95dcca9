#include "terminal/command/command_line.hpp"

#include <csignal>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

// A memory dump would hold keys, and PINs on their way: none is written, and no other program of this user makes one.
void leave_no_dump() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

} // namespace

int main(int argc, char** argv) {
    leave_no_dump();
    umask(077);                    // what we write is for its owner only
    std::signal(SIGXFSZ, SIG_IGN); // a full disk is an error to be told, not an end
    std::signal(SIGPIPE, SIG_IGN); // likewise a reader that went away
    if (sodium_init() < 0)
        return 4;
    return makegood::run_command_line(argc, argv);
}
