#include "drivers/scanner/framing.hpp"

#include "tests/support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace makegood::drivers;
using namespace std::string_literals;

namespace {

using Item = std::variant<Frame, FrameError>;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

struct Collector {
    std::vector<Item> items;
    FrameSink sink = [this](Item item) { items.push_back(std::move(item)); };
};

Item label(std::string bytes) {
    return Frame{std::move(bytes)};
}
Item wrong(ErrorKind kind, std::size_t length) {
    return FrameError{kind, length};
}

struct Row {
    const char* what;
    std::string input;
    std::vector<Item> expected;
};

const std::vector<Row> rows{
    {"CR", "4006381333931\r", {label("4006381333931")}},
    {"LF", "123\n", {label("123")}},
    {"CR LF gives one", "123\r\n", {label("123")}},
    {"TAB", "123\t", {label("123")}},
    {"STX and ETX",
     "\x02"
     "123\x03",
     {label("123")}},
    {"STX drops what came before it",
     "garb\x02"
     "123\r",
     {label("123")}},
    {"only terminators", "\r\n\t\x03\r", {}},
    {"STX alone, then terminator", "\x02\r", {}},
    {"two labels in one read, in order", "12\r34\r", {label("12"), label("34")}},
    {"the FNC1 separator is kept",
     "]C1010401234\x1D"
     "10A\r",
     {label("]C1010401234\x1D"
            "10A")}},
    {"NUL is no label", "1\0002\r3\r"s, {wrong(ErrorKind::frame_unreadable, 3), label("3")}},
    {"bit 7 is no label",
     "1\xB2"
     "3\r4\r",
     {wrong(ErrorKind::frame_unreadable, 3), label("4")}},
    {"STX after garbage begins a clean label",
     "\xFF\x02"
     "12\r",
     {label("12")}},
    {"no terminator yet", "123", {}},
    {"the longest label", std::string(4096, '7') + "\r", {label(std::string(4096, '7'))}},
    {"one byte too long: one error, dropped to the terminator",
     std::string(9000, '7') + "\r12\r",
     {wrong(ErrorKind::frame_too_long, 4097), label("12")}},
};

} // namespace

TEST_CASE("a label is framed the same however its bytes are split", "[scanner]") {
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const std::size_t step = row.input.size() > 500 ? 997 : 1;
        for (std::size_t split = 0; split <= row.input.size(); split += step) {
            CAPTURE(split);
            Collector found;
            Framing framing(FrameEnd::terminator);
            const auto bytes = bytes_of(row.input);
            framing.feed(bytes.first(split), found.sink);
            framing.feed(bytes.subspan(split), found.sink);
            CHECK(found.items == row.expected);
        }
    }
}

TEST_CASE("a label is framed the same byte by byte, and with idle framing", "[scanner]") {
    for (const FrameEnd end : {FrameEnd::terminator, FrameEnd::idle})
        for (const Row& row : rows) {
            CAPTURE(row.what);
            Collector found;
            Framing framing(end);
            for (const char byte : row.input)
                framing.feed(bytes_of({&byte, 1}), found.sink);
            CHECK(found.items == row.expected);
        }
}

TEST_CASE("a pause ends a label only where the scanner has no terminator", "[scanner]") {
    struct PauseRow {
        const char* what;
        FrameEnd end;
        std::string before;
        std::string after;
        std::vector<Item> expected;
    };
    const std::vector<PauseRow> pause_rows{
        {"idle framing", FrameEnd::idle, "123", "45\r", {label("123"), label("45")}},
        {"nothing there", FrameEnd::idle, "", "45\r", {label("45")}},
        {"idle framing, garbage",
         FrameEnd::idle,
         "1\xFF",
         "45\r",
         {wrong(ErrorKind::frame_unreadable, 2), label("45")}},
        {"idle framing, too long",
         FrameEnd::idle,
         std::string(5000, '1'),
         "45\r",
         {wrong(ErrorKind::frame_too_long, 4097), label("45")}},
        {"an unfinished label is no part of the next",
         FrameEnd::terminator,
         "123",
         "45\r",
         {wrong(ErrorKind::frame_unfinished, 3), label("45")}},
        {"too long: still dropped after the pause",
         FrameEnd::terminator,
         std::string(5000, '1'),
         "45\r6\r",
         {wrong(ErrorKind::frame_too_long, 4097), label("6")}},
    };
    for (const PauseRow& row : pause_rows) {
        CAPTURE(row.what);
        Collector found;
        Framing framing(row.end);
        framing.feed(bytes_of(row.before), found.sink);
        framing.fell_idle(found.sink);
        CHECK_FALSE(framing.awaits_end());
        framing.feed(bytes_of(row.after), found.sink);
        CHECK(found.items == row.expected);
    }
}
