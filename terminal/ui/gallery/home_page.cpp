#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>
#include <array>

namespace makegood::ui::gallery {

namespace {

constexpr std::int64_t toast_ms = 8'000;
constexpr float tile_gap = 12;

// How much larger than usual the letters are.
float letters_of(const Easel& easel) {
    return easel.kit.line_height(Style::body) / 25;
}

void toast(Easel& easel, Rect place) {
    auto& kit = easel.kit;
    if (!easel.state.toast)
        return;
    if (!easel.state.toast_until_ms)
        easel.state.toast_until_ms = kit.now_ms() + toast_ms;
    easel.tapped("home.toast.undo",
                 kit.toast(place.cut_start(std::min(place.width, 460 * letters_of(easel))), "home.toast",
                           {easel.say("home.recorded"), easel.words.say("button.undo"), *easel.state.toast_until_ms}));
}

void tiles(Easel& easel, Rect& place) {
    struct Tile {
        const char* name;
        Icon icon;
    };
    constexpr std::array<Tile, 6> tiles = {{{"missing", Icon::bag},
                                            {"damaged", Icon::broken},
                                            {"wrong", Icon::swap},
                                            {"price", Icon::price},
                                            {"expired", Icon::expired},
                                            {"other", Icon::more}}};
    auto& kit = easel.kit;
    const auto label = [&](const Tile& tile) { return easel.say("home." + std::string(tile.name)); };
    const int columns = kit.viewport().width / letters_of(easel) < 1000 ? 2 : 3;
    const int lines = static_cast<int>(tiles.size()) / columns;
    const float each = (place.width - tile_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float tallest = 112;
    for (const auto& tile : tiles)
        tallest = std::max(tallest, kit.tile_height(label(tile), each));
    const float height = (tallest + tile_gap) * static_cast<float>(lines) - tile_gap;
    const Rect seen = place.cut_top(std::min(place.height, height));
    const Rect grid = kit.begin_scroll(seen, "home.tiles", height).cut_top(height);
    for (int i = 0; i < static_cast<int>(tiles.size()); ++i) {
        const auto& tile = tiles[static_cast<std::size_t>(i)];
        const std::string key = "home." + std::string(tile.name);
        const Rect where = grid.line(i / columns, lines, tile_gap).column(i % columns, columns, tile_gap);
        easel.tapped(key, kit.tile(where, key, tile.icon, label(tile)));
    }
    kit.end_scroll();
}

void open_case(Easel& easel, Rect place) {
    easel.heading(place, "home.open", easel.say("home.open"));
    Row row;
    row.icon = Icon::hourglass;
    row.title = easel.say("decision.item.1");
    row.detail = easel.say("home.waiting");
    row.end = easel.say("home.since");
    row.leads_on = true;
    const float height = easel.kit.row_height(row, place.width);
    if (height <= place.height)
        easel.tapped("home.case.1", easel.kit.row(place.cut_top(height), "home.case.1", row));
}

} // namespace

void home_page(Easel& easel) {
    auto& kit = easel.kit;
    Rect screen = easel.header("home.title");
    const std::string offline = easel.say("home.offline"), details = easel.say("home.details");
    easel.tapped("home.offline.action", kit.banner(screen.cut_top(kit.banner_height(offline, screen.width, details)),
                                                   "home.offline", Icon::offline, offline, Tone::neutral, details));
    screen = screen.inset(24);
    const Rect foot = screen.cut_bottom(kit.banner_height(easel.say("home.recorded"), screen.width));
    screen.cut_bottom(16);
    toast(easel, foot);

    Rect start = screen.cut_start(screen.width * (kit.layout() == Layout::compact ? 0.5f : 0.58f));
    screen.cut_start(20);
    const std::string find = easel.say("home.find");
    const Rect below =
        start.cut_bottom(kit.button_height(Look::secondary, Icon::search, find, {}, (start.width - 12) / 2));
    start.cut_bottom(16);
    kit.hero(start, "home.hero", Icon::scan, easel.say("home.scan"), easel.say("home.listening"));
    easel.tapped("home.number", kit.button(below.column(0, 2, 12), "home.number", Look::secondary, Icon::dialpad,
                                           easel.say("home.number")));
    easel.tapped("home.find", kit.button(below.column(1, 2, 12), "home.find", Look::secondary, Icon::search, find));

    easel.heading(screen, "home.problems", easel.say("home.problems"));
    tiles(easel, screen);
    screen.cut_top(20);
    if (screen.height >= 120)
        open_case(easel, screen);
}

} // namespace makegood::ui::gallery
