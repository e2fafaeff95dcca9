#include "terminal/ui/gallery/easel.hpp"

namespace makegood::ui::gallery {

namespace {

std::vector<Bar> bars_by_problem(const Easel& easel) {
    return {{easel.say("home.missing"), 128, easel.say("figures.number.1")},
            {easel.say("home.damaged"), 64, easel.say("figures.number.2")},
            {easel.say("home.expired"), 9, easel.say("figures.number.3")},
            {easel.say("home.other"), 0, easel.say("figures.number.4")}};
}

std::vector<Bar> bars_by_hour(const Easel& easel) {
    return {{easel.say("figures.hour.1"), 9, easel.say("figures.number.3")},
            {easel.say("figures.hour.2"), 64, easel.say("figures.number.2")},
            {easel.say("figures.hour.3"), 128, easel.say("figures.number.1")}};
}

void draw_timeline(Easel& easel, Rect& place) {
    const auto moments = story(easel);
    easel.heading(place, "figures.story", easel.say("sheet.heading"));
    easel.kit.timeline(place.cut_top(easel.kit.timeline_height(moments, place.width)), "figures.moment", moments);
    place.cut_top(24);
}

void draw_bars(Easel& easel, Rect& place) {
    auto& kit = easel.kit;
    const auto problems = bars_by_problem(easel), hours = bars_by_hour(easel);
    easel.heading(place, "figures.by_problem", easel.say("figures.by_problem"));
    const auto opened =
        kit.bars(place.cut_top(kit.bars_height(problems, place.width, true)), "figures.problem", problems, true);
    if (opened)
        easel.state.last = "figures.problem." + std::to_string(*opened + 1);
    place.cut_top(24);
    easel.heading(place, "figures.by_hour", easel.say("figures.by_hour"));
    kit.bars(place.cut_top(kit.bars_height(hours, place.width, false)), "figures.hour", hours, false);
    place.cut_top(24);
}

} // namespace

std::vector<Moment> story(const Easel& easel) {
    const auto moment = [&](const std::string& name, Tone tone, bool with_person) {
        return Moment{easel.say("figures." + name + ".when"), easel.say("figures." + name),
                      with_person ? easel.say("figures." + name + ".who") : "", tone};
    };
    return {moment("opened", Tone::neutral, true), moment("asked", Tone::info, false),
            moment("away", Tone::warn, false), moment("declined", Tone::bad, false), moment("given", Tone::ok, true)};
}

void figures_page(Easel& easel) {
    Rect all = easel.begin_scrolling(easel.header("figures.title").inset(16));
    if (easel.kit.layout() == Layout::compact) {
        draw_timeline(easel, all);
        draw_bars(easel, all);
        return easel.end_scrolling(all);
    }
    Rect start = all.cut_start(all.width / 2 - 20);
    all.cut_start(40);
    draw_timeline(easel, start);
    draw_bars(easel, all);
    easel.end_scrolling(start.top > all.top ? start : all);
}

} // namespace makegood::ui::gallery
