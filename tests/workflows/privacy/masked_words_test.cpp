#include "workflows/privacy/masked.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("numbers in people's words that may be a phone's are masked, and nothing else") {
    struct Row {
        const char* words;
        const char* shown;
    };
    const Row rows[] = {
        {"", ""},
        {"Call 07700 900123 today", "Call ••••0123 today"},
        {"0912-345-6789", "••••6789"},
        {"به ۰۹۱۲۳۴۵۶۷۸۹ زنگ بزنید", "به ••••۶۷۸۹ زنگ بزنید"},
        {"٠٩١٢٣٤٥٦٧٨٩", "••••٦٧٨٩"},
        {"I paid 125000 for 3 at lane 2", "I paid 125000 for 3 at lane 2"},
        {"من ۳ تا خریدم", "من ۳ تا خریدم"},
    };
    for (const auto& row : rows)
        CHECK(with_numbers_masked(row.words) == row.shown);
}
