#include "terminal/application/asset_folder.hpp"

namespace makegood {

Result<ProgramFolders> find_program_folders(const std::filesystem::path& program) {
    std::error_code ignored;
    for (const auto* place : {"../share/makegood", "../../assets", "../../../assets"}) {
        const auto assets = std::filesystem::weakly_canonical(program / place, ignored);
        if (std::filesystem::is_directory(assets / "schema", ignored))
            return ProgramFolders{program, assets};
    }
    return refused(Error{"find", "the folder assets", "it is neither beside the program nor in ../share/makegood"});
}

Result<ProgramFolders> find_program_folders() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return refused(Error{"find", "the program's own folder", error.message()});
    return find_program_folders(program.parent_path());
}

} // namespace makegood
