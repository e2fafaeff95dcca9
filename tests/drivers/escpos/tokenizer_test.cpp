#include "drivers/escpos/tokenizer.hpp"

#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

using namespace makegood::escpos;

namespace {

struct Seen {
    TokenKind kind;
    std::uint64_t offset;
    std::uint64_t length;
    Opcode opcode;
    bool operator==(const Seen&) const = default;
};

std::vector<Seen> tokens_of(std::span<const std::uint8_t> bytes, std::size_t piece = SIZE_MAX) {
    std::vector<Seen> seen;
    const auto note = [&](const Token& token) {
        seen.push_back({token.kind, token.offset, token.length, token.opcode});
    };
    Tokenizer tokenizer;
    while (!bytes.empty()) {
        const auto part = bytes.first(std::min(piece, bytes.size()));
        tokenizer.feed(part, note);
        bytes = bytes.subspan(part.size());
    }
    tokenizer.finish(note);
    return seen;
}

// Text runs end with the pieces that they came in: join them again.
std::vector<Seen> with_joined_text(std::vector<Seen> seen) {
    std::vector<Seen> joined;
    for (const auto& token : seen) {
        if (token.kind == TokenKind::text && !joined.empty() && joined.back().kind == TokenKind::text)
            joined.back().length += token.length;
        else
            joined.push_back(token);
    }
    return joined;
}

} // namespace

