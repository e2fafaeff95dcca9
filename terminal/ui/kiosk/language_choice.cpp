#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

namespace {

constexpr float gap_below_question = 20;
constexpr float language_key_height = 72;
constexpr float language_key_gap = 16;

} // namespace

float language_choice_height(Kit& kit, float width, std::string_view question) {
    return kit.text_height(question, Style::title, width) + gap_below_question +
           2 * (language_key_height + language_key_gap);
}

std::optional<Language> language_choice(Kit& kit, Rect area, std::string_view question, const Scene& scene) {
    std::optional<Language> chosen;
    kit.text(area.cut_top(kit.text_height(question, Style::title, area.width)), "first.question", question,
             Style::title);
    area.cut_top(gap_below_question);
    for (const auto one : {Language::english, Language::persian}) {
        const std::string code(text::code_of(one));
        if (kit.button(area.cut_top(language_key_height), "first.language." + code, Look::secondary, Icon::language,
                       scene.words.say("language." + code)))
            chosen = one;
        area.cut_top(language_key_gap);
    }
    return chosen;
}

} // namespace makegood::ui
