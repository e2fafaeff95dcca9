#pragma once

#include "terminal/plugin/answer.hpp"
#include "terminal/text/words.hpp"
#include "workflows/approval/proof.hpp"
#include "workflows/recovery/case_view.hpp"

namespace makegood::plugin {

// What a case is told with beside itself.
struct CaseSetting {
    const text::Words& words;
    const ApprovalTerms& approval;
    std::int64_t wall_ms;
};

const makegood_case* told(Answer& answer, const CaseView& view, const CaseSetting& setting);
const makegood_stock_movement* told(Answer& answer, const StockMovement& movement, const CaseId& case_id, CivilTime at);
const makegood_document* told(Answer& answer, const SlipNumber& number, const SlipDocument& document, bool is_copy);

} // namespace makegood::plugin
