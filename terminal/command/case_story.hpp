#pragma once

#include "terminal/command/console.hpp"
#include "terminal/json/json.hpp"
#include "workflows/care/care_record.hpp"
#include "workflows/recovery/case_view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// What somebody did in a case, as far as it is kept beside the case itself.
struct StoryStep {
    std::string what; // in the catalogues as command.show.story.WHAT
    StaffId by;
    std::optional<CivilTime> at{}; // none: only the journal tells
    std::string says{};            // what was asked, given or told, in the catalogue's language
};

// In the order of time, what has none at the end. `care` is what the register tells of the same case.
std::vector<StoryStep> story_of(const CaseView& view, const std::vector<CareMoment>& care, const text::Words& words);

Json document_of(const StoryStep& step);
void say(const Console& console, const StoryStep& step);

} // namespace makegood
