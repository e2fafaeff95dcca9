#include "terminal/text/fonts.hpp"

#include <optional>

namespace makegood::text {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

std::optional<FontFiles> vazirmatn_in(const fs::path& folder) {
    FontFiles files;
    files.of(Weight::regular) = {folder / "Vazirmatn-Regular.ttf"};
    files.of(Weight::medium) = {folder / "Vazirmatn-Medium.ttf"};
    files.of(Weight::bold) = {folder / "Vazirmatn-Bold.ttf"};
    for (const auto weight : {Weight::regular, Weight::medium, Weight::bold})
        if (!is_there(files.of(weight).front()))
            return std::nullopt;
    return files;
}

std::optional<FontFiles> noto_in(const fs::path& folder) {
    const auto pair = [&](const std::string& style) {
        return std::vector{folder / ("NotoSans-" + style + ".ttf"), folder / ("NotoSansArabic-" + style + ".ttf")};
    };
    FontFiles files;
    files.of(Weight::regular) = pair("Regular");
    files.of(Weight::medium) = pair("Bold"); // fonts-noto-core has no Medium
    files.of(Weight::bold) = pair("Bold");
    for (const auto weight : {Weight::regular, Weight::bold})
        for (const auto& file : files.of(weight))
            if (!is_there(file))
                return std::nullopt;
    return files;
}

// Debian has named the folder vazirmatn and vazirmatn-variable over time.
std::vector<fs::path> vazirmatn_folders(const fs::path& beside_program, const fs::path& system_fonts) {
    std::vector<fs::path> folders = {beside_program / ".." / "fonts", beside_program / ".." / "share/makegood/fonts"};
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(system_fonts, ignored))
        if (entry.path().filename().string().starts_with("vazirmatn"))
            folders.push_back(entry.path());
    return folders;
}

std::optional<FontFiles> letters(const std::vector<fs::path>& vazirmatn, const fs::path& system_fonts) {
    for (const auto& folder : vazirmatn)
        if (auto files = vazirmatn_in(folder))
            return files;
    return noto_in(system_fonts / "noto");
}

tl::unexpected<std::string> missing(const std::string& what, const fs::path& where, const std::string& package) {
    return tl::unexpected<std::string>("no font for " + what + ": looked in " + where.string() + "; install " +
                                       package);
}

} // namespace

tl::expected<FontFiles, std::string> find_fonts(const fs::path& beside_program) {
    return find_fonts(beside_program, "/usr/share/fonts/truetype");
}

tl::expected<FontFiles, std::string> find_fonts(const fs::path& beside_program, const fs::path& system_fonts) {
    const auto vazirmatn = vazirmatn_folders(beside_program, system_fonts);
    auto files = letters(vazirmatn, system_fonts);
    if (!files)
        return missing("letters (Vazirmatn, or Noto Sans with Noto Sans Arabic)",
                       vazirmatn.front().lexically_normal().string() + " and " + (system_fonts / "noto").string(),
                       "fonts-noto-core, or put Vazirmatn's Regular, Medium and Bold into the first folder");

    const auto icons = system_fonts / "material-design-icons-iconfont/MaterialIcons-Regular.ttf";
    if (!is_there(icons))
        return missing("icons (Material Icons)", icons, "fonts-material-design-icons-iconfont");
    files->of(Weight::icon) = {icons};

    const auto last_resort = system_fonts / "dejavu/DejaVuSans.ttf";
    const auto last_resort_bold = system_fonts / "dejavu/DejaVuSans-Bold.ttf";
    if (!is_there(last_resort) || !is_there(last_resort_bold))
        return missing("rare letters (DejaVu Sans)", last_resort.parent_path(), "fonts-dejavu-core");
    files->of(Weight::regular).push_back(last_resort);
    files->of(Weight::medium).push_back(last_resort);
    files->of(Weight::bold).push_back(last_resort_bold);
    return *files;
}

} // namespace makegood::text
