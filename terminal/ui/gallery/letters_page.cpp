#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>

namespace makegood::ui::gallery {

namespace {

void styles(Easel& easel, Rect& place) {
    struct Sample {
        const char* name;
        Style style;
    };
    constexpr Sample samples[] = {{"display", Style::display}, {"large", Style::title}, {"heading", Style::heading},
                                  {"body", Style::body},       {"label", Style::label}, {"secondary", Style::secondary},
                                  {"caption", Style::caption}};
    for (const auto& [name, style] : samples) {
        const std::string sample = easel.say("letters." + std::string(name));
        easel.kit.text(place.cut_top(easel.kit.text_height(sample, style, place.width)), "letters." + std::string(name),
                       sample, style);
        place.cut_top(12);
    }
}

void tones(Easel& easel, Rect& place) {
    struct Sample {
        const char* name;
        Tone tone;
        Icon icon;
    };
    constexpr Sample samples[] = {{"neutral", Tone::neutral, Icon::help},
                                  {"ok", Tone::ok, Icon::check_circle},
                                  {"warn", Tone::warn, Icon::warning},
                                  {"bad", Tone::bad, Icon::refused},
                                  {"info", Tone::info, Icon::info}};
    auto& kit = easel.kit;
    for (const auto& [name, tone, icon] : samples) {
        const std::string key = "letters." + std::string(name), word = easel.say(key);
        kit.badge(place.cut_top(kit.badge_height()), key, icon, word, tone);
        place.cut_top(8);
        const std::string source = easel.say("decision.source.1"), when = easel.say("decision.when.1");
        kit.evidence_row(place.cut_top(kit.evidence_height(word, source, when, place.width)), key + ".evidence", icon,
                         word, source, when, tone);
        place.cut_top(8);
    }
}

} // namespace

void letters_page(Easel& easel) {
    Rect all = easel.begin_scrolling(easel.header("letters.title").inset(16));
    if (easel.kit.layout() == Layout::compact) {
        styles(easel, all);
        tones(easel, all);
        return easel.end_scrolling(all);
    }
    Rect start = all.cut_start(all.width / 2 - 20);
    all.cut_start(40);
    styles(easel, start);
    tones(easel, all);
    easel.end_scrolling(start.top > all.top ? start : all);
}

} // namespace makegood::ui::gallery
