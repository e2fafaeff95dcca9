#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float outline_row = 80; // with the gap to the next
constexpr int most_outline_rows = 5;

} // namespace

Taken wait_screen(Kit& kit, Rect area, bool in_words, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    if (in_words) {
        const auto say = [&](const char* key, Style style, Ink ink) {
            const auto sentence = words.say(key);
            kit.text(area.cut_top(kit.text_height(sentence, style, area.width)), key, sentence, style, ink);
            area.cut_top(12);
        };
        say("wait.longer", Style::title, Ink::ink);
        kit.mark_live("wait.longer");
        say("wait.longer_detail", Style::body, Ink::secondary);
        const auto way_out = words.say("wait.let_go");
        const float width = std::min(area.width, 420.0f);
        Rect bar = area.cut_bottom(kit.button_height(Look::secondary, Icon::forward, way_out, {}, width));
        if (kit.button(bar.cut_end(width), "wait.let_go", Look::secondary, Icon::forward, way_out))
            taken = LetGo{};
        area.cut_bottom(16);
    }
    const int rows = std::clamp(static_cast<int>(area.height / outline_row), 0, most_outline_rows);
    if (rows > 0)
        kit.skeleton(area, "wait.outline", words.say("wait.moment"), rows);
    return taken;
}

} // namespace makegood::ui
