#include "terminal/text/fonts.hpp"

#include "terminal/text/typesetter.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <unistd.h>

using namespace makegood::text;
namespace fs = std::filesystem;

namespace {

// Empty files at the places of fonts, removed at the end.
class FontFolders {
  public:
    FontFolders() : root_(fs::temp_directory_path() / ("makegood_fonts_" + std::to_string(getpid()))) {
        fs::create_directories(root_ / "build" / "dev");
    }
    ~FontFolders() { fs::remove_all(root_); }

    void add(const std::string& file) {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file) << "no font";
    }
    void add_vazirmatn(const std::string& folder) {
        for (const auto* style : {"Regular", "Medium", "Bold"})
            add(folder + "/Vazirmatn-" + style + ".ttf");
    }
    void add_noto() {
        for (const auto* name : {"NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold"})
            add("system/noto/" + std::string(name) + ".ttf");
    }
    void add_rest() {
        add("system/material-design-icons-iconfont/MaterialIcons-Regular.ttf");
        add("system/dejavu/DejaVuSans.ttf");
        add("system/dejavu/DejaVuSans-Bold.ttf");
    }

    tl::expected<FontFiles, std::string> find() const { return find_fonts(root_ / "build/dev", root_ / "system"); }

  private:
    fs::path root_;
};

std::string first(const tl::expected<FontFiles, std::string>& files, Weight weight) {
    REQUIRE(files.has_value());
    return files->of(weight).front().lexically_normal().parent_path().filename().string() + "/" +
           files->of(weight).front().filename().string();
}

} // namespace

TEST_CASE("Vazirmatn beside the program is preferred, then the system's, then Noto") {
    FontFolders folders;
    folders.add_rest();
    folders.add_noto();
    CHECK(first(folders.find(), Weight::regular) == "noto/NotoSans-Regular.ttf");
    CHECK(first(folders.find(), Weight::medium) == "noto/NotoSans-Bold.ttf");
    CHECK(folders.find()->of(Weight::regular).size() == 3);
    folders.add_vazirmatn("system/vazirmatn");
    CHECK(first(folders.find(), Weight::bold) == "vazirmatn/Vazirmatn-Bold.ttf");
    folders.add_vazirmatn("build/share/makegood/fonts");
    CHECK(first(folders.find(), Weight::medium) == "fonts/Vazirmatn-Medium.ttf");
    folders.add_vazirmatn("build/fonts");
    CHECK(folders.find()->of(Weight::regular).front().string().find("share") == std::string::npos);
    CHECK(folders.find()->of(Weight::regular).back().filename() == "DejaVuSans.ttf");
    CHECK(folders.find()->of(Weight::icon).size() == 1);
}

TEST_CASE("what is missing is named with the package that has it") {
    FontFolders folders;
    CHECK(folders.find().error().find("install fonts-noto-core") != std::string::npos);
    folders.add_vazirmatn("build/fonts");
    CHECK(folders.find().error().find("install fonts-material-design-icons-iconfont") != std::string::npos);
    folders.add("system/material-design-icons-iconfont/MaterialIcons-Regular.ttf");
    CHECK(folders.find().error().find("install fonts-dejavu-core") != std::string::npos);
    folders.add_rest();
    CHECK(folders.find().has_value());
}

TEST_CASE("a file that is no font is named") {
    FontFolders folders;
    folders.add_rest();
    folders.add_vazirmatn("build/fonts");
    const auto opened = Typesetter::open(*folders.find());
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().find("Vazirmatn-Regular.ttf: not a font") != std::string::npos);
    auto gone = *folders.find();
    gone.of(Weight::regular).front() = "/nowhere/at/all.ttf";
    CHECK(Typesetter::open(gone).error().find("/nowhere/at/all.ttf: no such file") != std::string::npos);
}
