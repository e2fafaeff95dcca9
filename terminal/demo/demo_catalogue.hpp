#pragma once

#include "workflows/ids.hpp"
#include "workflows/money.hpp"
#include "workflows/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::demo {

struct DemoProduct {
    ItemCode code; // EAN-13
    std::string name;
    Money price; // of one piece, or of one kilogram when weighed
    bool weighed = false;
    bool deposit = false; // the till adds the bottle deposit
};

// The goods of the demo shop, as assets/demo/products.toml holds them.
struct DemoCatalogue {
    std::vector<DemoProduct> products;
    DemoProduct deposit;
    DemoProduct below_limit; // what the customer of the headline story misses
    DemoProduct above_limit; // what only a manager may give
    std::vector<DemoProduct> headline_goods;
};

// The refusal names file, line and what is wrong: a missing key, a price that cannot be read, a code of the headline
// that no product has.
Expected<DemoCatalogue, std::string> parse_demo_catalogue(std::string_view toml, const std::string& file_name);
Expected<DemoCatalogue, std::string> load_demo_catalogue(const std::filesystem::path& path);

} // namespace makegood::demo
