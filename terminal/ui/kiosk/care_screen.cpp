#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/care_parts.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float bar_gap = 16;

Enabled can_save(const Scene& scene) {
    const auto& care = scene.state.care;
    if (!care.kind)
        return {false, scene.words.say("care.kind_first")};
    return {!care.said.empty() || !text::trimmed(care.words.text).empty(), scene.words.say("care.words_first")};
}

// The way back, and onward: to the other pane where there is room for one only, and to what is kept.
Taken care_bar(Kit& kit, Rect& area, bool one_pane, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const bool shows_form = !one_pane || !scene.state.care.listing;
    const auto back = words.say("manager.back");
    const auto main = words.say(shows_form ? "care.save" : "care.add");
    const auto others = words.say("care.all");
    const auto enabled = shows_form ? can_save(scene) : Enabled{};
    const float main_width = std::min(area.width * 0.45f, 420.0f);
    const Icon icon = shows_form ? Icon::check : Icon::add;
    const auto reason = enabled.yes ? std::string() : enabled.reason;
    Rect bar = area.cut_bottom(kit.button_height(Look::primary, icon, main, reason, main_width));
    area.cut_bottom(bar_gap);
    if (kit.button(bar.cut_end(main_width), shows_form ? "care.save" : "care.add", Look::primary, icon, main, {},
                   enabled))
        taken = shows_form ? Action(SaveCare{}) : Action(ShowCare{false});
    bar.cut_end(bar_gap);
    bar = bar.middle(bar.width, 56);
    if (one_pane && shows_form) {
        if (kit.button(bar.column(1, 2, bar_gap), "care.all", Look::secondary, Icon::list, others))
            taken = ShowCare{true};
        bar = bar.column(0, 2, bar_gap);
    }
    if (kit.button(bar.cut_start(std::min(bar.width, 240.0f)), "care.back", Look::ghost, Icon::back, back))
        taken = one_pane && !shows_form ? Action(ShowCare{false}) : Action(GoHome{});
    return taken;
}

} // namespace

std::span<const CareKindWords> care_kinds() {
    static constexpr CareKindWords all[] = {
        {CareKind::service, "service", Icon::chat},
        {CareKind::waiting, "waiting", Icon::hourglass},
        {CareKind::price, "price", Icon::price},
        {CareKind::cleanliness, "cleanliness", Icon::warning},
        {CareKind::broken_promise, "promise", Icon::flag},
        {CareKind::not_carried, "not_carried", Icon::basket},
        {CareKind::other, "other", Icon::more},
        {CareKind::praise, "praise", Icon::face_5},
        {CareKind::goods, "goods", Icon::basket},
    };
    return all;
}

const CareKindWords& words_of(CareKind kind) {
    return *std::ranges::find(care_kinds(), kind, &CareKindWords::kind);
}

std::string said_in_words(const CareEntry& entry, const text::Words& words) {
    std::vector<std::string> parts;
    if (!entry.words.empty())
        parts.push_back(entry.words);
    for (const auto& phrase : entry.record.said)
        parts.push_back(words.say("care.said." + phrase));
    if (entry.complaint)
        parts.push_back(words.say(complaint_word(*entry.complaint)));
    if (!entry.goods.empty())
        parts.push_back(text::goods_in_words(entry.goods, words));
    std::string all;
    for (const auto& part : parts)
        all += (all.empty() ? "" : " · ") + part;
    return all;
}

// Something new beside what was said before, or one of the two where there is no room for both; in place of them, the
// one that was opened.
Taken care_screen(Kit& kit, Rect area, const Scene& scene) {
    if (scene.state.care.opened)
        return care_page(kit, area, *scene.state.care.opened, scene);
    Taken taken;
    const bool one_pane = kit.layout() == Layout::compact;
    const bool shows_form = !one_pane || !scene.state.care.listing;
    if (!one_pane || !kit.keyboard_up())
        taken = care_bar(kit, area, one_pane, scene);
    const Rect form = one_pane ? area : area.cut_start(area.width * 0.52f);
    if (!one_pane)
        area.cut_start(32);
    if (shows_form)
        if (auto told = care_form(kit, form, scene))
            taken = std::move(told);
    if (!one_pane || !shows_form)
        if (auto opened = care_list(kit, area, scene))
            taken = std::move(opened);
    return taken;
}

} // namespace makegood::ui
