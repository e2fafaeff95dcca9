#pragma once

#include "terminal/application/asset_folder.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/slip/slip_templates.hpp"
#include "terminal/text/words.hpp"
#include "workflows/finding/label_pattern.hpp"
#include "workflows/finding/recall_weights.hpp"
#include "workflows/recovery/policy.hpp"

#include <vector>

namespace makegood {

// What a desk is told by files before anybody stands at it, with a screen or without.
struct DeskSetup {
    Policy policy;
    RecallWeights recall_weights;
    std::vector<LabelPattern> labels; // of receipts
    SlipTemplates slips;
    text::Words english;
    text::Words persian;
};

// The shop's own files where its configuration names them, else those that come with Makegood. Errors as of each file.
Result<DeskSetup> read_desk_setup(const ShopConfig& config, const ProgramFolders& folders);

} // namespace makegood
