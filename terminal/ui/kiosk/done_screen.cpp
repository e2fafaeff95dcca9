#include "terminal/text/receipt_words.hpp"
#include "terminal/ui/kiosk/offer_chips.hpp"

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

// Beside those of the slip, which tell why the printer waits.
PrintWords words_of_letter(const SlipPrint& print) {
    if (!print.outcome)
        return {"done.letter_printing", Icon::chat, Tone::info};
    switch (*print.outcome) {
    case PrintOutcome::printed:
        return {"done.letter_printed", Icon::chat, Tone::ok};
    case PrintOutcome::processed:
    case PrintOutcome::sent:
        return {"done.letter_processed", Icon::chat, Tone::ok};
    case PrintOutcome::unconfirmed:
        return {"done.letter_unconfirmed", Icon::help, Tone::warn};
    case PrintOutcome::failed:
        break;
    }
    return {"done.letter_failed", Icon::print, Tone::warn};
}

const char* given_word(const CaseView& view) {
    const auto& offer = view.remedy->offer;
    if (offer.remedy == Remedy::apology)
        return "done.apology";
    if (offer.remedy == Remedy::voucher)
        return view.remedy->redeemed_at ? "done.voucher_used" : "done.voucher";
    if (is_money(offer.remedy))
        return view.state == CaseState::owed ? "done.to_be_paid" : "done.paid";
    if (view.state != CaseState::owed)
        return "done.given";
    return offer.promised_for ? "done.promised" : "done.to_be_fetched";
}

std::string given_in_words(const CaseView& view, const Scene& scene) {
    const auto& offer = view.remedy->offer;
    text::Arguments arguments{{"goods", text::Phrase{given_goods_in_words(scene.state, scene.words)}},
                              {"value", view.remedy->value}};
    if (offer.promised_for)
        arguments.push_back({"day", *offer.promised_for});
    if (view.remedy->redeemed_at)
        arguments.push_back({"when", *view.remedy->redeemed_at});
    return scene.words.say(given_word(view), arguments);
}

