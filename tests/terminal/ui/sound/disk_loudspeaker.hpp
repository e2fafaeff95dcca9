#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

namespace makegood::ui {

// SDL's disk driver writes what would be heard, in real time, to a file of raw samples.
class DiskLoudspeaker {
  public:
    DiskLoudspeaker() {
        setenv("SDL_AUDIODRIVER", "disk", 1);
        setenv("SDL_DISKAUDIOFILE", file().c_str(), 1);
    }
    ~DiskLoudspeaker() {
        unsetenv("SDL_AUDIODRIVER");
        unsetenv("SDL_DISKAUDIOFILE");
    }

    std::vector<std::int16_t> heard() const {
        std::ifstream in(file(), std::ios::binary);
        std::vector<std::int16_t> samples;
        for (std::int16_t sample; in.read(reinterpret_cast<char*>(&sample), sizeof sample);)
            samples.push_back(sample);
        return samples;
    }

    // Fails the test when it takes longer than half a minute.
    static void wait_until(const std::function<bool()>& reached) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!reached()) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }

    std::filesystem::path file() const { return folder_.path() / "heard.raw"; }

  private:
    storage::TemporaryFolder folder_;
};

} // namespace makegood::ui
