#pragma once

#include "terminal/application/asset_folder.hpp"
#include "terminal/config/shop_config.hpp"
#include "workflows/care/care_terms.hpp"

namespace makegood {

// The shop's own care.toml, else the one that comes with Makegood, with the shop's business day.
Result<CareTerms> care_terms_of(const ShopConfig& config, const ProgramFolders& folders);

} // namespace makegood
