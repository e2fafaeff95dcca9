#include "terminal/ui/theme.hpp"

#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>

namespace makegood::ui {

namespace {

Theme shipped(const std::string& name) {
    auto theme = load_theme(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets" / "themes" / (name + ".toml"));
    REQUIRE(theme);
    return *theme;
}

std::string refusal(const std::string& content) {
    auto file = std::filesystem::temp_directory_path() / "makegood-theme-test.toml";
    std::ofstream(file) << content;
    auto theme = load_theme(file);
    std::filesystem::remove(file);
    return theme ? "" : theme.error();
}

} // namespace

TEST_CASE("contrast is WCAG's ratio", "[ui]") {
    const Color white{255, 255, 255};
    CHECK(contrast(white, {0, 0, 0}) == Approx(21.0));
    CHECK(contrast(white, white) == Approx(1.0));
    // WebAIM's contrast checker gives 4.54 for #767676 on white and 4.48 for #777777.
    CHECK(contrast(white, {0x76, 0x76, 0x76}) == Approx(4.54).margin(0.005));
    CHECK(contrast({0x77, 0x77, 0x77}, white) == Approx(4.48).margin(0.005));
}

TEST_CASE("every text can be read on what it stands on, in every theme", "[ui]") {
    struct Pair {
        Token text;
        Token under;
        double least;
    };
    const std::vector<Pair> pairs = {
        {Token::ink, Token::background, 7},
        {Token::ink, Token::surface, 7},
        {Token::ink, Token::subtle, 7},
        {Token::ink, Token::selected, 7},
        {Token::ink, Token::ok_tint, 7},
        {Token::ink, Token::warn_tint, 7},
        {Token::ink, Token::bad_tint, 7},
        {Token::ink, Token::info_tint, 7},
        {Token::ink_secondary, Token::surface, 4.5},
        {Token::ink_secondary, Token::background, 4.5},
        {Token::ink_secondary, Token::subtle, 4.5},
        {Token::ink_secondary, Token::selected, 4.5},
        {Token::disabled, Token::surface, 4.5},
        {Token::primary, Token::surface, 4.5},
        {Token::primary, Token::background, 4.5},
        {Token::primary, Token::selected, 4.5},
        {Token::primary, Token::subtle, 4.5},
        {Token::primary, Token::ok_tint, 4.5},
        {Token::primary, Token::warn_tint, 4.5},
        {Token::primary, Token::bad_tint, 4.5},
        {Token::primary, Token::info_tint, 4.5},
        {Token::on_primary, Token::primary, 4.5},
        {Token::ok, Token::surface, 4.5},
        {Token::ok, Token::ok_tint, 4.5},
        {Token::warn, Token::surface, 4.5},
        {Token::warn, Token::warn_tint, 4.5},
        {Token::bad, Token::surface, 4.5},
        {Token::bad, Token::bad_tint, 4.5},
        {Token::info, Token::surface, 4.5},
        {Token::info, Token::info_tint, 4.5},
        {Token::paper_ink, Token::paper, 7},
        {Token::surface, Token::ink, 7},
        {Token::edge, Token::surface, 3},
        {Token::edge, Token::background, 3},
    };
    for (const auto* name : {"light", "dark", "high_contrast"}) {
        const Theme theme = shipped(name);
        CHECK(theme.name == name);
        for (const auto& pair : pairs) {
            INFO(name << ": token " << static_cast<int>(pair.text) << " on " << static_cast<int>(pair.under));
            CHECK(contrast(theme[pair.text], theme[pair.under]) >= pair.least);
        }
    }
    const Theme strong = shipped("high_contrast");
    CHECK(strong.edge_width == 2);
    CHECK(contrast(strong[Token::primary], strong[Token::surface]) >= 14);
}

TEST_CASE("a theme that is not whole is refused by name and line", "[ui]") {
    CHECK_THAT(refusal("name = \"x\"\nedge_width = 1\n[colors]\nink = \"12345\"\n"),
               Catch::Contains("line 4") && Catch::Contains("'ink' is not six hexadecimal digits"));
    CHECK_THAT(refusal("name = \"x\"\nedge_width = 1\n[colors]\ninc = \"123456\"\n"),
               Catch::Contains("there is no colour 'inc'"));
    CHECK_THAT(refusal("name = \"x\"\nedge_width = 1\n[colors]\nink = \"123456\"\n"),
               Catch::Contains("'background' is missing"));
    CHECK_THAT(refusal("name = \"x\"\nedge_width = 9\n"), Catch::Contains("'edge_width' is not 1 to 4"));
    CHECK_THAT(refusal("edge_width = 1\n"), Catch::Contains("'name' is missing"));
    CHECK_THAT(refusal("name = "), Catch::Contains("line 1"));
    CHECK_FALSE(load_theme("/nowhere/at/all.toml"));
}

} // namespace makegood::ui
