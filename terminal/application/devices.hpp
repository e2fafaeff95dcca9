#pragma once

#include "drivers/line_display/line_display_thread.hpp"
#include "drivers/printer/printer_thread.hpp"
#include "drivers/printer/profile.hpp"
#include "drivers/scanner/scanner_thread.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "drivers/simulated/simulated_scanner.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/error.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace makegood {

// A scanner and a printer of software, whose lines are pseudo terminals under the data folder.
struct SimulatedDevices {
    // What the simulated printer answers like: status and confirmations.
    static constexpr auto printer_model = "tm-t88v";

    std::vector<drivers::SimulatedScanner> scanners; // at least one
    std::unique_ptr<drivers::SimulatedPrinter> printer;
    drivers::Profile printer_profile;

    // `paper_came` is called on the printer's thread.
    static Result<SimulatedDevices> plug_in(const std::filesystem::path& folder, drivers::Profile printer_profile,
                                            std::function<void()> paper_came, std::size_t scanners);
    drivers::PortSettings scanner_port(std::size_t scanner) const;
    drivers::PortSettings printer_port() const;
};

// How a printer of that kind is talked to.
drivers::PrinterSettings printer_settings(const drivers::PortSettings& port, const drivers::Profile& profile,
                                          std::optional<drivers::CashDrawerSettings> drawer = std::nullopt);

// The claimed devices of this kiosk; each has a thread of its own and tells `events`, which outlives it.
class Devices {
  public:
    Devices(const ShopConfig& config, drivers::EventQueue<drivers::DeviceEvent>& events);

    // False when there is no printer or it has too many jobs: nothing was sent.
    bool print(drivers::PrintJob job) { return printer_ && printer_->post(std::move(job)); }
    // The announced job may be sent. False as above.
    bool begin_print(std::string job) { return printer_ && printer_->begin(std::move(job)); }
    // Only of a job that was not begun; its outcome tells.
    bool cancel_print(std::string job) { return printer_ && printer_->cancel(std::move(job)); }

    // False when nothing will be sent.
    bool open_drawer(std::string request, drivers::MonotonicTime asked) {
        return printer_ && printer_->open_drawer(std::move(request), asked);
    }
    // Nothing happens where that scanner has no such tone.
    void beep(const std::string& scanner, drivers::ScannerThread::Tone tone);
    // Nothing happens where there is no customer display.
    void show(drivers::DisplayText text);

    // What went to each device and came from it, for whoever helps; nothing that was said (drivers::TrafficLog).
    std::string traffic() const;

  private:
    std::vector<std::unique_ptr<drivers::ScannerThread>> scanners_;
    std::unique_ptr<drivers::PrinterThread> printer_;
    std::unique_ptr<drivers::LineDisplayThread> display_; // on a port of its own
};

} // namespace makegood
