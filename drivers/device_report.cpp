#include "drivers/device_report.hpp"

#include <utility>

namespace makegood::drivers {

namespace {

ErrorKind error_kind(IoProblem problem) {
    switch (problem) {
    case IoProblem::held_by_other:
        return ErrorKind::held_by_other;
    case IoProblem::not_allowed:
        return ErrorKind::not_allowed;
    case IoProblem::setting_not_kept:
        return ErrorKind::setting_not_kept;
    case IoProblem::absent:
    case IoProblem::hung_up:
    case IoProblem::let_go:
    case IoProblem::failed:
        break;
    }
    return ErrorKind::device_absent;
}

} // namespace

void DeviceReport::status(PowerState power, const PrinterStatus& printer, const std::stop_token& stop) {
    if (told_ && power == power_ && printer == printer_)
        return;
    told_ = true;
    power_ = power;
    printer_ = printer;
    if (power != PowerState::absent)
        absent_because_.clear();
    events_.post_when_room(StatusUpdateEvent{device_id_, power, printer, clock_()}, stop);
}

void DeviceReport::error(ErrorKind kind, std::string detail, const std::stop_token& stop) {
    events_.post_when_room(ErrorEvent{device_id_, locus_, kind, std::move(detail), ++counts_[kind], clock_()}, stop);
}

void DeviceReport::absent(const IoError& reason, const std::stop_token& stop) {
    status(PowerState::absent, {}, stop);
    if (reason.text() == absent_because_)
        return;
    absent_because_ = reason.text();
    error(error_kind(reason.problem), reason.text(), stop);
}

void DeviceReport::scan(ScanData scan, MonotonicTime time, const std::stop_token& stop) {
    events_.post_when_room(DataEvent{device_id_, std::move(scan), time}, stop);
}

void DeviceReport::output_begins(std::string job_id, const std::stop_token& stop) {
    events_.post_when_room(OutputBeginEvent{device_id_, std::move(job_id), monotonic_now()}, stop);
}

void DeviceReport::output_complete(std::string job_id, Outcome outcome, std::string detail,
                                   const std::stop_token& stop) {
    events_.post_when_room(OutputCompleteEvent{device_id_, std::move(job_id), outcome, std::move(detail), clock_()},
                           stop);
}

void DeviceReport::drawer_complete(DrawerCompleteEvent event, const std::stop_token& stop) {
    event.device_id = device_id_;
    event.time = monotonic_now();
    events_.post_when_room(std::move(event), stop);
}

} // namespace makegood::drivers
