#pragma once

#include <cstddef>

namespace makegood::drivers {

enum class Parity { none, even, odd };

enum class FlowControl {
    none,
    rts_cts,
    xon_xoff, // takes 0x11 and 0x13 out of what the device sends; not for scanners
    dtr_dsr,  // Linux knows none: the printer thread looks at DSR before each small piece
};

struct SerialSettings {
    int baud = 9600;
    int data_bits = 8; // 7 or 8
    Parity parity = Parity::none;
    int stop_bits = 1; // 1 or 2
    FlowControl flow_control = FlowControl::none;

    // Start, data, parity and stop bits of one character.
    int bits_per_character() const { return 1 + data_bits + (parity == Parity::none ? 0 : 1) + stop_bits; }
};

} // namespace makegood::drivers
