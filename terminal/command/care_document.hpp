#pragma once

#include "terminal/json/json.hpp"
#include "workflows/care/care_record.hpp"

namespace makegood {

// A record of the register without what anybody wrote in it.
Json document_of(const CareRecord& record);
// One step with it; `words` are what was written then.
Json document_of(const CareMoment& moment, const std::string& words);

} // namespace makegood
