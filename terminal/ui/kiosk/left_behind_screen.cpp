#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/left_behind_parts.hpp"

#include <algorithm>

namespace makegood::ui {

// Something new beside what is in the log, or one of the two where there is no room for both.
Taken left_behind_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& log = scene.state.log;
    const bool one_pane = kit.layout() == Layout::compact;
    const bool shows_form = !one_pane || !log.listing;
    const auto back = words.say("manager.back");
    const auto main = words.say(shows_form ? "left.save" : "left.add");
    const Enabled can_save{!text::trimmed(log.item.text).empty(), words.say("left.item_first")};

    if (!one_pane || !kit.keyboard_up()) {
        const Icon icon = shows_form ? Icon::check : Icon::add;
        const float main_width = std::min(area.width * 0.6f, 420.0f);
        const auto& reason = shows_form && !can_save.yes ? can_save.reason : std::string();
        Rect bar = area.cut_bottom(kit.button_height(Look::primary, icon, main, reason, main_width));
        area.cut_bottom(16);
        const Rect end = bar.cut_end(main_width);
        bar.cut_end(16);
        const float back_width = std::min(bar.width, std::max(200.0f, kit.text_width(back, Style::label) + 96));
        if (kit.button(bar.middle(bar.width, bar.height).cut_start(back_width).middle(back_width, 56), "left.back",
                       Look::ghost, Icon::back, back))
            taken = one_pane && shows_form ? Action(ShowLog{true}) : Action(GoHome{});
        if (!shows_form) {
            if (kit.button(end, "left.add", Look::primary, icon, main))
                taken = ShowLog{false};
        } else if (kit.button(end, "left.save", Look::primary, icon, main, {}, can_save)) {
            taken = SaveFound{};
        }
    }
    Rect form = one_pane ? area : area.cut_start(area.width * 0.46f);
    if (!one_pane)
        area.cut_start(32);
    if (shows_form)
        if (auto told = found_form(kit, form, scene))
            taken = std::move(told);
    if (!one_pane || !shows_form)
        if (auto done = log_entries(kit, area, scene))
            taken = std::move(done);
    return taken;
}

} // namespace makegood::ui
