#include "terminal/text/bidi.hpp"
#include "tests/support/catch.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

using namespace makegood::text;

namespace {

struct Tally {
    int cases = 0;
    std::vector<std::string> wrong;
};

std::vector<std::string> fields(const std::string& line, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, separator);)
        parts.push_back(part);
    return parts;
}

// Fields of BidiCharacterTest.txt: code points; 0 or 1 for the direction; its level; levels, x for removed; order.
void try_case(const std::string& line, Tally& tally) {
    const auto field = fields(line, ';');
    if (line.empty() || line[0] == '#' || field.size() < 4 || field[1] == "2")
        return;
    ++tally.cases;
    std::u32string text;
    for (const auto& hex : fields(field[0], ' '))
        text.push_back(static_cast<char32_t>(std::stoul(hex, nullptr, 16)));
    const auto base = field[1] == "0" ? Direction::left_to_right : Direction::right_to_left;
    const auto levels = line_levels(text, embedding_levels(text, base), 0, text.size(), base);

    const auto expected_levels = fields(field[3], ' ');
    bool right = expected_levels.size() == levels.size();
    for (std::size_t i = 0; right && i < levels.size(); ++i)
        right = expected_levels[i] == "x" || expected_levels[i] == std::to_string(levels[i]);
    std::string order;
    for (const auto place : visual_order(levels))
        if (expected_levels[place] != "x")
            order += (order.empty() ? "" : " ") + std::to_string(place);
    if (!right || order != (field.size() > 4 ? field[4] : ""))
        tally.wrong.push_back(line);
}

} // namespace

TEST_CASE("directions follow Unicode's own cases") {
    std::ifstream in(MAKEGOOD_SOURCE_DIR "/tests/data/unicode/bidi_character_sample.txt");
    Tally tally;
    for (std::string line; std::getline(in, line);)
        try_case(line, tally);
    CHECK(tally.cases == 345);
    CHECK(tally.wrong == std::vector<std::string>{});
}

TEST_CASE("directions follow all of Unicode's cases") {
    const std::string file = MAKEGOOD_SOURCE_DIR "/../shared/data/unicode/BidiCharacterTest-15.0.txt.xz";
    if (!std::filesystem::exists(file)) {
        WARN("skipped: the whole BidiCharacterTest.txt is not beside the source");
        return;
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(("xz -dc " + file).c_str(), "r"), pclose);
    REQUIRE(pipe);
    Tally tally;
    char buffer[4096];
    while (std::fgets(buffer, sizeof buffer, pipe.get())) {
        std::string line = buffer;
        line.erase(line.find_last_not_of("\r\n") + 1);
        try_case(line, tally);
    }
    CHECK(tally.cases > 60'000);
    CHECK(tally.wrong == std::vector<std::string>{});
}

TEST_CASE("a line's last blanks stand where the paragraph ends") {
    const std::u32string text = U"ab \u05D0\u05D1  ";
    const auto levels = embedding_levels(text, Direction::left_to_right);
    CHECK(line_levels(text, levels, 0, 7, Direction::left_to_right) == std::vector<std::int8_t>{0, 0, 0, 1, 1, 0, 0});
    CHECK(line_levels(text, levels, 3, 5, Direction::left_to_right) == std::vector<std::int8_t>{1, 1});
    CHECK(embedding_levels(U"", Direction::right_to_left).empty());
    CHECK(visual_order({}).empty());
}
