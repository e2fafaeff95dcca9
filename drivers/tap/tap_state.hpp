#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace makegood::drivers {

// What passed, counted since the start. The passing thread and the capture thread write, any thread reads.
struct TapCounts {
    std::atomic<std::uint64_t> to_printer = 0; // bytes of the till that the printer's line took
    std::atomic<std::uint64_t> to_till = 0;
    std::atomic<std::uint64_t> not_delivered = 0;     // read of the till, and no printer there when the tap ended
    std::atomic<std::uint64_t> lost_with_printer = 0; // given to the network, and its printer broke off
    std::atomic<std::uint64_t> turns = 0;             // how often the passing thread woke
    std::atomic<std::uint64_t> labels = 0;
    std::atomic<std::uint64_t> late_cuts = 0; // whose papers have no label, though there was a place
    std::atomic<bool> till_there = false;
    std::atomic<bool> printer_there = false;
    std::atomic<std::uint64_t> files = 0;
    std::atomic<std::uint64_t> gaps = 0;
    std::atomic<std::uint64_t> bytes_not_kept = 0;
};

enum class TapSide { till, printer };

// One side came, or went away and why; each change once.
struct TapNews {
    TapSide side = TapSide::till;
    bool there = false;
    std::string why; // the system's words; empty while there

    friend bool operator==(const TapNews&, const TapNews&) = default;
};

} // namespace makegood::drivers
