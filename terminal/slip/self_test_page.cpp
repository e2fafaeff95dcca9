#include "terminal/slip/self_test_page.hpp"

#include "drivers/escpos/code_page.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <set>
#include <unicode/uchar.h>

namespace makegood {

namespace {

constexpr unsigned frame_height_dots = 24;
constexpr unsigned frame_step_dots = 10;
constexpr std::size_t most_sample_letters = 16;

std::string numbered(unsigned columns) {
    std::string digits;
    for (unsigned column = 1; column <= columns; ++column)
        digits += static_cast<char>('0' + column % 10);
    return digits;
}

// As wide as the line, with a tick every ten dots.
drivers::Bitmap frame(unsigned width_dots) {
    drivers::Bitmap bitmap(width_dots, frame_height_dots);
    for (unsigned x = 0; x < width_dots; ++x) {
        bitmap.blacken(x, 0);
        bitmap.blacken(x, frame_height_dots - 1);
    }
    for (unsigned y = 0; y < frame_height_dots; ++y)
        for (const unsigned x : {0u, 1u, width_dots - 2, width_dots - 1})
            bitmap.blacken(x, y);
    for (unsigned x = 0; x < width_dots; x += frame_step_dots)
        for (unsigned y = 0; y < frame_height_dots / (x % (10 * frame_step_dots) == 0 ? 1 : 3); ++y)
            bitmap.blacken(x, y);
    return bitmap;
}

drivers::TextLine styles() {
    const std::string sample = "Aa1 ";
    return {{{sample, {}},
             {sample, {.bold = true}},
             {sample, {.underline = true}},
             {sample, {.double_width = true}},
             {sample, {.double_height = true}}}};
}

// Letters that no set before it has: only for those does the encoder turn to it. Letters from right to left never go
// out as text.
std::string own_letters(const escpos::CodePageTable& table, std::set<char32_t>& seen) {
    std::string letters;
    std::size_t count = 0;
    for (const char16_t letter : table.upper) {
        const auto direction = u_charDirection(letter);
        const bool is_letter = u_isalpha(letter) || u_charType(letter) == U_CURRENCY_SYMBOL;
        if (!is_letter || direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
            !seen.insert(letter).second || count == most_sample_letters)
            continue;
        text::append(letters, letter);
        ++count;
    }
    return letters;
}

} // namespace

drivers::Document self_test_page(const text::Words& words, text::Typesetter& typesetter,
                                 const drivers::Profile& profile) {
    drivers::Document page;
    const auto put = [&](drivers::Element element) { page.elements.push_back(std::move(element)); };
    const auto say_in = [&](Language language, SlipLineKind kind, std::string text, std::string value = {}) {
        const SlipDocument line{language, {}, {{kind, std::move(text), std::move(value)}}};
        std::ranges::move(lines_of(line, typesetter, profile), std::back_inserter(page.elements));
    };
    const auto say = [&](SlipLineKind kind, std::string text, std::string value = {}) {
        say_in(words.language(), kind, std::move(text), std::move(value));
    };
    say(SlipLineKind::title, words.say("slip.self_test"));
    say(SlipLineKind::pair, words.say("slip.self_test.printer"), profile.name);
    say(SlipLineKind::pair, words.say("slip.self_test.line"),
        words.say("slip.self_test.line_value",
                  {{"dots", std::int64_t{profile.dots_per_line}}, {"letters", std::int64_t{profile.columns_font_a}}}));

    put(drivers::Rule{});
    say(SlipLineKind::text, words.say("slip.self_test.frame"));
    put(drivers::TextLine{{{numbered(profile.columns_font_a), {}}}});
    put(drivers::Picture{frame(profile.dots_per_line)});

    put(drivers::Rule{});
    say(SlipLineKind::text, words.say("slip.self_test.styles"));
    put(styles());
    say(SlipLineKind::text, words.say("slip.self_test.persian_explained"));
    say_in(Language::persian, SlipLineKind::text, words.say("slip.self_test.persian"));
    say_in(Language::persian, SlipLineKind::pair, "نان", "۲٬۵۰۰");

    if (!profile.code_pages.empty()) {
        put(drivers::Rule{});
        say(SlipLineKind::text, words.say("slip.self_test.letters"));
    }
    std::set<char32_t> seen;
    for (const auto& code_page : profile.code_pages) {
        const auto* table = escpos::find_code_page(code_page.name);
        const auto letters = table ? own_letters(*table, seen) : std::string();
        if (!letters.empty())
            put(drivers::TwoColumns{std::to_string(code_page.number) + " " + code_page.name, letters, {}});
    }

    put(drivers::Rule{});
    say(SlipLineKind::text, words.say("slip.self_test.codes"));
    put(drivers::BarCode{.data = "MAKEGOOD"}); // narrow enough for 58 mm, where a longer one becomes a QR code
    put(drivers::Feed{frame_height_dots});
    put(drivers::BarCode{.symbology = drivers::Symbology::ean13, .data = "9521000121836"});
    put(drivers::QrCode{"MAKEGOOD-TEST"});
    say(SlipLineKind::text, words.say(profile.cutter ? "slip.self_test.end" : "slip.self_test.end_torn"));
    put(drivers::Cut{});
    return page;
}

} // namespace makegood
