#include "terminal/finding/measures_file.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("the scales that come with the program are read", "[finding]") {
    const auto scales = read_measure_patterns(MAKEGOOD_SOURCE_DIR "/assets/finding/measures.toml");
    INFO((scales ? "" : scales.error().text()));
    REQUIRE(scales);
    REQUIRE(scales->size() == 2);
    CHECK(scales->front().fits("2712345014687"));
}

TEST_CASE("a file of scales that is wrong says where", "[finding]") {
    const auto [text, why] = GENERATE(table<const char*, const char*>({
        {"[[scale]]\nname = \"a\"\npattern = \"28 PPPPP VVVVV C\"\nsays = \"weight\"\nstep = 0\n",
         "read x.toml: line 1: 'a': a step is 1 to 100000"},
        {"\n[[scale]]\nname = \"a\"\npattern = \"88 PPPPP VVVVV C\"\n",
         "read x.toml: line 2: 'a': a shop's own labels begin with 02, 04 or 20 to 29"},
        {"[[scale]]\nname = \"a\"\npattern = \"28 PPPPP VVVVV C\"\nsays = \"length\"\n",
         "read x.toml: line 1: 'a': says is \"price\", \"weight\" or \"nothing\""},
        {"[[scale]]\nname = \"a\"\n", "read x.toml: line 1: 'a': wants a pattern"},
        {"[[scale]]\npattern = \"28 PPPPP VVVVV C\"\n", "read x.toml: line 1: a scale wants a name and a pattern"},
        {"[[scale]]\nname = \"a\"\npatern = \"\"\n", "read x.toml: line 1: 'a': no such key 'patern'"},
        {"\nweights = 1\n", "read x.toml: line 2: 'weights' is no [[scale]]"},
    }));
    CAPTURE(text);
    const auto scales = parse_measure_patterns(text, "x.toml");
    REQUIRE_FALSE(scales);
    CHECK(scales.error().text() == why);
}

TEST_CASE("a file of scales that is none says so", "[finding]") {
    CHECK(read_measure_patterns("/nowhere/measures.toml").error().text() ==
          "read /nowhere/measures.toml: the file cannot be read");
    CHECK_THAT(parse_measure_patterns("[[scale", "x.toml").error().text(), Catch::Contains("read x.toml: line 1"));
}
