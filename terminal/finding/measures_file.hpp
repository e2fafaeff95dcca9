#pragma once

#include "terminal/error.hpp"
#include "workflows/labels/measure_pattern.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace makegood {

// Reads how the shop's scales write their labels (the format is explained in assets/finding/measures.toml). Errors name
// file, line and pattern.
Result<std::vector<MeasurePattern>> read_measure_patterns(const std::filesystem::path& file);
Result<std::vector<MeasurePattern>> parse_measure_patterns(std::string_view text, std::string_view file_name);

} // namespace makegood
