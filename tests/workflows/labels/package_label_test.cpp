#include "workflows/labels/package_label.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

PackageLabel label_of(const char* bracketed, const char* today = "2026-11-23") {
    return package_label_of(gs1::read_bracketed(bracketed).value(), *Date::from_iso(today)).value();
}

} // namespace

TEST_CASE("a package tells its product, its lot and until when it keeps") {
    const auto label = label_of("(01)09521000121836(10)L42(15)261130(17)261231");
    CHECK(label == PackageLabel{"09521000121836", "L42", Date::from_iso("2026-12-31")});
    CHECK(label_of("(01)09521000121836(15)261130").keeps_until == Date::from_iso("2026-11-30"));
    CHECK(label_of("(01)09521000121836(7003)2611301200").keeps_until == Date::from_iso("2026-11-30"));
    CHECK_FALSE(label_of("(01)09521000121836(11)261130").keeps_until);
    CHECK(label_of("(00)123456789012345675(02)09521000121836(37)12").gtin == "09521000121836");
    const auto pallet = gs1::read_bracketed("(00)123456789012345675");
    CHECK_FALSE(package_label_of(pallet.value(), {}));
}

// GS1 General Specifications 7.12
TEST_CASE("a year of two digits is the nearest, and day 00 the month's last") {
    struct Row {
        const char* label;
        const char* today;
        const char* day;
    };
    const Row rows[] = {
        {"(01)09521000121836(17)280200", "2026-11-23", "2028-02-29"},
        {"(01)09521000121836(17)760101", "2026-11-23", "2076-01-01"},
        {"(01)09521000121836(17)770101", "2026-11-23", "1977-01-01"},
        {"(01)09521000121836(17)010101", "2099-11-23", "2101-01-01"},
    };
    for (const auto& row : rows)
        CHECK(label_of(row.label, row.today).keeps_until == Date::from_iso(row.day));
}