TEST_CASE("each command of the table is as long as the manuals say") {
    struct Row {
        std::string_view bytes; // the command
        std::uint32_t opcode;
    };
    const Row rows[] = {
        {"09", 0x09},
        {"0A", 0x0A},
        {"0C", 0x0C},
        {"0D", 0x0D},
        {"18", 0x18},
        {"1B 40", 0x1B40},
        {"1B 21 38", 0x1B21},
        {"1D 21 11", 0x1D21},
        {"1B 45 01", 0x1B45},
        {"1B 47 01", 0x1B47},
        {"1B 2D 02", 0x1B2D},
        {"1B 4D 01", 0x1B4D},
        {"1B 61 01", 0x1B61},
        {"1B 56 01", 0x1B56},
        {"1B 7B 01", 0x1B7B},
        {"1D 42 01", 0x1D42},
        {"1D 62 01", 0x1D62},
        {"1B 20 05", 0x1B20},
        {"1B 32", 0x1B32},
        {"1B 33 18", 0x1B33},
        {"1B 24 0A 00", 0x1B24},
        {"1B 5C FF FF", 0x1B5C},
        {"1D 5C 0A 00", 0x1D5C},
        {"1D 24 0A 00", 0x1D24},
        {"1B 44 08 10 18 00", 0x1B44},
        {"1B 44 00", 0x1B44},
        {"1B 44 08 10 09", 0x1B44}, // a value that does not rise ends the list
        {"1D 4C 10 00", 0x1D4C},
        {"1D 57 00 02", 0x1D57},
        {"1D 50 B4 B4", 0x1D50},
        {"1B 52 03", 0x1B52},
        {"1B 74 25", 0x1B74},
        {"1C 26", 0x1C26},
        {"1C 2E", 0x1C2E},
        {"1C 43 01", 0x1C43},
        {"1C 21 01", 0x1C21},
        {"1C 53 00 00", 0x1C53},
        {"1B 26 03 41 42 02 01 02 03 04 05 06 01 07 08 09", 0x1B26}, // A: 2 columns of 3 bytes, B: 1 column
        {"1B 26 03 41 42 00 00", 0x1B26},
        {"1B 26 02 41 42 00 01 07 08", 0x1B26},
        {"1B 25 01", 0x1B25},
        {"1B 3F 41", 0x1B3F},
        {"1B 4A 18", 0x1B4A},
        {"1B 64 02", 0x1B64},
        {"1B 4B 18", 0x1B4B},
        {"1B 65 02", 0x1B65},
        {"1B 4C", 0x1B4C},
        {"1B 53", 0x1B53},
        {"1B 54 01", 0x1B54},
        {"1B 57 00 00 00 00 40 02 80 00", 0x1B57},
        {"1B 0C", 0x1B0C},
        {"1D 56 00", 0x1D56},
        {"1D 56 31", 0x1D56},
        {"1D 56 41 03", 0x1D56},
        {"1D 56 68 03", 0x1D56},
        {"1B 69", 0x1B69},
        {"1B 6D", 0x1B6D},
        {"1B 70 00 19 FA", 0x1B70},
        {"10 14 01 00 01", 0x1014},
        {"10 14 02 01 08", 0x1014},
        {"10 14 03 01 02 03 04 05", 0x1014},
        {"10 14 07 01", 0x1014},
        {"10 14 08 01 03 14 01 06 02 08", 0x1014},
        {"10 04 01", 0x1004},
        {"10 04 06", 0x1004},
        {"10 04 07 01", 0x1004},
        {"10 04 12 01", 0x1004},
        {"10 05 01", 0x1005},
        {"1D 28 44 03 00 14 01 00", 0x1D2844},
        {"1D 61 0F", 0x1D61},
        {"1D 72 01", 0x1D72},
        {"1D 49 41", 0x1D49},
        {"1D 28 48 06 00 30 30 41 42 43 44", 0x1D2848},
        {"1D 6B 04 41 42 43 00", 0x1D6B},
        {"1D 6B 49 05 7B 42 41 42 43", 0x1D6B},
        {"1D 68 50", 0x1D68},
        {"1D 77 03", 0x1D77},
        {"1D 48 02", 0x1D48},
        {"1D 66 00", 0x1D66},
        {"1D 28 6B 04 00 31 41 32 00", 0x1D286B},
        {"1D 28 6B 03 00 31 43 04", 0x1D286B},
        {"1D 28 6B 05 00 31 50 30 68 69", 0x1D286B},
        {"1D 76 30 00 02 00 03 00 01 02 03 04 05 06", 0x1D76},
        {"1D 76 30 00 00 00 03 00", 0x1D76},
        {"1D 28 4C 02 00 30 32", 0x1D284C},
        {"1D 38 4C 03 00 00 00 30 70 30", 0x1D384C},
        {"1B 2A 00 02 00 01 02", 0x1B2A},
        {"1B 2A 21 01 00 01 02 03", 0x1B2A},
        {"1C 70 01 00", 0x1C70},
        {"1C 71 02 01 00 01 00 01 02 03 04 05 06 07 08 00 00 00 00", 0x1C71},
        {"1C 71 01 01 00 01 00 01 02 03 04 05 06 07 08", 0x1C71},
        {"1C 71 00", 0x1C71},
        {"1D 2A 01 01 01 02 03 04 05 06 07 08", 0x1D2A},
        {"1D 2F 00", 0x1D2F},
        {"1C 28 41 02 00 01 02", 0x1C2841},
        {"1B 28 41 00 00", 0x1B2841},
        {"1B 3D 01", 0x1B3D},
        {"1B 63 35 00", 0x1B63},
        {"1D 43 3B 31 3B 32 3B 33 3B 34 3B 35 3B", 0x1D43},
        {"1C 67 31 00 00 00 00 00 02 00 AA BB", 0x1C67},
        {"1C 67 32 00 00 00 00 00 02 00", 0x1C67},
        {"1F 24 01 02", 0x1F24},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        Bytes bytes = hex(row.bytes);
        const std::size_t length = bytes.size();
        bytes.insert(bytes.end(), {'x', 'y', 'z'});
        const TokenKind kind = bytes[0] == 0x10 ? TokenKind::real_time : TokenKind::command;
        CHECK(tokens_of(bytes) == std::vector<Seen>{{kind, 0, length, static_cast<Opcode>(row.opcode)},
                                                    {TokenKind::text, length, 3, Opcode::none}});
        for (std::size_t cut = 1; cut < length; ++cut) {
            const auto seen = tokens_of(std::span(bytes).first(cut));
            REQUIRE(seen.size() == 1);
            CHECK(seen[0].kind == TokenKind::incomplete);
            CHECK(seen[0].length == cut);
        }
    }
}

TEST_CASE("an EAN of function A ends at its digits and what follows is text") {
    CHECK(tokens_of(hex("1D 6B 03 31 32 33 34 35 36 37 38 00")) ==
          std::vector<Seen>{{TokenKind::command, 0, 12, Opcode::barcode}});
    CHECK(tokens_of(hex("1D 6B 03 31 32 33 34 35 36 37 38 39")) ==
          std::vector<Seen>{{TokenKind::command, 0, 11, Opcode::barcode}, {TokenKind::text, 11, 1, Opcode::none}});
}

TEST_CASE("bytes that begin no command are unknown and the next command is found") {
    CHECK(tokens_of(hex("1B 1B 40 41")) == std::vector<Seen>{{TokenKind::unknown, 0, 1, Opcode::none},
                                                             {TokenKind::command, 1, 2, Opcode::initialize},
                                                             {TokenKind::text, 3, 1, Opcode::none}});
    CHECK(tokens_of(hex("1D 56 99 0A")) ==
          std::vector<Seen>{{TokenKind::unknown, 0, 3, Opcode::none}, {TokenKind::command, 3, 1, Opcode::line_feed}});
    CHECK(tokens_of(hex("02")) == std::vector<Seen>{{TokenKind::unknown, 0, 1, Opcode::none}});
}

