#include "terminal/run/tree_file.hpp"

#include <fstream>

namespace makegood {

Result<void> write_tree_file(const std::filesystem::path& file, std::span<ui::Window* const> windows) {
    auto beside = file;
    beside += ".new";
    std::ofstream out(beside, std::ios::binary);
    std::error_code error;
    std::filesystem::permissions(beside, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 error);
    for (const auto* window : windows)
        if (window)
            out << ui::describe(window->tree());
    out.close();
    if (!out)
        return refused(Error{"write", beside.string(), "it cannot be opened or the disk is full"});
    std::filesystem::rename(beside, file, error);
    if (error)
        return refused(Error{"rename", beside.string(), error.message()});
    return {};
}

} // namespace makegood
