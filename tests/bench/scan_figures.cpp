#include "drivers/scanner/scanner_thread.hpp"
#include "drivers/simulated/simulated_scanner.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

// From the last byte of a label to its event in the queue, on a line without a speed of its own. Usage: scan_figures
// FOLDER.

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

constexpr int scans = 2'000;

// Woken by the queue, as the kiosk is.
std::optional<MonotonicTime> time_of_scan(EventQueue<DeviceEvent>& events, WakeSignal& came) {
    for (const auto limit = monotonic_now() + 5s; monotonic_now() < limit;) {
        while (const auto event = events.take())
            if (std::holds_alternative<DataEvent>(*event))
                return monotonic_now();
        came.wait_until(limit);
        came.clear();
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    auto scanner = SimulatedScanner::plug_in(folder / "scanner");
    if (!scanner)
        return 1;
    WakeSignal came;
    EventQueue<DeviceEvent> events(64, [&came] { came.raise(); });
    const ScannerThread thread({.device_id = "scanner", .port = {.path = scanner->path().string()}}, events);
    std::this_thread::sleep_for(200ms); // until it is open: what lies in the line before is dropped
    std::vector<double> found;
    for (int i = 0; i < scans; ++i) {
        const auto begun = monotonic_now();
        if (!scanner->scan(std::to_string(4'006'381'000'000 + i)))
            return 1;
        const auto read = time_of_scan(events, came);
        if (!read)
            return 1;
        found.push_back(std::chrono::duration<double, std::milli>(*read - begun).count());
        std::this_thread::sleep_for(1ms);
    }
    std::ranges::sort(found);
    std::printf("scan          bytes to event: %.3f ms p50, %.3f ms p99, %.3f ms at most\n", found[scans / 2],
                found[scans * 99 / 100], found.back());
    return 0;
}
