#pragma once

#include "terminal/error.hpp"
#include "workflows/finding/label_pattern.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace makegood {

// Reads what the bar codes on receipts say (the format is explained in assets/finding/labels.toml). Errors name file,
// line and pattern: TOML that does not parse, an unknown key, a name or pattern that is missing, what is wrong in one.
Result<std::vector<LabelPattern>> read_label_patterns(const std::filesystem::path& file);
Result<std::vector<LabelPattern>> parse_label_patterns(std::string_view text, std::string_view file_name);

} // namespace makegood
