#include "tests/drivers/tap/tap_fixture.hpp"

#include <csignal>
#include <sys/resource.h>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t hundred_megabytes = 100'000'000;

// As many threads as it takes that the tap has to fight for its time.
struct BusyMachine {
    std::vector<std::jthread> threads;

    BusyMachine() {
        for (unsigned i = 0; i < 2 * std::thread::hardware_concurrency(); ++i)
            threads.emplace_back([](const std::stop_token& stop) {
                for (std::mt19937 numbers; !stop.stop_requested();)
                    numbers.discard(1000);
            });
    }
};

} // namespace

TEST_CASE("100 MB of random bytes pass both ways, with nothing to keep them on and a busy machine", "[.soak]") {
    const bool in_network = GENERATE(false, true);
    const bool in_trouble = GENERATE(false, true);
    const TappedLine line;
    const TappedNetwork network;
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    std::optional<BusyMachine> busy;
    if (in_trouble) {
        const rlimit none{0, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
        busy.emplace();
    }
    {
        TapAtWork tap(in_network ? network.settings() : line.settings(), line.captures());
        const FileDescriptor till(in_network ? network.till_connects()
                                             : FileDescriptor(::dup(line.till->descriptor())));
        const FileDescriptor printer(in_network ? network.printer_accepts()
                                                : FileDescriptor(::dup(line.printer->descriptor())));
        TestWay to_printer(till.number(), printer.number(), hundred_megabytes, 1);
        TestWay to_till(printer.number(), till.number(), hundred_megabytes, 2);
        const auto begun = monotonic_now();
        CHECK(exchanged(to_printer, to_till));
        const std::chrono::duration<double> took = monotonic_now() - begun;
        WARN((in_network ? "network" : "serial")
             << (in_trouble ? ", no disk, busy machine" : "") << ": " << to_printer.got << " and " << to_till.got
             << " bytes in " << took.count() << " s, " << tap.counts.bytes_not_kept << " bytes not kept in "
             << tap.counts.gaps << " gaps");
        CHECK((tap.counts.bytes_not_kept > 0 || !in_trouble));
    }
    ::setrlimit(RLIMIT_FSIZE, &before);
}
