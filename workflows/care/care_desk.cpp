#include "workflows/care/care_desk.hpp"

#include "workflows/privacy/card_number.hpp"

#include <algorithm>
#include <cassert>

namespace makegood {

namespace {

using Refusal = CareRefusal;

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
    if (command.words.size() > most_bytes_of_words || command.phone.size() > most_bytes_of_phone)
        return refused(Refusal::too_long);
    if (card_number_in(command.words) || card_number_in(command.phone))
        return refused(Refusal::holds_card_number);
    ComplaintReceived received{.record = id, .kind = command.kind, .said = command.said};
    if (!command.words.empty())
        received.words_commitment = texts_.keep_words(id, 1, command.words);
    if (!command.phone.empty())
        received.phone_commitment = texts_.keep_phone(id, command.phone);
    ledger_.append(received, {command.taker, command.request});
    return view(id);
}

CareRecord CareDesk::view(const CareId& id) const {
    auto record = ledger_.care_record(id);
    assert(record);
    return std::move(*record);
}

} // namespace makegood
