#include "terminal/ui/kiosk/questions.hpp"

#include "terminal/policy/decision_words.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float question_padding = 20;

std::vector<Chip> answers_to_tap(const Scene& scene) {
    std::vector<Chip> chips;
    for (const auto ready : ready_answers()) {
        const auto key = "answer." + std::string(ready);
        chips.push_back({key, scene.words.say(key), scene.state.decision.ready_answer == ready, AnswerQuestion{ready}});
    }
    return chips;
}

} // namespace

std::span<const std::string_view> ready_questions() {
    static constexpr std::string_view all[] = {"seen_goods", "looked_around", "in_their_words", "paper_at_hand",
                                               "would_help"};
    return all;
}

std::span<const std::string_view> ready_answers() {
    static constexpr std::string_view all[] = {"yes", "no", "customer_says_so", "not_there", "cannot_tell"};
    return all;
}

const StaffMember& asker_of(const KioskState& state, const AskedBack& asked) {
    return *std::ranges::find(state.askers, asked.by, &StaffMember::id);
}

Taken questions_to_ask(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    FormColumn column(kit, area.width - Kit::scrollbar_room());
    column.add_text("question.title", words.say("question.title"), Style::heading, Ink::ink);
    for (const auto ready : ready_questions()) {
        const auto key = "question." + std::string(ready);
        const Row row{.icon = Icon::help, .title = words.say(key), .leads_on = true};
        column.add(kit.row_height(row, column.width()), [&kit, &taken, key, row, ready](Rect place) {
            if (kit.row(place, key, row))
                taken = AskBack{ready};
        });
    }
    column.add(kit.field_height(), [&](Rect place) {
        kit.field(place, "question.own", scene.state.manager.question, words.say("question.own"),
                  words.say("question.placeholder"), FieldKind::text);
    });
    const auto add_key = [&](const char* key, Look look, Icon icon, const char* word, const Action& action) {
        const auto label = words.say(word);
        column.add(kit.button_height(look, icon, label, {}, column.width()),
                   [&kit, &taken, key, look, icon, label, action](Rect place) {
                       if (kit.button(place, key, look, icon, label))
                           taken = action;
                   });
    };
    add_key("question.ask", Look::primary, Icon::forward, "question.ask", AskBack{});
    add_key("question.back", Look::ghost, Icon::back, "manager.back", BackToAnswers{});
    column.draw(area, "manager.questions");
    return taken;
}

void add_answer(Kit& kit, FormColumn& column, const Scene& scene, Taken& taken) {
    const auto* asked = open_question(*scene.state.current);
    if (asked == nullptr)
        return;
    const auto& words = scene.words;
    const auto by =
        words.say("answer.asked_by", {{"name", name_of(asker_of(scene.state, *asked), scene.state.language)}});
    const auto question = question_in_words(asked->question, words);
    const float width = column.width() - 2 * question_padding;
    const float by_height = kit.text_height(by, Style::secondary, width) + 4;
    const float height = 2 * question_padding + by_height + kit.text_height(question, Style::heading, width);
    column.add(height, [&kit, by, question, by_height](Rect place) {
        kit.card(place, Surface::info_tint);
        place = place.inset(question_padding);
        kit.text(place.cut_top(by_height), "answer.asked_by", by, Style::secondary, Ink::secondary);
        kit.text(place, "answer.question", question, Style::heading, Ink::info);
        kit.mark_live("answer.question");
    });
    const auto chips = answers_to_tap(scene);
    column.add(chip_flow_height(kit, chips, column.width()), [&kit, &taken, chips](Rect place) {
        if (auto tapped = chip_flow(kit, place, chips))
            taken = std::move(tapped);
    });
    column.add(kit.field_height(), [&kit, &scene, &words](Rect place) {
        kit.field(place, "answer.words", scene.state.decision.answer, words.say("answer.words"),
                  words.say("answer.placeholder"), FieldKind::text);
    });
}

} // namespace makegood::ui
