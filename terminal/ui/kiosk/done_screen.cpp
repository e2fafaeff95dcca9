#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

namespace {

struct PrintWords {
    const char* sentence;
    Icon icon;
    Tone tone;
};

PrintWords words_of(const SlipPrint& print, const DeviceStates& devices) {
    using namespace drivers;
    if (!print.outcome) {
        if (devices.printer.paper == PaperState::end)
            return {"done.waiting_paper", Icon::print, Tone::warn};
        if (devices.printer.cover == CoverState::open)
            return {"done.waiting_cover", Icon::print, Tone::warn};
        if (devices.printer_power == PowerState::absent)
            return {"done.waiting_printer", Icon::print, Tone::warn};
        return {"done.printing", Icon::print, Tone::info};
    }
    switch (*print.outcome) {
    case PrintOutcome::printed:
        return {"done.printed", Icon::check, Tone::ok};
    case PrintOutcome::processed:
    case PrintOutcome::sent:
        return {"done.processed", Icon::print, Tone::ok};
    case PrintOutcome::unconfirmed:
        return {"done.unconfirmed", Icon::help, Tone::warn};
    case PrintOutcome::failed:
        break;
    }
    return {"done.failed", Icon::print, Tone::warn};
}

} // namespace

Taken done_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& view = *scene.state.current;

    Rect side = area.cut_start(area.width * 0.56f);
    area.cut_start(28);
    Rect bar = side.cut_bottom(72);
    side.cut_bottom(16);
    Rect again = bar.cut_start((bar.width - 16) * 0.45f);
    bar.cut_start(16);
    if (view.remedy && kit.button(again, "done.reprint", Look::secondary, Icon::print, words.say("done.reprint"),
                                  words.say("done.reprint_effect")))
        taken = PrintAgain{};
    if (kit.button(bar, "done.next", Look::primary, Icon::forward, words.say("done.next")))
        taken = GoHome{};

    kit.card(side, Surface::surface);
    Rect inside = side.inset(32);
    const auto say = [&](std::string_view key, const std::string& sentence, Style style, Ink ink) {
        kit.text(inside.cut_top(kit.text_height(sentence, style, inside.width)), key, sentence, style, ink);
        inside.cut_top(14);
    };
    if (!view.remedy) {
        kit.icon(inside.cut_top(64).cut_start(64), Icon::chat, 60, Ink::info);
        inside.cut_top(14);
        const auto& manager = scene.state.done.declined_by;
        const std::string name = manager ? manager->name.in(scene.state.language) : std::string();
        say("done.declined", words.say("done.declined", {{"name", name}}), Style::title, Ink::ink);
        kit.mark_live("done.declined");
        say("done.say", words.say("done.declined_say"), Style::body, Ink::secondary);
        return taken;
    }

    kit.icon(inside.cut_top(64).cut_start(64), Icon::check_circle, 60, Ink::ok);
    inside.cut_top(14);
    say("done.given", words.say("done.given", {{"quantity", view.claim.quantity}, {"item", item_of(scene.state)}}),
        Style::title, Ink::ink);
    kit.mark_live("done.given");
    say("done.say", words.say("done.say"), Style::body, Ink::secondary);
    say("done.slip", words.say("done.slip", {{"number", text::Code{view.remedy->slip.text()}}}), Style::secondary,
        Ink::secondary);
    if (view.state == CaseState::closed)
        say("done.when", words.say("done.closed_today", {{"when", view.remedy->given_at}}), Style::secondary,
            Ink::secondary);
    if (!view.remedy->prints.empty()) {
        const auto print = words_of(view.remedy->prints.back(), scene.state.devices);
        const auto sentence = words.say(print.sentence);
        const Ink ink = token(Ink::ok) == ink_of(print.tone) ? Ink::ok
                        : print.tone == Tone::warn           ? Ink::warn
                                                             : Ink::info;
        Rect row = inside.cut_top(std::max(32.0f, kit.text_height(sentence, Style::body, inside.width - 44)));
        kit.icon(Rect{row.start, row.top, 32, 32}, print.icon, 28, ink);
        row.cut_start(44);
        kit.text(row, "done.print", sentence, Style::body, ink);
        kit.mark_live("done.print");
    }

    const auto& slip = scene.state.done.slip;
    if (slip.width > 0)
        kit.picture(area, "done.picture", {slip.width, slip.height, slip.ink},
                    words.say("done.slip", {{"number", text::Code{view.remedy->slip.text()}}}));
    return taken;
}

} // namespace makegood::ui
