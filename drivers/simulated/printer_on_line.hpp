#pragma once

#include "drivers/simulated/printer_engine.hpp"
#include "drivers/simulated/serial_wire.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <span>
#include <vector>

namespace makegood::drivers {

// How the printer tells that its buffer is nearly full.
enum class Handshake {
    none,
    line,         // by a line that holds the host's end at once (RTS/CTS)
    line_noticed, // by a line that the host looks at from time to time (DTR/DSR)
    xon_xoff,
};

struct PrinterLine {
    std::optional<int> bytes_per_second = std::nullopt; // both ways; as fast as it goes when not given
    Handshake handshake = Handshake::none;
};

// A simulated printer at the far end of a serial line, with everything that can happen to it, in a time that the caller
// moves on: no thread, no clock and no waiting of its own. What is asked of it happens at the time of the last go_on.
class PrinterOnLine {
  public:
    PrinterOnLine(PrinterBuild build, PrinterLine line);

    // Everything until then happens, in order.
    void go_on(MonotonicTime until);
    // When something happens by itself.
    std::optional<MonotonicTime> next_moment() const;

    // The host's end.
    void send(std::span<const std::uint8_t> bytes) { to_printer_.put(bytes, now_); }
    std::size_t unsent() const { return to_printer_.waiting(); }
    void lose_unsent() { to_printer_.lose_all(); }
    void hold(bool held);                                                         // after XOFF
    std::vector<std::uint8_t>& arrived() { return arrived_; }                     // the host takes it away
    bool is_ready() const { return plugged_in_ && is_up_ && !engine_.is_busy(); } // as a handshake line tells

    // Hands.
    void set_paper(PaperState paper);
    void set_cover(CoverState cover);
    void set_fault(FaultState fault);
    void end_paper_after(std::size_t printed_bytes) { engine_.end_paper_after(printed_bytes); }
    void power_off(); // loses what it received and its settings; what the line carries meanwhile is lost
    void power_on();  // likewise until it is up
    void mute(bool muted) { muted_ = muted; }         // prints, and says nothing
    void babble(bool babbles) { babbles_ = babbles; } // says as many bytes, but other ones
    void unplug();
    void plug_in();
    bool is_plugged_in() const { return plugged_in_; }
    // When the so-manieth byte from now on has reached it, or at once for 0. One thing can wait so.
    void when_received(std::size_t bytes, std::function<void(PrinterOnLine&)> happens);

    PrinterEngine& engine() { return engine_; }
    std::size_t received_bytes() const { return received_; } // since it was made

  private:
    void happen(MonotonicTime now);
    void receive(std::uint8_t byte);
    void say();
    void hold_wire();

    const Handshake handshake_;
    const PrinterBuild build_;
    PrinterEngine engine_;
    SerialWire to_printer_;
    SerialWire to_host_;
    std::vector<std::uint8_t> arrived_;
    MonotonicTime now_{};
    bool plugged_in_ = true;
    bool is_up_ = true;
    std::optional<MonotonicTime> up_at_; // while it boots
    bool muted_ = false;
    bool babbles_ = false;
    bool host_holds_ = false;
    bool said_xoff_ = false;
    std::size_t received_ = 0;
    std::size_t happens_at_ = 0; // of received_
    std::function<void(PrinterOnLine&)> happens_;
    std::minstd_rand noise_;
};

} // namespace makegood::drivers
