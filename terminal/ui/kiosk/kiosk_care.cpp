#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/care_parts.hpp"
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
        return "find.card_number";
    case CareRefusal::answer_first:
        return "care.wants.answer";
    case CareRefusal::cause_first:
        return "care.wants.cause";
    case CareRefusal::passing_on_first:
        return "care.wants.passing_on";
    case CareRefusal::case_still_open:
        return "care.refusal.case_still_open";
    case CareRefusal::record_unknown:
    case CareRefusal::step_does_not_follow:
    case CareRefusal::cause_unknown:
    case CareRefusal::way_missing:
    case CareRefusal::nobody_named:
        break;
    }
    return "care.refusal.moved_on";
}

} // namespace

void Kiosk::perform(const OpenCare&) {
    state_.care = {};
    show(Screen::care);
    state_.care.terms = world_.care_terms();
    if (auto colleagues = looked(world_.colleagues()))
        state_.care.colleagues = std::move(*colleagues);
    refresh_care();
}

void Kiosk::refresh_care() {
    auto& care = state_.care;
    auto board = looked(world_.care_board(care.list, care.page));
    if (board && board->entries.empty() && care.page > 0) // its last one has just gone
        board = looked(world_.care_board(care.list, --care.page));
    if (board)
        care.board = std::move(*board);
}

void Kiosk::count_care_waiting() {
    state_.care_waiting = {};
    if (!state_.staff)
        return;
    if (const auto counts = looked(world_.care_waiting_for(*state_.staff)))
        state_.care_waiting = *counts;
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

void Kiosk::perform(const SaveCare& action) {
    auto& care = state_.care;
    if (!care.kind || !goes_on_in_the_register(action) || forget_card_number({&care.words, &care.phone}))
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
    const auto [step, let_go] = found->second;
    waiting_.erase(found);
    if (let_go || state_.screen != Screen::care)
        return;
    screen_request_ = world_.new_request();
    if (!answer) {
        notify(words().say(key_of(answer.error())), Tone::warn, Icon::info);
        return signal(Signal::attention);
    }
    if (step == Step::take_care_step)
        return care_step_taken(*answer);
    auto& care = state_.care;
    care = {.terms = std::move(care.terms),
            .colleagues = std::move(care.colleagues),
            .list = care.list,
            .frames_to_reveal = 4};
    refresh_care();
    notify(words().say(answer->kind == CareKind::praise ? "care.praise_noted" : "care.noted"), Tone::ok, Icon::check);
    signal(Signal::done);
}

void Kiosk::perform(const ChooseCareList& action) {
    state_.notice.reset();
    state_.care.list = action.list;
    state_.care.page = 0;
    refresh_care();
}

void Kiosk::perform(const TurnCarePage& action) {
    state_.notice.reset();
    state_.care.page = std::max(0, state_.care.page + action.by);
    refresh_care();
}

void Kiosk::perform(const ShowCustomerFacts&) {
    if (state_.receipt)
        state_.receipt->customer_sees_facts = !state_.receipt->customer_sees_facts;
}

void Kiosk::perform(const OpenCareEntry& action) {
    const auto& shown = state_.care.board.entries;
    if (action.index < shown.size())
        open_care(shown[action.index]);
}

void Kiosk::open_care(CareEntry entry) {
    auto& care = state_.care;
    state_.notice.reset();
    screen_request_ = world_.new_request();
    care.doing.reset();
    care.note.text.clear();
    care.note.caret = 0;
    care.phone_in_full.clear();
    care.history.clear();
    if (auto history = looked(world_.care_history(entry.record.id)))
        care.history = std::move(*history);
    care.opened = std::move(entry);
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
    auto phone = looked(world_.care_phone(care.opened->record.id));
    if (!phone)
        return;
    world_.record_shown({RecalledFact::phone, care.opened->record.id}, state_.staff->id);
    care.phone_in_full = std::move(*phone);
}

void Kiosk::perform(const BeginCareStep& action) {
    auto& care = state_.care;
    state_.notice.reset();
    care.doing = action.step;
    care.way = care.opened && care.opened->record.has_phone ? AnswerWay::phone : AnswerWay::in_person;
    const bool wants_no_more =
        action.step == CareStep::acknowledged || action.step == CareStep::closed || action.step == CareStep::reopened;
    if (wants_no_more)
        perform(SaveCareStep{});
}

void Kiosk::perform(const LeaveCareStep&) {
    state_.notice.reset();
    state_.care.doing.reset();
}

void Kiosk::perform(const ChooseAnswerWay& action) {
    state_.notice.reset();
    state_.care.way = action.way;
}

void Kiosk::perform(const SaveCareStep& action) {
    auto& care = state_.care;
    if (!care.opened || !care.doing || !goes_on_in_the_register(action) || forget_card_number({&care.note}))
        return;
    const bool answers = care.doing == CareStep::answered;
    post(Step::take_care_step, screen_request_,
         TakeCareStep{.request = screen_request_,
                      .by = state_.staff->id,
                      .record = care.opened->record.id,
                      .step = *care.doing,
                      .words = std::string(text::trimmed(care.note.text)),
                      .cause = action.cause,
                      .way = answers ? std::optional(care.way) : std::nullopt,
                      .to = action.to});
}

void Kiosk::care_step_taken(const CareRecord& record) {
    refresh_care();
    if (!state_.care.opened)
        return;
    auto entry = *state_.care.opened;
    entry.record = record;
    open_care(std::move(entry));
    notify(words().say("care.step_noted"), Tone::ok, Icon::check);
    signal(Signal::done);
}

} // namespace makegood::ui
