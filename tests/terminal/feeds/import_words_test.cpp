#include "tests/support/catch.hpp"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

const std::string root = MAKEGOOD_SOURCE_DIR "/";

std::string text_of(const std::string& file) {
    std::ifstream stream(root + file);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// Everything between quotes in the part of a header that begins and ends with these words.
std::set<std::string> codes_between(const std::string& file, const std::string& first, const std::string& last) {
    const auto text = text_of(file);
    const auto begin = text.find(first);
    const auto part = text.substr(begin, text.find(last) - begin);
    const std::regex code("= \"([a-z0-9-]+)\"");
    std::set<std::string> codes;
    for (std::sregex_iterator at(part.begin(), part.end(), code), end; at != end; ++at)
        codes.insert((*at)[1]);
    return codes;
}

std::set<std::string> keys_in(const std::string& file, const std::string& prefix) {
    const auto text = text_of(file);
    const std::regex key("(^|\n)" + prefix + "([a-z0-9-]+) = ");
    std::set<std::string> keys;
    for (std::sregex_iterator at(text.begin(), text.end(), key), end; at != end; ++at)
        keys.insert((*at)[2]);
    return keys;
}

} // namespace

TEST_CASE("every reason of an import has its sentence in both languages, and no sentence is left over") {
    const auto failures = codes_between("terminal/feeds/feed_error.hpp", "namespace failure", "} // namespace failure");
    const auto rejects =
        codes_between("terminal/feeds/row_reason.hpp", "feeds::rejected {", "} // namespace makegood::feeds::rejected");
    const auto skips =
        codes_between("terminal/feeds/row_reason.hpp", "feeds::skipped {", "} // namespace makegood::feeds::skipped");
    CHECK(failures.size() == 25);
    CHECK(rejects.size() == 39);
    CHECK(skips.size() == 9);
    for (const std::string language : {"en", "fa"}) {
        INFO(language);
        const auto file = "assets/words/" + language + "/import.txt";
        CHECK(keys_in(file, "import\\.failure\\.") == failures);
        CHECK(keys_in(file, "import\\.reject\\.") == rejects);
        CHECK(keys_in(file, "import\\.skip\\.") == skips);
    }
}
