#include "terminal/ui/voice/synthesizer.hpp"

#include "terminal/ui/sound/loudspeaker.hpp"

#include <espeak-ng/speak_lib.h>

namespace makegood::ui {

namespace {

constexpr int piece_ms = 60;

int hand_over(short* samples, int count, espeak_EVENT* events) {
    const auto& sink = *static_cast<const Synthesizer::Sink*>(events->user_data);
    const bool more = !samples || count <= 0 || sink({samples, static_cast<std::size_t>(count)});
    return more ? 0 : 1;
}

// Synchronous is retrieval on the caller's thread: the samples come back and no device is touched. Never terminated,
// because eSpeak NG 1.51 hangs when that happens for the second time in a process.
bool initialised() {
    static const int made_at =
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, piece_ms, nullptr, espeakINITIALIZE_DONT_EXIT);
    return made_at == sound_rate;
}

} // namespace

std::optional<Synthesizer> Synthesizer::open(int rate) {
    if (!initialised())
        return std::nullopt;
    return Synthesizer(rate);
}

void Synthesizer::speak(const Utterance& utterance, const Sink& sink) const {
    espeak_SetSynthCallback(hand_over);
    espeak_SetVoiceByName(utterance.language == Language::english ? "en" : "fa");
    espeak_SetParameter(espeakRATE, rate_, 0);
    espeak_Synth(utterance.text.c_str(), utterance.text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr,
                 const_cast<Sink*>(&sink));
}

} // namespace makegood::ui
