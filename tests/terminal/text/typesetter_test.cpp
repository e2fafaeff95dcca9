#include "terminal/text/typesetter.hpp"

#include "terminal/text/unicode.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/text/directions.hpp"
#include "tests/terminal/text/routes.hpp"

#include <algorithm>
#include <set>

using namespace makegood::text;

namespace {

constexpr int size_px = 40;

std::vector<std::uint32_t> ids(const Line& line) {
    std::vector<std::uint32_t> glyphs;
    for (const auto& glyph : line.glyphs)
        glyphs.push_back(glyph.id);
    return glyphs;
}

// The letters of `text` that stand on the line, from left to right by their cells.
std::string as_seen(const Line& line, std::string_view text) {
    auto cells = line.cells;
    std::stable_sort(cells.begin(), cells.end(),
                     [](const Cell& a, const Cell& b) { return a.left_px + a.right_px < b.left_px + b.right_px; });
    std::string seen;
    for (const auto& cell : cells)
        seen += plain(text.substr(cell.begin, cell.end - cell.begin));
    return seen;
}

} // namespace

TEST_CASE("fonts for both routes or at least one of them are here") {
    const auto found = routes();
    REQUIRE_FALSE(found.empty());
    if (found.size() < 2)
        WARN("only one route to letters is installed: " << found.front().name);
}

TEST_CASE("letters stand on the screen in the order of UAX #9") {
    struct Row {
        const char* why;
        std::string text;
        Direction base;
        std::string seen; // from left to right
    };
    const Row rows[] = {
        {"plain English", "Back", ltr, "Back"},
        {"a Persian word runs to the left", "کالا", rtl, "الاک"},
        {"a code in an isolate keeps its order", "کد \u2066A-1042\u2069 را", rtl, "ار A-1042 دک"},
        {"a phone in an isolate keeps its order", "تلفن \u2066021-88776655\u2069", rtl, "021-88776655 نفلت"},
        {"without an isolate the groups change places, which is why variables stand in isolates", "تلفن ۰۲۱-۸۸۷۷۶۶۵۵",
         rtl, "۸۸۷۷۶۶۵۵-۰۲۱ نفلت"},
        {"digits and separators of a price", "۴۱۰٬۰۰۰ ریال", rtl, "لایر ۴۱۰٬۰۰۰"},
        {"a negative amount has its sign at the left", "\u200E\u2212۴۱٬۰۰۰ ریال", rtl, "لایر \u200E\u2212۴۱٬۰۰۰"},
        {"a percent sign is at the left of its number", "تخفیف ۱۰٪", rtl, "٪۱۰ فیفخت"},
        {"the parts of a date stay in their order", "روز ۱۳۹۰/۰۷/۱۳ ساعت ۱۰:۲۱", rtl, "۱۰:۲۱ تعاس ۱۳۹۰/۰۷/۱۳ زور"},
        {"brackets of a Persian remark", "(الف)", rtl, ")فلا("},
        {"a Persian name in an English sentence", "Ask \u2068رضا\u2069, now", ltr, "Ask اضر, now"},
        {"an English name in a Persian sentence", "خانم \u2068Smith\u2069، بله", rtl, "هلب ،Smith مناخ"},
        {"blanks at the end of a field stay at its end", "سلام  ", ltr, "مالس  "},
    };
    for (auto& route : routes())
        for (const auto& row : rows) {
            CAPTURE(route.name, row.why);
            CHECK(as_seen(route.typesetter.line(row.text, Weight::regular, size_px, row.base), row.text) == row.seen);
        }
}

TEST_CASE("Persian letters join, and a half-space parts them without a gap of its own") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto word = [&](std::string_view text) { return typesetter.line(text, Weight::regular, size_px, rtl); };
        // From left to right: «شود» stands before «می».
        auto parted = ids(word("شود"));
        const auto first_part = ids(word("می"));
        parted.insert(parted.end(), first_part.begin(), first_part.end());
        CHECK(ids(word("می\u200Cشود")) == parted);
        CHECK(word("می\u200Cشود").width_px <= word("می").width_px + word("شود").width_px);
        CHECK(ids(word("میشود")) != parted);
        // Heh has four shapes: alone, at the start, in the middle and at the end of a word.
        const auto alone = ids(word("ه"));
        const auto three = ids(word("ههه"));
        REQUIRE(three.size() == 3);
        CHECK(std::set{alone[0], three[0], three[1], three[2]}.size() == 4);
        CHECK(word("کی").cells.size() == 2);
    }
}

TEST_CASE("lam-alef is one shape of two letters, each with half of it for the caret") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto& line = typesetter.line("لا", Weight::regular, size_px, rtl);
        REQUIRE(line.cells.size() == 2);
        CHECK(line.cells[0].right_px >= line.width_px - 1);
        CHECK(line.cells[0].left_px == line.cells[1].right_px);
        CHECK(line.cells[1].left_px == 0);
        CHECK(line.cells[0].begin == 0);
        CHECK(line.cells[1].begin == 2);
        CHECK(line.cells[1].end == 4);
    }
}

