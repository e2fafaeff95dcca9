#include "drivers/tap/tap_keeper.hpp"

#include <algorithm>
#include <exception>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

constexpr auto between_states = 1s;

} // namespace

TapKeeper::TapKeeper(CaptureFolder folder, CaptureKeys& keys, TapCounts& counts, CaptureQueue& queue,
                     EventQueue<TapNews>& news, std::function<void(const TapState&)> state_changed)
    : keys_(keys), counts_(counts), queue_(queue), news_(news), state_changed_(std::move(state_changed)),
      thread_([this, folder = std::move(folder)](const std::stop_token& stop) { run(stop, folder); }) {}

TapKeeper::~TapKeeper() {
    thread_.request_stop();
    queue_.wake().raise();
    thread_.join();
}

// Whatever goes wrong here, as when there is no memory: the passing thread of this process goes on.
void TapKeeper::run(const std::stop_token& stop, const CaptureFolder& folder) {
    do {
        try {
            keep(stop, folder);
        } catch (const std::exception& failure) {
            state_.problem = failure.what();
            const auto next = monotonic_now() + between_states;
            while (!stop.stop_requested() && queue_.wake().wait_until(next))
                queue_.wake().clear();
        }
    } while (!stop.stop_requested());
}

void TapKeeper::keep(const std::stop_token& stop, const CaptureFolder& folder) {
    CaptureWriter writer(folder, keys_, counts_, position_);
    state_changed_(state_);
    auto told = monotonic_now();
    bool is_due = false;
    while (!stop.stop_requested()) {
        queue_.wake().wait_until(is_due ? told + between_states : MonotonicTime(monotonic_now() + 1h));
        queue_.wake().clear();
        ++turns_;
        is_due = take_all(writer) || is_due;
        if (!is_due || monotonic_now() < told + between_states)
            continue;
        state_changed_(state_);
        told = monotonic_now();
        is_due = false;
    }
    take_all(writer);
    writer.finish();
    look_at(writer);
    state_changed_(state_);
}

bool TapKeeper::take_all(CaptureWriter& writer) {
    bool any = false;
    for (CaptureRecord record; queue_.take(record); any = true) {
        position_ += record.bytes.size() + (record.kind == CaptureRecord::Kind::gap ? record.number : 0);
        writer.take(record, monotonic_now());
    }
    for (; const auto news = news_.take(); any = true)
        (news->side == TapSide::till ? state_.till : state_.printer) = *news;
    look_at(writer);
    return any;
}

void TapKeeper::look_at(const CaptureWriter& writer) {
    state_.newest_file = writer.newest_file();
    if (!writer.newest_without_label().empty())
        state_.newest_without_label = writer.newest_without_label();
    state_.problem = writer.problem();
}

} // namespace makegood::drivers
