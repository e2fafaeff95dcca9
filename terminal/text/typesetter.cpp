#include "terminal/text/typesetter.hpp"

#include "terminal/text/line_breaking.hpp"
#include "terminal/text/shaping.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <unordered_map>

namespace makegood::text {

namespace {

// A screen shows 60 to 150 texts. The longest receipt of the UCI invoices has 1,114 lines of three texts each, and all
// of them are measured on every frame: fewer places than that would shape them anew each time.
constexpr std::size_t remembered_lines_at_most = 8'000;
constexpr int unbroken = std::numeric_limits<int>::max();

} // namespace

struct Typesetter::Inside {
    struct Request {
        std::string utf8;
        Weight weight;
        int size_px;
        Direction base;
        int max_width_px;
        int max_lines;

        friend bool operator==(const Request&, const Request&) = default;
    };

    struct RequestHash {
        std::size_t operator()(const Request& request) const {
            std::size_t hash = std::hash<std::string>{}(request.utf8);
            for (const int part : {static_cast<int>(request.weight), request.size_px, static_cast<int>(request.base),
                                   request.max_width_px, request.max_lines})
                hash = hash * 31 + static_cast<std::size_t>(part);
            return hash;
        }
    };

    struct Remembered {
        std::vector<Line> lines;
        std::uint64_t last_frame;
    };

    FreeType freetype;
    std::vector<Face> faces;
    std::array<std::vector<std::uint16_t>, weight_count> order;
    std::unordered_map<Request, Remembered, RequestHash> remembered;
    std::uint64_t frame = 0;

    FontChoice fonts(Weight weight, int size_px) {
        assert(size_px >= 1 && size_px <= 2000);
        return {faces, order[static_cast<std::size_t>(weight)], size_px};
    }

    template <class Make>
    const std::vector<Line>& recall(Request request, Make make) {
        auto found = remembered.find(request);
        if (found == remembered.end()) {
            auto lines = make(fonts(request.weight, request.size_px));
            found = remembered.emplace(std::move(request), Remembered{std::move(lines), frame}).first;
        }
        found->second.last_frame = frame;
        return found->second.lines;
    }
};

Typesetter::Typesetter(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

tl::expected<Typesetter, std::string> Typesetter::open(const FontFiles& files) {
    auto inside = std::make_unique<Inside>();
    FT_Library freetype = nullptr;
    if (const FT_Error error = FT_Init_FreeType(&freetype); error != 0)
        return tl::unexpected<std::string>("start FreeType: error " + std::to_string(error));
    inside->freetype.reset(freetype);

    std::vector<std::filesystem::path> opened;
    for (std::size_t weight = 0; weight < weight_count; ++weight)
        for (const auto& file : files.by_weight[weight]) {
            auto at = std::find(opened.begin(), opened.end(), file);
            if (at == opened.end()) {
                auto face = Face::open(freetype, file);
                if (!face)
                    return tl::unexpected<std::string>(face.error());
                inside->faces.push_back(std::move(*face));
                at = opened.insert(opened.end(), file);
            }
            inside->order[weight].push_back(static_cast<std::uint16_t>(at - opened.begin()));
        }
    return Typesetter(std::move(inside));
}

const Line& Typesetter::line(std::string_view utf8, Weight weight, int size_px, Direction base) {
    return inside_
        ->recall({std::string(utf8), weight, size_px, base, unbroken, 0},
                 [&](FontChoice fonts) {
                     const auto paragraph = analyse(decode(utf8), base);
                     return std::vector{set_line(paragraph, 0, paragraph.source.code_points.size(), fonts)};
                 })
        .front();
}

const std::vector<Line>& Typesetter::paragraph(std::string_view utf8, Weight weight, int size_px, Direction base,
                                               int max_width_px, int max_lines) {
    return inside_->recall({std::string(utf8), weight, size_px, base, max_width_px, max_lines}, [&](FontChoice fonts) {
        return break_into_lines(utf8, base, fonts, max_width_px, max_lines);
    });
}

const Line& Typesetter::ellipsized(std::string_view utf8, Weight weight, int size_px, Direction base,
                                   int max_width_px) {
    return paragraph(utf8, weight, size_px, base, max_width_px, 1).front();
}

void Typesetter::next_frame() {
    auto& remembered = inside_->remembered;
    if (remembered.size() > remembered_lines_at_most) {
        std::vector<decltype(remembered.begin())> oldest_first;
        for (auto at = remembered.begin(); at != remembered.end(); ++at)
            oldest_first.push_back(at);
        std::sort(oldest_first.begin(), oldest_first.end(),
                  [](auto a, auto b) { return a->second.last_frame < b->second.last_frame; });
        // Half, so that this is not done again on the next frame.
        oldest_first.resize(remembered.size() - remembered_lines_at_most / 2);
        for (const auto at : oldest_first)
            remembered.erase(at);
    }
    ++inside_->frame;
}

std::size_t Typesetter::remembered_lines() const {
    return inside_->remembered.size();
}

Coverage Typesetter::rasterise(std::uint16_t face, std::uint32_t glyph_id, int size_px) {
    assert(face < inside_->faces.size());
    return inside_->faces[face].rasterise(glyph_id, size_px);
}

Metrics Typesetter::metrics(Weight weight, int size_px) {
    const auto fonts = inside_->fonts(weight, size_px);
    hb_font_extents_t extents{};
    hb_font_get_h_extents(fonts.faces[fonts.order.front()].font(size_px), &extents);
    return {(extents.ascender + 63) >> 6, (63 - extents.descender) >> 6};
}

bool Typesetter::covers(std::string_view utf8) {
    const auto paragraph = analyse(decode(utf8), Direction::left_to_right);
    const auto line = set_line(paragraph, 0, paragraph.source.code_points.size(), inside_->fonts(Weight::regular, 16));
    return std::none_of(line.glyphs.begin(), line.glyphs.end(), [](const Glyph& glyph) { return glyph.id == 0; });
}

} // namespace makegood::text
