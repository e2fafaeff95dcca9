#include "terminal/ui/sound/loudspeaker.hpp"

#include <SDL.h>

#include <utility>

namespace makegood::ui {

namespace {

constexpr Uint16 fetched_at_once = 512; // samples, 23 ms

}

void Loudspeaker::open() {
    if (std::exchange(in_use_, true) || SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return;
    SDL_AudioSpec wanted{};
    wanted.freq = sound_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = fetched_at_once;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0)
        return SDL_QuitSubSystem(SDL_INIT_AUDIO);
    SDL_PauseAudioDevice(device_, 0);
}

void Loudspeaker::play(std::span<const std::int16_t> samples) {
    open();
    if (device_ != 0)
        SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(samples.size_bytes()));
}

int Loudspeaker::queued_ms() const {
    constexpr Uint32 bytes_a_second = sound_rate * sizeof(std::int16_t);
    return device_ == 0 ? 0 : static_cast<int>(SDL_GetQueuedAudioSize(device_) * 1000ull / bytes_a_second);
}

void Loudspeaker::close() {
    in_use_ = false;
    if (device_ == 0)
        return;
    SDL_CloseAudioDevice(std::exchange(device_, 0));
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

} // namespace makegood::ui
