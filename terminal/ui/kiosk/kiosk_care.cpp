#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>

// What people do in the register of what customers say, and what comes of it.

namespace makegood::ui {

namespace {

std::string_view key_of(CareRefusal refusal) {
    switch (refusal) {
    case CareRefusal::staff_unknown:
        return "refusal.staff_unknown";
    case CareRefusal::nothing_said:
    case CareRefusal::phrase_unknown:
        return "care.words_first";
    case CareRefusal::too_long:
        return "care.refusal.too_long";
    case CareRefusal::holds_card_number:
        break;
    }
    return "find.card_number";
}

} // namespace

void Kiosk::perform(const OpenCare&) {
    state_.care = {};
    show(Screen::care);
    refresh_care();
}

void Kiosk::refresh_care() {
    if (auto entries = looked(world_.care_entries()))
        state_.care.entries = std::move(*entries);
}

void Kiosk::perform(const ShowCare& action) {
    state_.notice.reset();
    state_.care.listing = action.listing;
}

void Kiosk::perform(const ChooseCareKind& action) {
    auto& care = state_.care;
    state_.notice.reset();
    care.said.clear();
    care.kind = care.kind == action.kind ? std::nullopt : std::optional(action.kind);
}

void Kiosk::perform(const SayReady& action) {
    state_.notice.reset();
    auto& said = state_.care.said;
    const std::string phrase(action.phrase);
    if (std::erase(said, phrase) == 0)
        said.push_back(phrase);
}

void Kiosk::perform(const SaveCare&) {
    auto& care = state_.care;
    if (!care.kind || !somebody_works_here() || forget_card_number({&care.words, &care.phone}))
        return;
    post(Step::take_down, screen_request_,
         TakeDown{.request = screen_request_,
                  .taker = state_.staff->id,
                  .kind = *care.kind,
                  .said = care.said,
                  .words = std::string(text::trimmed(care.words.text)),
                  .phone = text::with_latin_digits(text::trimmed(care.phone.text))});
}

void Kiosk::care_answered(const RequestId& request, const Expected<CareRecord, CareRefusal>& answer) {
    const auto found = waiting_.find(request);
    if (found == waiting_.end())
        return;
    const bool let_go = found->second.let_go;
    waiting_.erase(found);
    if (let_go || state_.screen != Screen::care)
        return;
    screen_request_ = world_.new_request();
    if (!answer) {
        notify(words().say(key_of(answer.error())), Tone::warn, Icon::info);
        return signal(Signal::attention);
    }
    state_.care = {};
    refresh_care();
    notify(words().say(answer->kind == CareKind::praise ? "care.praise_noted" : "care.noted"), Tone::ok, Icon::check);
    signal(Signal::done);
}

void Kiosk::perform(const OpenCareEntry& action) {
    auto& care = state_.care;
    state_.notice.reset();
    if (action.index >= care.entries.size())
        return;
    care.opened = care.entries[action.index].record.id;
    care.phone_in_full.clear();
    screen_request_ = world_.new_request();
}

void Kiosk::perform(const LeaveCareEntry&) {
    state_.notice.reset();
    state_.care.opened.reset();
    state_.care.phone_in_full.clear();
}

void Kiosk::perform(const UncoverCarePhone&) {
    auto& care = state_.care;
    if (!care.opened || !somebody_works_here())
        return;
    auto phone = looked(world_.care_phone(*care.opened));
    if (!phone)
        return;
    world_.record_shown({RecalledFact::phone, *care.opened}, state_.staff->id);
    care.phone_in_full = std::move(*phone);
}

} // namespace makegood::ui
