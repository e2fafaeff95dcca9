#include "drivers/simulated/printer_on_line.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace makegood::drivers {

namespace {

constexpr std::uint8_t xon = 0x11;
constexpr std::uint8_t xoff = 0x13;

std::optional<MonotonicTime> sooner(std::optional<MonotonicTime> one, std::optional<MonotonicTime> other) {
    return !one ? other : !other ? one : std::min(*one, *other);
}

} // namespace

PrinterOnLine::PrinterOnLine(PrinterBuild build, PrinterLine line)
    : handshake_(line.handshake), build_(build), engine_(build), to_printer_(line.bytes_per_second),
      to_host_(line.bytes_per_second) {}

std::optional<MonotonicTime> PrinterOnLine::next_moment() const {
    const auto printed = is_up_ ? engine_.next_moment() : std::nullopt;
    return sooner(sooner(to_printer_.next_arrival(), to_host_.next_arrival()), sooner(printed, up_at_));
}

void PrinterOnLine::go_on(MonotonicTime until) {
    for (auto next = next_moment(); next && *next <= until; next = next_moment())
        happen(std::max(*next, now_));
    now_ = until;
    engine_.work(until);
    say();
}

void PrinterOnLine::happen(MonotonicTime now) {
    now_ = now;
    if (up_at_ && *up_at_ <= now) {
        up_at_.reset();
        is_up_ = true;
    }
    engine_.work(now);
    if (const auto at = to_printer_.next_arrival(); at && *at <= now)
        receive(to_printer_.arrive());
    if (const auto at = to_host_.next_arrival(); at && *at <= now)
        arrived_.push_back(to_host_.arrive());
    say();
}

void PrinterOnLine::receive(std::uint8_t byte) {
    ++received_;
    if (is_up_) {
        engine_.receive(std::array{byte});
        engine_.work(now_);
    }
    if (happens_ && received_ == happens_at_)
        std::exchange(happens_, nullptr)(*this);
}

// What it has to say, and whether it may be sent more.
void PrinterOnLine::say() {
    auto said = std::exchange(engine_.answers(), {});
    if (handshake_ == Handshake::line)
        hold_wire();
    if (muted_ || !plugged_in_ || !is_up_)
        return;
    if (babbles_)
        for (std::uint8_t& byte : said)
            byte = static_cast<std::uint8_t>(noise_() >> 8);
    to_host_.put(said, now_);
    if (handshake_ == Handshake::xon_xoff && said_xoff_ != engine_.is_busy()) {
        said_xoff_ = engine_.is_busy();
        to_host_.put_first(said_xoff_ ? xoff : xon, now_);
    }
}

void PrinterOnLine::hold_wire() {
    to_printer_.hold(!plugged_in_ || host_holds_ || (handshake_ == Handshake::line && !is_ready()), now_);
}

void PrinterOnLine::hold(bool held) {
    host_holds_ = held;
    hold_wire();
}

void PrinterOnLine::set_paper(PaperState paper) {
    engine_.set_paper(paper);
    say();
}

void PrinterOnLine::set_cover(CoverState cover) {
    engine_.set_cover(cover);
    say();
}

void PrinterOnLine::set_fault(FaultState fault) {
    engine_.set_fault(fault);
    say();
}

void PrinterOnLine::power_off() {
    engine_.power_off();
    to_host_.lose_all();
    is_up_ = false;
    up_at_.reset();
    hold_wire();
}

// With its first XON, if it says such: the host may still hold from before.
void PrinterOnLine::power_on() {
    if (is_up_)
        return;
    up_at_ = now_ + build_.boot_time;
    said_xoff_ = true;
}

void PrinterOnLine::unplug() {
    plugged_in_ = false;
    to_printer_.lose_all();
    to_host_.lose_all();
    arrived_.clear();
    engine_.answers().clear();
}

void PrinterOnLine::plug_in() {
    plugged_in_ = true;
    hold_wire();
}

void PrinterOnLine::when_received(std::size_t bytes, std::function<void(PrinterOnLine&)> happens) {
    if (bytes == 0)
        return happens(*this);
    happens_at_ = received_ + bytes;
    happens_ = std::move(happens);
}

} // namespace makegood::drivers
