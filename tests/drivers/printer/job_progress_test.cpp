#include "drivers/printer/job_progress.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>

using namespace makegood::drivers;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes closing(std::size_t filling) {
    Bytes bytes(filling, 0x00);
    bytes.insert(bytes.end(), {0x0A, 0x1B, 0x40});
    return bytes;
}

} // namespace

TEST_CASE("the completion command follows the job", "[printer]") {
    const PrintJob job{"1", {'A'}, ConfirmationId{{'a', 'b', 'c', 'd'}}};
    const auto [completion, expected] = GENERATE(table<Completion, Bytes>({
        {Completion::none, {'A'}},
        {Completion::processed_marker, {'A', 0x1D, 0x72, 0x01}},
        {Completion::confirmed_by_id, {'A', 0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 'a', 'b', 'c', 'd'}},
    }));
    const JobProgress progress(job, completion, StatusDialect::none);
    const auto all = progress.next(1000);
    CHECK(Bytes(all.begin(), all.end()) == expected);
}

TEST_CASE("the status by itself is asked for behind the reset that a job begins with", "[printer]") {
    const auto [bytes, expected] = GENERATE(table<Bytes, Bytes>({
        {{0x1B, 0x40, 'A'}, {0x1B, 0x40, 0x1D, 0x61, 0x0F, 'A'}},
        {{'A'}, {0x1D, 0x61, 0x0F, 'A'}},
        {{}, {0x1D, 0x61, 0x0F}},
    }));
    const JobProgress progress({"1", bytes, {}}, Completion::none, StatusDialect::esc_pos);
    const auto all = progress.next(1000);
    CHECK(Bytes(all.begin(), all.end()) == expected);
}

TEST_CASE("a question may stand between commands and never inside one", "[printer]") {
    // A, ESC d 3, a picture of 2 x 1 bytes, B
    const Bytes bytes{'A', 0x1B, 0x64, 0x03, 0x1D, 0x76, 0x30, 0x00, 2, 0, 1, 0, 0xFF, 0xFF, 'B'};
    JobProgress progress({"1", bytes, {}}, Completion::none, StatusDialect::none);
    const std::vector<std::size_t> borders{0, 1, 4, 14, 15};
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
        CAPTURE(at);
        const auto next = std::lower_bound(borders.begin(), borders.end(), at);
        CHECK(progress.at_border() == (*next == at));
        CHECK(progress.bytes_to_border() == *next - at);
        CHECK(progress.untouched() == (at == 0));
        CHECK(progress.all_taken() == (at == bytes.size()));
        if (at < bytes.size())
            progress.advance(1);
    }
}

TEST_CASE("only whole commands that fit are begun", "[printer]") {
    // A, ESC d 3, a picture of 2 x 1 bytes, B
    const Bytes bytes{'A', 0x1B, 0x64, 0x03, 0x1D, 0x76, 0x30, 0x00, 2, 0, 1, 0, 0xFF, 0xFF, 'B'};
    const auto [taken, room, longest, most, expected] =
        GENERATE(table<std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>({
            {0, 100, 100, 100, 15},
            {0, 14, 100, 100, 14},
            {0, 13, 100, 100, 4},
            {0, 3, 100, 100, 1},
            {0, 0, 100, 100, 0},
            {4, 9, 100, 100, 0},
            {4, 9, 8, 100, 10}, // longer than anything that fits
            {4, 7, 8, 100, 0},
            {6, 0, 100, 100, 8}, // begun
            {6, 9, 100, 100, 9},
            {0, 100, 100, 2, 4},
            {15, 9, 100, 100, 0},
        }));
    JobProgress progress({"1", bytes, {}}, Completion::none, StatusDialect::none);
    progress.advance(taken);
    CAPTURE(taken, room, longest, most);
    CHECK(progress.whole_commands(room, longest, most) == expected);
}

TEST_CASE("an interrupted command is filled whatever part of it arrived", "[printer]") {
    // GS v 0 with 10 bytes of picture: 18 bytes
    const Bytes picture{0x1D, 0x76, 0x30, 0x00, 5, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    SECTION("nothing was open but text") {
        CHECK(closing_bytes(Bytes{'A', 'B'}) == closing(0));
    }
    SECTION("a counter's numbers end at the first byte that is no digit") {
        CHECK(closing_bytes(Bytes{0x1D, 'C', ';', '1'}) == closing(5));
    }
    SECTION("inside the picture") {
        CHECK(closing_bytes(std::span(picture).first(12)) == closing(18));
    }
    SECTION("after it: its last bytes may not have arrived") {
        CHECK(closing_bytes(picture) == closing(18));
    }
    SECTION("inside a shorter command behind it") {
        Bytes bytes = picture;
        bytes.insert(bytes.end(), {0x1B, 0x64});
        CHECK(closing_bytes(bytes) == closing(18));
    }
    SECTION("long ago") {
        Bytes bytes = picture;
        bytes.insert(bytes.end(), 20'000, 'A');
        CHECK(closing_bytes(bytes) == closing(0));
    }
}

TEST_CASE("numbers in a row give ids of four printable bytes", "[printer]") {
    CHECK(ConfirmationId::of_number(0) == ConfirmationId{{' ', ' ', ' ', ' '}});
    CHECK(ConfirmationId::of_number(1) == ConfirmationId{{' ', ' ', ' ', '!'}});
    CHECK(ConfirmationId::of_number(94) == ConfirmationId{{' ', ' ', ' ', '~'}});
    CHECK(ConfirmationId::of_number(95) == ConfirmationId{{' ', ' ', '!', ' '}});
    CHECK(ConfirmationId::of_number(95u * 95 * 95 * 95 - 1) == ConfirmationId{{'~', '~', '~', '~'}});
}
