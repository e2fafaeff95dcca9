#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>
#include <utility>

// A case is divided, and once its first part is put right the rest comes by itself. Of what is owed, what lies on the
// shelf stays owed, and the rest becomes something else at once.

namespace makegood::ui {

void Kiosk::perform(const OpenPart&) {
    state_.notice.reset();
    state_.done.instead.reset();
    if (!std::exchange(state_.done.here, {}).empty())
        return;
    auto& kept = state_.part.emplace();
    for (const auto& part : by_line(state_.current->claim))
        kept.push_back({part.line, part.quantity});
}

void Kiosk::perform(const LeavePart&) {
    state_.notice.reset();
    state_.part.reset();
}

void Kiosk::perform(const TellPart&) {
    state_.notice.reset();
    auto kept = *state_.part;
    std::erase_if(kept, [](const ClaimedLine& one) { return one.quantity.is_zero(); });
    const auto parts = by_line(state_.current->claim);
    const bool is_all = std::ranges::equal(kept, parts, [](const ClaimedLine& one, const Claim& part) {
        return one.line == part.line && one.quantity == part.quantity;
    });
    const bool is_owed = state_.screen == Screen::done;
    if (is_all || kept.empty())
        return notify(words().say(is_owed ? "part.first_here" : "part.first"), Tone::info, Icon::list);
    if (is_owed) {
        state_.part.reset();
        state_.done.here = std::move(kept);
        return;
    }
    if (somebody_works_here())
        post(Step::divide, screen_request_,
             DivideClaim{screen_request_, state_.staff->id, state_.current->id, std::move(kept)});
}

void Kiosk::go_on_with_the_rest(const CaseView& given) {
    if (!given.remedy)
        return;
    const auto waits = std::ranges::find_if(state_.open_cases, [&](const OpenCase& one) {
        return one.view.state == CaseState::claimed && std::ranges::count(given.rests, one.view.id) > 0;
    });
    if (waits == state_.open_cases.end())
        return;
    show_case(CaseView(waits->view));
    notify(words().say("part.rest_now"), Tone::info, Icon::list);
}

} // namespace makegood::ui
