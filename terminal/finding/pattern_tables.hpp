#pragma once

#include "terminal/error.hpp"

#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace makegood {

// Hands over each table of a file that is nothing but tables of one kind, as [[label]], each with a name. `take` tells
// why it cannot be taken, or nothing. Errors name file, line and table.
Result<void> each_pattern_table(std::string_view text, std::string_view file_name, std::string_view kind,
                                const std::function<std::optional<std::string>(const toml::table&)>& take);

} // namespace makegood
