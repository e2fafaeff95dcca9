#include "terminal/config/known_scanners.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

const std::filesystem::path folder = MAKEGOOD_SOURCE_DIR "/assets/scanners";

} // namespace

TEST_CASE("the scanners that come with the program are read", "[config]") {
    int scanners = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml")
            continue;
        ++scanners;
        const auto tones = scanner_tones(folder, entry.path().stem().string());
        INFO((tones ? entry.path().string() : tones.error().text()));
        REQUIRE(tones);
        CHECK_FALSE((tones->good_read.empty() && tones->problem.empty()));
    }
    CHECK(scanners == 5);
    CHECK(scanner_tones(folder, "honeywell-host-ack")->good_read == "\x1B"
                                                                    "7,");
    CHECK(scanner_tones(folder, "honeywell-host-ack")->problem == "\x1B"
                                                                  "8,\x1B"
                                                                  "8,");
    CHECK(scanner_tones(folder, "zebra-rs-232")->problem == "\a");
    CHECK(scanner_tones(folder, "Datalogic-Magellan")->problem == "F");
    CHECK(scanner_tones(folder, "cipherlab")->good_read == "#@////\r");
    CHECK(scanner_tones(folder, "cipherlab")->problem.empty());
}

TEST_CASE("a scanner that nobody described, or wrongly, says so", "[config]") {
    CHECK(scanner_tones(folder, "../printers/tm-t88v").error().text() ==
          "find the scanner \"../printers/tm-t88v\": nobody has described such a scanner");
    const auto [text, why] = GENERATE(table<const char*, const char*>({
        {"name = \"a\"\nsource = \"b\"\ngood_read = \"1\"",
         "read x.toml: line 3: 'good_read' wants up to 32 bytes, as in \"23 40 0D\""},
        {"name = \"a\"\nsource = \"b\"\nproblem = 7",
         "read x.toml: line 3: 'problem' wants up to 32 bytes, as in \"23 40 0D\""},
        {"name = \"a\"\ngood_read = \"01\"", "read x.toml: 'source' wants a text"},
        {"volume = 3", "read x.toml: line 1: no such key 'volume'"},
    }));
    CAPTURE(text);
    const auto tones = parse_scanner_tones(text, "x.toml");
    REQUIRE_FALSE(tones);
    CHECK(tones.error().text() == why);
}
