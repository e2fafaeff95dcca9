#include "workflows/labels/digital_link.hpp"

#include "tests/workflows/labels/gs1_vectors.hpp"

using namespace makegood;
using namespace makegood::gs1;
using namespace makegood::testing;

TEST_CASE("a Digital Link of any host and stem says what the element string says") {
    const auto plain = read_bracketed("(01)09521000121836(10)A/7(17)261231").value();
    for (const auto* link : {"https://id.gs1.org/01/09521000121836/10/A%2F7?17=261231",
                             "HtTp://shop.example:8080/a/b/01/09521000121836/10/A%2f7?lang=fa&17=261231#top"}) {
        const auto read = read_digital_link(link);
        REQUIRE(read);
        CHECK(in_one_line(*read) == in_one_line(plain));
    }
}

TEST_CASE("what is wrong with a link is told") {
    const std::pair<const char*, LabelError> rows[] = {
        {"https://example.com/menu", {LabelFault::no_key, "", 19}},
        {"ftp://a/01/09521000121836", {LabelFault::no_key, "", 0}},
        {"https://a/01/09521000121835", {LabelFault::check_digit_wrong, "01", 10}},
        {"https://a/01/09521000121836/21/X/10/Y", {LabelFault::not_in_this_place, "21", 28}},
        {"https://a/01/09521000121836?10=ABC", {LabelFault::not_in_this_place, "10", 28}},
        {"https://a/01/09521000121836?17=261331", {LabelFault::no_such_date, "17", 28}},
        {"https://a/01/09521000121836?99=A&99=A", {LabelFault::says_two_things, "99", 33}},
        {"https://a/01/09521000121836?12345=A", {LabelFault::identifier_unknown, "12345", 28}},
    };
    for (const auto& [link, error] : rows) {
        CAPTURE(link);
        const auto read = read_digital_link(link);
        REQUIRE_FALSE(read);
        CHECK(read.error() == error);
    }
}

TEST_CASE("Digital Links are read as GS1's own engine reads them") {
    // Both standards have schemes in any case (RFC 3986 3.1, and strings of ABNF); the engine wants all of one.
    constexpr auto of_mixed_case = "HtTp://a/b/00/006141411234567890";
    for (const auto& vector : gs1_vectors("digital_link_parse.tsv")) {
        const auto& link = vector.columns.at(0);
        if (!vector.settings.empty() || link == of_mixed_case)
            continue;
        CAPTURE(link);
        const auto read = read_digital_link(link);
        REQUIRE(read.has_value() == vector.should_succeed);
        if (read)
            CHECK(in_one_line(*read) == vector.columns.at(1));
    }
}
