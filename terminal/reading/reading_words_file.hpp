#pragma once

#include "terminal/error.hpp"
#include "workflows/reading/reading_words.hpp"

#include <filesystem>
#include <string_view>

namespace makegood {

// assets/reading/words.toml. The error names file and line, and what is wrong there.
Result<reading::ReadingWords> parse_reading_words(std::string_view text, std::string_view file_name);
Result<reading::ReadingWords> read_reading_words(const std::filesystem::path& file);

} // namespace makegood
