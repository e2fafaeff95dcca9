#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

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

// What came of it, sentence below sentence.
class OutcomePane {
  public:
    OutcomePane(Kit& kit, const Scene& scene, float width) {
        const auto& words = scene.words;
        const auto& view = *scene.state.current;
        if (!view.remedy) {
            picture_ = Icon::chat;
            ink_ = Ink::info;
            const auto& manager = scene.state.done.declined_by;
            const std::string name = manager ? manager->name.in(scene.state.language) : std::string();
            say("done.declined", words.say("done.declined", {{"name", name}}), Style::title, Ink::ink, true);
            say("done.say", words.say("done.declined_say"), Style::body, Ink::secondary);
        } else {
            say("done.given",
                words.say("done.given", {{"quantity", view.claim.quantity}, {"item", item_of(scene.state)}}),
                Style::title, Ink::ink, true);
            say("done.say", words.say("done.say"), Style::body, Ink::secondary);
            say("done.slip", words.say("done.slip", {{"number", text::Code{view.remedy->slip.text()}}}),
                Style::secondary, Ink::secondary);
            if (view.state == CaseState::closed)
                say("done.when", words.say("done.closed_today", {{"when", view.remedy->given_at}}), Style::secondary,
                    Ink::secondary);
            if (!view.remedy->prints.empty()) {
                const auto print = words_of(view.remedy->prints.back(), scene.state.devices);
                const Ink ink = print.tone == Tone::ok ? Ink::ok : print.tone == Tone::warn ? Ink::warn : Ink::info;
                say("done.print", words.say(print.sentence), Style::body, ink, true, print.icon);
            }
        }
        height_ = picture_side + gap;
        for (const auto& sentence : sentences_)
            height_ += height_of(kit, sentence, width) + gap;
    }

    float height() const { return height_; }

    void draw(Kit& kit, Rect area) const {
        kit.icon(area.cut_top(picture_side).cut_start(picture_side), picture_, picture_side - 4, ink_);
        for (const auto& sentence : sentences_) {
            area.cut_top(gap);
            Rect place = area.cut_top(height_of(kit, sentence, area.width));
            if (sentence.icon != Icon::none) {
                kit.icon(Rect{place.start, place.top, 32, 32}, sentence.icon, 28, sentence.ink);
                place.cut_start(beside_icon);
            }
            kit.text(place, sentence.key, sentence.text, sentence.style, sentence.ink);
            if (sentence.live)
                kit.mark_live(sentence.key);
        }
    }

  private:
    struct Sentence {
        std::string_view key;
        std::string text;
        Style style;
        Ink ink;
        bool live;
        Icon icon;
    };
    void say(std::string_view key, std::string text, Style style, Ink ink, bool live = false, Icon icon = Icon::none) {
        sentences_.push_back({key, std::move(text), style, ink, live, icon});
    }
    static float height_of(Kit& kit, const Sentence& sentence, float width) {
        if (sentence.icon == Icon::none)
            return kit.text_height(sentence.text, sentence.style, width);
        return std::max(32.0f, kit.text_height(sentence.text, sentence.style, width - beside_icon));
    }

    static constexpr float picture_side = 64;
    static constexpr float beside_icon = 44;
    static constexpr float gap = 14;

    Icon picture_ = Icon::check_circle;
    Ink ink_ = Ink::ok;
    std::vector<Sentence> sentences_;
    float height_ = 0;
};

Taken actions_when_done(Kit& kit, Rect bar, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    Rect again = bar.cut_start((bar.width - 16) * 0.45f);
    bar.cut_start(16);
    if (scene.state.current->remedy && kit.button(again, "done.reprint", Look::secondary, Icon::print,
                                                  words.say("done.reprint"), words.say("done.reprint_effect")))
        taken = PrintAgain{};
    if (kit.button(bar, "done.next", Look::primary, Icon::forward, words.say("done.next")))
        taken = GoHome{};
    return taken;
}

float bar_height(Kit& kit, float width, const text::Words& words) {
    const float again = (width - 16) * 0.45f;
    return std::max({72.0f,
                     kit.button_height(Look::secondary, Icon::print, words.say("done.reprint"),
                                       words.say("done.reprint_effect"), again),
                     kit.button_height(Look::primary, Icon::forward, words.say("done.next"), {}, width - 16 - again)});
}

void outcome_card(Kit& kit, Rect card, const Scene& scene) {
    kit.card(card, Surface::surface);
    const Rect inside = card.inset(32);
    const OutcomePane pane(kit, scene, inside.width - Kit::scrollbar_room());
    Rect content = kit.begin_scroll(inside, "done.outcome", pane.height());
    content.width = inside.width - Kit::scrollbar_room();
    pane.draw(kit, content);
    kit.end_scroll();
}

void slip(Kit& kit, Rect area, const Scene& scene) {
    const auto& picture = scene.state.done.slip;
    if (picture.width > 0)
        kit.picture(area, "done.picture", {picture.width, picture.height, picture.ink},
                    scene.words.say("done.slip", {{"number", text::Code{scene.state.current->remedy->slip.text()}}}));
}

} // namespace

Taken done_screen(Kit& kit, Rect area, const Scene& scene) {
    if (kit.layout() != Layout::compact) {
        Rect side = area.cut_start(area.width * 0.56f);
        area.cut_start(28);
        const auto taken = actions_when_done(kit, side.cut_bottom(bar_height(kit, side.width, scene.words)), scene);
        side.cut_bottom(16);
        outcome_card(kit, side, scene);
        slip(kit, area, scene);
        return taken;
    }
    const auto taken = actions_when_done(kit, area.cut_bottom(bar_height(kit, area.width, scene.words)), scene);
    area.cut_bottom(12);
    const auto& picture = scene.state.done.slip;
    const float width = area.width - Kit::scrollbar_room();
    const OutcomePane pane(kit, scene, width);
    const float slip_width = std::min(width, 420.0f);
    const float slip_height =
        picture.width > 0 ? kit.picture_height({picture.width, picture.height, picture.ink}, slip_width) : 0;
    Rect content = kit.begin_scroll(area, "done.outcome", pane.height() + slip_height);
    content.width = width;
    pane.draw(kit, content.cut_top(pane.height()));
    slip(kit, content.cut_top(slip_height).middle(slip_width, slip_height), scene);
    kit.end_scroll();
    return taken;
}

} // namespace makegood::ui
