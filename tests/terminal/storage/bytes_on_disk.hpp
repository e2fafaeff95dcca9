#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace makegood::storage {

// The content of every plain file of a folder and of the folders in it, one after the other.
inline std::string bytes_of_all_files(const std::filesystem::path& folder) {
    std::string bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) {
            std::ifstream file(entry.path(), std::ios::binary);
            bytes.append(std::istreambuf_iterator<char>(file), {});
        }
    return bytes;
}

inline bool contains(const std::string& bytes, std::string_view trace) {
    return bytes.find(trace) != bytes.npos;
}

} // namespace makegood::storage
