#include "workflows/privacy/masked.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("a number shows its end, and less of it the shorter it is", "[privacy]") {
    struct Row {
        const char* number;
        const char* shown;
    };
    const auto row = GENERATE(values<Row>({{"09123456789", "••••6789"},
                                           {"۰۹۱۲۳۴۵۶۷۸۹", "••••۶۷۸۹"},
                                           {"12345678", "••••5678"},
                                           {"1234567", "••••67"},
                                           {"L0042", "••••42"},
                                           {"L042", "••••"},
                                           {"7", "••••"},
                                           {"", "••••"}}));
    CHECK(masked(row.number) == row.shown);
}
