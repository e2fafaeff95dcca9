#include "workflows/labels/measure_pattern.hpp"

#include <algorithm>
#include <cstdlib>

using namespace makegood;

// A step, a line with how a scale writes its labels, and labels of thirteen digits: what is read is no less than
// nothing and known by some code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto end = std::min(text.find('\n'), text.size());
    const auto pattern =
        MeasurePattern::parse(text.substr(0, end), static_cast<Measured>(data[0] % 3), 1 + data[0] * 392);
    constexpr std::size_t digits = 13;
    for (auto at = end + 1; pattern && at + digits <= text.size(); at += digits) {
        const auto label = text.substr(at, digits);
        if (!std::ranges::all_of(label, [](char digit) { return digit >= '0' && digit <= '9'; }) ||
            !pattern->fits(label))
            continue;
        const auto goods = pattern->read(label);
        if (goods && (goods->value < 0 || goods->codes.empty()))
            std::abort();
    }
    return 0;
}
