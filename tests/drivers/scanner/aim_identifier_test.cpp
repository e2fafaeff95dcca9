#include "drivers/scanner/aim_identifier.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::drivers;

TEST_CASE("the AIM identifier is split off a label", "[scanner]") {
    struct Row {
        const char* raw;
        const char* label;
        Symbology symbology; // unknown also when there is no identifier
        bool identified;
    };
    const Row row = GENERATE(values<Row>({
        {"4006381333931", "4006381333931", Symbology::unknown, false},
        {"]E04006381333931", "4006381333931", Symbology::ean_upc, true},
        {"]E496385074", "96385074", Symbology::ean_8, true},
        {"]E3036000291452"
         "12",
         "03600029145212", Symbology::ean_addon, true},
        {"]I115400141288763", "15400141288763", Symbology::interleaved_2_of_5, true},
        {"]C0MG-000123", "MG-000123", Symbology::code_128, true},
        {"]C10104006381333931", "0104006381333931", Symbology::gs1_128, true},
        {"]e00104006381333931", "0104006381333931", Symbology::databar, true},
        {"]d1x", "x", Symbology::data_matrix, true},
        {"]d2x", "x", Symbology::gs1_data_matrix, true},
        {"]Q1https://any.host/01/04006381333931", "https://any.host/01/04006381333931", Symbology::qr_code, true},
        {"]Q3x", "x", Symbology::gs1_qr_code, true},
        {"]J0x", "x", Symbology::dot_code, true},
        {"]J1x", "x", Symbology::gs1_dot_code, true},
        {"]A0x", "x", Symbology::code_39, true},
        {"]F0x", "x", Symbology::codabar, true},
        {"]G0x", "x", Symbology::code_93, true},
        {"]L0x", "x", Symbology::pdf417, true},
        {"]z0x", "x", Symbology::aztec, true},
        {"]X9abc", "abc", Symbology::unknown, true},
        {"]C0", "", Symbology::code_128, true},
        {"]C", "]C", Symbology::unknown, false},
        {"]", "]", Symbology::unknown, false},
        {"]11abc", "]11abc", Symbology::unknown, false},
    }));
    CAPTURE(row.raw);
    const ScanData scan = read_scan(row.raw);
    CHECK(scan.raw == row.raw);
    CHECK(scan.label == row.label);
    REQUIRE(scan.aim_identifier.has_value() == row.identified);
    if (row.identified)
        CHECK(symbology_of(*scan.aim_identifier) == row.symbology);
}
