#pragma once

#include "workflows/care/care_terms.hpp"
#include "workflows/ports.hpp"
#include "workflows/result.hpp"

#include <variant>

namespace makegood {

// Texts that may lead to a person. The journal holds a salted commitment of each, the vault the text itself, under a
// key of its record alone.
class PersonalTexts {
  public:
    virtual ~PersonalTexts() = default;
    virtual Digest keep_words(const CareId& record, int step, std::string_view words) = 0;
    virtual Digest keep_phone(const CareId& record, std::string_view phone) = 0;
};

// Commands to the register. Each carries an id made by the screen, and a repeat changes nothing.

struct TakeDown { // the record bears the id of the request
    RequestId request;
    StaffId taker;
    CareKind kind{};
    std::vector<std::string> said{}; // ready phrases
    std::string words{};             // the customer's own
    std::string phone{};             // to call them back, where they wish it
};

struct TakeCareStep {
    RequestId request;
    StaffId by;
    CareId record;
    CareStep step{};
    std::string words{};            // what was found, or answered
    std::string cause{};            // of an assessment
    std::optional<AnswerWay> way{}; // of an answer
    std::string to{};               // of a hand-over: a person's number or a department
};

using CareCommand = std::variant<TakeDown, TakeCareStep>;

enum class CareRefusal {
    staff_unknown,
    nothing_said,
    phrase_unknown,
    too_long,
    holds_card_number, // of a payment card, which is nobody's business here
    record_unknown,
    step_does_not_follow,
    case_still_open, // at the counter, where its answer is given
    cause_unknown,
    way_missing,
    nobody_named,     // to hand it over to
    answer_first,     // before it is closed
    cause_first,      // likewise
    passing_on_first, // of praise, likewise
};

inline constexpr std::size_t most_bytes_of_words = 2'000;
inline constexpr std::size_t most_bytes_of_phone = 40;

// The one door to the register; the caller runs `handle` inside one database transaction, as Desk's.
class CareDesk {
  public:
    // All of them outlive it.
    CareDesk(Ledger& ledger, const Clock& clock, PersonalTexts& texts, const CareTerms& terms)
        : ledger_(ledger), clock_(clock), texts_(texts), terms_(terms) {}

    Expected<CareRecord, CareRefusal> handle(const CareCommand& command);

  private:
    using Answer = Expected<CareRecord, CareRefusal>;

    Answer perform(const TakeDown&);
    Answer perform(const TakeCareStep&);
    std::optional<CareRefusal> why_not(const TakeCareStep& command, const CareRecord& record) const;
    CareRecord view(const CareId& id) const;

    Ledger& ledger_;
    const Clock& clock_;
    PersonalTexts& texts_;
    const CareTerms& terms_;
};

} // namespace makegood
