#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>
#include <array>

namespace makegood::ui::gallery {

namespace {

constexpr int receipt_lines = 5;
constexpr int given_already = 3;
constexpr float line_gap = 8;
constexpr float card_margin = 20;

void receipt(Easel& easel, Rect& place) {
    for (int i = 0; i < receipt_lines; ++i) {
        const Row row = receipt_line(easel, i);
        const std::string key = "decision.line." + std::to_string(i + 1);
        Enabled enabled;
        if (i == given_already)
            enabled = {false, easel.say("decision.already")};
        easel.tapped(key, easel.kit.row(place.cut_top(easel.kit.row_height(row, place.width)), key, row, enabled));
        place.cut_top(line_gap);
    }
}

float receipt_height(Easel& easel, float width) {
    float height = 0;
    for (int i = 0; i < receipt_lines; ++i)
        height += easel.kit.row_height(receipt_line(easel, i), width) + line_gap;
    return height;
}

void causes(Easel& easel, Rect place) {
    int number = 0;
    for (const auto* cause : {"home.missing", "home.damaged", "home.expired"}) {
        const std::string label = easel.say(cause);
        const std::string key = "decision.cause." + std::to_string(++number);
        const float width = easel.kit.chip_width(label);
        if (width > place.width)
            return;
        easel.tapped(key, easel.kit.chip(place.cut_start(width), key, Icon::none, label, number == 1));
        place.cut_start(8);
    }
}

void how_many(Easel& easel, const Rect& place) {
    easel.state.count =
        easel.kit.stepper(place, "decision.count",
                          {easel.state.count, 1, 3, easel.say("decision.how_many"), easel.say("decision.pieces"),
                           easel.say("decision.less"), easel.say("decision.more")});
}

struct Evidence {
    Icon icon;
    Tone tone;
    std::string claim;
    std::string source;
    std::string when;
};

std::array<Evidence, 2> evidence(const Easel& easel) {
    return {{{Icon::inventory, Tone::ok, easel.say("decision.claim.1"), easel.say("decision.source.1"),
              easel.say("decision.when.1")},
             {Icon::help, Tone::neutral, easel.say("decision.claim.2"), easel.say("decision.source.2"), ""}}};
}

float verdict_height(Easel& easel, float width) {
    auto& kit = easel.kit;
    const float inner = width - 2 * card_margin;
    float height = 2 * card_margin + kit.text_height(easel.say("decision.within"), Style::heading, inner - 44) + 12 +
                   kit.badge_height() + 12;
    for (const auto& one : evidence(easel))
        height += kit.evidence_height(one.claim, one.source, one.when, inner);
    return height + 12 + kit.text_height(easel.say("decision.say"), Style::body, inner - 40) + 8;
}

void verdict(Easel& easel, const Rect& card) {
    auto& kit = easel.kit;
    kit.card(card, Surface::surface);
    Rect inside = card.inset(card_margin);
    const std::string within = easel.say("decision.within");
    Rect title = inside.cut_top(kit.text_height(within, Style::heading, inside.width - 44));
    kit.icon(title.cut_start(32), Icon::check_circle, 32, Ink::ok);
    title.cut_start(12);
    kit.text(title, "decision.verdict", within, Style::heading);
    kit.mark_live("decision.verdict");
    inside.cut_top(12);

    Rect badges = inside.cut_top(kit.badge_height());
    const std::string sure = easel.say("decision.sure");
    kit.badge(badges, "decision.sure", Icon::verified, sure, Tone::ok);
    badges.cut_start(kit.badge_width(Icon::verified, sure) + 8);
    kit.badge(badges, "decision.first", Icon::info, easel.say("decision.first"), Tone::info);
    inside.cut_top(12);

    int number = 0;
    for (const auto& one : evidence(easel))
        kit.evidence_row(inside.cut_top(kit.evidence_height(one.claim, one.source, one.when, inside.width)),
                         "decision.evidence." + std::to_string(++number), one.icon, one.claim, one.source, one.when,
                         one.tone);
    kit.line(inside.cut_top(1));
    inside.cut_top(11);
    kit.icon(inside.cut_start(28), Icon::speak, 24, Ink::secondary);
    inside.cut_start(12);
    kit.text(inside, "decision.say", easel.say("decision.say"), Style::body, Ink::secondary);
}

struct Actions {
    float primary;
    float secondary;

