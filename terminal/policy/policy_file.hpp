#pragma once

#include "terminal/error.hpp"
#include "workflows/recovery/policy.hpp"

#include <filesystem>
#include <string_view>

namespace makegood {

// Reads a shop's policy (the format is explained in assets/policies/shop.toml). The version is the first 16 hex digits
// of the text's SHA-256. Errors name file, line and rule: TOML that does not parse, an unknown key or name, a missing
// or unknown outcome, an id that stands twice, a missing sentence, an amount, number or time that is none, a
// [countersign] beyond [approval].
Result<Policy> read_policy(const std::filesystem::path& file);
Result<Policy> parse_policy(std::string_view text, std::string_view file_name);

} // namespace makegood
