#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace makegood::text {

struct Entry {
    std::string key;
    std::string message;
    std::string place; // "common.txt:12"
};

// The `key = message` lines of all *.txt files of a folder, files in the order of their names.
tl::expected<std::vector<Entry>, std::string> read_catalogue(const std::filesystem::path& folder);

} // namespace makegood::text
