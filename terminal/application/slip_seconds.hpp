#pragma once

#include "terminal/config/shop_config.hpp"
#include "terminal/slip/slip_templates.hpp"
#include "terminal/text/typesetter.hpp"
#include "terminal/text/words.hpp"
#include "terminal/ui/kiosk/kiosk_state.hpp"

#include <functional>
#include <optional>

namespace makegood {

using ReckonsSlipSeconds = std::function<ui::SlipSeconds(text::Typesetter&, const drivers::Profile&)>;

// How long a usual slip is on its way to the shop's printer: one product, given now, confirmed by a manager. Nothing
// where no serial line says how fast it is. It may be called on any thread.
std::optional<ReckonsSlipSeconds> slip_seconds(const ShopConfig& config, const text::Words& english,
                                               const text::Words& persian, const SlipTemplates& templates);

} // namespace makegood
