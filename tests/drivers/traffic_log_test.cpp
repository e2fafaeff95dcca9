#include "drivers/traffic_log.hpp"

#include "drivers/cash_drawer/drawer_requests.hpp"
#include "tests/support/catch.hpp"

#include <vector>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

} // namespace

TEST_CASE("the log tells commands and status, and nothing that was said", "[traffic]") {
    const MonotonicTime start = monotonic_now();
    const auto sent = [&](const Bytes& bytes) {
        TrafficLog log(TrafficLog::Said::status);
        log.sent(bytes, start);
        return log.text(start + 1500ms);
    };
    CHECK(sent({0x1B, 0x40, 0x1D, 0x61, 0x0F}) == "-1.500 s > 1B 40 1D 61 0F\n");
    CHECK(sent({0x1B, 0x45, 0x01, 'N', 'o', 'r', 'a', 0x0A}) == "-1.500 s > 1B 45 01 +4 0A\n");
    CHECK(sent({0x10, 0x04, 0x01}) == "-1.500 s > 10 04 01\n");
    CHECK(sent({0x1D, 0x6B, 0x49, 0x03, '1', '2', '3', 0x0A}) == "-1.500 s > 1D 6B 49 03 +3 0A\n");
    Bytes picture{0x1D, 0x76, 0x30, 0x00, 8, 0, 20, 0};
    picture.resize(8 + 160, 0xA5);
    CHECK(sent(picture) == "-1.500 s > 1D 76 30 00 +164\n");
    CHECK(sent({0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 'a', 'b', 'c', 'd'}) ==
          "-1.500 s > 1D 28 48 06 00 30 30 61 62 63 64\n");

    TrafficLog printer(TrafficLog::Said::status);
    printer.received(Bytes{0x37, 0x22, 0x41, 0x00}, start);
    CHECK(printer.text(start) == "-0.000 s < 37 22 41 00\n");
    TrafficLog scanner(TrafficLog::Said::labels);
    scanner.received(bytes_of("MGBSECRETBADGE\r"), start);
    scanner.received(bytes_of("]C1010952\x1D"
                              "10A\r\n"),
                     start);
    CHECK(scanner.text(start) == "-0.000 s < +14 0D\n-0.000 s < +9 1D +3 0D 0A\n");
}

TEST_CASE("what a till sent is told line by line, without its words", "[traffic]") {
    const auto paper = bytes_of("\x1B@Nora\nMilk 1.20\n\x1DV\x42");
    std::string told;
    for (const auto& [at, line] : hex_lines(paper))
        told += std::to_string(at) + ": " + line + "\n";
    CHECK(told == "0: 1B 40 +4 0A\n7: +9 0A\n17: 1D 56 42\n"); // the end is missing
    const auto long_paper = Bytes(3 * TrafficLog::kept_bytes, 0x0A);
    const auto lines = hex_lines(long_paper);
    REQUIRE(lines.size() == TrafficLog::kept_bytes);
    CHECK(lines.front().at == 2 * TrafficLog::kept_bytes);
}

TEST_CASE("a command that comes in pieces is told once it is whole, and a new connection begins anew", "[traffic]") {
    const MonotonicTime start = monotonic_now();
    TrafficLog log(TrafficLog::Said::status);
    log.opened(start);
    log.sent(Bytes{0x1B, 0x70}, start);
    log.sent(Bytes{0x00, 25, 250}, start);
    log.sent(Bytes{0x1D, 0x76, 0x30, 0x00, 8, 0, 20, 0, 0xA5}, start);
    log.opened(start);
    log.sent(Bytes{0x1B, 0x40}, start);
    CHECK(log.text(start) == "-0.000 s > opened\n-0.000 s > 1B 70 00 19 FA\n-0.000 s > opened\n-0.000 s > 1B 40\n");
}

TEST_CASE("the last 64 KB are kept each way, and one way does not push out the other", "[traffic]") {
    const MonotonicTime start = monotonic_now();
    TrafficLog log(TrafficLog::Said::status);
    log.received(Bytes{0x12}, start);
    const Bytes text(1000, 'x');
    for (int i = 0; i < 200; ++i)
        log.sent(text, start);
    const auto told = log.text(start);
    CHECK(std::count(told.begin(), told.end(), '\n') == 65 + 1);
    CHECK(told.starts_with("-0.000 s < 12\n"));
}
