#include "terminal/ui/sound/sound_thread.hpp"

#include "terminal/ui/sound/tones.hpp"
#include "tests/terminal/ui/sound/disk_loudspeaker.hpp"

#include <algorithm>

namespace makegood::ui {

TEST_CASE("the tones of a signal reach the device whole, and no other sound does", "[sound]") {
    const DiskLoudspeaker disk;
    const auto tones = tones_of(Signal::not_found, sound_rate, 60);
    SoundThread sound(60, 175);
    sound.play(Signal::not_found);
    std::vector<std::int16_t> heard;
    DiskLoudspeaker::wait_until([&] {
        heard = disk.heard();
        return heard.size() > tones.size() + sound_rate / 2;
    });
    const auto first = std::ranges::search(heard, tones).begin();
    REQUIRE(first != heard.end());
    CHECK(std::all_of(heard.begin(), first, [](auto sample) { return sample == 0; }));
    CHECK(std::all_of(first + static_cast<std::ptrdiff_t>(tones.size()), heard.end(),
                      [](auto sample) { return sample == 0; }));
}

TEST_CASE("after a second of silence the device is let go, and the next signal takes it again", "[sound]") {
    const DiskLoudspeaker disk;
    SoundThread sound(60, 175);
    for (int round = 0; round < 2; ++round) {
        sound.play(Signal::accepted);
        DiskLoudspeaker::wait_until([&] { return !disk.heard().empty(); });
        std::size_t last = 0;
        int still = 0; // looks in a row at which nothing more was written: nobody feeds the device
        DiskLoudspeaker::wait_until([&] {
            still = std::exchange(last, disk.heard().size()) == last ? still + 1 : 0;
            return still > 30;
        });
        CHECK(last > static_cast<std::size_t>(sound_rate) / 2);
        std::filesystem::resize_file(disk.file(), 0);
    }
}

TEST_CASE("with volume 0, or without a device, there is silence and no error", "[sound]") {
    const DiskLoudspeaker disk;
    SoundThread(0, 175).play(Signal::attention);
    CHECK(disk.heard().empty());
    setenv("SDL_AUDIODRIVER", "none such", 1);
    Loudspeaker nowhere;
    nowhere.play(tones_of(Signal::accepted, sound_rate, 60));
    CHECK(nowhere.in_use());
    CHECK(nowhere.queued_ms() == 0);
}

} // namespace makegood::ui
