#pragma once

#include <tl/expected.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace makegood::text {

enum class Weight { regular, medium, bold, icon }; // icon: the pictures of Material Icons
inline constexpr std::size_t weight_count = 4;

// For each weight the files to look for a letter in, best first; none is empty after find_fonts.
struct FontFiles {
    std::array<std::vector<std::filesystem::path>, weight_count> by_weight;

    std::vector<std::filesystem::path>& of(Weight weight) { return by_weight[static_cast<std::size_t>(weight)]; }
    const std::vector<std::filesystem::path>& of(Weight weight) const {
        return by_weight[static_cast<std::size_t>(weight)];
    }
};

// Vazirmatn from <beside_program>/../fonts, <beside_program>/../share/makegood/fonts or the system's folder, in this
// order; else Noto Sans with Noto Sans Arabic. DejaVu Sans comes last for letters that those lack. The error names
// what is missing, where it was looked for and the package that has it. Layout of Debian 12 and 13.
tl::expected<FontFiles, std::string> find_fonts(const std::filesystem::path& beside_program);

// The same with the system's font folder given ("/usr/share/fonts/truetype").
tl::expected<FontFiles, std::string> find_fonts(const std::filesystem::path& beside_program,
                                                const std::filesystem::path& system_fonts);

} // namespace makegood::text
