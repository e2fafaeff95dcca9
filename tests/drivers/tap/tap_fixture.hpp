#pragma once

#include "drivers/poll_until.hpp"
#include "drivers/simulated/pseudo_terminal.hpp"
#include "drivers/tap/tap.hpp"
#include "drivers/tap/tap_keeper.hpp"
#include "drivers/tcp_port.hpp"
#include "tests/drivers/device_fixture.hpp"
#include "tests/support/catch.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <random>
#include <sstream>
#include <sys/socket.h>

namespace makegood::drivers {

// Random bytes that can be made again, so that 100 MB need not be kept to be compared.
class RandomBytes {
  public:
    explicit RandomBytes(unsigned seed) : random_(seed) {}
    std::uint8_t next() {
        if (left_ == 0) {
            word_ = static_cast<std::uint32_t>(random_());
            left_ = 4;
        }
        --left_;
        const auto byte = static_cast<std::uint8_t>(word_);
        word_ >>= 8;
        return byte;
    }

  private:
    std::mt19937 random_;
    std::uint32_t word_ = 0;
    int left_ = 0;
};

// One way of an exchange: from one descriptor to the other, counted and compared.
struct TestWay {
    int from, to;
    std::uint64_t bytes;
    RandomBytes sent, wanted;
    std::uint64_t given = 0, got = 0;
    std::vector<std::uint8_t> next{};
    bool differs = false;

    TestWay(int source, int sink, std::uint64_t count, unsigned seed)
        : from(source), to(sink), bytes(count), sent(seed), wanted(seed) {}
    bool is_over() const { return differs || got == bytes; }

    void give() {
        while (next.size() < 4096 && given + next.size() < bytes)
            next.push_back(sent.next());
        const auto count = ::write(from, next.data(), next.size());
        if (count > 0) {
            given += static_cast<std::uint64_t>(count);
            next.erase(next.begin(), next.begin() + count);
        }
    }
    void take() {
        std::array<std::uint8_t, 8192> buffer{};
        const auto count = ::read(to, buffer.data(), buffer.size());
        for (ssize_t i = 0; i < count; ++i, ++got)
            differs = differs || got >= bytes || buffer[static_cast<std::size_t>(i)] != wanted.next();
    }
};

// Both ways at once, until all is there, something differs, or nothing moved for ten seconds.
inline bool exchanged(TestWay& one, TestWay& other) {
    auto moved = monotonic_now();
    auto seen = one.got + other.got;
    while (!(one.is_over() && other.is_over())) {
        const auto entry = [](int descriptor, bool reads, bool writes) {
            const auto events = static_cast<short>((reads ? POLLIN : 0) | (writes ? POLLOUT : 0));
            return pollfd{events == 0 ? -1 : descriptor, events, 0};
        };
        std::array<pollfd, 2> wanted{entry(one.from, !other.is_over(), one.given < one.bytes),
                                     entry(one.to, !one.is_over(), other.given < other.bytes)};
        poll_until(wanted, monotonic_now() + std::chrono::milliseconds(100));
        if ((wanted[0].revents & POLLOUT) != 0)
            one.give();
        if ((wanted[1].revents & POLLOUT) != 0)
            other.give();
        if ((wanted[0].revents & POLLIN) != 0)
            other.take();
        if ((wanted[1].revents & POLLIN) != 0)
            one.take();
        if (one.got + other.got != seen) {
            seen = one.got + other.got;
            moved = monotonic_now();
        }
        if (monotonic_now() - moved > std::chrono::seconds(10))
            return false;
    }
    return !one.differs && !other.differs;
}

template <class Condition>
bool becomes_true(Condition condition) {
    for (int i = 0; i < 4000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
}

inline std::vector<std::uint8_t> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

// What comes within ten seconds, up to as many bytes.
inline std::string read_from(int descriptor, std::size_t bytes) {
    std::string text;
    const auto limit = monotonic_now() + std::chrono::seconds(10);
    while (text.size() < bytes && monotonic_now() < limit) {
        pollfd one{descriptor, POLLIN, 0};
        poll_until({&one, 1}, monotonic_now() + std::chrono::milliseconds(50));
        std::array<char, 4096> buffer{};
        const auto count = ::read(descriptor, buffer.data(), std::min(buffer.size(), bytes - text.size()));
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0)
            break;
    }
    return text;
}

inline void write_to(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        if (count > 0)
            text.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EAGAIN)
            return;
    }
}

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(folder, error))
        names.push_back(file.path().filename().string());
    std::ranges::sort(names);
    return names;
}

