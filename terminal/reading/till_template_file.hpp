#pragma once

#include "terminal/error.hpp"
#include "workflows/reading/till_template.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

// How a till prints its receipts (the format is explained in docs/tap.md). Errors name file, line and what is wrong
// there.
Result<reading::TillTemplate> parse_till_template(std::string_view text, std::string_view file_name);
Result<reading::TillTemplate> read_till_template(const std::filesystem::path& file);

// `name` is a file, or what a file of the folder is called without .toml.
Result<reading::TillTemplate> till_template_named(const std::filesystem::path& folder, const std::string& name);
// All of the folder, by name; none where there is no folder.
Result<std::vector<reading::TillTemplate>> till_templates(const std::filesystem::path& folder);

// "day-month-year" and so on; nothing for any other word.
std::optional<reading::DateOrder> date_order_named(std::string_view word);

} // namespace makegood
