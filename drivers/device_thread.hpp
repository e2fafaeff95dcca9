#pragma once

#include "drivers/byte_stream.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

namespace makegood::drivers {

// What a device's thread does; all three are called on that thread only.
struct DeviceWork {
    // May wait, until there is a reason to open it or a stop is asked for; then any error.
    std::function<IoResult<std::unique_ptr<ByteStream>>(WakeSignal&, const std::stop_token&)> open;
    // Talks to the device until it goes away (the error says how) or a stop is asked for (then any error).
    // Must look at the wake signal in each wait and clear it.
    std::function<IoError(ByteStream&, WakeSignal&, const std::stop_token&)> serve;
    // The device could not be opened, or went away. Called at each try.
    std::function<void(const IoError&, const std::stop_token&)> absent;
    std::chrono::milliseconds first_retry{100}; // then twice as long each time
    std::chrono::milliseconds last_retry{1000};
};

// One thread that owns one device from open to close, and opens it again whenever it is back: soon, then less and less
// often. Destruction asks to stop, ends every wait, and joins.
class DeviceThread {
  public:
    explicit DeviceThread(DeviceWork work);
    ~DeviceThread() { stop(); }

    void wake() noexcept { wake_.raise(); } // any thread
    // Ends the work and joins; nothing is called any more afterwards.
    void stop();

  private:
    void run(const std::stop_token& stop);

    DeviceWork work_;
    WakeSignal wake_;
    std::jthread thread_; // last: starts when everything else stands
};

} // namespace makegood::drivers
