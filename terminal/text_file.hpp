#pragma once

#include "terminal/error.hpp"

#include <filesystem>
#include <string>

namespace makegood {

// All of a small file of the shop's or of ours, as its bytes are. The error names the file.
Result<std::string> text_of_file(const std::filesystem::path& file);

} // namespace makegood
