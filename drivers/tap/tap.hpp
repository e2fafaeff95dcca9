#pragma once

#include "drivers/event_queue.hpp"
#include "drivers/port.hpp"
#include "drivers/tap/capture_queue.hpp"
#include "drivers/tap/label_inserter.hpp"
#include "drivers/tap/passing_bytes.hpp"
#include "drivers/tap/tap_end.hpp"
#include "drivers/tap/tap_state.hpp"

#include <chrono>
#include <optional>
#include <stop_token>

namespace makegood::drivers {

struct TapSettings {
    PortSettings till;    // "tcp://…": the address of this machine at which the till finds its printer
    PortSettings printer; // of the same kind
    std::chrono::milliseconds silence{3000};       // after which a paper counts as over
    std::chrono::milliseconds lines_every{100};    // how often modem lines are looked at, where there are any
    std::chrono::milliseconds linger{30'000};      // for a printer's answers after its till has closed
    std::chrono::milliseconds longest_end{10'000}; // to deliver what was read when it is to stop
};

// Passes every byte between a till and its printer, both ways, and tells the capture thread what the till sent without
// ever waiting for it. A side that takes no more is no longer read from, so that the other is held off by its own line.
// What happens to one side is told to the other: by its modem lines, or by the end of its connection.
class Tap {
  public:
    // `labels` may be none. All are outlived.
    Tap(TapSettings settings, CaptureQueue& capture, EventQueue<TapNews>& news, TapCounts& counts,
        LabelInserter* labels = nullptr);

    // Until a stop is asked for and what was read is delivered. On one thread.
    void run(WakeSignal& wake, const std::stop_token& stop);

  private:
    struct Retry {
        MonotonicTime at{};
        std::chrono::milliseconds pause{100};
    };
    struct Seen {
        bool wake = false, connection = false, till = false, printer = false;
    };

    bool is_network() const;
    void seek();
    void open_terminal_of(TapSide side);
    void open_listener();
    void take_connection(WakeSignal& wake, const std::stop_token& stop);
    void failed_to_open(TapSide side, const IoError& error);
    Seen wait(WakeSignal& wake);
    MonotonicTime next_deadline() const;
    void take_from_till();
    void tell_labels();
    void take_from_printer();
    void give_printer();
    void give_till();
    std::size_t printer_takes() const;
    bool is_held_by_lines() const;
    bool has_room_for_till() const;
    void mirror_lines();
    void lose(TapSide side, const IoError& error);
    void settle_connection();
    void close_connection();
    void listen_for_silence();
    void begin_labels_anew();
    void lose_track_of_labels(TapSide side);
    void tell_undelivered();
    bool is_delivered() const;
    void tell(TapSide side, bool there, std::string why = {});

    std::optional<TapEnd>& end(TapSide side) { return side == TapSide::till ? till_ : printer_; }
    Retry& retry(TapSide side) { return side == TapSide::till ? till_retry_ : printer_retry_; }

    const TapSettings settings_;
    CaptureQueue& capture_;
    EventQueue<TapNews>& news_;
    TapCounts& counts_;
    LabelInserter* const labels_;

    FileDescriptor listener_;
    std::optional<TapEnd> till_;
    std::optional<TapEnd> printer_;
    PassingBytes to_printer_;
    PassingBytes to_till_;
    Retry till_retry_; // also of the listener
    Retry printer_retry_;

    // Of a connection
    bool till_ended_ = false;
    bool printer_ended_ = false;
    bool told_printer_end_ = false;
    bool told_till_end_ = false;
    bool another_waits_ = false;

    // Of serial lines
    bool xoff_ = false;
    bool lines_there_ = false;
    MonotonicTime lines_due_{};

    bool stopping_ = false;
    MonotonicTime now_{};
    MonotonicTime last_moved_{};
    MonotonicTime last_till_byte_{};
    std::optional<MonotonicTime> quiet_due_;
    bool quiet_told_ = false;
    std::optional<TapNews> told_till_;
    std::optional<TapNews> told_printer_;
};

} // namespace makegood::drivers
