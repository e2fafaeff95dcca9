#include "drivers/printer/speed_probe.hpp"

#include "drivers/simulated/pseudo_terminal.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <atomic>
#include <mutex>
#include <termios.h>
#include <thread>
#include <unistd.h>

// A printer that hears one speed is asked at several, on a real pseudo terminal, whose line knows its speed.

using namespace makegood::drivers;

namespace {

speed_t speed_of_line(int descriptor) {
    termios line{};
    REQUIRE(::tcgetattr(descriptor, &line) == 0);
    return ::cfgetospeed(&line);
}

// Answers each DLE EOT n at its own speed with a status, and at any other with what `at_others` holds.
class PrinterOfOneSpeed {
  public:
    PrinterOfOneSpeed(const std::filesystem::path& link, speed_t own, std::vector<std::uint8_t> at_others)
        : end_(PseudoTerminal::create(link).value()), thread_([this, own, at_others = std::move(at_others)] {
              while (!stops_) {
                  std::uint8_t byte = 0;
                  const auto read = end_.read_some({&byte, 1});
                  if (!read || *read == 0) {
                      ::usleep(1'000);
                      continue;
                  }
                  heard_.push_back(byte);
                  if (heard_.size() % 3 != 0)
                      continue;
                  const std::uint8_t status = 0x16;
                  if (speed_of_line(end_.descriptor()) == own)
                      static_cast<void>(end_.write_some({&status, 1}));
                  else
                      static_cast<void>(end_.write_some(at_others));
              }
          }) {}
    ~PrinterOfOneSpeed() { stop(); }

    const std::vector<std::uint8_t>& stop() {
        stops_ = true;
        if (thread_.joinable())
            thread_.join();
        return heard_;
    }

  private:
    PseudoTerminal end_;
    std::atomic<bool> stops_ = false;
    std::vector<std::uint8_t> heard_; // the thread's until it has ended
    std::thread thread_;
};

constexpr std::array asked{9600, 19200, 115200};

} // namespace

TEST_CASE("the speed at which a printer answers is found, by questions alone") {
    const makegood::storage::TemporaryFolder folder;
    const auto link = folder.path() / "printer";
    PrinterOfOneSpeed printer(link, B19200, {0xFE, 0x00, 0x12});
    const auto tried = probe_speeds({.path = link.string()}, asked).value();
    REQUIRE(tried.size() == 3);
    CHECK(tried[0].answer == SpeedAnswer::nonsense);
    CHECK(tried[1].baud == 19200);
    CHECK(tried[1].answer == SpeedAnswer::status);
    CHECK(tried[2].answer == SpeedAnswer::nonsense);
    const auto& heard = printer.stop();
    CHECK(heard.size() == 27);
    for (std::size_t i = 0; i < heard.size(); i += 3)
        CHECK(std::vector(heard.begin() + static_cast<std::ptrdiff_t>(i),
                          heard.begin() + static_cast<std::ptrdiff_t>(i) + 3) ==
              std::vector<std::uint8_t>{0x10, 0x04, 0x01});
}

TEST_CASE("a printer that is silent at other speeds is asked once at each of them") {
    const makegood::storage::TemporaryFolder folder;
    const auto link = folder.path() / "printer";
    PrinterOfOneSpeed printer(link, B115200, {});
    const auto tried = probe_speeds({.path = link.string()}, asked).value();
    CHECK(tried[0].answer == SpeedAnswer::silence);
    CHECK(tried[1].answer == SpeedAnswer::silence);
    CHECK(tried[2].answer == SpeedAnswer::status);
    CHECK(printer.stop().size() == 15);
}

TEST_CASE("what only sometimes looks like a status is none") {
    const makegood::storage::TemporaryFolder folder;
    const auto link = folder.path() / "printer";
    PrinterOfOneSpeed printer(link, B300, {0x16, 0x77});
    const auto tried = probe_speeds({.path = link.string()}, asked).value();
    for (const auto& one : tried)
        CHECK(one.answer == SpeedAnswer::nonsense);
}

TEST_CASE("a port that is not there is refused") {
    const makegood::storage::TemporaryFolder folder;
    CHECK(probe_speeds({.path = (folder.path() / "nothing").string()}, asked).error().problem == IoProblem::absent);
}
