#pragma once

#include "workflows/care/care_record.hpp"

namespace makegood {

// Where a step leads from a stage; nothing where it may not follow. Nothing is closed without an answer; a cause may
// be found later, and only the customer's word opens again what was answered.
std::optional<CareStage> stage_after(CareStage from, CareStep step);

// The record after it. Precondition: the step may follow.
CareRecord after(CareRecord record, const CareMoment& moment);

// What closing still wants. Praise wants no cause, but to reach whom it is about.
enum class StillWanted { nothing, answer, cause, passing_on };
StillWanted wanted_to_close(const CareRecord& record);

// Which steps a person may take now.
std::vector<CareStep> steps_open_to(const CareRecord& record);

} // namespace makegood
