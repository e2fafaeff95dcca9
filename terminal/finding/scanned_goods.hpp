#pragma once

#include "drivers/device_event.hpp"
#include "workflows/labels/package_label.hpp"
#include "workflows/retail_transaction.hpp"

namespace makegood {

// Which goods a scan names, whatever their package carries.
struct ScannedGoods {
    ItemCode code; // as the product's own EAN bar code would be scanned; what names no goods, as it came
    std::optional<ItemCode>
        or_else{}; // what else it may mean, where no identifier told and the shop has not got `code`
    std::string lot{};
    std::optional<Date> keeps_until{};
};

// This one place decides what a label of goods means. By the AIM identifier where the scanner sends it: EAN and UPC,
// ITF-14, GS1 element strings; else by length and check digit. A web address may be a Digital Link. The error says what
// is wrong in a label that GS1 forbids.
Expected<ScannedGoods, gs1::LabelError> goods_on(const drivers::ScanData& scan, Date today);

} // namespace makegood
