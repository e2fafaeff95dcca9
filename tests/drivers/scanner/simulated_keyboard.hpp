#pragma once

#include "drivers/file_descriptor.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <linux/input.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace makegood::drivers {

// What the tests' own ioctl says for the event device that a pipe stands for (simulated_lines_test.cpp).
inline std::atomic<int> simulated_grabs{0};
inline std::atomic<bool> simulated_grab_is_held{false};

// The bytes of struct input_event as Linux writes them: one key, and the report that ends it.
inline void add_event(std::vector<std::uint8_t>& bytes, std::uint16_t type, std::uint16_t code, std::int32_t value) {
    input_event event{};
    event.type = type;
    event.code = code;
    event.value = value;
    const auto* begin = reinterpret_cast<const std::uint8_t*>(&event);
    bytes.insert(bytes.end(), begin, begin + sizeof event);
}

inline void add_key(std::vector<std::uint8_t>& bytes, int code, int value) {
    add_event(bytes, EV_MSC, MSC_SCAN, 0x70000);
    add_event(bytes, EV_KEY, static_cast<std::uint16_t>(code), value);
    add_event(bytes, EV_SYN, SYN_REPORT, 0);
}

// Digits and capital letters of a keyboard of the United States, and Enter for '\r'.
inline std::vector<std::uint8_t> events_of(std::string_view text) {
    constexpr std::string_view rows[] = {"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
    constexpr int first[] = {KEY_1, KEY_Q, KEY_A, KEY_Z};
    std::vector<std::uint8_t> bytes;
    for (const char letter : text) {
        int code = KEY_ENTER;
        bool shift = false;
        for (std::size_t row = 0; row < 4; ++row)
            if (const auto found = rows[row].find(letter); found != std::string_view::npos) {
                code = first[row] + static_cast<int>(found);
                shift = row > 0;
            }
        if (shift)
            add_key(bytes, KEY_LEFTSHIFT, 1);
        add_key(bytes, code, 1);
        add_key(bytes, code, 0);
        if (shift)
            add_key(bytes, KEY_LEFTSHIFT, 0);
    }
    return bytes;
}

// A pipe in the place of an event device: what is written comes as from a keyboard, and a kernel without uinput is
// enough. That a grab keeps the keys from everybody else is the kernel's and is not seen here.
class SimulatedKeyboard {
  public:
    explicit SimulatedKeyboard(std::filesystem::path path) : path_(std::move(path)) {
        std::filesystem::create_directories(path_.parent_path());
        REQUIRE(::mkfifo(path_.c_str(), 0600) == 0);
        pipe_ = FileDescriptor(::open(path_.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
        REQUIRE(pipe_.is_open());
    }
    ~SimulatedKeyboard() { std::filesystem::remove(path_); }
    SimulatedKeyboard(const SimulatedKeyboard&) = delete;
    SimulatedKeyboard& operator=(const SimulatedKeyboard&) = delete;

    void send(const std::vector<std::uint8_t>& bytes) const {
        REQUIRE(::write(pipe_.number(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    void scan(std::string_view label) const { send(events_of(std::string(label) + '\r')); }

  private:
    std::filesystem::path path_;
    FileDescriptor pipe_;
};

} // namespace makegood::drivers
