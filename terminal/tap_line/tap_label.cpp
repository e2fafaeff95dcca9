#include "terminal/tap_line/tap_label.hpp"

#include "drivers/escpos/code128.hpp"
#include "workflows/recovery/slip.hpp"

#include <fmt/format.h>

namespace makegood {

namespace {

constexpr unsigned module_dots = 2, quiet_modules = 10; // at each side (ISO/IEC 15417)

} // namespace

std::string tap_lane(std::string_view lane) {
    std::string letters;
    for (const char letter : lane) {
        const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
        switch (upper) {
        case 'I':
        case 'L':
            letters += '1';
            break;
        case 'O':
            letters += '0';
            break;
        case 'U':
            letters += 'V';
            break;
        default:
            if ((upper >= '0' && upper <= '9') || (upper >= 'A' && upper <= 'Z'))
                letters += upper;
        }
    }
    return letters;
}

std::string tap_label(std::string_view lane, const drivers::CaptureKey& key) {
    const auto time = drivers::capture_time(key.civil_seconds); // 20111205T101530
    return own_label(tap_label_kind, fmt::format("{}{}{}{:04}", lane, time.substr(2, 6), time.substr(9, 6),
                                                 key.sequence % drivers::capture_sequences));
}

unsigned tap_label_dots(std::string_view lane) {
    const auto code = escpos::encode_code128(tap_label(lane, {}));
    return code ? (code->width_modules + 2 * quiet_modules) * module_dots : 0;
}

} // namespace makegood