    float height() const { return primary + 12 + secondary; }
};

Actions actions_of(Easel& easel, float width) {
    const auto height = [&](Look look, Icon icon, const char* label, const char* effect, float room) {
        return easel.kit.button_height(look, icon, easel.say(label), *effect ? easel.say(effect) : "", room);
    };
    const float half = (width - 12) / 2;
    return {height(Look::primary, Icon::gift, "decision.replace", "decision.effect", width),
            std::max(height(Look::secondary, Icon::money, "decision.refund", "", half),
                     height(Look::secondary, Icon::supervisor, "decision.manager", "decision.nobody", half))};
}

void act(Easel& easel, Rect place, const Actions& actions) {
    auto& kit = easel.kit;
    easel.tapped("decision.approve",
                 kit.button(place.cut_top(actions.primary), "decision.approve", Look::primary, Icon::gift,
                            easel.say("decision.replace"), easel.say("decision.effect")));
    place.cut_top(12);
    place = place.cut_top(actions.secondary);
    easel.tapped("decision.refund", kit.button(place.column(0, 2, 12), "decision.refund", Look::secondary, Icon::money,
                                               easel.say("decision.refund")));
    kit.button(place.column(1, 2, 12), "decision.manager", Look::secondary, Icon::supervisor,
               easel.say("decision.manager"), {}, {false, easel.say("decision.nobody")});
}

void choose(Easel& easel, Rect& place) {
    causes(easel, place.cut_top(easel.kit.chip_height()));
    place.cut_top(16);
    how_many(easel, place.cut_top(60).cut_start(280));
    place.cut_top(16);
}

void one_pane(Easel& easel, const Rect& screen) {
    Rect all = easel.begin_scrolling(screen);
    receipt(easel, all);
    all.cut_top(12);
    choose(easel, all);
    verdict(easel, all.cut_top(verdict_height(easel, all.width)));
    all.cut_top(16);
    const auto actions = actions_of(easel, all.width);
    act(easel, all.cut_top(actions.height()), actions);
    easel.end_scrolling(all);
}

void two_panes(Easel& easel, Rect screen) {
    auto& kit = easel.kit;
    const Rect start = screen.cut_start(screen.width * 0.4f - 10);
    screen.cut_start(20);
    const float lines_height = receipt_height(easel, start.width - Kit::scrollbar_room());
    Rect lines = kit.begin_scroll(start, "decision.lines", lines_height);
    receipt(easel, lines);
    kit.end_scroll();

    const auto actions = actions_of(easel, screen.width);
    const Rect foot = screen.cut_bottom(actions.height());
    screen.cut_bottom(16);
    choose(easel, screen);
    const float height = verdict_height(easel, screen.width);
    verdict(easel, kit.begin_scroll(screen, "decision.why", height).cut_top(height));
    kit.end_scroll();
    act(easel, foot, actions);
}

} // namespace

Row receipt_line(Easel& easel, int index) {
    const std::string number = std::to_string(index + 1);
    Row row;
    row.title = easel.say("decision.item." + number);
    row.end = easel.say("decision.amount." + number);
    row.end_width = easel.kit.text_width(easel.say("decision.amount.2"), Style::label);
    if (index == 0) {
        row.icon = Icon::basket;
        row.badge_label = easel.say("decision.found");
        row.badge_icon = Icon::inventory;
        row.badge_tone = Tone::warn;
        row.selected = true;
    }
    if (index == 0 || index == given_already)
        row.detail = easel.say("decision.detail." + number);
    return row;
}

void decision_page(Easel& easel) {
    const Rect screen = easel.header("decision.title").inset(24);
    if (easel.kit.layout() == Layout::compact)
        one_pane(easel, screen);
    else
        two_panes(easel, screen);
}

} // namespace makegood::ui::gallery
