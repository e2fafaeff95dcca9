#include "terminal/feeds/capture_picture.hpp"

#include "drivers/escpos/interpret.hpp"
#include "terminal/reading/captured_receipts.hpp"

#include <array>
#include <unistd.h>
#include <vector>

namespace makegood::feeds {

namespace {

constexpr std::size_t most_bytes_drawn = std::size_t{1} << 20U;
constexpr std::int64_t most_dots_drawn = 20'000;

} // namespace

std::optional<escpos::PaperPicture> picture_of_capture(const drivers::FileDescriptor& capture,
                                                       const drivers::Profile& printer) {
    std::vector<std::uint8_t> bytes;
    std::array<std::uint8_t, 16 * 1024> buffer{};
    for (;;) {
        const auto count = ::pread(capture.number(), buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()));
        if (count < 0 || bytes.size() > most_bytes_drawn)
            return std::nullopt;
        if (count == 0)
            break;
        bytes.insert(bytes.end(), buffer.begin(), buffer.begin() + count);
    }
    if (is_more_than_receipts(bytes))
        return std::nullopt;
    const auto paper = escpos::interpret(bytes, printer);
    if (paper.length_dots > most_dots_drawn)
        return std::nullopt;
    auto picture = escpos::draw_paper(paper, nullptr);
    return picture ? std::optional(std::move(*picture)) : std::nullopt;
}

Result<void> write_picture(const escpos::PaperPicture& picture, const std::filesystem::path& png) {
    if (const auto written = escpos::write_png(picture, png); !written)
        return refused(Error{"write", png.string(), written.error()});
    return {};
}

} // namespace makegood::feeds
