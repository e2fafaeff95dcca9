#pragma once

#include "drivers/printer/document.hpp"

namespace makegood::escpos {

// The picture turned clockwise by quarters of a circle.
drivers::Bitmap turned(const drivers::Bitmap& bitmap, unsigned quarters);

} // namespace makegood::escpos
