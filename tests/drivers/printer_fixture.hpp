#pragma once

#include "drivers/printer/printer_settings.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/support/catch.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace makegood::drivers {

// A simulated printer on a real pseudo terminal, what its thread tells, and how that is set.
struct PrinterAtPort {
    LinkFolder folder;
    std::unique_ptr<SimulatedPrinter> printer;
    EventLog events;
    PrinterSettings settings;

    explicit PrinterAtPort(std::optional<int> bytes_per_second = std::nullopt,
                           std::chrono::milliseconds boot_time = std::chrono::milliseconds(1500)) {
        auto plugged = SimulatedPrinter::plug_in(
            {.link = folder.path / "printer", .line = {bytes_per_second}, .build = {.boot_time = boot_time}});
        REQUIRE(plugged);
        printer = std::move(*plugged);
        settings.device_id = "printer";
        settings.port = {(folder.path / "printer").string(), {}};
        settings.port.line.baud = 115'200;
    }

    std::vector<PaperBytes> wait_for_papers(std::size_t count) const {
        std::vector<PaperBytes> papers;
        for (int i = 0; i < 2'000 && papers.size() < count; ++i) {
            for (PaperBytes& paper : printer->take_papers())
                papers.push_back(std::move(paper));
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        return papers;
    }
    PaperBytes wait_for_paper() const {
        auto papers = wait_for_papers(1);
        return papers.empty() ? PaperBytes() : std::move(papers.front());
    }
    void wait_until_received(std::size_t bytes) const {
        while (printer->received_bytes() < bytes)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
};

} // namespace makegood::drivers
