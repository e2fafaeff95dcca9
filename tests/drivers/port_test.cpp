#include "drivers/port.hpp"

#include "drivers/serial_port.hpp"
#include "drivers/simulated/pseudo_terminal.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/drivers/simulated_lines.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <filesystem>
#include <termios.h>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

using Bytes = std::vector<std::uint8_t>;

enum class Opener { libserialport, open };

// A pseudo terminal, opened by libserialport or by open(2). libserialport 0.1.1 refuses /dev/pts/N and links to it, but
// takes any name that begins with /dev.
struct Line {
    LinkFolder folder;
    std::optional<PseudoTerminal> device;
    PortSettings port;

    explicit Line(Opener opener) {
        auto terminal = PseudoTerminal::create(folder.path / "device");
        REQUIRE(terminal);
        device.emplace(std::move(*terminal));
        const std::string link = (folder.path / "device").string();
        port = {opener == Opener::libserialport ? "/dev/../../.." + link : link, {}};
    }

    std::unique_ptr<ByteStream> open() const {
        auto stream = open_port(port);
        INFO((stream ? "" : stream.error().text()));
        REQUIRE(stream);
        return std::move(*stream);
    }
    termios settings() const {
        termios line{};
        REQUIRE(::tcgetattr(device->descriptor(), &line) == 0);
        return line;
    }
};

std::chrono::steady_clock::time_point in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

} // namespace

TEST_CASE("all 256 bytes pass both ways, also XON and XOFF", "[port]") {
    const Opener opener = GENERATE(Opener::libserialport, Opener::open);
    Line line(opener);
    const auto stream = line.open();
    WakeSignal wake;
    Bytes sent;
    for (int byte = 0; byte < 256; ++byte)
        sent.push_back(static_cast<std::uint8_t>(byte));
    CHECK(stream->write_some(sent) == 256);
    Bytes got(300);
    CHECK(line.device->read_some(got) == 256);
    got.resize(256);
    CHECK(got == sent);

    CHECK(line.device->write_some(sent) == 256);
    Bytes answered;
    std::array<std::uint8_t, 64> buffer{};
    while (answered.size() < 256) {
        const auto ready = stream->wait(Want::input, in(5s), wake);
        REQUIRE(ready);
        REQUIRE(ready->input);
        const auto count = stream->read_some(buffer);
        REQUIRE(count);
        answered.insert(answered.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
    }
    CHECK(answered == sent);
    CHECK(stream->read_some(buffer) == 0);
}

TEST_CASE("the line keeps what it was told, read from its other end", "[port]") {
    const Opener opener = GENERATE(Opener::libserialport, Opener::open);
    const auto [flow, hardware, software] = GENERATE(table<FlowControl, bool, bool>({
        {FlowControl::none, false, false},
        {FlowControl::rts_cts, true, false},
        {FlowControl::xon_xoff, false, true},
        {FlowControl::dtr_dsr, false, false},
    }));
    Line line(opener);
    line.port.line.flow_control = flow;
    line.port.line.baud = 38400;
    const auto stream = line.open();
    const termios kept = line.settings();
    CHECK(((kept.c_cflag & CRTSCTS) != 0) == hardware);
    CHECK(((kept.c_iflag & (IXON | IXOFF)) == (IXON | IXOFF)) == software);
    CHECK((kept.c_iflag & (IXON | IXOFF) & (software ? 0u : ~0u)) == 0);
    CHECK((kept.c_iflag & IXANY) == 0);
    CHECK((kept.c_cflag & HUPCL) == 0);
    CHECK((kept.c_lflag & (ICANON | ECHO | ISIG)) == 0);
    CHECK((kept.c_oflag & OPOST) == 0);
    CHECK(::cfgetospeed(&kept) == B38400);
    CHECK(stream->paces_itself() == hardware);
}

TEST_CASE("a setting that the line does not keep is named", "[port]") {
    Line line(Opener::open);
    const auto refusal = [&](auto change) {
        PortSettings port = line.port;
        change(port.line);
        const auto opened = open_port(port);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().problem == IoProblem::setting_not_kept);
        return opened.error().text();
    };
    // A pseudo terminal has 8 bits and no parity, and says yes to everything else.
    CHECK(refusal([](SerialSettings& settings) { settings.parity = Parity::even; }).find("parity") !=
          std::string::npos);
    CHECK(refusal([](SerialSettings& settings) { settings.data_bits = 7; }).find("data bits") != std::string::npos);
    CHECK(refusal([](SerialSettings& settings) { settings.baud = 12345; }).find("12345 baud") != std::string::npos);
}

