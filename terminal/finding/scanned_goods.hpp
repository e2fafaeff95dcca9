#pragma once

#include "drivers/device_event.hpp"
#include "workflows/labels/measure_pattern.hpp"
#include "workflows/labels/package_label.hpp"
#include "workflows/retail_transaction.hpp"

#include <span>
#include <vector>

namespace makegood {

// Which goods a scan names, whatever their package carries.
struct ScannedGoods {
    ItemCode code; // as the product's own EAN bar code would be scanned; what names no goods, as it came
    std::vector<ItemCode> or_else{}; // what else it may mean, likeliest first, where the shop has not got `code`
    std::string lot{};
    std::optional<Date> keeps_until{};
    Measured measured = Measured::nothing; // by the label of one of the shop's scales
    std::int64_t value = 0;                // of it: in the currency's smallest unit, or in grams
};

// This one place decides what a label of goods means. By the AIM identifier where the scanner sends it: EAN and UPC,
// ITF-14, GS1 element strings; else by length and check digit. A web address may be a Digital Link. The error says what
// is wrong in a label that GS1 forbids, or in one of the shop's own scales.
Expected<ScannedGoods, gs1::LabelError> goods_on(const drivers::ScanData& scan, Date today,
                                                 std::span<const MeasurePattern> scales = {});

} // namespace makegood
