#include "drivers/printer/printer_thread.hpp"

#include "drivers/file_port.hpp"
#include "drivers/printer/conversation.hpp"
#include "drivers/tcp_port.hpp"

#include <chrono>

namespace makegood::drivers {

using namespace std::chrono_literals;

PrinterThread::PrinterThread(PrinterSettings settings, EventQueue<DeviceEvent>& events)
    : settings_(std::move(settings)), report_(settings_.device_id, ErrorLocus::output, events),
      work_(settings_, report_, [this] { thread_.wake(); }),
      drawer_(settings_.drawer.value_or(CashDrawerSettings{}), report_, [this] { thread_.wake(); }),
      display_(settings_.display.value_or(CodePage{}), [this] { thread_.wake(); }),
      thread_({[this](WakeSignal& wake, const std::stop_token& stop) { return recorded(open(wake, stop), traffic_); },
               [this](ByteStream& stream, WakeSignal& wake, const std::stop_token& stop) {
                   absent_since_.reset();
                   away_ = false;
                   return PrinterConversation(settings_, work_, drawer_, display_, report_, stream, wake, stop).run();
               },
               [this](const IoError& error, const std::stop_token& stop) { absent(error, stop); },
               is_network_path(settings_.port.path) ? 500ms : 100ms, is_network_path(settings_.port.path) ? 8s : 1s}) {}

PrinterThread::~PrinterThread() {
    thread_.stop();
    std::stop_source stopped;
    stopped.request_stop();
    work_.give_up("the program ended", stopped.get_token());
    drawer_.give_up("the program ended", stopped.get_token());
}

IoResult<std::unique_ptr<ByteStream>> PrinterThread::open(WakeSignal& wake, const std::stop_token& stop) {
    if (const auto file = file_path(settings_.port.path))
        return open_file(*file);
    const auto address = tcp_address(settings_.port.path);
    if (!address)
        return open_port(settings_.port);
    while (let_go_ && work_.current() == nullptr && !drawer_.is_busy() && !display_.wants_to_show() &&
           !stop.stop_requested()) {
        wake.wait_until(monotonic_now() + 1h);
        wake.clear();
        work_.drop_cancelled(stop);
    }
    return open_tcp(*address, wake, stop);
}

// Jobs of which nothing was sent wait for the printer's return, but not so long that a paper comes out unexpectedly.
void PrinterThread::absent(const IoError& error, const std::stop_token& stop) {
    let_go_ = error.problem == IoProblem::let_go;
    if (let_go_)
        return absent_since_.reset();
    away_ = true;
    report_.absent(error, stop);
    drawer_.give_up(error.text(), stop);
    work_.drop_cancelled(stop);
    const auto now = monotonic_now();
    if (!absent_since_)
        absent_since_ = now;
    if (now - *absent_since_ >= settings_.absent_patience)
        work_.give_up(error.text(), stop);
}

} // namespace makegood::drivers
