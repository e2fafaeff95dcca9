#include "terminal/command/commands.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/terminal/command/heard.hpp"

#include <fstream>
#include <iostream>

using namespace makegood;
using makegood::testing::Heard;

TEST_CASE("what could not be imported is told in whole sentences with one full stop") {
    const storage::TemporaryFolder folder;
    std::ofstream(folder.path() / "notes.txt") << "x";
    const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
    for (const auto* language : {"en", "fa"})
        for (const auto* file : {"notes.txt", "nothing.xml"}) {
            INFO(language << ' ' << file);
            auto words = text::Words::open(assets / "words", language);
            REQUIRE(words);
            const Console console({assets, assets}, std::move(*words), false);
            const Heard told(std::cout), complained(std::cerr);
            CHECK(import_command(console, {.data = folder.path() / "data", .files = {folder.path() / file}}) !=
                  Exit::done);
            CHECK_THAT(complained.text(), Catch::Contains(file) && !Catch::Contains(".."));
        }
}
