#include "terminal/command/case_story.hpp"

#include "terminal/policy/decision_words.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood {

namespace {

void add_given(std::vector<StoryStep>& story, const GrantedRemedy& remedy, const text::Words& words) {
    auto gives = offer_in_words(remedy.offer, words);
    if (remedy.offer.instead)
        gives = words.say("command.show.story.instead",
                          {{"remedy", gives}, {"instead", text::plain(remedy.offer.instead->name)}});
    const auto says = words.say("command.show.story.worth", {{"remedy", text::Phrase{gives}}, {"value", remedy.value}});
    const auto* manager = std::get_if<ManagerAuthority>(&remedy.authority);
    const bool is_told_already = manager != nullptr && manager->approver == remedy.given_by;
    if (manager != nullptr)
        story.push_back({"confirmed", manager->approver, remedy.given_at});
    story.push_back({"given", is_told_already ? StaffId() : remedy.given_by, remedy.given_at, says});
    if (remedy.redeemed_at)
        story.push_back({"redeemed", {}, remedy.redeemed_at});
}

// The register's own: the receiving, and the answer that was the remedy, are told already.
bool is_told_by_the_case(const CareMoment& moment, const CaseView& view) {
    if (moment.step == CareStep::received)
        return true;
    const auto at = view.remedy ? view.remedy->given_at : view.declined_at.value_or(view.opened_at);
    return moment.step == CareStep::answered && !moment.has_words && moment.at == at;
}

} // namespace

std::vector<StoryStep> story_of(const CaseView& view, const std::vector<CareMoment>& care, const text::Words& words) {
    std::vector<StoryStep> story{{"opened", view.opened_by, view.opened_at}};
    for (const auto& asked : view.asked)
        story.push_back({"manager_asked", asked.by, asked.at});
    for (const auto& asked : view.questions) {
        story.push_back({"asked", asked.by, asked.at, question_in_words(asked.question, words)});
        if (!asked.answer.empty())
            story.push_back({"answered", asked.answered_by, asked.answered_at.value_or(asked.at),
                             answer_in_words(asked.answer, words)});
    }
    for (const auto& gone : view.taken_back) {
        add_given(story, gone.remedy, words);
        story.push_back({"taken_back", gone.by, gone.at});
    }
    if (view.remedy)
        add_given(story, *view.remedy, words);
    if (view.tied_at)
        story.push_back({"tied", {}, view.tied_at});
    for (const auto& moment : care)
        if (!is_told_by_the_case(moment, view))
            story.push_back({"care_" + std::string(storage::event_name(moment.step)), moment.by, moment.at,
                             text::plain(moment.step == CareStep::assessed ? moment.cause : moment.to)});
    if (view.declined_by)
        story.push_back({"declined", *view.declined_by, view.declined_at.value_or(view.opened_at)});
    std::ranges::stable_sort(story, {}, &StoryStep::at);
    for (const auto& look : view.looks)
        if (look.looked_by)
            story.push_back({look.to_countersign ? "countersigned" : "looked_at", *look.looked_by});
    return story;
}

Json document_of(const StoryStep& step) {
    return Json::object({{"what", step.what},
                         {"by", step.by.text().empty() ? Json() : Json(text::plain(step.by.text()))},
                         {"at", step.at ? Json(step.at->to_iso()) : Json()},
                         {"says", step.says.empty() ? Json() : Json(step.says)}});
}

void say(const Console& console, const StoryStep& step) {
    const auto& words = console.words();
    auto line = words.say("command.show.story." + step.what);
    if (!step.by.text().empty())
        line = words.say("command.show.story.by",
                         {{"who", text::Code{text::plain(step.by.text())}}, {"what", text::Phrase{line}}});
    if (step.at)
        line = words.say("command.show.story.at", {{"when", *step.at}, {"what", text::Phrase{line}}});
    if (!step.says.empty())
        line = words.say("command.show.story.says", {{"what", text::Phrase{line}}, {"says", step.says}});
    console.say("command.show.fact", {{"fact", text::Phrase{line}}});
}

} // namespace makegood
