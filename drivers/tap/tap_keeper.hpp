#pragma once

#include "drivers/event_queue.hpp"
#include "drivers/tap/capture_writer.hpp"

#include <functional>
#include <thread>

namespace makegood::drivers {

// How the tap is, for people.
struct TapState {
    std::optional<TapNews> till;
    std::optional<TapNews> printer;
    std::string newest_file;
    std::string newest_without_label; // likewise, of those whose cut came too slowly
    std::string problem;              // with keeping
};

// The capture thread: files papers and hands on how the tap is, at most once a second and only when something changed.
class TapKeeper {
  public:
    // `state_changed` is called on the thread and may take its time.
    TapKeeper(CaptureFolder folder, CaptureKeys& keys, TapCounts& counts, CaptureQueue& queue,
              EventQueue<TapNews>& news, std::function<void(const TapState&)> state_changed);
    // Files what came before, and the paper in hand.
    ~TapKeeper();

    std::uint64_t turns() const { return turns_; } // how often it woke

  private:
    void run(const std::stop_token& stop, const CaptureFolder& folder);
    void keep(const std::stop_token& stop, const CaptureFolder& folder);
    bool take_all(CaptureWriter& writer);
    void look_at(const CaptureWriter& writer);

    CaptureKeys& keys_;
    TapCounts& counts_;
    CaptureQueue& queue_;
    EventQueue<TapNews>& news_;
    const std::function<void(const TapState&)> state_changed_;
    TapState state_;
    std::uint64_t position_ = 0; // in what the till sent: of what was taken from the queue
    std::atomic<std::uint64_t> turns_ = 0;
    std::jthread thread_; // last: starts when everything else stands
};

} // namespace makegood::drivers
