#include "terminal/policy/decision_words.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/ui/kiosk/offer_chips.hpp"
#include "terminal/ui/kiosk/questions.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr std::int64_t few_seconds = 20;
constexpr float answers_room = 250; // with the name and the dots above the keys

Taken either(Taken one, Taken other) {
    return other ? std::move(other) : std::move(one);
}

Row row_of(const StaffMember& manager, const Scene& scene) {
    return {.icon = Icon::badge, .title = manager.name.in(scene.state.language), .leads_on = true};
}

// What is asked for, by whom, and every fact that bears on it.
class RequestPane {
  public:
    RequestPane(Kit& kit, const Scene& scene, float width)
        : evidence_(kit, scene, scene.state.current->decision, width) {
        const auto& words = scene.words;
        const auto& view = *scene.state.current;
        say("manager.question", words.say("manager.question"), Style::secondary, Ink::secondary);
        if (view.proposal)
            say_time_left(kit, view.proposal->expires_wall_ms - scene.wall_ms, width, words);
        say("manager.what", goods_in_words(scene.state, scene.words), Style::title, Ink::ink);
        say("manager.value",
            words.say("manager.remedy",
                      {{"remedy", offer_in_words(scene.state.decision.offer, words)}, {"value", view.value}}),
            Style::title, Ink::primary);
        if (view.decision.at_stake)
            say("manager.at_stake",
                words.say(view.whole ? "decision.judged_together" : "decision.costs_today",
                          {{"price", *view.decision.at_stake}}),
                Style::body, Ink::ink);
        say_what_goes_home(view, words);
        say("manager.complaint", words.say(complaint_word(view.claim.complaint)), Style::body, Ink::ink);
        if (const auto& requester = scene.state.manager.requester)
            say("manager.asked_by",
                words.say("manager.asked_by", {{"name", name_of(*requester, scene.state.language)}}), Style::secondary,
                Ink::secondary);
        say_what_was_asked(scene);
        ways_ = offer_chips(scene, "manager", scene.state.decision.offer);
        languages_ = languages_of_customer(scene, "manager");
        chips_height_ = chip_flow_height(kit, ways_, width);
        languages_height_ = chip_flow_height(kit, languages_, width);
        ways_height_ = ways_.empty() ? 0 : chips_height_ + 16;
        height_ = evidence_.height() + ways_height_ + 16 + languages_height_;
        for (const auto& sentence : sentences_)
            height_ += sentence.at_the_end ? 0 : kit.text_height(sentence.text, sentence.style, width) + 8;
    }

    float height() const { return height_; }

    Taken draw(Kit& kit, Rect area) const {
        Rect line;
        for (const auto& sentence : sentences_) {
            if (!sentence.at_the_end) {
                line = area.cut_top(kit.text_height(sentence.text, sentence.style, area.width));
                area.cut_top(8);
            }
            kit.text(line, sentence.key, sentence.text, sentence.style, sentence.ink,
                     sentence.at_the_end ? Align::end : Align::start);
        }
        const auto taken = evidence_.draw(kit, area.cut_top(evidence_.height()));
        area.cut_top(ways_height_ - chips_height_);
        const auto way = chip_flow(kit, area.cut_top(chips_height_), ways_);
        area.cut_top(16);
        return either(either(taken, way), chip_flow(kit, area, languages_));
    }

