#include "terminal/slip/slip_page.hpp"

#include "drivers/escpos/code_page.hpp"
#include "terminal/slip/page_letters.hpp"
#include "terminal/text/gray_picture.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <iterator>
#include <unicode/uchar.h>

namespace makegood {

namespace {

// At 203 dots per inch: 3.3 mm letters for what is read, 5 mm for the title.
constexpr int body_px = 26;
constexpr int title_px = 40;
constexpr int gap_dots = 12;

// Marks that only tell a bidi algorithm something; a printer would print a hole for them.
bool is_mark(char32_t letter) {
    return letter == 0x200E || letter == 0x200F || (letter >= 0x2066 && letter <= 0x2069);
}

std::string without_marks(const std::string& utf8) {
    std::string text;
    for (const char32_t letter : text::decode(utf8).code_points)
        if (!is_mark(letter))
            text::append(text, letter);
    return text;
}

bool holds_all(const escpos::CodePageTable& page, std::u32string_view letters) {
    return std::ranges::all_of(letters, [&](char32_t letter) { return escpos::byte_of(page, letter).has_value(); });
}

// Printers put letter after letter as they come and join none: what reads from right to left would stand reversed.
bool reads_right_to_left(char32_t letter) {
    const auto direction = u_charDirection(static_cast<UChar32>(letter));
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER;
}

bool can_go_as_text(const SlipLine& line, const drivers::Profile& profile) {
    auto letters = text::decode(line.text + line.value).code_points;
    std::erase_if(letters, is_mark);
    if (std::ranges::any_of(letters, reads_right_to_left))
        return false;
    if (std::ranges::all_of(letters, [](char32_t letter) { return letter >= 0x20 && letter < 0x7F; }))
        return true;
    return std::ranges::any_of(profile.code_pages, [&](const drivers::CodePage& page) {
        const auto* table = escpos::find_code_page(page.name);
        return table && holds_all(*table, letters);
    });
}

// Lines of at most `columns` letters, broken at blanks; a longer word is left to the printer to break.
std::vector<std::string> wrapped(const std::string& text, std::size_t columns) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        const auto length = text::decode(word).code_points.size();
        if (used > 0 && used + 1 + length > columns) {
            lines.emplace_back();
            used = 0;
        }
        if (used > 0) {
            lines.back() += ' ';
            ++used;
        }
        lines.back() += word;
        used += length;
        at = end + 1;
    }
    return lines;
}

drivers::Bitmap bitmap_of(const text::GrayPicture& picture) {
    drivers::Bitmap bitmap(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height));
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            if (picture.ink[static_cast<std::size_t>(y * picture.width + x)] >= 128)
                bitmap.blacken(static_cast<unsigned>(x), static_cast<unsigned>(y));
    return bitmap;
}

// A picture ends where the letters of a full line end, which may be short of the last dot.
int width_of_letters(const drivers::Profile& profile) {
    return static_cast<int>(profile.columns_font_a * (profile.dots_per_line / profile.columns_font_a));
}

class SlipPage {
  public:
    SlipPage(const SlipDocument& slip, text::Typesetter& typesetter, const drivers::Profile& profile)
        : typesetter_(typesetter), profile_(profile), width_(width_of_letters(profile)),
          direction_(slip.language == Language::persian ? text::Direction::right_to_left
                                                        : text::Direction::left_to_right) {}

    void add(const SlipLine& line) {
        switch (line.kind) {
        case SlipLineKind::rule:
            put(drivers::Rule{});
            return;
        case SlipLineKind::bar_code:
            put(drivers::Feed{gap_dots});
            put(drivers::BarCode{.data = line.value});
            return;
        default:
            break;
        }
        if (direction_ == text::Direction::left_to_right && can_go_as_text(line, profile_))
            add_text(line);
        else if (auto letters = in_letters(line))
            std::ranges::move(*letters, std::back_inserter(document_.elements));
        else
            add_picture(line);
    }

    void put(drivers::Element element) { document_.elements.push_back(std::move(element)); }
    drivers::Document take() { return std::move(document_); }

  private:
    void add_text(const SlipLine& line) {
        const auto text = without_marks(line.text);
        if (line.kind == SlipLineKind::pair) {
            put(drivers::TwoColumns{text, without_marks(line.value), {}});
            return;
        }
        const bool title = line.kind == SlipLineKind::title;
        const drivers::TextStyle style{.bold = title, .double_width = title, .double_height = title};
        const std::size_t columns = profile_.columns_font_a / (title ? 2 : 1);
        for (auto& part : wrapped(text, columns))
            put(drivers::TextLine{{{std::move(part), style}}, drivers::Alignment::center});
    }

