#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

using CareId = Id<struct CareRecordKind>;

// What a customer tells us of. `goods` is what a recovery case at the counter is about; all others need no receipt.
enum class CareKind { service, waiting, price, cleanliness, broken_promise, not_carried, other, praise, goods };

// Keys of the ready phrases, in the catalogues as care.said.KEY; none for goods.
std::span<const std::string_view> ready_phrases(CareKind kind);
bool is_ready_phrase(CareKind kind, std::string_view phrase);

// How far a complaint is (ISO 10002:2018, clause 8).
enum class CareStage { received, acknowledged, assessed, investigated, answered, closed };

// What somebody did about it.
enum class CareStep { received, acknowledged, assessed, investigated, answered, closed, reopened, handed_over };

enum class AnswerWay { phone, message, paper, in_person };

// To whom it went, and by when it is to be answered.
enum class CareSeverity { low, medium, high };

struct CareDeadlines {
    CivilTime due;
    CivilTime remind_at;   // whoever is responsible
    CivilTime escalate_at; // to somebody else

    friend bool operator==(const CareDeadlines&, const CareDeadlines&) = default;
};

struct CareRouting {
    std::string rule; // that sent it; empty: none did
    CareSeverity severity = CareSeverity::medium;
    std::string responsible; // a person's number or a department's name; empty: nobody yet
    std::string escalate_to; // likewise
    std::optional<CareDeadlines> deadlines{};

    friend bool operator==(const CareRouting&, const CareRouting&) = default;
};

struct CareAnswer {
    AnswerWay way{};
    StaffId by;
    CivilTime at;

    friend bool operator==(const CareAnswer&, const CareAnswer&) = default;
};

// One complaint, or one praise, in the register. What people said of it in words of their own and how to reach the
// customer are not here: they lie in the vault.
struct CareRecord {
    CareId id;
    CareKind kind{};
    std::vector<std::string> said{}; // ready phrases
    bool has_words = false;
    bool has_phone = false;
    StaffId received_by;
    CivilTime received_at;
    CareStage stage = CareStage::received;
    CareRouting routing{};
    std::string cause{};                // of the shop's tree; empty: not known yet
    std::optional<CareAnswer> answer{}; // that holds
    int hand_overs = 0;
    int reopened = 0;
    int steps = 1;    // so far
    CaseId of_case{}; // the recovery case that it is the record of; its remedy is the answer

    friend bool operator==(const CareRecord&, const CareRecord&) = default;
};

// One step in the life of a record, the receiving included.
struct CareMoment {
    int number = 0; // from 1; its words are kept under it
    CareStep step{};
    StaffId by;
    CivilTime at;
    std::string cause{};            // that was assessed
    std::optional<AnswerWay> way{}; // of an answer
    std::string to{};               // of a hand-over
    bool has_words = false;
};

} // namespace makegood