// Journals of before may have reasons that have no words here.
std::string known_reason(const std::string& reason) {
    return std::ranges::count(decline_reasons(), reason) > 0 ? reason : std::string(decline_reasons().front());
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
            const auto reason = "decline." + known_reason(view.declined_reason);
            say("done.declined", words.say("done.declined", {{"name", name}, {"reason", words.say(reason)}}),
                Style::title, Ink::ink, true);
            say("done.say", said_to_customer(scene, reason + "_say"), Style::body, Ink::secondary);
        } else {
            if (view.state == CaseState::owed) {
                picture_ = is_money(view.remedy->offer.remedy) ? Icon::money : Icon::inventory;
                ink_ = Ink::warn;
            }
            if (scene.state.done.here.empty()) {
                say("done.given", given_in_words(view, scene), Style::title, Ink::ink, true);
                say("done.say", said_to_customer(scene, "done.say"), Style::body, Ink::secondary);
            } else {
                say("part.for_the_rest", words.say("part.for_the_rest"), Style::title, Ink::ink, true);
            }
            if (view.remedy->gift)
                say("done.gift", words.say("done.gift", {{"value", view.remedy->gift->value}}), Style::body,
                    Ink::secondary, false, Icon::gift);
            say("done.slip", words.say("done.slip", {{"number", text::Code{view.remedy->slip.number.text()}}}),
                Style::secondary, Ink::secondary);
            if (const auto look = std::ranges::find_if(
                    view.looks, [](const SecondLook& one) { return one.to_countersign && !one.looked_by; });
                look != view.looks.end())
                say("done.to_countersign", words.say("done.to_countersign", {{"day", look->due}}), Style::body,
                    Ink::secondary, false, Icon::supervisor);
            if (view.state == CaseState::closed)
                say("done.when", words.say("done.closed_today", {{"when", view.remedy->given_at}}), Style::secondary,
                    Ink::secondary);
            if (!view.remedy->slip.prints.empty()) {
                const auto& prints = view.remedy->slip.prints;
                say_print("done.print", words_of(prints.back(), scene.state.devices), words);
            }
            if (view.remedy->letter && !view.remedy->letter->prints.empty())
                say_print("done.letter_print", words_of_letter(view.remedy->letter->prints.back()), words);
        }
        height_ = kit.icon_size(picture_side) + gap;
        for (const auto& sentence : sentences_)
            height_ += height_of(kit, sentence, width) + gap;
    }

    float height() const { return height_; }

    void draw(Kit& kit, Rect area) const {
        const float side = kit.icon_size(picture_side);
        kit.icon(area.cut_top(side).cut_start(side), picture_, picture_side - 4, ink_);
        for (const auto& sentence : sentences_) {
            area.cut_top(gap);
            Rect place = area.cut_top(height_of(kit, sentence, area.width));
            if (sentence.icon != Icon::none) {
                const float icon = kit.icon_size(icon_side);
                kit.icon(Rect{place.start, place.top, icon, icon}, sentence.icon, icon_side - 4, sentence.ink);
                place.cut_start(icon + beside_icon);
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
    void say_print(std::string_view key, const PrintWords& print, const text::Words& words) {
        const Ink ink = print.tone == Tone::ok ? Ink::ok : print.tone == Tone::warn ? Ink::warn : Ink::info;
        say(key, words.say(print.sentence), Style::body, ink, true, print.icon);
    }
    static float height_of(Kit& kit, const Sentence& sentence, float width) {
        if (sentence.icon == Icon::none)
            return kit.text_height(sentence.text, sentence.style, width);
        const float icon = kit.icon_size(icon_side);
        return std::max(icon, kit.text_height(sentence.text, sentence.style, width - icon - beside_icon));
    }

    static constexpr float picture_side = 64;
    static constexpr float icon_side = 32;
    static constexpr float beside_icon = 12;
    static constexpr float gap = 14;

    Icon picture_ = Icon::check_circle;
    Ink ink_ = Ink::ok;
    std::vector<Sentence> sentences_;
    float height_ = 0;
};

bool can_be_taken_back(const CaseView& view) {
    return view.remedy && (view.state == CaseState::owed ||
                           (view.state == CaseState::handed_over && !is_money(view.remedy->offer.remedy)));
}

// What may be given instead of what is owed, and a letter beside it.
std::vector<Chip> other_ways(const Scene& scene) {
    const auto& view = *scene.state.current;
    if (!view.remedy)
        return {};
    const auto& done = scene.state.done;
    const bool is_for_the_rest = !done.here.empty();
    std::vector<Chip> ways;
    if (view.state == CaseState::owed)
        ways = offer_chips(scene, "done",
                           done.instead || is_for_the_rest ? done.instead : std::optional(view.remedy->offer));
    if (view.remedy->letter)
        ways.push_back(
            {"done.letter_again", scene.words.say("done.letter_again"), false, PrintLetterAgain{}, Icon::print});
    else if (view.remedy->offer.remedy != Remedy::apology && !is_for_the_rest)
        ways.push_back({"done.letter", scene.words.say("done.letter"), false, GiveLetter{}, Icon::chat});
    return ways;
}

// Three keys on one line where their words fit, else the way back on a line of its own.
class DoneBar {
  public:
    DoneBar(Kit& kit, const Scene& scene, std::vector<Chip> ways, float width)
        : scene_(scene), ways_(std::move(ways)), can_take_back_(can_be_taken_back(*scene.state.current)) {
        const auto height_of = [&](Look look, Icon icon, std::string_view word, float room, std::string effect = {}) {
            return kit.button_height(look, icon, scene.words.say(word), effect, room);
        };
        const auto of_the_two = [&](float again, float next) {
            return std::max(
                height_of(Look::secondary, Icon::print, "done.reprint", again, scene.words.say("done.reprint_effect")),
                height_of(next_look(), Icon::forward, "done.next", next));
        };
        const auto& view = *scene.state.current;
        if (view.state == CaseState::owed && view.remedy) {
            is_owed_ = true;
            asks_for_the_rest_ = !scene.state.done.here.empty();
            is_money_ = is_money(view.remedy->offer.remedy);
        }
        ways_line_ = ways_.empty() ? 0 : chip_flow_height(kit, ways_, width) + line_gap;
        if (is_owed_ && !asks_for_the_rest_)
            owed_line_ = height_of(Look::primary, Icon::check, handed_word(), width) + line_gap;
        takes_voucher_in_ = view.state == CaseState::closed && view.remedy &&
                            view.remedy->offer.remedy == Remedy::voucher && !view.remedy->redeemed_at;
        if (takes_voucher_in_)
            owed_line_ = height_of(Look::primary, Icon::check, "done.take_voucher_in", width) + line_gap;
        if (scene.state.staff && is_asked_to_look(view, *scene.state.staff, scene.state.approval)) {
            look_word_ = waits_to_be_countersigned(view) ? "done.countersign" : "done.looked_at";
            look_line_ = height_of(Look::secondary, Icon::supervisor, look_word_, width, look_effect()) + line_gap;
        }
        const auto [undo, again, next] = on_one_line(width);
        const float of_three = std::max(of_the_two(again, next), height_of(Look::ghost, Icon::undo, "done.undo", undo));
        on_one_line_ = can_take_back_ && of_three <= line_height;
        const float of_two = (width - gap) * share_of_again;
        line_ = on_one_line_ ? line_height : std::max(line_height, of_the_two(of_two, width - gap - of_two));
        undo_line_ =
            can_take_back_ && !on_one_line_ ? height_of(Look::ghost, Icon::undo, "done.undo", width) + line_gap : 0;
    }

    float height() const { return look_line_ + ways_line_ + owed_line_ + undo_line_ + line_; }

    Taken draw(Kit& kit, Rect bar) const {
        Taken taken;
        const auto& words = scene_.words;
        if (!look_word_.empty()) {
            Rect line = bar.cut_top(look_line_);
            line.cut_bottom(line_gap);
            if (kit.button(line, look_word_, Look::secondary, Icon::supervisor, words.say(look_word_), look_effect()))
                taken = SayLookedAt{};
        }
        if (const auto chosen = chip_flow(kit, bar.cut_top(ways_line_), ways_))
            taken = chosen;
        if (owed_line_ > 0) {
            Rect line = bar.cut_top(owed_line_);
            line.cut_bottom(line_gap);
            if (takes_voucher_in_) {
                if (kit.button(line, "done.take_voucher_in", Look::primary, Icon::check,
                               words.say("done.take_voucher_in")))
                    taken = TakeVoucherIn{};
            } else if (kit.button(line, "done.hand_over", Look::primary, Icon::check, words.say(handed_word())))
                taken = SayHandedOver{};
        }
        const auto widths = on_one_line(bar.width);
        if (can_take_back_) {
            Rect undo = on_one_line_ ? bar.cut_start(widths.undo + gap) : bar.cut_top(undo_line_);
            on_one_line_ ? undo.cut_end(gap) : undo.cut_bottom(line_gap);
            if (kit.button(undo, "done.undo", Look::ghost, Icon::undo, words.say("done.undo")))
                taken = TakeBack{};
        }
        const Rect again = bar.cut_start(on_one_line_ ? widths.again : (bar.width - gap) * share_of_again);
        bar.cut_start(gap);
        if (scene_.state.current->remedy && kit.button(again, "done.reprint", Look::secondary, Icon::print,
                                                       words.say("done.reprint"), words.say("done.reprint_effect")))
            taken = PrintAgain{};
        if (kit.button(bar, "done.next", next_look(), Icon::forward, words.say("done.next")))
            taken = GoHome{};
        return taken;
    }

  private:
    static constexpr float gap = 16;
    static constexpr float line_gap = 12;
    static constexpr float share_of_again = 0.45f;
    static constexpr float line_height = 72;

    struct Widths {
        float undo, again, next;
    };
    static Widths on_one_line(float width) {
        const float room = width - 2 * gap;
        return {room * 0.31f, room * 0.38f, room * 0.31f};
    }

    std::string look_effect() const { return scene_.words.say(std::string(look_word_) + "_effect"); }
    const char* handed_word() const { return is_money_ ? "done.say_paid" : "done.say_handed_over"; }
    Look next_look() const { return is_owed_ || takes_voucher_in_ ? Look::secondary : Look::primary; }

    const Scene& scene_;
    std::vector<Chip> ways_; // what may be given instead or beside
    bool can_take_back_;
    bool is_owed_ = false;
    bool asks_for_the_rest_ = false;
    bool is_money_ = false;
    bool takes_voucher_in_ = false;
    std::string_view look_word_{}; // empty: whoever works here is not asked to look
    float look_line_ = 0;          // with the gap below it
    float ways_line_ = 0;          // with the gap below it, as the next two
    float owed_line_ = 0;
    bool on_one_line_ = false;
    float line_ = 0;
    float undo_line_ = 0; // with the gap below it
};

void outcome_card(Kit& kit, Rect card, const Scene& scene) {
    kit.card(card, Surface::surface);
    const Rect inside = card.inset(32);
    const OutcomePane pane(kit, scene, inside.width - Kit::scrollbar_room());
    Rect content = kit.begin_scroll(inside, "done.outcome", pane.height());
    content.width = inside.width - Kit::scrollbar_room();
    pane.draw(kit, content);
    kit.end_scroll();
}

// Nothing while it is not drawn.
const PaperPicture* slip_picture(const KioskState& state) {
    const auto& drawn = state.done.slip;
    const bool is_of_this = drawn && state.current->remedy && drawn->number == state.current->remedy->slip.number &&
                            drawn->picture.width > 0;
    return is_of_this ? &drawn->picture : nullptr;
}

void slip(Kit& kit, Rect area, const Scene& scene) {
    if (const auto* picture = slip_picture(scene.state))
        kit.picture(
            area, "done.picture", {picture->width, picture->height, picture->ink},
            scene.words.say("done.slip", {{"number", text::Code{scene.state.current->remedy->slip.number.text()}}}));
}

} // namespace

Taken done_screen(Kit& kit, Rect area, const Scene& scene) {
    if (scene.state.part)
        return part_page(kit, area, scene);
    if (is_to_name_other_goods(scene.state))
        return other_goods_page(kit, area, scene);
    if (scene.state.weight && line_by_weight(scene.state))
        return weight_page(kit, area, scene);
    if (kit.layout() != Layout::compact) {
        Rect side = area.cut_start(area.width * 0.56f);
        area.cut_start(28);
        const DoneBar bar(kit, scene, other_ways(scene), side.width);
        const auto taken = bar.draw(kit, side.cut_bottom(bar.height()));
        side.cut_bottom(16);
        outcome_card(kit, side, scene);
        slip(kit, area, scene);
        return taken;
    }
    const DoneBar bar(kit, scene, {}, area.width);
    Taken taken = bar.draw(kit, area.cut_bottom(bar.height()));
    area.cut_bottom(12);
    const auto* picture = slip_picture(scene.state);
    const float width = area.width - Kit::scrollbar_room();
    const OutcomePane pane(kit, scene, width);
    const float slip_width = std::min(width, 420.0f);
    const float slip_height =
        picture ? kit.picture_height({picture->width, picture->height, picture->ink}, slip_width) : 0;
    const auto ways = other_ways(scene);
    const float ways_height = ways.empty() ? 0 : chip_flow_height(kit, ways, width) + 16;
    Rect content = kit.begin_scroll(area, "done.outcome", pane.height() + ways_height + slip_height);
    content.width = width;
    pane.draw(kit, content.cut_top(pane.height()));
    if (const auto chosen = chip_flow(kit, content.cut_top(ways_height), ways))
        taken = chosen;
    slip(kit, content.cut_top(slip_height).middle(slip_width, slip_height), scene);
    kit.end_scroll();
    return taken;
}

} // namespace makegood::ui
