#include "terminal/world/clocks.hpp"

#include <chrono>
#include <ctime>
#include <fstream>

namespace makegood {

namespace {

std::int64_t read_ms(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

SystemClock::SystemClock() {
    std::ifstream("/proc/sys/kernel/random/boot_id") >> boot_;
    // Without the kernel's word each start counts as a boot of its own, which can only make a lock last longer.
    if (boot_.empty())
        boot_ = "start-" + std::to_string(wall_ms());
}

CivilTime SystemClock::now() const {
    const std::time_t seconds = std::time(nullptr);
    std::tm local{};
    localtime_r(&seconds, &local);
    return {std::int64_t{seconds} + local.tm_gmtoff};
}

std::int64_t SystemClock::wall_ms() const {
    return read_ms(CLOCK_REALTIME);
}

MonotonicTime SystemClock::monotonic() const {
    return {boot_, read_ms(CLOCK_BOOTTIME)};
}

} // namespace makegood
