#pragma once

#include "terminal/ui/renderer.hpp"
#include "tests/support/catch.hpp"

#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace makegood::testing {

// A library of another version may move an edge a little: so much of a picture may differ, and so little of a colour
// is no difference.
inline constexpr double differing_share_allowed = 0.0005;
inline constexpr int channel_difference_allowed = 8;

inline std::optional<ui::Image> read_png(const std::filesystem::path& file) {
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&header, file.c_str()))
        return std::nullopt;
    header.format = PNG_FORMAT_RGB;
    ui::Image image{static_cast<int>(header.width), static_cast<int>(header.height), {}};
    image.rgb.resize(PNG_IMAGE_SIZE(header));
    if (!png_image_finish_read(&header, nullptr, image.rgb.data(), 0, nullptr))
        return std::nullopt;
    return image;
}

inline bool pixel_differs(const ui::Image& one, const ui::Image& other, std::size_t pixel) {
    for (auto at = pixel * 3; at < pixel * 3 + 3; ++at)
        if (std::abs(one.rgb[at] - other.rgb[at]) > channel_difference_allowed)
            return true;
    return false;
}

// 0 to 1; pictures of different sizes differ entirely.
inline double differing_share(const ui::Image& one, const ui::Image& other) {
    if (one.width != other.width || one.height != other.height)
        return 1;
    const auto pixels = one.rgb.size() / 3;
    std::size_t differing = 0;
    for (std::size_t pixel = 0; pixel < pixels; ++pixel)
        differing += pixel_differs(one, other, pixel);
    return static_cast<double>(differing) / static_cast<double>(pixels);
}

// What is new, faded, and red where it differs. Pre: of one size.
inline ui::Image difference(const ui::Image& old, const ui::Image& fresh) {
    auto shown = fresh;
    for (auto& value : shown.rgb)
        value = static_cast<std::uint8_t>(192 + value / 4);
    for (std::size_t pixel = 0; pixel < fresh.rgb.size() / 3; ++pixel)
        if (pixel_differs(old, fresh, pixel)) {
            shown.rgb[pixel * 3] = 220;
            shown.rgb[pixel * 3 + 1] = shown.rgb[pixel * 3 + 2] = 0;
        }
    return shown;
}

// Compares with tests/goldens/pictures/NAME.png: equal to the last bit, or else within the tolerance above. Otherwise
// old, new and difference lie in out/goldens. With MAKEGOOD_REWRITE_GOLDENS set (`./dev goldens`) the picture becomes
// the golden one.
inline void check_golden(const ui::Image& fresh, const std::string& name) {
    const std::filesystem::path root = MAKEGOOD_SOURCE_DIR;
    const auto golden = root / "tests/goldens/pictures" / (name + ".png");
    if (std::getenv("MAKEGOOD_REWRITE_GOLDENS")) {
        REQUIRE(ui::write_png(fresh, golden));
        return;
    }
    const auto old = read_png(golden);
    if (old && (*old == fresh || differing_share(*old, fresh) <= differing_share_allowed))
        return;
    const auto left = root / "out/goldens";
    std::filesystem::create_directories(left);
    REQUIRE(ui::write_png(fresh, left / (name + "-new.png")));
    if (old) {
        REQUIRE(ui::write_png(*old, left / (name + "-old.png")));
        if (old->width == fresh.width && old->height == fresh.height)
            REQUIRE(ui::write_png(difference(*old, fresh), left / (name + "-diff.png")));
    }
    FAIL_CHECK(name << (old ? " looks different" : " has no golden picture") << ": see " << left.string() << "/" << name
                    << "-*.png; if it is meant so, ./dev goldens");
}

} // namespace makegood::testing
