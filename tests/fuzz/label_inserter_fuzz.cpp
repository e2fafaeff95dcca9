#include "drivers/tap/label_inserter.hpp"

#include <cstdlib>
#include <vector>

using namespace makegood::drivers;

namespace {

// All of the one stand in the other, in their order.
bool holds(const std::vector<std::uint8_t>& printed, std::span<const std::uint8_t> sent) {
    std::size_t found = 0;
    for (const std::uint8_t byte : printed)
        found += found < sent.size() && byte == sent[found] ? 1 : 0;
    return found == sent.size();
}

} // namespace

// Whatever a till sends and however it is split, nothing of it is lost or changed, and labels add no more than they
// may.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    CaptureKeys keys([] { return std::int64_t{1'323'080'100}; });
    LabelInserter labels(keys, [](const CaptureKey& key) { return "MGT1" + std::to_string(key.sequence); });
    std::vector<std::uint8_t> printed;
    const auto out = [&](std::span<const std::uint8_t> bytes) {
        printed.insert(printed.end(), bytes.begin(), bytes.end());
    };
    const std::span sent(data + 1, size - 1);
    const std::size_t piece = 1 + data[0];
    for (std::size_t at = 0; at < sent.size(); at += piece) {
        const auto before = printed.size();
        const auto part = sent.subspan(at, std::min(piece, sent.size() - at));
        labels.feed(part, MonotonicTime{}, out);
        if (printed.size() > before + part.size() + LabelInserter::most_added + 4)
            std::abort();
        if (part.back() == 's')
            labels.silence();
        else if (part.back() == 'l')
            labels.lose_track(false, out);
    }
    labels.begin_anew(out);
    const bool has_label = !labels.take_printed().empty();
    if (!holds(printed, sent) || (!has_label && printed.size() != sent.size()))
        std::abort();
    return 0;
}