  private:
    struct Sentence {
        std::string key;
        std::string text;
        Style style;
        Ink ink;
        bool at_the_end = false; // of the line before
    };
    // Said anew each second, at the end of the question's line where it has room there.
    void say_time_left(Kit& kit, std::int64_t left_ms, float width, const text::Words& words) {
        left_ms = std::max<std::int64_t>(left_ms, 0);
        const auto seconds = (left_ms + 999) / 1000;
        say("manager.left", words.say("manager.left", {{"count", seconds}}), Style::secondary,
            seconds <= few_seconds ? Ink::warn : Ink::secondary);
        const auto room_of = [&](const Sentence& one) { return kit.text_width(one.text, one.style); };
        sentences_.back().at_the_end = room_of(sentences_.front()) + 24 + room_of(sentences_.back()) <= width;
        if (left_ms > 0)
            kit.ask_frame_at(kit.now_ms() + (left_ms - 1) % 1000 + 1);
    }
    void say_what_goes_home(const CaseView& view, const text::Words& words) {
        if (!view.proposal)
            return;
        if (const auto& instead = view.proposal->offer.instead)
            say("manager.instead", words.say("manager.instead", {{"item", instead->name}}), Style::body, Ink::ink);
        if (view.proposal->gift)
            say("manager.gift", words.say("manager.gift", {{"value", *view.proposal->gift}}), Style::body, Ink::warn);
    }
    void say_what_was_asked(const Scene& scene) {
        const auto& questions = scene.state.current->questions;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            const auto number = std::to_string(i + 1);
            const auto& asked = questions[i];
            say("manager.asked_back." + number,
                scene.words.say("manager.asked_back",
                                {{"name", name_of(asker_of(scene.state, asked), scene.state.language)},
                                 {"question", question_in_words(asked.question, scene.words)}}),
                Style::secondary, Ink::secondary);
            if (!asked.answer.empty())
                say("manager.answered." + number,
                    scene.words.say("manager.answered", {{"answer", answer_in_words(asked.answer, scene.words)}}),
                    Style::body, Ink::ink);
        }
    }
    void say(std::string key, std::string text, Style style, Ink ink) {
        sentences_.push_back({std::move(key), std::move(text), style, ink});
    }

    std::vector<Sentence> sentences_;
    EvidenceRows evidence_;
    std::vector<Chip> ways_; // what the manager may rather give
    std::vector<Chip> languages_;
    float chips_height_ = 0;
    float languages_height_ = 0;
    float ways_height_ = 0; // with the gap above
    float height_ = 0;
};

// On its card, scrolling where the card is too low.
Taken request_card(Kit& kit, Rect card, float padding, const Scene& scene) {
    kit.card(card, Surface::surface);
    const Rect inside = card.inset(padding);
    const RequestPane pane(kit, scene, inside.width - Kit::scrollbar_room());
    Rect content = kit.begin_scroll(inside, "manager.evidence", pane.height());
    content.width = inside.width - Kit::scrollbar_room();
    const Taken taken = pane.draw(kit, content);
    kit.end_scroll();
    return taken;
}

std::string asked(const Scene& scene) {
    return scene.words.say(scene.state.manager.managers.empty() ? "manager.nobody_else" : "manager.who");
}

float names_height(Kit& kit, const Scene& scene, float width) {
    float height = kit.text_height(asked(scene), Style::heading, width) + 16;
    for (const auto& manager : scene.state.manager.managers)
        height += kit.row_height(row_of(manager, scene), width) + 8;
    return height;
}

Taken names(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto sentence = asked(scene);
    kit.text(area.cut_top(kit.text_height(sentence, Style::heading, area.width)), "manager.who", sentence,
             Style::heading);
    area.cut_top(16);
    const auto& managers = scene.state.manager.managers;
    for (std::size_t i = 0; i < managers.size(); ++i) {
        const Row row = row_of(managers[i], scene);
        if (kit.row(area.cut_top(kit.row_height(row, area.width)), "manager.name." + std::to_string(i + 1), row))
            taken = ChooseApprover{i};
        area.cut_top(8);
    }
    return taken;
}

const char* still_missing(const ManagerState& manager) {
    if (manager.checking)
        return "manager.checking";
    if (manager.needed == ProofNeeded::both && !manager.badge_shown)
        return "manager.badge_too";
    return manager.needed == ProofNeeded::either && manager.pin.empty() ? "manager.badge_or_pin" : "manager.pin_first";
}

Enabled ready(const Scene& scene) {
    const auto& manager = scene.state.manager;
    return {can_answer(manager) && !manager.checking, scene.words.say(still_missing(manager))};
}

Taken other_key(Kit& kit, Rect place, const Scene& scene) {
    if (kit.button(place, "manager.other", Look::ghost, Icon::person, scene.words.say("manager.other_person")))
        return ChooseApprover{};
    return std::nullopt;
}

