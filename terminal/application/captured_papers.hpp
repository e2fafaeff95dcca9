#pragma once

#include "terminal/application/asset_folder.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/feeds/capture_import.hpp"
#include "terminal/feeds/feed_folder.hpp"

namespace makegood {

// How this shop's feed reads what its tap keeps: for the printer of the tap, in the shop's money. Errors as of
// open_paper_reader; a printer that nobody described counts as the safe one.
Result<feeds::CapturedPapers> captured_papers(const ShopConfig& config, const ProgramFolders& folders);
// How long it keeps them once they are moved.
feeds::FeedFolder::Limits papers_kept(const ShopConfig& config);

} // namespace makegood
