#include "drivers/poll_until.hpp"
#include "drivers/simulated/pseudo_terminal.hpp"
#include "drivers/tap/tap.hpp"
#include "drivers/tap/tap_keeper.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <vector>

// How much later a byte comes because of the tap, against a line without one in the same run, and what an idle tap
// costs. Usage: tap_figures FOLDER.

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

constexpr int timed_bytes = 20'000;
constexpr auto idle_time = 10s;

double milliseconds_of(std::chrono::steady_clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

double processor_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

PseudoTerminal made(const std::filesystem::path& link) {
    auto terminal = PseudoTerminal::create(link);
    if (!terminal)
        std::exit(1);
    return std::move(*terminal);
}

// From the write of one byte to its coming out, the next a little later, as on a line of 115,200 baud.
std::vector<double> delays(int into, int out_of) {
    std::vector<double> found;
    for (int i = 0; i < timed_bytes; ++i) {
        const auto byte = static_cast<std::uint8_t>(i);
        const auto begun = monotonic_now();
        if (::write(into, &byte, 1) != 1)
            std::exit(1);
        pollfd one{out_of, POLLIN, 0};
        poll_until({&one, 1}, begun + 5s);
        std::uint8_t got = 0;
        if (::read(out_of, &got, 1) != 1 || got != byte)
            std::exit(1);
        found.push_back(milliseconds_of(monotonic_now() - begun));
        std::this_thread::sleep_for(87us);
    }
    std::ranges::sort(found);
    return found;
}

double share(const std::vector<double>& sorted, double part) {
    return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * part)];
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    std::vector<double> direct;
    {
        const auto line = made(folder / "direct");
        auto port = open_terminal({.path = (folder / "direct").string()});
        if (!port)
            return 1;
        direct = delays(line.descriptor(), port->number());
    }
    const auto till = made(folder / "till"), printer = made(folder / "printer");
    TapCounts counts;
    CaptureQueue queue;
    EventQueue<TapNews> news(64, [&queue] { queue.wake().raise(); });
    CaptureKeys keys([] { return std::int64_t{0}; });
    const TapKeeper keeper(CaptureFolder(folder / "captures", "bench", {}), keys, counts, queue, news,
                           [](const TapState&) {});
    Tap tap({.till = {.path = (folder / "till").string()}, .printer = {.path = (folder / "printer").string()}}, queue,
            news, counts);
    WakeSignal wake;
    const std::jthread thread([&](const std::stop_token& stop) { tap.run(wake, stop); });
    while (!counts.till_there || !counts.printer_there)
        std::this_thread::sleep_for(1ms);

    const auto tapped = delays(till.descriptor(), printer.descriptor());
    const auto back = delays(printer.descriptor(), till.descriptor());
    std::printf(
        "tap           a byte without a tap: %.3f ms p50, %.3f ms p99; to the printer: %.3f ms p50, %.3f ms p99; "
        "to the till: %.3f ms p50, %.3f ms p99\n",
        share(direct, 0.5), share(direct, 0.99), share(tapped, 0.5), share(tapped, 0.99), share(back, 0.5),
        share(back, 0.99));
    std::this_thread::sleep_for(4s); // the silence after which a paper is over
    const auto turns = counts.turns.load();
    const auto used = processor_seconds();
    std::this_thread::sleep_for(idle_time);
    std::printf("tap           idle for %lld s: %.4f s of processor time, %llu times awake\n",
                static_cast<long long>(std::chrono::seconds(idle_time).count()), processor_seconds() - used,
                static_cast<unsigned long long>(counts.turns - turns));
    return 0;
}
