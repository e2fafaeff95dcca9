#include "terminal/finding/weights_file.hpp"
#include "tests/support/catch.hpp"

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
