#pragma once

#include "drivers/file_descriptor.hpp"
#include "drivers/simulated/printer_engine.hpp"
#include "tests/support/catch.hpp"

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>

namespace makegood::drivers {

// A printer on a TCP port of this machine, which takes one connection at a time.
class NetworkPrinter {
  public:
    explicit NetworkPrinter(std::uint16_t port = 0) {
        const int yes = 1, small = 4096;
        ::setsockopt(listener_.number(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small); // as printers have
        ::setsockopt(listener_.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_port = htons(port);
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(listener_.number(), reinterpret_cast<sockaddr*>(&here), sizeof here) == 0);
        REQUIRE(::listen(listener_.number(), 4) == 0);
        socklen_t length = sizeof here;
        ::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&here), &length);
        port_ = ntohs(here.sin_port);
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    ~NetworkPrinter() {
        thread_.request_stop();
        thread_.join();
    }

    std::uint16_t port() const { return port_; }
    std::string path() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
    int connections() const { return connections_; }
    bool is_connected() const { return connected_; }
    std::size_t papers() const { return papers_; }
    std::size_t drawer_openings() const { return drawer_openings_; }
    void hold_off(bool holds) { holds_off_ = holds; }
    void reset_after(std::size_t bytes) { bytes_to_reset_ = static_cast<std::ptrdiff_t>(bytes); }

  private:
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (!is_readable(listener_.number()))
                continue;
            const FileDescriptor till(::accept(listener_.number(), nullptr, nullptr));
            ++connections_;
            connected_ = true;
            while (!stop.stop_requested() && serve(till.number())) {
            }
            connected_ = false;
        }
    }
    static bool is_readable(int descriptor) {
        pollfd one{descriptor, POLLIN, 0};
        return ::poll(&one, 1, 5) == 1;
    }
    bool serve(int till) {
        if (holds_off_)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        if (holds_off_ || !is_readable(till))
            return true;
        std::array<std::uint8_t, 128> buffer{};
        const auto count = ::recv(till, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return false;
        const auto left = bytes_to_reset_.load();
        if (left > 0 && (bytes_to_reset_ -= count) <= 0) {
            const linger at_once{1, 0};
            ::setsockopt(till, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
            return false;
        }
        engine_.receive(std::span(buffer).first(static_cast<std::size_t>(count)));
        engine_.work(monotonic_now());
        papers_ = engine_.finished_papers().size();
        drawer_openings_ = engine_.drawer_openings();
        auto& answers = engine_.answers();
        ::send(till, answers.data(), answers.size(), MSG_NOSIGNAL);
        answers.clear();
        return true;
    }

    FileDescriptor listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::atomic<bool> connected_ = false;
    std::atomic<bool> holds_off_ = false;
    std::atomic<std::size_t> papers_ = 0;
    std::atomic<std::size_t> drawer_openings_ = 0;
    std::atomic<std::ptrdiff_t> bytes_to_reset_ = 0;
    PrinterEngine engine_;
    std::jthread thread_;
};

} // namespace makegood::drivers
