#include "workflows/labels/element_string.hpp"

#include "tests/workflows/labels/gs1_vectors.hpp"

using namespace makegood;
using namespace makegood::gs1;
using namespace makegood::testing;

namespace {

constexpr auto with_unknown_identifiers = "(89)"; // the engine can be told to let them pass

} // namespace

TEST_CASE("an element string is taken apart") {
    const auto read = read_element_string("0109521000121836"
                                          "10ABC-7\x1d"
                                          "17261231");
    REQUIRE(read);
    CHECK(*read == Elements{{"01", "09521000121836", 0}, {"10", "ABC-7", 16}, {"17", "261231", 24}});
    CHECK(read_bracketed("(01)09521000121836(10)ABC-7(17)261231").value().size() == 3);
}

TEST_CASE("what is wrong with a label is told with its identifier and place") {
    struct Row {
        std::string text;
        LabelError error;
    };
    const Row rows[] = {
        {"", {LabelFault::nothing_there, "", 0}},
        {"0109521000121836"
         "89X",
         {LabelFault::identifier_unknown, "89X", 16}},
        {"0109521000121835", {LabelFault::check_digit_wrong, "01", 2}},
        {"01095210001218", {LabelFault::too_short, "01", 14}},
        {"010952100012183A", {LabelFault::character_not_allowed, "01", 15}},
        {"0109521000121836"
         "17261331",
         {LabelFault::no_such_date, "17", 18}},
        {"0109521000121836"
         "15260230",
         {LabelFault::no_such_date, "15", 18}},
        {"0109521000121836"
         "10123456789012345678901",
         {LabelFault::too_long, "10", 38}},
        {"0109521000121836"
         "10A\x1d"
         "10B",
         {LabelFault::says_two_things, "10", 20}},
        {"0109521000121836"
         "37"
         "12",
         {LabelFault::not_together, "01", 0, "37"}},
        {"10ABC", {LabelFault::needs_another, "10", 0}},
        {"0109521000121836"
         "422000",
         {LabelFault::value_not_allowed, "422", 19}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto read = read_element_string(row.text);
        REQUIRE_FALSE(read);
        CHECK(read.error() == row.error);
    }
}

TEST_CASE("the values that the dictionary's checks let pass and stop") {
    struct Row {
        Check check;
        const char* good;
        const char* wrong;
    };
    const Row rows[] = {
        {Check::csumalpha, "1987654Ad4X4bL5ttr2310c2K", "1987654Ad4X4bL5ttr2310cXK"},
        {Check::iban, "DE91100000000123456789", "DE92100000000123456789"},
        {Check::pcenc, "a%2Fb", "a%2"},
        {Check::pieceoftotal, "0510", "1105"},
        {Check::posinseqslash, "2/3", "3/2"},
        {Check::hhmi, "2359", "2360"},
        {Check::hh, "23", "24"},
        {Check::yymmd0, "260200", "261300"},
        {Check::yymmdd, "240229", "260200"},
        {Check::yyyymmdd, "20240229", "20230229"},
        {Check::iso3166, "364", "000"},
        {Check::iso3166999, "999", "000"},
        {Check::iso3166alpha2, "IR", "XX"},
        {Check::iso4217, "978", "000"},
        {Check::iso5218, "9", "3"},
        {Check::latitude, "1800000000", "1800000001"},
        {Check::longitude, "3600000000", "3600000001"},
        {Check::mediatype, "80", "11"},
        {Check::importeridx, "_", "="},
        {Check::nonzero, "0001", "0000"},
        {Check::zero, "0", "1"},
        {Check::nozeroprefix, "0", "01"},
        {Check::hyphen, "-", "1"},
        {Check::hasnondigit, "1A", "11"},
        {Check::winding, "9", "2"},
        {Check::yesno, "1", "2"},
        {Check::gcppos1, "0200", "02A0"},
        {Check::gcppos2, "X0200", "X020"},
        {Check::packagetype, "1A", "_9"},
        {Check::couponposoffer, "001234561234560123456", "0012345612345601234567"},
        {Check::couponcode, "012345612345611110123", "0123456123456111101230"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.good, row.wrong);
        CHECK(holds(row.check, row.good));
        CHECK_FALSE(holds(row.check, row.wrong));
    }
}

TEST_CASE("element strings are read as GS1's own engine reads them") {
    for (const auto& vector : gs1_vectors("ai_unbracketed_validate.tsv")) {
        const auto& text = vector.columns.at(0);
        // Where no FNC1 stands in front, the scanner's identifier says that it is no element string.
        if (!text.starts_with('^'))
            continue;
        CAPTURE(text);
        CHECK(split_element_string(with_separators(text.substr(1))).has_value() == vector.should_succeed);
    }
}

TEST_CASE("what belongs together and what does not is as GS1's own engine has it") {
    for (const auto& vector : gs1_vectors("ai_association_rules.tsv")) {
        const auto& text = vector.columns.at(1);
        if (text.find(with_unknown_identifiers) != text.npos)
            continue;
        CAPTURE(text);
        CHECK(read_bracketed(text).has_value() == vector.should_succeed);
    }
}

TEST_CASE("bracketed labels are read as GS1's own engine reads them") {
    for (const auto& vector : gs1_vectors("ai_bracketed_parse.tsv")) {
        const auto& text = vector.columns.at(0);
        const auto read = read_bracketed(text);
        // That list leaves out of account what belongs together.
        const bool was_split =
            read || read.error().fault == LabelFault::needs_another || read.error().fault == LabelFault::not_together;
        CAPTURE(text);
        CHECK(was_split == vector.should_succeed);
        if (read)
            CHECK(in_one_line(*read) == vector.columns.at(1));
    }
}