inline constexpr std::int64_t test_time = 1'323'080'100; // 2011-12-05T10:15

// A tap at work between two ports, with or without a thread that keeps.
struct TapAtWork {
    std::filesystem::path folder;
    TapCounts counts;
    CaptureQueue queue;
    EventQueue<TapNews> news{64, [this] { queue.wake().raise(); }};
    CaptureKeys keys{[] { return test_time; }};
    std::mutex mutex;
    TapState state;
    std::optional<TapKeeper> keeper;
    WakeSignal wake;
    Tap tap;
    std::optional<std::jthread> thread;

    TapAtWork(const TapSettings& settings, const std::filesystem::path& captures, bool keeps = true,
              std::size_t queue_bytes = std::size_t{1} << 20, LabelInserter* labels = nullptr)
        : folder(captures), queue(queue_bytes), tap(settings, queue, news, counts, labels) {
        if (keeps)
            keep();
        const bool is_serial = !is_network_path(settings.till.path);
        thread.emplace([this](const std::stop_token& stop) { tap.run(wake, stop); });
        // What lies in a line before it is opened is dropped.
        if (is_serial)
            REQUIRE(becomes_true([&] { return counts.till_there && counts.printer_there; }));
    }
    void keep() {
        keeper.emplace(CaptureFolder(folder, "lane-1", {}), keys, counts, queue, news, [this](const TapState& now) {
            const std::lock_guard lock(mutex);
            state = now;
        });
    }
    ~TapAtWork() {
        thread.reset(); // asks to stop and joins
        keeper.reset();
    }
    TapState state_now() {
        const std::lock_guard lock(mutex);
        return state;
    }
};

// Two pseudo terminals with a tap between them; the masters are the till's and the printer's ends.
struct TappedLine {
    LinkFolder folder;
    std::optional<PseudoTerminal> till{made("till")};
    std::optional<PseudoTerminal> printer{made("printer")};

    PseudoTerminal made(const char* name) const {
        auto terminal = PseudoTerminal::create(folder.path / name);
        REQUIRE(terminal);
        return std::move(*terminal);
    }
    TapSettings settings() const {
        TapSettings settings;
        settings.till.path = (folder.path / "till").string();
        settings.printer.path = (folder.path / "printer").string();
        settings.silence = std::chrono::milliseconds(100);
        return settings;
    }
    std::filesystem::path captures() const { return folder.path / "captures"; }
};

inline FileDescriptor local_listener(std::uint16_t& port) {
    auto listener = listen_tcp({"127.0.0.1", port});
    REQUIRE(listener);
    sockaddr_in here{};
    socklen_t length = sizeof here;
    ::getsockname(listener->number(), reinterpret_cast<sockaddr*>(&here), &length);
    port = ntohs(here.sin_port);
    return std::move(*listener);
}

inline std::uint16_t free_port() {
    std::uint16_t port = 0;
    const auto taken = local_listener(port);
    return port;
}

// So that the system of the test holds little by itself.
inline void small_buffers(const FileDescriptor& socket) {
    const int bytes = 64 * 1024;
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

// A printer's listening socket, and the port at which the tap listens for tills.
struct TappedNetwork {
    LinkFolder folder;
    std::uint16_t printer_port = 0;
    FileDescriptor printer_listener = local_listener(printer_port);
    std::uint16_t till_port = free_port();

    TapSettings settings() const {
        TapSettings settings;
        settings.till.path = "tcp://127.0.0.1:" + std::to_string(till_port);
        settings.printer.path = "tcp://127.0.0.1:" + std::to_string(printer_port);
        settings.silence = std::chrono::milliseconds(100);
        return settings;
    }
    std::filesystem::path captures() const { return folder.path / "captures"; }

    FileDescriptor till_connects() const {
        WakeSignal wake;
        FileDescriptor till;
        becomes_true([&] {
            if (auto socket = connect_tcp({"127.0.0.1", till_port}, wake, {}))
                till = std::move(*socket);
            return till.is_open();
        });
        REQUIRE(till.is_open());
        small_buffers(till);
        return till;
    }
    FileDescriptor printer_accepts() const {
        FileDescriptor printer;
        becomes_true([&] {
            printer = FileDescriptor(::accept4(printer_listener.number(), nullptr, nullptr, SOCK_NONBLOCK));
            return printer.is_open();
        });
        REQUIRE(printer.is_open());
        small_buffers(printer);
        return printer;
    }
};

} // namespace makegood::drivers
