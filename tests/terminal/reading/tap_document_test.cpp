#include "terminal/reading/captured_receipts.hpp"
#include "terminal/reading/reading_words_file.hpp"
#include "terminal/reading/till_template_file.hpp"

#include "tests/support/catch.hpp"
#include "workflows/reading/folded_text.hpp"

#include <fstream>
#include <iterator>

using namespace makegood;
using namespace makegood::reading;

namespace {

// The only example of docs/tap.md in this language.
std::string example_of_tap(const std::string& language) {
    std::ifstream stream(MAKEGOOD_SOURCE_DIR "/docs/tap.md");
    REQUIRE(stream);
    const std::string document{std::istreambuf_iterator<char>(stream), {}};
    const std::string fence = "\n```" + language + "\n";
    const auto begin = document.find(fence);
    REQUIRE(begin != document.npos);
    const auto first = begin + fence.size();
    return document.substr(first, document.find("\n```", first) + 1 - first);
}

} // namespace

TEST_CASE("the till of the document is read by its template") {
    const auto till = parse_till_template(example_of_tap("toml"), "docs/tap.md");
    if (!till)
        FAIL(till.error().text());
    const auto receipts = receipts_of_text(example_of_tap("text"));
    REQUIRE(receipts.size() == 1);
    std::vector<std::string> lines;
    for (const auto& line : receipts.front().paper.lines)
        lines.push_back(folded(line));
    CHECK(is_paper_of(*till, lines));
    const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    const auto read = read_receipt(receipts.front().paper, words, {}, &*till);
    CHECK(read.number.sure);
    CHECK(*read.number.best() == "A-17");
    CHECK(read.date.sure);
    CHECK(read.date.best()->to_iso() == "2018-06-05");
    CHECK(read.total.sure);
    CHECK(read.total.best()->to_decimal() == "4.20");
    REQUIRE(read.lines.size() == 4);
    CHECK(read.lines[0].name == "BROT");
    CHECK(read.lines[0].quantity == Quantity::of_milli(2'000));
    CHECK(read.lines[2].voided);
    CHECK(read.lines[3].voided);
}
