#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace makegood::drivers {

// Four bytes of 20-7E hex by which the printer names a finished job (Epson, GS ( H function 48).
struct ConfirmationId {
    std::array<std::uint8_t, 4> bytes{' ', ' ', ' ', ' '};

    // Different for 95^4 (81 million) numbers in a row.
    static constexpr ConfirmationId of_number(std::uint32_t number) {
        ConfirmationId id;
        for (auto digit = id.bytes.rbegin(); digit != id.bytes.rend(); ++digit, number /= 95)
            *digit = static_cast<std::uint8_t>(' ' + number % 95);
        return id;
    }
    friend bool operator==(const ConfirmationId&, const ConfirmationId&) = default;
};

// One paper. The bytes are whole ESC/POS commands, cut included; what confirms it is added by the printer's thread.
struct PrintJob {
    std::string id;
    std::vector<std::uint8_t> bytes;
    ConfirmationId confirmation; // not that of another job of the last 10,000 on this printer
};

} // namespace makegood::drivers
