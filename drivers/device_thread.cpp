#include "drivers/device_thread.hpp"

#include <algorithm>

namespace makegood::drivers {

namespace {

// Posts to an absent device wake its thread too; they do not make it try sooner.
void pause(WakeSignal& wake, MonotonicTime until, const std::stop_token& stop) {
    while (!stop.stop_requested() && wake.wait_until(until))
        wake.clear();
}

} // namespace

DeviceThread::DeviceThread(DeviceWork work)
    : work_(std::move(work)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void DeviceThread::stop() {
    thread_.request_stop();
    wake_.raise();
    if (thread_.joinable())
        thread_.join();
}

void DeviceThread::run(const std::stop_token& stop) {
    auto retry = work_.first_retry;
    while (!stop.stop_requested()) {
        auto stream = work_.open(wake_, stop);
        if (stream)
            retry = work_.first_retry;
        const IoError error = stream ? work_.serve(**stream, wake_, stop) : stream.error();
        stream = nullptr; // closed before anyone hears that it is gone
        if (stop.stop_requested())
            return;
        work_.absent(error, stop);
        pause(wake_, std::chrono::steady_clock::now() + retry, stop);
        retry = std::min(retry * 2, work_.last_retry);
    }
}

} // namespace makegood::drivers
