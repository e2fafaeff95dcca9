#include "terminal/text/shaping.hpp"

#include "terminal/text/bidi.hpp"

#include <algorithm>
#include <cassert>

namespace makegood::text {

namespace {

struct Run {
    std::size_t begin;
    std::size_t end;
    std::int8_t level;
    hb_script_t script;

    bool is_right_to_left() const { return level % 2 != 0; }
};

struct Shaped {
    std::uint16_t face;
    std::uint32_t id;
    hb_position_t advance;
    hb_position_t x_offset;
    hb_position_t y_offset;
    std::uint32_t cluster;
};

int rounded_px(std::int64_t in_64ths) {
    return static_cast<int>((in_64ths + 32) >> 6);
}

bool has_no_width(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == U'\u2028' || c == U'\u2029';
}

bool has_own_script(hb_script_t script) {
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
}

// Blanks, digits and marks take the script of the letters before them, at the start that of the first letter.
std::vector<hb_script_t> resolved_scripts(const std::u32string& text) {
    auto* const unicode = hb_unicode_funcs_get_default();
    std::vector<hb_script_t> scripts;
    scripts.reserve(text.size());
    for (const char32_t c : text)
        scripts.push_back(hb_unicode_script(unicode, c));
    const auto first = std::find_if(scripts.begin(), scripts.end(), has_own_script);
    hb_script_t current = first == scripts.end() ? HB_SCRIPT_COMMON : *first;
    for (auto& script : scripts)
        script = current = has_own_script(script) ? script : current;
    return scripts;
}

std::vector<Run> logical_runs(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
    const auto levels = line_levels(paragraph.source.code_points, paragraph.levels, begin, end, paragraph.base);
    std::vector<Run> runs;
    for (std::size_t i = begin; i < end; ++i) {
        const auto level = levels[i - begin];
        if (runs.empty() || runs.back().level != level || runs.back().script != paragraph.scripts[i])
            runs.push_back({i, i, level, paragraph.scripts[i]});
        runs.back().end = i + 1;
    }
    return runs;
}

std::vector<Run> visual_runs(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
    const auto runs = logical_runs(paragraph, begin, end);
    std::vector<std::int8_t> levels;
    for (const auto& run : runs)
        levels.push_back(run.level);
    std::vector<Run> ordered;
    for (const auto place : visual_order(levels))
        ordered.push_back(runs[place]);
    return ordered;
}

// No features are named: kern is on and tnum is off by default, as UX.md 2 wants both.
std::vector<Shaped> shape_with(const Paragraph& paragraph, const Run& run, FontChoice fonts, std::uint16_t face) {
    const auto& text = paragraph.source.code_points;
    const Owned<hb_buffer_t*, hb_buffer_destroy> buffer(hb_buffer_create());
    hb_buffer_add_utf32(buffer.get(), reinterpret_cast<const std::uint32_t*>(text.data()),
                        static_cast<int>(text.size()), static_cast<unsigned>(run.begin),
                        static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer.get(), run.is_right_to_left() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), run.script);
    hb_buffer_set_flags(buffer.get(), HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_shape(fonts.faces[face].font(fonts.size_px), buffer.get(), nullptr, 0);

    const unsigned count = hb_buffer_get_length(buffer.get());
    const auto* infos = hb_buffer_get_glyph_infos(buffer.get(), nullptr);
    const auto* positions = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
    std::vector<Shaped> glyphs;
    glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i)
        glyphs.push_back({face, infos[i].codepoint, positions[i].x_advance, positions[i].x_offset,
                          positions[i].y_offset, infos[i].cluster});
    return glyphs;
}

// Clusters of glyphs that stand side by side, in visual order.
struct Stretch {
    std::size_t first;
    std::size_t last;
    std::size_t begin; // the code points that they show
    std::size_t end;
};

// The glyphs of each cluster; every code point of the run is in one of them, whatever HarfBuzz has removed.
std::vector<Stretch> clusters(const std::vector<Shaped>& glyphs, const Run& run) {
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (stretches.empty() || stretches.back().begin != glyphs[i].cluster)
            stretches.push_back({i, i, glyphs[i].cluster, run.end});
        stretches.back().last = i + 1;
    }
    const bool turned = run.is_right_to_left();
    for (std::size_t i = 0; i + 1 < stretches.size(); ++i)
        (turned ? stretches[i + 1] : stretches[i]).end = (turned ? stretches[i] : stretches[i + 1]).begin;
    if (!stretches.empty())
        (turned ? stretches.back() : stretches.front()).begin = run.begin;
    return stretches;
}

bool lacks_a_glyph(const std::vector<Shaped>& glyphs, const Stretch& stretch) {
    for (std::size_t i = stretch.first; i < stretch.last; ++i)
        if (glyphs[i].id == 0)
            return true;
    return false;
}

