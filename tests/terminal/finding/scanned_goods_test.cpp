#include "terminal/finding/scanned_goods.hpp"

#include "drivers/scanner/aim_identifier.hpp"
#include "tests/workflows/labels/gs1_vectors.hpp"

#include <algorithm>

using namespace makegood;
using namespace makegood::testing;

namespace {

const Date day_of_scan = *Date::from_iso("2026-11-23");

ScannedGoods scanned(const std::string& frame) {
    CAPTURE(frame);
    const auto goods = goods_on(drivers::read_scan(frame), day_of_scan);
    REQUIRE(goods);
    return *goods;
}

} // namespace

TEST_CASE("every code of one package names the same product") {
    for (const std::string frame :
         {"9521000121836", "]E09521000121836", "]E3952100012183605", "]I109521000121836", "]C10109521000121836",
          "]e00109521000121836", "]d20109521000121836", "]Q30109521000121836", "]J10109521000121836",
          "]Q1https://id.gs1.org/01/09521000121836", "HTTPS://SHOP.EXAMPLE/X/01/09521000121836", "0109521000121836",
          "\x1d"
          "0109521000121836",
          "(01)09521000121836", "]E09521000121836|]e010L42"})
        CHECK(scanned(frame).code == ItemCode("9521000121836"));
}

TEST_CASE("element string and Digital Link tell the same lot and last day") {
    for (const std::string frame :
         {"]d20109521000121836"
          "10L42\x1d"
          "17261231",
          "]C10109521000121836"
          "17261231"
          "10L42\x1d",
          "]Q1https://id.gs1.org/01/09521000121836/10/L42?17=261231", "(01)09521000121836(17)261231(10)L42",
          "0109521000121836"
          "17261231"
          "10L42",
          "]E09521000121836|]e017261231"
          "10L42"}) {
        const auto goods = scanned(frame);
        CHECK(goods.code == ItemCode("9521000121836"));
        CHECK(goods.lot == "L42");
        CHECK(goods.keeps_until == Date::from_iso("2026-12-31"));
    }
}

TEST_CASE("short codes are told by their identifier, or by their check digit") {
    CHECK(scanned("]E4"
                  "96385074")
              .code == ItemCode("96385074"));
    CHECK(scanned("]E0"
                  "04252614")
              .code == ItemCode("0042100005264"));
    CHECK(scanned("]E0"
                  "425261")
              .code == ItemCode("0042100005264"));
    CHECK(scanned("]E0"
                  "042100005264")
              .code == ItemCode("0042100005264"));
    CHECK(scanned("]C1"
                  "0100042100005264")
              .code == ItemCode("0042100005264"));
    const auto nobody_told = scanned("04252614");
    CHECK(nobody_told.code == ItemCode("04252614"));
    CHECK(nobody_told.or_else == std::vector{ItemCode("0042100005264")});
    CHECK(scanned("96385074").or_else.empty());
}

TEST_CASE("what names no goods stays as it came") {
    for (const std::string frame : {"R-2-111005-017", "4011", "https://example.com/menu", "010952100012183510L42",
                                    "0109521000121836"
                                    "89X",
                                    "(01)x", "12345678901234567890"})
        CHECK(scanned(frame).code == ItemCode(frame));
    CHECK(scanned("]C1"
                  "00123456789012345675")
              .code == ItemCode("00123456789012345675"));
    CHECK(scanned("]Q1"
                  "https://example.com/menu")
              .code == ItemCode("https://example.com/menu"));
}

TEST_CASE("a label that GS1 forbids is no product, and says why") {
    struct Row {
        std::string frame;
        gs1::LabelError error;
    };
    using gs1::LabelFault;
    const Row rows[] = {
        {"]E09521000121835", {LabelFault::check_digit_wrong, "", 12}},
        {"]I109521000121835", {LabelFault::check_digit_wrong, "", 13}},
        {"]d2010952100012183617261331", {LabelFault::no_such_date, "17", 18}},
        {"]Q1https://id.gs1.org/01/09521000121835", {LabelFault::check_digit_wrong, "01", 19}},
        {"]C1"
         "10L42",
         {LabelFault::needs_another, "10", 0}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        const auto goods = goods_on(drivers::read_scan(row.frame), day_of_scan);
        REQUIRE_FALSE(goods);
        CHECK(goods.error() == row.error);
    }
}

TEST_CASE("scans are taken as GS1's own engine takes them") {
    // Scanners may be set to leave the zero in front of a UPC-A away.
    constexpr auto upc_a_of_twelve = "]E0123456789012";
    constexpr auto another_address = "]Q1https://a/NOPRIMARYAI";
    for (const auto& vector : gs1_vectors("scan_data_decode.tsv")) {
        const auto& frame = vector.columns.at(0);
        const auto scan = drivers::read_scan(frame);
        const bool has_no_symbology = !scan.aim_identifier || scan.aim_identifier->symbology == 'X';
        if (!vector.settings.empty() || has_no_symbology || frame == upc_a_of_twelve || frame == another_address)
            continue;
        CAPTURE(frame);
        CHECK(goods_on(scan, day_of_scan).has_value() == vector.should_succeed);
    }
}

TEST_CASE("a label of the shop's scales names its goods, and what this piece costs or weighs") {
    const std::vector scales{MeasurePattern::parse("20 PPPPP K VVVV C", Measured::price, 1).value(),
                             MeasurePattern::parse("28 PPPPP VVVVV C", Measured::weight, 1).value()};
    const auto read = [&](const std::string& frame) {
        return goods_on(drivers::read_scan(frame), day_of_scan, scales);
    };
    for (const std::string frame : {"2802001007426", "]E02802001007426"}) {
        const auto goods = read(frame);
        REQUIRE(goods);
        CHECK(goods->code == ItemCode("2802001007426"));
        CHECK(std::ranges::find(goods->or_else, ItemCode("2001")) != goods->or_else.end());
        CHECK(goods->measured == Measured::weight);
        CHECK(goods->value == 742);
    }
    CHECK(read("2002001928756")->value == 2875);
    const auto wrong = read("]E02002001828759");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fault == gs1::LabelFault::value_check_wrong);
    // A code of the shop's that no scale wrote, and what another symbol says.
    CHECK(read("2102001928755")->or_else.empty());
    CHECK(read("]C02802001007426")->measured == Measured::nothing);
}
