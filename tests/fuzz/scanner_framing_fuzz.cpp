#include "drivers/scanner/aim_identifier.hpp"
#include "drivers/scanner/framing.hpp"

#include <cstdlib>

using namespace makegood::drivers;

// However the bytes are split, a label is never empty, never longer than the limit, and holds no NUL or bit 7.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    Framing framing((data[0] & 1) != 0 ? FrameEnd::idle : FrameEnd::terminator);
    const std::size_t piece = 1 + data[0] / 2;
    const FrameSink sink = [](std::variant<Frame, FrameError> item) {
        auto* frame = std::get_if<Frame>(&item);
        if (frame == nullptr)
            return;
        if (frame->bytes.empty() || frame->bytes.size() > Framing::max_length)
            std::abort();
        for (const char byte : frame->bytes)
            if (byte == 0 || static_cast<unsigned char>(byte) >= 0x80)
                std::abort();
        const ScanData scan = read_scan(frame->bytes);
        if (scan.label.size() > scan.raw.size())
            std::abort();
    };
    for (std::size_t at = 1; at < size; at += piece) {
        framing.feed({data + at, std::min(piece, size - at)}, sink);
        if (data[at] == 'p')
            framing.fell_idle(sink);
    }
    return 0;
}