// Why not, and what is said to the customer then.
Taken reasons(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const float width = area.width - Kit::scrollbar_room();
    const auto question = words.say("manager.why_not");
    const auto row_for = [&](std::string_view reason) {
        const auto key = "decline." + std::string(reason);
        return Row{.icon = Icon::chat,
                   .title = words.say(key),
                   .detail = said_to_customer(scene, key + "_say"),
                   .leads_on = true};
    };
    float height = kit.text_height(question, Style::heading, width) + 16 + 56;
    for (const auto reason : decline_reasons())
        height += kit.row_height(row_for(reason), width) + 8;
    Rect content = kit.begin_scroll(area, "manager.reasons", height);
    content.width = width;
    kit.text(content.cut_top(kit.text_height(question, Style::heading, width)), "manager.why_not", question,
             Style::heading);
    content.cut_top(16);
    Taken taken;
    for (const auto reason : decline_reasons()) {
        const Row row = row_for(reason);
        if (kit.row(content.cut_top(kit.row_height(row, width)), "decline." + std::string(reason), row))
            taken = Decline{reason};
        content.cut_top(8);
    }
    if (kit.button(content.cut_top(56), "manager.reasons.back", Look::ghost, Icon::back, words.say("manager.back")))
        taken = BackToAnswers{};
    kit.end_scroll();
    return taken;
}

// A manager's answers at the bottom of the area: confirm, and below it talk it over, or ask something first. Where
// there is little room, these two leave it to what is asked until one of them can be given.
Taken answers(Kit& kit, Rect& area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto enabled = ready(scene);
    const auto decline_words = words.say("manager.decline");
    const auto ask_words = words.say("manager.ask");
    const auto reason = enabled.yes ? std::string() : enabled.reason;
    constexpr float low = 420;
    const bool confirm_alone = !enabled.yes && area.height < low;
    const float half = area.column(0, 2, 12).width;
    const float second = std::max(kit.button_height(Look::secondary, Icon::chat, decline_words, reason, half),
                                  kit.button_height(Look::secondary, Icon::help, ask_words, reason, half));
    Rect bar = area.cut_bottom(confirm_alone ? 76 : 76 + 12 + second);
    area.cut_bottom(12);
    if (kit.button(bar.cut_top(76), "manager.approve", Look::primary, Icon::verified, words.say("manager.approve"),
                   enabled.yes ? say_of_claim(scene, "manager.approve_effect", "decision.ask_effect") : std::string(),
                   enabled))
        taken = Approve{};
    if (confirm_alone)
        return taken;
    bar.cut_top(12);
    if (kit.button(bar.column(0, 2, 12), "manager.decline", Look::secondary, Icon::chat, decline_words, {}, enabled))
        taken = Decline{};
    if (kit.button(bar.column(1, 2, 12), "manager.ask", Look::secondary, Icon::help, ask_words, {}, enabled))
        taken = OpenQuestions{};
    return taken;
}

Taken pin(Kit& kit, Rect area, const PinPad& pad, const Scene& scene) {
    const auto title =
        scene.words.say("manager.pin", {{"name", scene.state.manager.approver->name.in(scene.state.language)}});
    const float title_height = kit.text_height(title, Style::heading, area.width - Kit::scrollbar_room());
    const float above = title_height + pad.gap;
    area = kit.begin_scroll(area, "manager.keys", above + pin_pad_height_in(kit, pad, area.height - above));
    kit.text(area.cut_top(title_height), "manager.pin_of", title, Style::heading, Ink::ink, Align::center);
    area.cut_top(pad.gap);
    auto taken = pin_pad(kit, area, pad, scene);
    kit.end_scroll();
    return taken;
}

Taken back_key(Kit& kit, Rect place, const Scene& scene) {
    if (kit.button(place, "manager.back", Look::ghost, Icon::back, scene.words.say("manager.next_customer")))
        return ParkCase{};
    return std::nullopt;
}

