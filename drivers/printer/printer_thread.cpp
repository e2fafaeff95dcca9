#include "drivers/printer/printer_thread.hpp"

#include "drivers/printer/conversation.hpp"

namespace makegood::drivers {

PrinterThread::PrinterThread(PrinterSettings settings, EventQueue<DeviceEvent>& events)
    : settings_(std::move(settings)), report_(settings_.device_id, ErrorLocus::output, events),
      work_(settings_.completion, settings_.status, report_, [this] { thread_.wake(); }),
      thread_({[this] { return open_port(settings_.port); },
               [this](ByteStream& stream, WakeSignal& wake, const std::stop_token& stop) {
                   absent_since_.reset();
                   return PrinterConversation(settings_, work_, report_, stream, wake, stop).run();
               },
               [this](const IoError& error, const std::stop_token& stop) { absent(error, stop); }}) {}

PrinterThread::~PrinterThread() {
    thread_.stop();
    std::stop_source stopped;
    stopped.request_stop();
    work_.give_up("the program ended", stopped.get_token());
}

// Jobs of which nothing was sent wait for the printer's return, but not so long that a paper comes out unexpectedly.
void PrinterThread::absent(const IoError& error, const std::stop_token& stop) {
    report_.absent(error, stop);
    work_.drop_cancelled(stop);
    const auto now = monotonic_now();
    if (!absent_since_)
        absent_since_ = now;
    if (now - *absent_since_ >= settings_.absent_patience)
        work_.give_up(error.text(), stop);
}

} // namespace makegood::drivers
