#pragma once

#include "drivers/device_event.hpp"
#include "drivers/event_queue.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace makegood::drivers {

// A folder for device links that goes with the test.
struct LinkFolder {
    std::filesystem::path path;

    LinkFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "makegood-devices-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~LinkFolder() { std::filesystem::remove_all(path); }
    LinkFolder(const LinkFolder&) = delete;
    LinkFolder& operator=(const LinkFolder&) = delete;
};

// Keeps everything that devices told and waits for one of them; the time limit is only for a test that fails.
class EventLog {
  public:
    EventQueue<DeviceEvent> queue{1024, [] {}};
    std::vector<DeviceEvent> all;

    template <class Event>
    std::optional<Event> wait_for(const std::function<bool(const Event&)>& wanted) {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        for (;;) {
            drain();
            for (; looked_at_ < all.size(); ++looked_at_)
                if (const auto* event = std::get_if<Event>(&all[looked_at_]); event != nullptr && wanted(*event)) {
                    ++looked_at_;
                    return *event;
                }
            if (std::chrono::steady_clock::now() > limit)
                return std::nullopt;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    bool wait_for_power(PowerState power) {
        return wait_for<StatusUpdateEvent>([&](const auto& event) { return event.power == power; }).has_value();
    }
    bool wait_for_paper(PaperState paper) {
        return wait_for<StatusUpdateEvent>([&](const auto& event) { return event.printer.paper == paper; }).has_value();
    }
    std::optional<Outcome> wait_for_outcome(const std::string& job_id) {
        looked_at_ = 0; // it may have come before what was waited for last
        const auto event = wait_for<OutputCompleteEvent>([&](const auto& one) { return one.job_id == job_id; });
        return event ? std::optional(event->outcome) : std::nullopt;
    }

    template <class Event>
    std::vector<Event> of() {
        drain();
        std::vector<Event> found;
        for (const DeviceEvent& event : all)
            if (const auto* one = std::get_if<Event>(&event))
                found.push_back(*one);
        return found;
    }

  private:
    void drain() {
        while (auto event = queue.take())
            all.push_back(std::move(*event));
    }
    std::size_t looked_at_ = 0;
};

} // namespace makegood::drivers
