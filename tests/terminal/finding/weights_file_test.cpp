#include "terminal/finding/labels_file.hpp"
#include "terminal/finding/weights_file.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace makegood;

namespace {

const std::filesystem::path shipped = MAKEGOOD_SOURCE_DIR "/assets/finding/weights.toml";

std::string shipped_text() {
    std::ifstream stream(shipped);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string with(std::string text, const std::string& old, const std::string& now) {
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), now);
}

} // namespace

TEST_CASE("the weights that come with Makegood are read") {
    const auto weights = read_recall_weights(shipped);
    REQUIRE(weights);
    CHECK(weights->item_wrong == 0.125);
    CHECK(weights->amount_permille == 100);
    CHECK(weights->none_of_these == -9);
}

TEST_CASE("a weight that cannot be is named with its line") {
    struct Wrong {
        std::string text;
        const char* reason;
    };
    const Wrong rows[] = {
        {with(shipped_text(), "item_wrong = 0.125", "item_wrong = 1.5"), "'item_wrong' wants a number from 0.001 to"},
        {with(shipped_text(), "no_sale = -3.0", "no_sale = 3"), "'no_sale' wants a number"},
        {with(shipped_text(), "no_sale = -3.0", "no_sale = nan"), "'no_sale' wants a number"},
        {with(shipped_text(), "no_sale = -3.0", "no_sail = -3.0"), "nobody knows 'no_sail'"},
        {with(shipped_text(), "no_sale = -3.0", ""), "'no_sale' is missing"},
        {with(shipped_text(), "no_sale = -3.0", "no_sale = "), "line "},
    };
    for (const auto& row : rows) {
        const auto weights = parse_recall_weights(row.text, "weights.toml");
        REQUIRE_FALSE(weights);
        CHECK(weights.error().object == "weights.toml");
        CHECK_THAT(weights.error().reason, Catch::Contains(row.reason));
    }
    CHECK_FALSE(read_recall_weights("/nowhere/weights.toml"));
}

TEST_CASE("the label patterns that come with Makegood are read, and a wrong one is named with its line") {
    const auto patterns = read_label_patterns(MAKEGOOD_SOURCE_DIR "/assets/finding/labels.toml");
    REQUIRE(patterns);
    CHECK(std::ranges::count_if(
              *patterns, [](const LabelPattern& one) { return one.read("CP111005009010030451").has_value(); }) == 1);
    struct Wrong {
        const char* text;
        const char* reason;
    };
    const Wrong rows[] = {
        {"[[label]]\nname = \"x\"\npattern = \"{lane}\"", "line 1: 'x': wants one {sequence}"},
        {"[[label]]\npattern = \"{sequence}\"", "line 1: a label wants a name and a pattern"},
        {"[[label]]\nname = \"x\"\npattern = \"{sequence}\"\ncolour = 1", "nothing else"},
        {"label = 3", "'label' is no [[label]]"},
        {"[[lable]]", "'lable' is no [[label]]"},
        {"=", "line 1"},
    };
    for (const auto& row : rows) {
        INFO(row.text);
        const auto wrong = parse_label_patterns(row.text, "labels.toml");
        REQUIRE_FALSE(wrong);
        CHECK_THAT(wrong.error().reason, Catch::Contains(row.reason));
    }
}
