#pragma once

#include "drivers/byte_stream.hpp"

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

namespace makegood::drivers {

// What a device's thread does; all three are called on that thread only.
struct DeviceWork {
    std::function<IoResult<std::unique_ptr<ByteStream>>()> open;
    // Talks to the device until it goes away (the error says how) or a stop is asked for (then any error).
    // Must look at the wake signal in each wait and clear it.
    std::function<IoError(ByteStream&, WakeSignal&, const std::stop_token&)> serve;
    // The device could not be opened, or went away. Called at each try.
    std::function<void(const IoError&, const std::stop_token&)> absent;
};

// One thread that owns one device from open to close, and opens it again whenever it is back: after 0.1 s, then less
// and less often, at least once a second. Destruction asks to stop, ends every wait, and joins.
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
