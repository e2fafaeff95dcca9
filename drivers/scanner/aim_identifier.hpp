#pragma once

#include "drivers/device_event.hpp"

#include <string>
#include <string_view>

namespace makegood::drivers {

// What a label is by its AIM identifier (ISO/IEC 15424). The groups are those that a reader of labels tells apart.
enum class Symbology {
    unknown,
    ean_upc, // EAN-13, UPC-A, UPC-E: 13 digits
    ean_8,
    ean_addon, // an add-on of 2 or 5 digits, or a main code with one
    interleaved_2_of_5,
    code_128,
    gs1_128,
    databar,
    data_matrix,
    gs1_data_matrix,
    qr_code,
    gs1_qr_code,
    dot_code,
    gs1_dot_code,
    code_39,
    codabar,
    code_93,
    pdf417,
    aztec,
};

// Splits the identifier, known or not, off a frame.
ScanData read_scan(std::string frame);

Symbology symbology_of(AimIdentifier identifier);

} // namespace makegood::drivers
