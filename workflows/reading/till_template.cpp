#include "workflows/reading/till_template.hpp"

#include "workflows/reading/reading_words.hpp"

#include <algorithm>

namespace makegood::reading {

bool is_paper_of(const TillTemplate& till, const std::vector<std::string>& folded_lines) {
    const auto stands_there = [&](const std::string& words) {
        return std::ranges::any_of(
            folded_lines, [&](const std::string& line) { return find_phrase(line, words, Says::nothing).has_value(); });
    };
    return !till.known_by.empty() && std::ranges::all_of(till.known_by, stands_there);
}

} // namespace makegood::reading