// Without an answer: to the next customer, or to another manager.
float ways_out_height(Kit& kit, float width, const Scene& scene) {
    const float half = (width - 12) / 2;
    return std::max({56.0f,
                     kit.button_height(Look::ghost, Icon::back, scene.words.say("manager.next_customer"), {}, half),
                     kit.button_height(Look::ghost, Icon::person, scene.words.say("manager.other_person"), {}, half)});
}

Taken ways_out(Kit& kit, Rect area, const Scene& scene) {
    const auto taken = back_key(kit, area.column(0, 2, 12), scene);
    return either(taken, other_key(kit, area.column(1, 2, 12), scene));
}

Taken ask_in_two_panes(Kit& kit, Rect area, const Scene& scene) {
    Rect side = area.cut_start(area.width * 0.5f);
    area.cut_start(24);
    const auto& manager = scene.state.manager;
    Taken taken = manager.approver ? ways_out(kit, side.cut_bottom(ways_out_height(kit, side.width, scene)), scene)
                                   : back_key(kit, side.cut_bottom(56), scene);
    side.cut_bottom(16);
    taken = either(taken, request_card(kit, side, 24, scene));
    if (!manager.approver)
        return either(taken, names(kit, area, scene));
    if (manager.declining)
        return either(taken, reasons(kit, area, scene));
    if (manager.asking)
        return either(taken, questions_to_ask(kit, area, scene));
    taken = either(taken, answers(kit, area, scene));
    return either(taken, pin(kit, area, {"manager.dots", "manager.pin", manager.pin.size()}, scene));
}

// First the request with the names below it; then the keypad stands beside what is left of the request.
Taken ask_in_one_pane(Kit& kit, Rect area, const Scene& scene) {
    if (!scene.state.manager.approver) {
        Taken taken = back_key(kit, area.cut_bottom(56), scene);
        area.cut_bottom(12);
        const float width = area.width - Kit::scrollbar_room();
        const RequestPane pane(kit, scene, width);
        const float names_room = names_height(kit, scene, width);
        Rect content = kit.begin_scroll(area, "manager.all", names_room + 20 + pane.height());
        content.width = width;
        taken = either(taken, names(kit, content.cut_top(names_room), scene));
        content.cut_top(20);
        taken = either(taken, pane.draw(kit, content));
        kit.end_scroll();
        return taken;
    }
    if (scene.state.manager.declining)
        return reasons(kit, area, scene);
    if (scene.state.manager.asking)
        return questions_to_ask(kit, area, scene);
    Rect keys = area.cut_end(std::max(Kit::keypad_width() + Kit::scrollbar_room(), area.width * 0.36f));
    area.cut_end(16);
    Taken taken =
        pin(kit, keys, {"manager.dots", "manager.pin", scene.state.manager.pin.size(), Style::heading, 4}, scene);
    const Rect ways = area.cut_bottom(ways_out_height(kit, area.width, scene));
    area.cut_bottom(8);
    taken = either(taken, answers(kit, area, scene));
    taken = either(taken, request_card(kit, area, 12, scene));
    return either(taken, ways_out(kit, ways, scene));
}

} // namespace

std::span<const std::string_view> decline_reasons() {
    static constexpr std::string_view all[] = {"look_together", "more_to_find_out", "put_right_before",
                                               "not_from_here"};
    return all;
}

bool can_answer(const ManagerState& manager) {
    const bool has_pin = manager.pin.size() >= shortest_pin;
    switch (manager.needed) {
    case ProofNeeded::pin:
        return has_pin;
    case ProofNeeded::either:
        return has_pin || (manager.badge_shown && manager.pin.empty());
    case ProofNeeded::both:
        break;
    }
    return has_pin && manager.badge_shown;
}

Taken manager_screen(Kit& kit, Rect area, const Scene& scene) {
    const bool low = area.height < Kit::keypad_height(false) + answers_room; // no room for both, one below the other
    return kit.layout() == Layout::compact || low ? ask_in_one_pane(kit, area, scene)
                                                  : ask_in_two_panes(kit, area, scene);
}

} // namespace makegood::ui
