#include "drivers/printer/speed_probe.hpp"

#include "drivers/printer/status.hpp"

#include <algorithm>
#include <chrono>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

constexpr int questions = 3;
constexpr auto patience = 500ms; // with one answer, as long as a status question waits elsewhere

bool is_handshake(std::uint8_t byte) {
    return byte == 0x11 || byte == 0x13;
}

// What came of one question, until it is answered or the time is over.
IoResult<std::vector<std::uint8_t>> ask(ByteStream& stream, const WakeSignal& wake) {
    const auto question = question_bytes(StatusQuestion::printer);
    std::span<const std::uint8_t> rest = question;
    const auto deadline = monotonic_now() + patience;
    std::vector<std::uint8_t> heard;
    while (heard.empty() && monotonic_now() < deadline) {
        const auto taken = stream.write_some(rest);
        if (!taken)
            return tl::unexpected(taken.error());
        rest = rest.subspan(*taken);
        const auto ready = stream.wait(rest.empty() ? Want::input : Want::input_or_room, deadline, wake);
        if (!ready)
            return tl::unexpected(ready.error());
        std::array<std::uint8_t, 64> bytes{};
        const auto read = stream.read_some(bytes);
        if (!read)
            return tl::unexpected(read.error());
        std::copy_if(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*read), std::back_inserter(heard),
                     [](std::uint8_t byte) { return !is_handshake(byte); });
    }
    return heard;
}

IoResult<SpeedAnswer> try_speed(const PortSettings& port) {
    const auto stream = open_port(port);
    if (!stream)
        return tl::unexpected(stream.error());
    const WakeSignal nobody_wakes;
    bool is_status = true;
    for (int i = 0; i < questions; ++i) {
        const auto heard = ask(**stream, nobody_wakes);
        if (!heard)
            return tl::unexpected(heard.error());
        if (heard->empty())
            return i == 0 ? SpeedAnswer::silence : SpeedAnswer::nonsense;
        is_status = is_status && std::ranges::all_of(*heard, is_answer);
    }
    return is_status ? SpeedAnswer::status : SpeedAnswer::nonsense;
}

} // namespace

IoResult<std::vector<TriedSpeed>> probe_speeds(PortSettings port, std::span<const int> speeds) {
    std::vector<TriedSpeed> tried;
    for (const int baud : speeds) {
        port.line.baud = baud;
        const auto answer = try_speed(port);
        if (!answer)
            return tl::unexpected(answer.error());
        tried.push_back({baud, *answer});
    }
    return tried;
}

} // namespace makegood::drivers
