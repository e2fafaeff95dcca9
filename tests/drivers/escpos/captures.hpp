#pragma once

#include "tests/support/receipt_printer.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::escpos {

using Bytes = std::vector<std::uint8_t>;

inline const drivers::Profile printer = testing::receipt_printer();

inline Bytes read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

// The captures that stand in the project, and beside it the others where they are there.
inline std::vector<std::filesystem::path> capture_files() {
    const std::filesystem::path source = MAKEGOOD_SOURCE_DIR;
    std::map<std::filesystem::path, std::filesystem::path> by_name;
    for (const auto& folder : {source / "tests/data/escpos", source / "../shared/data/escpos"}) {
        if (!std::filesystem::exists(folder))
            continue;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".bin")
                by_name.emplace(entry.path().filename(), entry.path());
    }
    std::vector<std::filesystem::path> files;
    for (const auto& [name, path] : by_name)
        files.push_back(path);
    return files;
}

// "1B 40 0A" as bytes.
inline Bytes hex(std::string_view text) {
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == ' ')
            continue;
        bytes.push_back(static_cast<std::uint8_t>(std::stoul(std::string(text.substr(i, 2)), nullptr, 16)));
        ++i;
    }
    return bytes;
}

} // namespace makegood::escpos
