#include "terminal/text/line_breaking.hpp"

#include <algorithm>
#include <cassert>

namespace makegood::text {

namespace {

constexpr char32_t ellipsis = U'…';
constexpr char32_t pop_isolate_mark = U'\u2069';

// No-break spaces are left out on purpose.
bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\u2000' && c <= U'\u200A' && c != U'\u2007') || c == U'\u200B' || c == U'\u3000';
}

std::size_t after_blanks(const Paragraph& paragraph, std::size_t at) {
    const auto& text = paragraph.source.code_points;
    while (at < text.size() && is_blank(text[at]))
        ++at;
    return at;
}

std::size_t before_blanks(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
    while (end > begin && is_blank(paragraph.source.code_points[end - 1]))
        --end;
    return end;
}

// The end of the longest line from `begin` that takes no more than `room`, at least one cluster.
std::size_t line_end(const Paragraph& paragraph, const Advances& advances, std::size_t begin, std::int64_t room) {
    const auto& text = paragraph.source.code_points;
    std::size_t at_blank = begin;
    std::size_t at_cluster = begin;
    std::int64_t width = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (advances.begins_cluster[i])
            at_cluster = i;
        if (is_blank(text[i]))
            at_blank = i;
        width += advances.widths[i];
        if (width <= room || is_blank(text[i]))
            continue;
        if (before_blanks(paragraph, begin, at_blank) > begin)
            return at_blank;
        if (at_cluster > begin)
            return at_cluster;
    }
    return text.size();
}

struct Placed {
    Line line;
    std::size_t end;
};

// The sum of advances says where to break; kerning at the break can make the line a pixel wider than the sum.
Placed place(const Paragraph& paragraph, const Advances& advances, std::size_t begin, FontChoice fonts,
             int max_width_px) {
    for (std::int64_t room = std::int64_t{max_width_px} * 64;; room -= 64) {
        const auto end = line_end(paragraph, advances, begin, room);
        auto line = set_line(paragraph, begin, before_blanks(paragraph, begin, end), fonts);
        if (line.width_px <= max_width_px || room <= 0)
            return {std::move(line), end};
    }
}

// The paragraph up to `cut`, its isolates closed so that the ellipsis stands at the paragraph's end.
Paragraph cut_short(const Paragraph& paragraph, std::size_t cut) {
    Decoded source;
    source.code_points = paragraph.source.code_points.substr(0, cut);
    int open_isolates = 0;
    for (const char32_t c : source.code_points)
        if (c >= U'\u2066' && c < pop_isolate_mark)
            ++open_isolates;
        else if (c == pop_isolate_mark && open_isolates > 0)
            --open_isolates;
    source.code_points.append(static_cast<std::size_t>(open_isolates), pop_isolate_mark);
    source.code_points.push_back(ellipsis);
    source.offsets = paragraph.source.offsets;
    source.offsets.resize(cut);
    source.offsets.resize(source.code_points.size() + 1, paragraph.source.offsets[cut]);
    return analyse(std::move(source), paragraph.base);
}

Line with_ellipsis(const Paragraph& paragraph, const Advances& advances, std::size_t begin, FontChoice fonts,
                   int max_width_px) {
    std::size_t cut = line_end(paragraph, advances, begin, std::int64_t{max_width_px} * 64);
    // line_end stops at blanks where it can, but a cut may fall inside a word: go on while letters fit.
    std::int64_t width = 0;
    for (std::size_t i = begin; i < advances.widths.size(); ++i) {
        width += advances.widths[i];
        if (width <= std::int64_t{max_width_px} * 64)
            cut = std::max(cut, i + 1);
    }
    for (;; --cut) {
        const bool splits_a_cluster = cut < advances.begins_cluster.size() && !advances.begins_cluster[cut];
        if (splits_a_cluster && cut > begin)
            continue;
        const auto shorter = cut_short(paragraph, before_blanks(paragraph, begin, cut));
        auto line = set_line(shorter, begin, shorter.source.code_points.size(), fonts);
        if (line.width_px <= max_width_px || cut == begin)
            return line;
    }
}

std::vector<Decoded> split_at_line_feeds(Decoded whole) {
    while (!whole.code_points.empty() && whole.code_points.back() == U'\n') {
        whole.code_points.pop_back();
        whole.offsets.pop_back();
    }
    std::vector<Decoded> parts(1);
    for (std::size_t i = 0; i < whole.code_points.size(); ++i) {
        parts.back().offsets.push_back(whole.offsets[i]);
        if (whole.code_points[i] == U'\n')
            parts.emplace_back();
        else
            parts.back().code_points.push_back(whole.code_points[i]);
    }
    parts.back().offsets.push_back(whole.offsets.back());
    return parts;
}

} // namespace

std::vector<Line> break_into_lines(std::string_view utf8, Direction base, FontChoice fonts, int max_width_px,
                                   int max_lines) {
    assert(max_lines >= 1);
    std::vector<Line> lines;
    auto parts = split_at_line_feeds(decode(utf8));
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto paragraph = analyse(std::move(parts[part]), base);
        const auto advances = measure(paragraph, fonts);
        const auto size = paragraph.source.code_points.size();
        std::size_t begin = 0;
        do {
            auto placed = place(paragraph, advances, begin, fonts, max_width_px);
            const auto next = after_blanks(paragraph, placed.end);
            const bool more = next < size || part + 1 < parts.size();
            const bool last = lines.size() + 1 == static_cast<std::size_t>(max_lines);
            if (last && more)
                placed.line = with_ellipsis(paragraph, advances, begin, fonts, max_width_px);
            lines.push_back(std::move(placed.line));
            if (last)
                return lines;
            begin = next;
        } while (begin < size);
    }
    return lines;
}

} // namespace makegood::text
