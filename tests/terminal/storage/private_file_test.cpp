#include "terminal/storage/private_file.hpp"

#include "tests/terminal/storage/opened.hpp"

#include <fstream>
#include <string_view>

namespace makegood::storage {

namespace {

std::span<const unsigned char> bytes(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

std::string content(const std::filesystem::path& file) {
    const auto read = must(read_private_file(file, 1'000));
    return read ? std::string(read->begin(), read->end()) : "no file";
}

} // namespace

TEST_CASE("a private file is made or replaced whole, whatever a power cut left beside it", "[storage]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "settings.toml";
    CHECK(content(file) == "no file");
    must(replace_private_file(file, bytes("old and long")));
    CHECK(content(file) == "old and long");
    std::ofstream(folder.path() / "settings.toml.new") << "half of what";
    must(replace_private_file(file, bytes("new")));
    CHECK(content(file) == "new");
    CHECK_FALSE(std::filesystem::exists(folder.path() / "settings.toml.new"));
    must(replace_private_file(file, bytes("")));
    CHECK(content(file).empty());
}

TEST_CASE("what cannot be replaced stays and is told by its name", "[storage]") {
    const TemporaryFolder folder;
    const auto nowhere = replace_private_file(folder.path() / "gone" / "settings.toml", bytes("x"));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().fault == StorageFault::missing);

    std::filesystem::create_directories(folder.path() / "taken" / "inside");
    const auto taken = replace_private_file(folder.path() / "taken", bytes("x"));
    REQUIRE_FALSE(taken);
    CHECK_THAT(taken.error().text(), Catch::Contains("taken"));
    CHECK(std::filesystem::exists(folder.path() / "taken" / "inside"));
}

} // namespace makegood::storage
