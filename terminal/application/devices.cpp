#include "terminal/application/devices.hpp"

#include "drivers/file_port.hpp"

namespace makegood {

Result<SimulatedDevices> SimulatedDevices::plug_in(const std::filesystem::path& folder,
                                                   drivers::Profile printer_profile, std::function<void()> paper_came,
                                                   std::size_t scanner_count) {
    std::vector<drivers::SimulatedScanner> scanners;
    for (std::size_t number = 1; number <= scanner_count; ++number) {
        auto scanner = drivers::SimulatedScanner::plug_in(
            folder / (number == 1 ? std::string("scanner") : "scanner-" + std::to_string(number)));
        if (!scanner)
            return refused(Error{"plug in", "the simulated scanner", scanner.error().text()});
        scanners.push_back(std::move(*scanner));
    }
    auto printer =
        drivers::SimulatedPrinter::plug_in({.link = folder / "printer", .paper_came = std::move(paper_came)});
    if (!printer)
        return refused(Error{"plug in", "the simulated printer", printer.error().text()});
    return SimulatedDevices{std::move(scanners), std::move(*printer), std::move(printer_profile)};
}

drivers::PortSettings SimulatedDevices::scanner_port(std::size_t scanner) const {
    return {.path = scanners[scanner].path()};
}

drivers::PortSettings SimulatedDevices::printer_port() const {
    return {.path = printer->path(), .line = {.baud = 115'200}};
}

Devices::Devices(const ShopConfig& config, drivers::EventQueue<drivers::DeviceEvent>& events) {
    for (const auto& scanner : config.scanners)
        scanners_.push_back(std::make_unique<drivers::ScannerThread>(scanner, events));
    if (config.printer) {
        auto settings = printer_settings(*config.printer, config.printer_profile, config.drawer);
        if (config.display && !config.display->port)
            settings.display = config.display->page;
        settings.announces_jobs = true;
        printer_ = std::make_unique<drivers::PrinterThread>(std::move(settings), events);
    }
    if (config.display && config.display->port)
        display_ = std::make_unique<drivers::LineDisplayThread>(
            drivers::LineDisplaySettings{
                .device_id = "display", .port = *config.display->port, .page = config.display->page},
            events);
}

void Devices::beep(const std::string& scanner, drivers::ScannerThread::Tone tone) {
    for (const auto& one : scanners_)
        if (one->device_id() == scanner)
            one->beep(tone);
}

void Devices::show(drivers::DisplayText text) {
    if (display_)
        display_->show(std::move(text));
    else if (printer_)
        printer_->show(std::move(text));
}

std::string Devices::traffic() const {
    const auto now = drivers::monotonic_now();
    std::string text;
    for (const auto& scanner : scanners_) {
        text += '\n' + scanner->device_id() + '\n' + scanner->traffic().text(now);
        if (const auto repeats = scanner->repeats_dropped())
            text += "labels that came twice within a moment and count once: " + std::to_string(repeats) + '\n';
    }
    if (printer_)
        text += "\nprinter\n" + printer_->traffic().text(now);
    if (display_)
        text += "\ndisplay\n" + display_->traffic().text(now);
    return text;
}

drivers::PrinterSettings printer_settings(const drivers::PortSettings& port, const drivers::Profile& profile,
                                          std::optional<drivers::CashDrawerSettings> drawer) {
    drivers::PrinterSettings settings{.device_id = "printer", .port = port, .drawer = std::move(drawer)};
    if (settings.drawer)
        settings.drawer->opens_while_held = profile.drawer_when_held;
    if (drivers::file_path(port.path)) { // which answers nothing
        settings.status = drivers::StatusDialect::none;
        settings.completion = drivers::Completion::none;
        return settings;
    }
    settings.status = profile.status ? drivers::StatusDialect::esc_pos : drivers::StatusDialect::none;
    settings.completion = profile.completion ? drivers::Completion::confirmed_by_id
                          : profile.status   ? drivers::Completion::processed_marker
                                             : drivers::Completion::none;
    settings.buffer_bytes = profile.buffer_bytes;
    return settings;
}

} // namespace makegood
