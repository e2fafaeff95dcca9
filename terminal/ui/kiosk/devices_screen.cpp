#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

Taken devices_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto back = scene.words.say("button.back");
    Rect bar = area.cut_bottom(kit.button_height(Look::ghost, Icon::back, back, {}, area.width / 2));
    area.cut_bottom(16);

    const bool beside = kit.layout() != Layout::compact;
    const float gap = 20;
    const float width = area.width - Kit::scrollbar_room();
    const float card_width = beside ? (width - gap) / 2 : width;
    const float scanner_height = scanner_card_height(kit, card_width, scene);
    const float printer_height = printer_card_height(kit, card_width, scene);
    Rect content = kit.begin_scroll(
        area, "devices.all", beside ? std::max(scanner_height, printer_height) : scanner_height + gap + printer_height);
    const Rect first{content.start, content.top, card_width, scanner_height};
    const Rect second = beside ? Rect{first.end() + gap, first.top, card_width, printer_height}
                               : Rect{first.start, first.bottom() + gap, card_width, printer_height};
    if (const auto tested = scanner_card(kit, first, scene))
        taken = tested;
    if (const auto tested = printer_card(kit, second, scene))
        taken = tested;
    kit.end_scroll();

    if (kit.button(bar.column(0, 2, 16), "devices.back", Look::ghost, Icon::back, back))
        taken = OpenSettings{};
    return taken;
}

} // namespace makegood::ui
