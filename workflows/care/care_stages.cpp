#include "workflows/care/care_stages.hpp"

#include <array>

namespace makegood {

namespace {

using Next = std::optional<CareStage>;
constexpr Next none = std::nullopt;
constexpr Next received = CareStage::received, acknowledged = CareStage::acknowledged, assessed = CareStage::assessed,
               investigated = CareStage::investigated, answered = CareStage::answered, closed = CareStage::closed;

// A row for each stage, a column for each step after the first, which no record takes twice.
constexpr std::array<std::array<Next, 7>, 6> table{{
    // acknowledged  assessed      investigated  answered  closed  reopened  handed_over
    {{acknowledged, assessed, investigated, answered, none, none, received}},
    {{none, assessed, investigated, answered, none, none, acknowledged}},
    {{none, assessed, investigated, answered, none, none, assessed}},
    {{none, investigated, investigated, answered, none, none, investigated}},
    {{none, answered, answered, answered, closed, received, answered}},
    {{none, closed, none, none, none, received, none}},
}};

} // namespace

std::optional<CareStage> stage_after(CareStage from, CareStep step) {
    if (step == CareStep::received)
        return std::nullopt;
    return table[static_cast<std::size_t>(from)][static_cast<std::size_t>(step) - 1];
}

CareRecord after(CareRecord record, const CareMoment& moment) {
    record.stage = *stage_after(record.stage, moment.step);
    record.steps = moment.number;
    if (!moment.cause.empty())
        record.cause = moment.cause;
    if (moment.step == CareStep::answered)
        record.answer = CareAnswer{moment.way.value_or(AnswerWay::in_person), moment.by, moment.at};
    if (moment.step == CareStep::reopened) {
        record.answer.reset();
        ++record.reopened;
    }
    if (moment.step == CareStep::handed_over) {
        record.routing.responsible = moment.to;
        ++record.hand_overs;
    }
    return record;
}

StillWanted wanted_to_close(const CareRecord& record) {
    if (!record.answer)
        return StillWanted::answer;
    if (record.kind == CareKind::praise)
        return record.hand_overs == 0 ? StillWanted::passing_on : StillWanted::nothing;
    return record.cause.empty() ? StillWanted::cause : StillWanted::nothing;
}

std::vector<CareStep> steps_open_to(const CareRecord& record) {
    std::vector<CareStep> steps;
    for (const auto step : {CareStep::acknowledged, CareStep::assessed, CareStep::investigated, CareStep::answered,
                            CareStep::handed_over, CareStep::closed, CareStep::reopened})
        if (stage_after(record.stage, step))
            steps.push_back(step);
    return steps;
}

} // namespace makegood
