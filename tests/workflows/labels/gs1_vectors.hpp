#pragma once

#include "workflows/labels/application_identifier.hpp"
#include "workflows/labels/element_string.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace makegood::testing {

struct Gs1Vector {
    bool should_succeed = false;
    std::vector<std::string> columns; // unescaped, without the first and the last
    std::string settings;             // the engine's, other than usual
};

inline std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape = text[i] == '\\' && i + 1 < text.size();
        if (is_escape && text[i + 1] == 'x' && i + 3 < text.size()) {
            plain += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
            i += 3;
        } else if (is_escape && text[i + 1] == '\\') {
            plain += '\\';
            ++i;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

// Beside the project, or beside the folder of its worktrees.
inline std::optional<std::string> shared_gs1_folder() {
    for (const std::string above : {"/..", "/../.."})
        if (auto folder = MAKEGOOD_SOURCE_DIR + above + "/shared/data/gs1/"; std::filesystem::exists(folder))
            return folder;
    return std::nullopt;
}

// The whole list where the shared data is, or the extract in tests/data.
inline std::vector<Gs1Vector> gs1_vectors(const std::string& name) {
    const auto shared = shared_gs1_folder();
    if (!shared)
        WARN("shared/data/gs1 is not here: an extract of " << name << " is tried instead");
    const auto folder = shared.value_or(MAKEGOOD_SOURCE_DIR "/tests/data/gs1/");
    std::ifstream file(folder + name);
    std::string line;
    std::getline(file, line);
    std::vector<Gs1Vector> vectors;
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        for (std::size_t at = 0; at <= line.size();) {
            const auto end = std::min(line.find('\t', at), line.size());
            cells.push_back(unescaped(line.substr(at, end - at)));
            at = end + 1;
        }
        Gs1Vector vector{cells.at(0) == "true", {cells.begin() + 1, cells.end() - 1}, cells.back()};
        vectors.push_back(std::move(vector));
    }
    REQUIRE(vectors.size() > 5);
    return vectors;
}

// As the lists write elements: '^' in front, and behind each value that does not end by its length.
inline std::string in_one_line(const gs1::Elements& elements) {
    std::string line;
    bool needs_separator = true;
    for (const auto& element : elements) {
        line += (needs_separator ? "^" : "") + element.identifier + element.value;
        needs_separator = !gs1::find_application_identifier(element.identifier)->ends_by_length;
    }
    return line;
}

inline std::string with_separators(std::string text) {
    std::ranges::replace(text, '^', gs1::separator);
    return text;
}

} // namespace makegood::testing