TEST_CASE("a port that cannot be opened says why", "[port]") {
    LinkFolder folder;
    const auto absent = open_port({(folder.path / "nothing").string(), {}});
    REQUIRE_FALSE(absent);
    CHECK(absent.error().problem == IoProblem::absent);
    CHECK(absent.error().text() == "open " + (folder.path / "nothing").string() + ": No such file or directory");
    const auto no_terminal = open_port({"/dev/null", {}});
    REQUIRE_FALSE(no_terminal);
    CHECK(no_terminal.error().problem == IoProblem::failed);
}

TEST_CASE("a pseudo terminal opens by its own name", "[port]") {
    Line line(Opener::open);
    const std::string name = std::filesystem::canonical(line.folder.path / "device").string();
    CHECK_FALSE(serial_port_name(name));
    CHECK(open_port({name, {}}));
}

TEST_CASE("a link from anywhere leads libserialport to its port", "[port]") {
    LinkFolder folder;
    if (!std::filesystem::exists("/dev/tty0") || !std::filesystem::exists("/sys/class/tty/tty0")) {
        WARN("no terminal here that libserialport knows: links to one are not tested");
        return;
    }
    std::filesystem::create_symlink("/dev/tty0", folder.path / "usb-Example_Scanner-if00");
    CHECK(serial_port_name((folder.path / "usb-Example_Scanner-if00").string()) == "/dev/tty0");
}

TEST_CASE("a port has one owner, until it is closed", "[port]") {
    const Opener first = GENERATE(Opener::libserialport, Opener::open);
    const bool by_libserialport = GENERATE(true, false);
    Line line(first);
    PortSettings again = line.port;
    again.path = (by_libserialport ? "/dev/../../.." : "") + (line.folder.path / "device").string();
    {
        const auto stream = line.open();
        const auto refused = open_port(again);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().problem == IoProblem::held_by_other);
        CHECK(refused.error().reason.find("in use by ") == 0);
    }
    CHECK(open_port(again));
}

TEST_CASE("a pulled cable is an error, never silence", "[port]") {
    const Opener opener = GENERATE(Opener::libserialport, Opener::open);
    Line line(opener);
    const auto stream = line.open();
    WakeSignal wake;
    line.device.reset();
    std::array<std::uint8_t, 8> buffer{};
    const auto waited = stream->wait(Want::input, in(5s), wake);
    const auto count = stream->read_some(buffer);
    REQUIRE_FALSE(count);
    CHECK(count.error().problem == IoProblem::hung_up);
    CHECK((!waited || waited->input));
    const auto written = stream->write_some(buffer);
    REQUIRE_FALSE(written);
    CHECK(written.error().problem == IoProblem::hung_up);
}

TEST_CASE("a full line takes nothing and that is no error; closing does not wait for it", "[port]") {
    const Opener opener = GENERATE(Opener::libserialport, Opener::open);
    Line line(opener);
    auto stream = line.open();
    WakeSignal wake;
    const Bytes much(4096, 0x55);
    std::size_t taken = 0;
    for (;;) {
        const auto ready = stream->wait(Want::input_or_room, in(100ms), wake);
        REQUIRE(ready);
        REQUIRE_FALSE(ready->input);
        const auto count = stream->write_some(much);
        REQUIRE(count);
        taken += *count;
        REQUIRE(taken < 10'000'000);
        if (!ready->room && *count == 0) // the kernel says "no room" a little before it is full
            break;
    }
    CHECK(stream->pending_output());
    stream = nullptr; // hangs here if closing waits for the device
}

TEST_CASE("a wake signal ends a wait, and stays until it is cleared", "[port]") {
    Line line(Opener::open);
    const auto stream = line.open();
    WakeSignal wake;
    std::jthread waker([&] { wake.raise(); });
    const auto first = stream->wait(Want::input, in(10s), wake);
    REQUIRE(first);
    CHECK(first->woken);
    CHECK(stream->wait(Want::input, in(10s), wake)->woken);
    wake.clear();
    CHECK_FALSE(stream->wait(Want::input, in(1ms), wake)->woken);
}

TEST_CASE("the lines of the port are seen through libserialport's port too", "[port]") {
    Line line(Opener::libserialport);
    const auto stream = line.open();
    for (const int lines : {TIOCM_CTS | TIOCM_DSR, TIOCM_DSR, 0, TIOCM_CTS | TIOCM_DSR | TIOCM_CD}) {
        simulated_lines = lines;
        const auto seen = stream->modem_lines();
        REQUIRE(seen);
        CHECK(seen->clear_to_send == ((lines & TIOCM_CTS) != 0));
        CHECK(seen->data_set_ready == ((lines & TIOCM_DSR) != 0));
    }
}
