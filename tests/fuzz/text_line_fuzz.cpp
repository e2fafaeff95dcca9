#include "terminal/text/search_key.hpp"
#include "terminal/text/typesetter.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <cstdlib>

using namespace makegood::text;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

Typesetter opened() {
    auto typesetter = Typesetter::open(find_fonts(".").value());
    return std::move(typesetter.value());
}

void look_at(const Line& line, std::size_t size) {
    for (const auto& cell : line.cells)
        require(cell.begin <= cell.end && cell.end <= size && cell.left_px <= cell.right_px);
    for (const auto& glyph : line.glyphs)
        require(glyph.cluster <= size);
    for (int x = -5; x <= line.width_px + 5; x += 3)
        require(offset_at(line, x) <= size);
    for (std::uint32_t offset = 0; offset <= size + 1; ++offset)
        require(caret_x(line, offset) >= 0 && caret_x(line, offset) <= line.width_px);
}

} // namespace

// Any bytes that a till, a scanner or a file may bring, in both directions, as one line and as a paragraph.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2 || size > 400)
        return 0;
    static Typesetter typesetter = opened();
    const int width_px = data[0] * 2;
    const int max_lines = 1 + data[1] % 5;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto safe = plain(bytes);
    require(plain(safe) == safe);
    const auto simple = search_key(bytes);
    require(!simple.starts_with(' ') && !simple.ends_with(' '));
    for (const std::string_view text : {bytes, std::string_view(safe)})
        for (const auto base : {Direction::left_to_right, Direction::right_to_left}) {
            look_at(typesetter.line(text, Weight::regular, 20, base), text.size());
            const auto& lines = typesetter.paragraph(text, Weight::regular, 20, base, width_px, max_lines);
            require(!lines.empty() && lines.size() <= static_cast<std::size_t>(max_lines));
            for (const auto& line : lines)
                look_at(line, text.size());
        }
    typesetter.next_frame();
    return 0;
}
