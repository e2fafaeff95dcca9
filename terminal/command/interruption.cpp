#include "terminal/command/interruption.hpp"

#include <csignal>
#include <pthread.h>

namespace makegood {

namespace {

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

Interruption::Interruption() {
    const auto signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    thread_ = std::jthread([this, signals](std::stop_token ending) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (!ending.stop_requested())
            asked_.request_stop();
    });
}

Interruption::~Interruption() {
    thread_.request_stop();
    pthread_kill(thread_.native_handle(), SIGTERM); // the thread may have ended; it is joined only after this
}

} // namespace makegood