// In visual order. Clusters that the first font lacks are shaped again, together with their neighbours that it lacks
// too, with the next one; the last font's empty box stays where none has the letter.
std::vector<Shaped> shape(const Paragraph& paragraph, const Run& run, FontChoice fonts) {
    auto glyphs = shape_with(paragraph, run, fonts, fonts.order.front());
    const auto next = fonts.order.subspan(1);
    if (next.empty() || std::none_of(glyphs.begin(), glyphs.end(), [](const Shaped& glyph) { return glyph.id == 0; }))
        return glyphs;

    std::vector<Shaped> whole;
    const auto stretches = clusters(glyphs, run);
    for (std::size_t i = 0; i < stretches.size();) {
        if (!lacks_a_glyph(glyphs, stretches[i])) {
            for (std::size_t g = stretches[i].first; g < stretches[i].last; ++g)
                whole.push_back(glyphs[g]);
            ++i;
            continue;
        }
        Run lacking = {stretches[i].begin, stretches[i].end, run.level, run.script};
        for (++i; i < stretches.size() && lacks_a_glyph(glyphs, stretches[i]); ++i) {
            lacking.begin = std::min(lacking.begin, stretches[i].begin);
            lacking.end = std::max(lacking.end, stretches[i].end);
        }
        const auto found = shape(paragraph, lacking, {fonts.faces, next, fonts.size_px});
        whole.insert(whole.end(), found.begin(), found.end());
    }
    return whole;
}

bool is_letter_of_its_own(char32_t c) {
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), c)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
        return false;
    default:
        return true;
    }
}

// Where the cells of a cluster begin: at its start, and at each letter after its first one.
std::vector<std::size_t> cell_starts(const std::u32string& text, const Stretch& cluster) {
    std::vector<std::size_t> starts = {cluster.begin};
    bool seen = false;
    for (std::size_t i = cluster.begin; i < cluster.end; ++i)
        if (is_letter_of_its_own(text[i])) {
            if (seen)
                starts.push_back(i);
            seen = true;
        }
    return starts;
}

void add_cells(Line& line, const Paragraph& paragraph, const Run& run, const Stretch& cluster, std::int64_t left,
               std::int64_t right) {
    auto starts = cell_starts(paragraph.source.code_points, cluster);
    const auto count = static_cast<std::int64_t>(starts.size());
    starts.push_back(cluster.end);
    const auto& offsets = paragraph.source.offsets;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto place = run.is_right_to_left() ? count - 1 - i : i;
        const auto at = static_cast<std::size_t>(i);
        line.cells.push_back({offsets[starts[at]], offsets[starts[at + 1]],
                              rounded_px(left + (right - left) * place / count),
                              rounded_px(left + (right - left) * (place + 1) / count),
                              run.is_right_to_left() ? Direction::right_to_left : Direction::left_to_right});
    }
}

} // namespace

Paragraph analyse(Decoded source, Direction base) {
    std::replace_if(source.code_points.begin(), source.code_points.end(), has_no_width, U' ');
    auto levels = embedding_levels(source.code_points, base);
    auto scripts = resolved_scripts(source.code_points);
    return {std::move(source), std::move(levels), std::move(scripts), base};
}

Advances measure(const Paragraph& paragraph, FontChoice fonts) {
    const auto size = paragraph.source.code_points.size();
    Advances advances{std::vector<hb_position_t>(size), std::vector<bool>(size)};
    for (const auto& run : logical_runs(paragraph, 0, size))
        for (const auto& glyph : shape(paragraph, run, fonts)) {
            advances.widths[glyph.cluster] += glyph.advance;
            advances.begins_cluster[glyph.cluster] = true;
        }
    return advances;
}

Line set_line(const Paragraph& paragraph, std::size_t begin, std::size_t end, FontChoice fonts) {
    assert(!fonts.order.empty());
    Line line;
    std::int64_t pen = 0;
    for (const auto& run : visual_runs(paragraph, begin, end)) {
        const auto glyphs = shape(paragraph, run, fonts);
        for (const auto& cluster : clusters(glyphs, run)) {
            const auto left = pen;
            for (std::size_t i = cluster.first; i < cluster.last; ++i) {
                const auto& glyph = glyphs[i];
                line.glyphs.push_back({glyph.face, glyph.id, rounded_px(pen + glyph.x_offset),
                                       rounded_px(-std::int64_t{glyph.y_offset}),
                                       paragraph.source.offsets[glyph.cluster]});
                pen += glyph.advance;
            }
            add_cells(line, paragraph, run, cluster, left, pen);
        }
    }
    std::stable_sort(line.cells.begin(), line.cells.end(),
                     [](const Cell& a, const Cell& b) { return a.begin < b.begin; });
    line.width_px = static_cast<int>((pen + 63) >> 6);
    return line;
}

} // namespace makegood::text
