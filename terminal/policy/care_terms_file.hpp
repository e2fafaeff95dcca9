#pragma once

#include "terminal/error.hpp"
#include "workflows/care/care_terms.hpp"

#include <filesystem>
#include <string_view>

namespace makegood {

// Reads who answers what and by when (the format is explained in assets/policies/care.toml). Errors name file, line and
// rule: TOML that does not parse, an unknown key, kind, severity or day, an id that stands twice or is missing, a
// missing sentence, a number that is none, a week in which the shop never opens, a cause under one that does not stand
// above it.
Result<CareTerms> read_care_terms(const std::filesystem::path& file);
Result<CareTerms> parse_care_terms(std::string_view text, std::string_view file_name);

} // namespace makegood