    // Persian in the printer's letters, where it is to be printed so and has them all.
    std::optional<std::vector<drivers::Element>> in_letters(const SlipLine& line) const {
        const auto* page = escpos::find_code_page(profile_.persian_page);
        if (!page || direction_ == text::Direction::left_to_right)
            return std::nullopt;
        const bool title = line.kind == SlipLineKind::title;
        const auto start = in_letters(*page, line.text, title ? profile_.columns_font_a / 2 : profile_.columns_font_a);
        const auto end = in_letters(*page, line.value, profile_.columns_font_a);
        if (!start || !end)
            return std::nullopt;
        std::vector<drivers::Element> elements;
        const drivers::TextStyle style{.bold = title, .double_width = title, .double_height = title};
        const auto put_all = [&](const std::vector<std::string>& lines, drivers::Alignment alignment) {
            for (const auto& letters : lines)
                elements.push_back(drivers::TextLine{{{letters, style}}, alignment});
        };
        if (line.kind != SlipLineKind::pair) {
            put_all(*start, drivers::Alignment::center);
        } else if (start->size() == 1 && end->size() == 1 && fits_beside(start->front(), end->front())) {
            elements.push_back(drivers::TwoColumns{end->front(), start->front(), {}});
        } else {
            put_all(*start, drivers::Alignment::right);
            put_all(*end, drivers::Alignment::left);
        }
        return elements;
    }

    // Line by line, from left to right.
    std::optional<std::vector<std::string>> in_letters(const escpos::CodePageTable& page, const std::string& text,
                                                       std::size_t columns) const {
        std::vector<std::string> lines;
        for (const auto& cells : text::set_in_cells(text, direction_, columns)) {
            auto letters = in_page(page, cells);
            if (!letters)
                return std::nullopt;
            lines.push_back(std::move(*letters));
        }
        return lines;
    }

    bool fits_beside(const std::string& one, const std::string& other) const {
        return text::decode(one + other).code_points.size() < profile_.columns_font_a;
    }

    void add_picture(const SlipLine& line) {
        if (line.kind == SlipLineKind::pair) {
            put_below(bitmap_of(pair(line)));
            return;
        }
        const bool title = line.kind == SlipLineKind::title;
        const text::Passage passage{line.text, title ? text::Weight::bold : text::Weight::regular,
                                    title ? title_px : body_px, text::Alignment::centre, 0};
        put_below(bitmap_of(text::draw_passages(typesetter_, {&passage, 1}, width_, direction_)));
    }

    // Lines one below the other are one picture: an encoder can cut it where it costs least.
    void put_below(drivers::Bitmap bitmap) {
        auto* above = document_.elements.empty() ? nullptr : std::get_if<drivers::Picture>(&document_.elements.back());
        if (above)
            above->bitmap.rows.insert(above->bitmap.rows.end(), bitmap.rows.begin(), bitmap.rows.end());
        else
            put(drivers::Picture{std::move(bitmap)});
    }

    // Both sides on one row where they fit, else the value on a row of its own.
    text::GrayPicture pair(const SlipLine& line) {
        const text::Passage start{line.text, text::Weight::regular, body_px, text::Alignment::start, 0};
        const text::Passage end{line.value, text::Weight::medium, body_px, text::Alignment::end, 0};
        const int together = typesetter_.line(start.utf8, start.weight, body_px, direction_).width_px +
                             typesetter_.line(end.utf8, end.weight, body_px, direction_).width_px;
        const text::Passage both[] = {start, end};
        if (together + body_px > width_)
            return text::draw_passages(typesetter_, both, width_, direction_);
        auto picture = text::draw_passages(typesetter_, {both, 1}, width_, direction_);
        const auto other = text::draw_passages(typesetter_, {both + 1, 1}, width_, direction_);
        picture.height = std::max(picture.height, other.height);
        picture.ink.resize(static_cast<std::size_t>(picture.width * picture.height));
        std::ranges::transform(other.ink, picture.ink, picture.ink.begin(),
                               [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
        return picture;
    }

    text::Typesetter& typesetter_;
    const drivers::Profile& profile_;
    int width_;
    text::Direction direction_;
    drivers::Document document_;
};

} // namespace

std::vector<drivers::Element> lines_of(const SlipDocument& slip, text::Typesetter& typesetter,
                                       const drivers::Profile& profile) {
    SlipPage page(slip, typesetter, profile);
    for (const auto& line : slip.lines)
        page.add(line);
    return page.take().elements;
}

drivers::Document page_of(const SlipDocument& slip, bool is_copy, text::Typesetter& typesetter,
                          const drivers::Profile& profile) {
    SlipPage page(slip, typesetter, profile);
    if (is_copy) {
        page.add({SlipLineKind::title, slip.copy_mark, {}});
        page.put(drivers::Feed{gap_dots});
    }
    for (const auto& line : slip.lines)
        page.add(line);
    page.put(drivers::Feed{gap_dots});
    page.put(drivers::Cut{});
    return page.take();
}

} // namespace makegood
