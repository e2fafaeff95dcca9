#include "drivers/escpos/code128.hpp"

#include "drivers/escpos/real_time.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

using namespace makegood::escpos;

TEST_CASE("Code 128 takes set C where that is shorter") {
    struct Row {
        std::string_view data;
        std::string_view payload;
        unsigned symbols; // besides start, check and stop
    };
    const Row rows[] = {
        {"A", "7B 42 41", 1},
        {"12", "7B 43 0C", 1},
        {"1", "7B 42 31", 1},
        {"123", "7B 43 0C 7B 42 33", 3}, // as short in set B alone
        {"1234", "7B 43 0C 22", 2},
        {"A123", "7B 42 41 31 32 33", 4}, // a change of set for one pair would cost as much
        {"A1234", "7B 42 41 7B 43 0C 22", 4},
        {"A123456", "7B 42 41 7B 43 0C 22 38", 5},
        {"123456A", "7B 43 0C 22 38 7B 42 41", 5},
        {"A12B", "7B 42 41 31 32 42", 4},
        {"A123456B", "7B 42 41 7B 43 0C 22 38 7B 42 42", 7},
        {"{", "7B 42 7B 7B", 1},
        {"A{B1", "7B 42 41 7B 7B 42 31", 4},
        {"160401", "7B 43 10 7B 42 7B 43 04 01", 5}, // never 10 04 01: two changes keep them apart
    };
    for (const auto& row : rows) {
        CAPTURE(row.data);
        const auto code = encode_code128(row.data);
        REQUIRE(code);
        CHECK(code->payload == hex(row.payload));
        CHECK(code->width_modules == 11 * (row.symbols + 2) + 13);
    }
    CHECK_FALSE(encode_code128(""));
    CHECK_FALSE(encode_code128("a\x1B"));
    CHECK_FALSE(encode_code128("\x7F"));
    CHECK_FALSE(encode_code128("caf\xC3\xA9"));
}

TEST_CASE("no digits make a real-time command in set C") {
    for (const char* second : {"04", "05", "20"})
        for (const char* tail : {"", "01", "0101", "1604", "7"})
            for (const char* head : {"", "12", "1616", "A", "3"}) {
                const auto code = encode_code128(std::string(head) + "16" + second + tail);
                REQUIRE(code);
                CHECK_FALSE(may_hold_real_time(code->payload));
            }
}