TEST_CASE("a mark stays on its letter and shares its cell") {
    struct Row {
        std::string text;
        std::vector<std::uint32_t> begins;
    };
    const Row rows[] = {
        {"خانهٔ", {0, 2, 4, 6}},            // the hamza above at byte 8 belongs to the letter at 6
        {"قطعاً", {0, 2, 4, 6}},            // the tanvin belongs to the alef
        {"e\u0301t", {0, 3}},              // a combining acute
        {"می\u200Cشود", {0, 2, 4, 9, 11}}, // the half-space at byte 4 goes with the letter after it
    };
    for (auto& route : routes())
        for (const auto& row : rows) {
            CAPTURE(route.name, row.text);
            std::vector<std::uint32_t> begins;
            for (const auto& cell : route.typesetter.line(row.text, Weight::regular, size_px, rtl).cells)
                begins.push_back(cell.begin);
            CHECK(begins == row.begins);
        }
}

TEST_CASE("brackets and quotes are mirrored in Persian") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        for (const auto& [opening, closing] : {std::pair{"(", ")"}, std::pair{"«", "»"}, std::pair{"[", "]"}}) {
            const auto closing_in_english = ids(typesetter.line(closing, Weight::regular, size_px, ltr));
            CHECK(ids(typesetter.line(opening, Weight::regular, size_px, rtl)) == closing_in_english);
        }
    }
}

TEST_CASE("marks of direction leave no glyph, controls are blanks, bad bytes are seen") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto count = [&](std::string_view text) {
            return typesetter.line(text, Weight::regular, size_px, ltr).glyphs.size();
        };
        CHECK(count("") == 0);
        CHECK(count("\u2068\u2069\u200E\u200F\u200C") == 0);
        CHECK(count("\u2066A\u2069") == 1);
        CHECK(count("a\nb\x01") == 4);
        CHECK(ids(typesetter.line("a\tb", Weight::regular, size_px, ltr)) ==
              ids(typesetter.line("a b", Weight::regular, size_px, ltr)));
        CHECK(ids(typesetter.line("a\xFFz", Weight::regular, size_px, ltr)) ==
              ids(typesetter.line("a\uFFFDz", Weight::regular, size_px, ltr)));
    }
}

TEST_CASE("a letter that the first font lacks comes from the next one") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto& line = typesetter.line("a✓b", Weight::regular, size_px, ltr);
        REQUIRE(line.glyphs.size() == 3);
        CHECK(line.glyphs[0].face == line.glyphs[2].face);
        CHECK(line.glyphs[0].face != line.glyphs[1].face);
        CHECK(typesetter.covers("کالا ✓ «خانهٔ» £€$ ‎−۴۱۰٬۰۰۰ ۱۰٪ … A-1042 ﷼ ×"));
        CHECK_FALSE(typesetter.covers("a\U0010FFFD"));
    }
}

TEST_CASE("icons are words of the icon font") {
    for (auto& [name, typesetter] : routes()) {
        const auto& line = typesetter.line("home", Weight::icon, size_px, ltr);
        CHECK(line.glyphs.size() == 1);
        CHECK(line.width_px == size_px);
    }
}

