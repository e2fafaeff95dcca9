#include "terminal/ui/voice/synthesizer.hpp"

#include "terminal/ui/sound/sound_thread.hpp"
#include "tests/terminal/ui/sound/disk_loudspeaker.hpp"

#include <algorithm>
#include <cmath>

namespace makegood::ui {

namespace {

const Utterance english{"a", "I'm sorry about that. I'll bring yours right now.", Language::english, false};
const Utterance persian{"a", "عذر می‌خواهم؛ همین الان برایتان می‌آورم.",
                        Language::persian, false};

std::vector<std::int16_t> spoken(const Synthesizer& voice, const Utterance& utterance) {
    std::vector<std::int16_t> all;
    voice.speak(utterance, [&](std::span<const std::int16_t> samples) {
        all.insert(all.end(), samples.begin(), samples.end());
        return true;
    });
    return all;
}

bool is_loud(std::int16_t sample) {
    return std::abs(int{sample}) > 1'000;
}

} // namespace

TEST_CASE("both languages are heard, and a greater rate takes less time", "[voice]") {
    for (const auto& utterance : {english, persian}) {
        CAPTURE(utterance.text);
        std::size_t lengths[2];
        for (const int rate : {120, 240}) {
            const Synthesizer voice(rate);
            const auto samples = spoken(voice, utterance);
            CHECK(std::ranges::count_if(samples, is_loud) > sound_rate / 4);
            lengths[rate / 240] = samples.size();
        }
        CHECK(lengths[0] > lengths[1] * 3 / 2);
    }
}

TEST_CASE("a sentence ends where nobody listens any more, and the next is whole", "[voice]") {
    const Synthesizer voice(175);
    int pieces = 0;
    voice.speak(english, [&](std::span<const std::int16_t>) { return ++pieces < 3; });
    CHECK(pieces == 3);
    CHECK(spoken(voice, english).size() > static_cast<std::size_t>(sound_rate));
}

TEST_CASE("what has the focus interrupts, a tone does not wait for the end, and a hush ends all", "[voice][sound]") {
    std::string long_text;
    for (int i = 0; i < 40; ++i)
        long_text += english.text + " ";
    const DiskLoudspeaker disk;
    SoundThread sound(60, 175);
    const auto heard_more_than = [&](std::size_t samples) {
        return [&, samples] { return disk.heard().size() > samples; };
    };
    sound.say({"notice", long_text, Language::english, false});
    DiskLoudspeaker::wait_until(heard_more_than(sound_rate / 2));
    sound.play(Signal::accepted);
    sound.say({"back", "Back", Language::english, true});
    sound.say({"news", long_text, Language::english, false});
    DiskLoudspeaker::wait_until(heard_more_than(sound_rate * 2));
    sound.hush();
    std::size_t last = 0;
    int still = 0;
    DiskLoudspeaker::wait_until([&] {
        still = std::exchange(last, disk.heard().size()) == last ? still + 1 : 0;
        return still > 30;
    });
    const auto heard = disk.heard();
    // The two long texts alone would be four minutes.
    CHECK(heard.size() < static_cast<std::size_t>(sound_rate) * 20);
    CHECK(std::ranges::count_if(heard, is_loud) > sound_rate / 4);
    CHECK(std::none_of(heard.end() - sound_rate / 2, heard.end(), is_loud));
}

} // namespace makegood::ui
