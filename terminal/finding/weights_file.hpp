#pragma once

#include "terminal/error.hpp"
#include "workflows/finding/recall_weights.hpp"

#include <filesystem>
#include <string_view>

namespace makegood {

// Reads how people remember (the format is explained in assets/finding/weights.toml). Every weight must be there.
// Errors name file, line and weight: TOML that does not parse, an unknown or missing name, a value out of its range.
Result<RecallWeights> read_recall_weights(const std::filesystem::path& file);
Result<RecallWeights> parse_recall_weights(std::string_view text, std::string_view file_name);

} // namespace makegood