TEST_CASE("a paragraph loses no letter, keeps to its width and its words") {
    const std::string texts[] = {
        "Replace it now. This is within your limit, and nobody else has to be asked about it.",
        "کالا را همین حالا تحویل بدهید؛ در حدود اختیار شماست و لازم نیست از کسی بپرسید.",
        "کد \u2066A-1042-55-77\u2069 از رسید خرید (۱۲۳) به مبلغ \u2067۴۱۰٬۰۰۰ ریال\u2069 است",
        "Donaudampfschifffahrtsgesellschaftskapitän  two   blanks",
        "یک\u00A0کلمه‌ی‌بلندِبی‌فاصله‌ونیم‌فاصله",
        "first\nsecond line\n\nfourth",
        "   ",
        "",
    };
    for (auto& [name, typesetter] : routes())
        for (const auto& text : texts)
            for (const auto base : {ltr, rtl})
                for (const int width : {1, 30, 90, 200, 333, 5'000}) {
                    CAPTURE(name, text, width);
                    const auto& lines = typesetter.paragraph(text, Weight::regular, 20, base, width, 1'000);
                    REQUIRE_FALSE(lines.empty());
                    std::vector<bool> seen(text.size());
                    for (const auto& line : lines) {
                        if (line.cells.size() > 1)
                            CHECK(line.width_px <= std::max(width, 20));
                        for (const auto& cell : line.cells)
                            for (auto byte = cell.begin; byte < cell.end; ++byte) {
                                CHECK_FALSE(seen[byte]);
                                seen[byte] = true;
                            }
                    }
                    for (std::size_t byte = 0; byte < text.size(); ++byte)
                        if (text[byte] != ' ' && text[byte] != '\n' && !seen[byte]) {
                            // Only marks of direction may stand in no cell.
                            CAPTURE(byte);
                            CHECK(static_cast<unsigned char>(text[byte]) >= 0x80);
                        }
                }
}

TEST_CASE("lines break at blanks and line feeds, words that are too wide break inside") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto text_of = [&](const std::string& text, int width) {
            std::vector<std::string> lines;
            for (const auto& line : typesetter.paragraph(text, Weight::regular, 20, ltr, width, 100))
                lines.push_back(as_seen(line, text));
            return lines;
        };
        const int two_words = typesetter.line("one two", Weight::regular, 20, ltr).width_px;
        CHECK(text_of("one two", two_words) == std::vector<std::string>{"one two"});
        CHECK(text_of("one two three", two_words) == std::vector<std::string>{"one two", "three"});
        CHECK(text_of("one two", two_words - 1) == std::vector<std::string>{"one", "two"});
        CHECK(text_of("one\ntwo\n\nfour\n", 1'000) == std::vector<std::string>{"one", "two", "", "four"});
        CHECK(text_of("iiii", typesetter.line("ii", Weight::regular, 20, ltr).width_px) ==
              std::vector<std::string>{"ii", "ii"});
        CHECK(text_of("", 100) == std::vector<std::string>{""});
    }
}

TEST_CASE("the last line ends in an ellipsis at the end of the text, not of the screen") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto ellipsis = ids(typesetter.line("…", Weight::regular, 20, ltr)).front();
        for (const auto& [text, base] :
             {std::pair{"A long English sentence", ltr}, std::pair{"یک جملهٔ بلند فارسی", rtl},
              std::pair{"تلفن \u2066021-88776655\u2069 مشتری", rtl},
              std::pair{"See \u2068برچسب کالا\u2069 there", ltr}}) {
            const int whole = typesetter.line(text, Weight::regular, 20, base).width_px;
            CHECK(ids(typesetter.ellipsized(text, Weight::regular, 20, base, whole)) ==
                  ids(typesetter.line(text, Weight::regular, 20, base)));
            for (int width = whole - 1; width > 40; width -= 7) {
                CAPTURE(text, width);
                const auto& line = typesetter.ellipsized(text, Weight::regular, 20, base, width);
                CHECK(line.width_px <= width);
                CHECK((base == ltr ? line.glyphs.back() : line.glyphs.front()).id == ellipsis);
            }
        }
        const auto& lines = typesetter.paragraph("one two three four", Weight::regular, 20, ltr,
                                                 typesetter.line("two three", Weight::regular, 20, ltr).width_px, 2);
        REQUIRE(lines.size() == 2);
        CHECK(lines.back().glyphs.back().id == ellipsis);
        CHECK(ids(typesetter.paragraph("one\ntwo", Weight::regular, 20, ltr, 500, 1).front()).back() == ellipsis);
        CHECK(typesetter.ellipsized("anything", Weight::regular, 20, ltr, 0).glyphs.size() == 1);
    }
}

TEST_CASE("what is remembered stays bounded and is the same line again") {
    auto found = routes();
    REQUIRE_FALSE(found.empty());
    auto& typesetter = found.front().typesetter;
    const auto& kept = typesetter.line("kept", Weight::bold, 20, ltr);
    CHECK(&typesetter.line("kept", Weight::bold, 20, ltr) == &kept);
    for (int i = 0; i < 20'000; ++i) {
        typesetter.line(std::to_string(i), Weight::regular, 20, ltr);
        CHECK(&typesetter.line("kept", Weight::bold, 20, ltr) == &kept);
        if (i % 100 == 99)
            typesetter.next_frame();
    }
    CHECK(typesetter.remembered_lines() <= 8'100);
}

TEST_CASE("pictures and measures come at the size that was asked for") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto glyph = typesetter.line("H", Weight::regular, 100, ltr).glyphs.front();
        const auto picture = typesetter.rasterise(glyph.face, glyph.id, 100);
        CHECK(picture.alpha.size() == static_cast<std::size_t>(picture.width * picture.height));
        CHECK(picture.top == picture.height); // stands on the baseline
        CHECK(picture.height >= 68);          // 0.71 em in both fonts
        CHECK(picture.height <= 75);
        CHECK(*std::max_element(picture.alpha.begin(), picture.alpha.end()) == 255);
        CHECK(typesetter.rasterise(glyph.face, glyph.id, 50).height == (picture.height + 1) / 2);
        const auto blank = typesetter.line(" ", Weight::regular, 100, ltr).glyphs.front();
        CHECK(typesetter.rasterise(blank.face, blank.id, 100).alpha.empty());
        const auto metrics = typesetter.metrics(Weight::regular, 100);
        CHECK(metrics.ascent_px > picture.top);
        CHECK(metrics.descent_px > 0);
        CHECK(metrics.ascent_px + metrics.descent_px < 200);
    }
}
