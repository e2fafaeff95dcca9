#pragma once

#include "terminal/error.hpp"

#include <filesystem>

namespace makegood {

// Where the program lies, and what lies beside it: `assets` of the source tree two folders up (build/release/makegood),
// or ../share/makegood of an installation.
struct ProgramFolders {
    std::filesystem::path program; // the folder of the executable
    std::filesystem::path assets;

    std::filesystem::path schema() const { return assets / "schema"; }
    std::filesystem::path words() const { return assets / "words"; }
    std::filesystem::path themes() const { return assets / "themes"; }
    std::filesystem::path care() const { return assets / "policies/care.toml"; }
    std::filesystem::path policy() const { return assets / "policies/shop.toml"; }
    std::filesystem::path labels() const { return assets / "finding/labels.toml"; }
    std::filesystem::path scales() const { return assets / "finding/measures.toml"; }
    std::filesystem::path weights() const { return assets / "finding/weights.toml"; }
    std::filesystem::path slips() const { return assets / "slips/slips.toml"; }
    std::filesystem::path reading_words() const { return assets / "reading/words.toml"; }
    std::filesystem::path tills() const { return assets / "tap"; } // one file for each
    std::filesystem::path printers() const { return assets / "printers"; }
    std::filesystem::path scanners() const { return assets / "scanners"; }
    std::filesystem::path demo() const { return assets / "demo"; }
};

// What a simulated printer's own letters are drawn with (package fonts-dejavu-core).
inline const std::filesystem::path paper_font_file = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf";

Result<ProgramFolders> find_program_folders();
// With the folder of the executable given.
Result<ProgramFolders> find_program_folders(const std::filesystem::path& program);

} // namespace makegood