TEST_CASE("a real-time command inside a picture is reported before the picture and does not change its length") {
    const Bytes bytes = hex("41 1D 76 30 00 04 00 02 00 FF 10 04 01 10 14 01 00 42");
    CHECK(tokens_of(bytes) == std::vector<Seen>{{TokenKind::text, 0, 1, Opcode::none},
                                                {TokenKind::real_time_in_data, 10, 3, Opcode::real_time_status},
                                                {TokenKind::real_time_in_data, 13, 3, Opcode::real_time_pulse},
                                                {TokenKind::command, 1, 16, Opcode::raster_picture},
                                                {TokenKind::text, 17, 1, Opcode::none}});
}

TEST_CASE("how a stream is split changes nothing") {
    for (const auto& file : capture_files()) {
        CAPTURE(file.filename());
        const Bytes bytes = read_bytes(file);
        const auto whole = tokens_of(bytes);
        for (const std::size_t piece : {1, 2, 3, 7, 64, 1000})
            CHECK(with_joined_text(tokens_of(bytes, piece)) == with_joined_text(whole));
    }
}

TEST_CASE("captures have no unknown command, no overrun, and every byte is in one token") {
    const auto files = capture_files();
    REQUIRE(files.size() >= 5);
    for (const auto& file : files) {
        CAPTURE(file.filename());
        const Bytes bytes = read_bytes(file);
        std::uint64_t reached = 0;
        for (const auto& token : tokens_of(bytes)) {
            if (token.kind == TokenKind::real_time_in_data)
                continue;
            CHECK(token.kind != TokenKind::unknown);
            CHECK(token.kind != TokenKind::incomplete);
            CHECK(token.offset == reached);
            reached = token.offset + token.length;
        }
        CHECK(reached == bytes.size());
    }
}

TEST_CASE("after any prefix the missing NUL bytes close what is open") {
    for (const auto& file : capture_files()) {
        CAPTURE(file.filename());
        const Bytes bytes = read_bytes(file);
        const std::size_t step = bytes.size() > 20000 ? 97 : 1;
        Tokenizer tokenizer;
        const auto ignore = [](const Token&) {};
        for (std::size_t i = 0; i < bytes.size(); i += step) {
            tokenizer.feed(std::span(bytes).subspan(i, std::min(step, bytes.size() - i)), ignore);
            const std::uint64_t missing = tokenizer.bytes_to_close();
            REQUIRE((missing == 0) == tokenizer.at_border());
            if (missing == 0 || missing > 100)
                continue;
            Tokenizer closed = tokenizer;
            closed.feed(Bytes(static_cast<std::size_t>(missing) - 1), ignore);
            REQUIRE_FALSE(closed.at_border());
            closed.feed(Bytes(1), ignore);
            REQUIRE(closed.at_border());
        }
    }
}

TEST_CASE("what is open is told with its place and what it lacks") {
    Tokenizer tokenizer;
    const auto ignore = [](const Token&) {};
    CHECK(tokenizer.at_border());
    tokenizer.feed(hex("41 42 1D 76 30 00 48 00 18 00 FF"), ignore);
    CHECK_FALSE(tokenizer.at_border());
    CHECK(tokenizer.open_opcode() == Opcode::raster_picture);
    CHECK(tokenizer.open_offset() == 2);
    CHECK(tokenizer.bytes_to_close() == 72 * 24 - 1);
    CHECK(tokenizer.position() == 11);
}

TEST_CASE("a payload beyond the limit is counted and not kept") {
    Tokenizer tokenizer(16);
    Bytes header = hex("1D 38 4C FF FF FF FF 30 70");
    std::vector<Seen> seen;
    std::size_t kept = 0;
    const auto note = [&](const Token& token) {
        seen.push_back({token.kind, token.offset, token.length, token.opcode});
        kept = token.bytes.size();
    };
    tokenizer.feed(header, note);
    CHECK(tokenizer.bytes_to_close() == 0xFFFFFFFFu - 2);
    tokenizer.feed(Bytes(100000), note);
    tokenizer.finish(note);
    CHECK(seen == std::vector<Seen>{{TokenKind::incomplete, 0, 100009, Opcode::graphics_long}});
    CHECK(kept == 16);
    CHECK(tokenizer.at_border());
}
