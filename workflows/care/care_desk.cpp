#include "workflows/care/care_desk.hpp"

#include "workflows/care/care_stages.hpp"
#include "workflows/privacy/card_number.hpp"

#include <algorithm>
#include <cassert>

namespace makegood {

namespace {

using Refusal = CareRefusal;

std::optional<Refusal> why_not_kept(const std::string& words) {
    if (words.size() > most_bytes_of_words)
        return Refusal::too_long;
    return card_number_in(words) ? std::optional(Refusal::holds_card_number) : std::nullopt;
}

// Praise may be thanked for in person, with nothing to write.
bool wants_words(CareStep step, CareKind kind) {
    return step == CareStep::investigated || (step == CareStep::answered && kind != CareKind::praise);
}

} // namespace

Expected<CareRecord, CareRefusal> CareDesk::handle(const CareCommand& command) {
    return std::visit([&](const auto& particular) { return perform(particular); }, command);
}

CareDesk::Answer CareDesk::perform(const TakeDown& command) {
    const CareId id(command.request.text());
    if (const auto earlier = ledger_.care_record(id))
        return *earlier;
    if (!ledger_.staff(command.taker))
        return refused(Refusal::staff_unknown);
    if (command.said.empty() && command.words.empty())
        return refused(Refusal::nothing_said);
    if (!std::ranges::all_of(command.said, [&](const auto& phrase) { return is_ready_phrase(command.kind, phrase); }))
        return refused(Refusal::phrase_unknown);
    if (command.phone.size() > most_bytes_of_phone)
        return refused(Refusal::too_long);
    for (const auto& text : {command.words, command.phone})
        if (const auto why = why_not_kept(text))
            return refused(*why);
    ComplaintReceived received{.record = id,
                               .kind = command.kind,
                               .said = command.said,
                               .routing = routed(command.kind, clock_.now(), terms_)};
    if (!command.words.empty())
        received.words_commitment = texts_.keep_words(id, 1, command.words);
    if (!command.phone.empty())
        received.phone_commitment = texts_.keep_phone(id, command.phone);
    ledger_.append(received, {command.taker, command.request});
    return view(id);
}

CareDesk::Answer CareDesk::perform(const TakeCareStep& command) {
    if (const auto earlier = ledger_.care_handled(command.request))
        return view(*earlier);
    if (!ledger_.staff(command.by))
        return refused(Refusal::staff_unknown);
    const auto record = ledger_.care_record(command.record);
    if (!record)
        return refused(Refusal::record_unknown);
    if (const auto why = why_not(command, *record))
        return refused(*why);
    ComplaintMoved moved{
        .record = record->id, .step = command.step, .cause = command.cause, .way = command.way, .to = command.to};
    if (!command.words.empty())
        moved.words_commitment = texts_.keep_words(record->id, record->steps + 1, command.words);
    ledger_.append(moved, {command.by, command.request});
    return view(record->id);
}

std::optional<CareRefusal> CareDesk::why_not(const TakeCareStep& command, const CareRecord& record) const {
    if (!stage_after(record.stage, command.step))
        return Refusal::step_does_not_follow;
    if (!record.of_case.empty()) {
        const auto of = ledger_.find_case(record.of_case);
        if (!of || of->state != CaseState::closed)
            return Refusal::case_still_open;
    }
    if (const auto why = why_not_kept(command.words))
        return why;
    if (command.words.empty() && wants_words(command.step, record.kind))
        return Refusal::nothing_said;
    if (command.step == CareStep::assessed && !cause_named(terms_, command.cause))
        return Refusal::cause_unknown;
    if (command.step == CareStep::answered && !command.way)
        return Refusal::way_missing;
    if (command.step == CareStep::handed_over && !department_named(terms_, command.to) &&
        !ledger_.staff(StaffId(command.to)))
        return Refusal::nobody_named;
    if (command.step != CareStep::closed)
        return std::nullopt;
    switch (wanted_to_close(record)) {
    case StillWanted::answer:
        return Refusal::answer_first;
    case StillWanted::cause:
        return Refusal::cause_first;
    case StillWanted::passing_on:
        return Refusal::passing_on_first;
    case StillWanted::nothing:
        break;
    }
    return std::nullopt;
}

CareRecord CareDesk::view(const CareId& id) const {
    auto record = ledger_.care_record(id);
    assert(record);
    return std::move(*record);
}

} // namespace makegood
