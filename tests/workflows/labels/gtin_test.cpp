#include "workflows/labels/gtin.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("a GTIN has one key in all its lengths, and none with a wrong check digit") {
    const std::pair<const char*, std::optional<std::string>> rows[] = {
        {"4006381333931", "04006381333931"},
        {"036000291452", "00036000291452"},
        {"0036000291452", "00036000291452"},
        {"96385074", "00000096385074"},
        {"15400141288763", "15400141288763"},
        {"4006381333930", std::nullopt},
        {"96385075", std::nullopt},
        {"12345", std::nullopt},
        {"400638133393A", std::nullopt},
        {"123456789012345", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& [digits, key] : rows) {
        CAPTURE(digits);
        CHECK(gtin_of(digits) == key);
    }
}

// The values of DEVICES.md 4, which are those of the GS1 General Specifications' rule for each last digit.
TEST_CASE("a UPC-E is the UPC-A that it was shortened from") {
    const std::pair<const char*, std::optional<std::string>> rows[] = {
        {"04252614", "042100005264"}, {"01234505", "012000003455"}, {"01234514", "012100003454"},
        {"01234523", "012200003453"}, {"01234531", "012300000451"}, {"01234543", "012340000053"},
        {"01234565", "012345000065"}, {"425261", "042100005264"},   {"04252615", std::nullopt},
        {"24252614", std::nullopt},   {"0425261", std::nullopt},    {"0425261A", std::nullopt},
    };
    for (const auto& [digits, whole] : rows) {
        CAPTURE(digits);
        CHECK(expanded_upc_e(digits) == whole);
    }
}

TEST_CASE("of a key those digits are told that the product's own bar code has") {
    CHECK(shortest_gtin("04006381333931") == "4006381333931");
    CHECK(shortest_gtin("00036000291452") == "0036000291452");
    CHECK(shortest_gtin("00000096385074") == "96385074");
    CHECK(shortest_gtin("15400141288763") == "15400141288763");
}
