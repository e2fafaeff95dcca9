#include "terminal/command/command_line.hpp"

#include <csignal>
#include <sodium.h>
#include <sys/stat.h>

int main(int argc, char** argv) {
    umask(077);                    // what we write is for its owner only
    std::signal(SIGXFSZ, SIG_IGN); // a full disk is an error to be told, not an end
    std::signal(SIGPIPE, SIG_IGN); // likewise a reader that went away
    if (sodium_init() < 0)
        return 4;
    return makegood::run_command_line(argc, argv);
}
