#include "drivers/escpos/turned.hpp"

namespace makegood::escpos {

drivers::Bitmap turned(const drivers::Bitmap& bitmap, unsigned quarters) {
    const unsigned width = bitmap.width_dots;
    const unsigned height = bitmap.height_dots();
    quarters %= 4;
    if (quarters == 0 || width == 0)
        return bitmap;
    drivers::Bitmap result = quarters == 2 ? drivers::Bitmap(width, height) : drivers::Bitmap(height, width);
    for (unsigned y = 0; y < height; ++y)
        for (unsigned x = 0; x < width; ++x) {
            if (!bitmap.is_black(x, y))
                continue;
            if (quarters == 1)
                result.blacken(height - 1 - y, x);
            else if (quarters == 2)
                result.blacken(width - 1 - x, height - 1 - y);
            else
                result.blacken(y, width - 1 - x);
        }
    return result;
}

} // namespace makegood::escpos
