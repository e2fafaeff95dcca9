#include "terminal/command/commands.hpp"
#include "terminal/command/policy_files.hpp"
#include "terminal/command/receipt_document.hpp"
#include "terminal/policy/decision_words.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <functional>

namespace makegood {

namespace {

// What was given, else what would be first.
Offer offer_of(const CaseView& view) {
    return view.remedy ? view.remedy->offer : Offer{fitting_remedies(view.claim).front()};
}

storage::Stored<std::optional<CaseView>> case_or_slip(storage::CaseFile& cases, const std::string& number) {
    auto found = cases.find_case(CaseId(number));
    return !found || *found ? std::move(found) : cases.find_by_slip(SlipNumber(number));
}

std::string answer_name(const RuleAnswer& answer) {
    return answer.spoke ? "spoke" : answer.cannot_tell ? "cannot_tell" : "did_not_speak";
}

std::string of_line(const Evidence& fact, const std::optional<RetailTransaction>& receipt, const text::Words& words) {
    const auto* line = fact.line && receipt ? find_line(*receipt, *fact.line) : nullptr;
    const auto sentence = fact_in_words(fact, words);
    return line ? fact_of_line_in_words(sentence, *line, words) : sentence;
}

// The receipt may be gone.
void tell(const Console& console, const CaseView& view, const std::optional<RetailTransaction>& receipt,
          const text::Words& words) {
    const auto say = [&](std::string_view key, const text::Arguments& arguments = {}) {
        console.line(words.say(key, arguments));
    };
    const auto& decision = view.decision;
    const auto goods = receipt ? text::claimed_goods(*receipt, view.claim) : std::vector<text::Goods>();
    if (view.claim.told)
        say("command.policy.explain.told",
            {{"id", text::Code{view.id.text()}},
             {"when", view.opened_at},
             {"goods",
              text::Phrase{view.claim.told->item ? text::goods_in_words(goods, words) : words.say("told.service")}}});
    else
        say("command.policy.explain.case", {{"id", text::Code{view.id.text()}},
                                            {"when", view.opened_at},
                                            {"key", text::Code{text::plain(view.claim.receipt.key.to_text())}},
                                            {"line", static_cast<std::int32_t>(view.claim.line)},
                                            {"goods", text::Phrase{text::goods_in_words(goods, words)}}});
    say("command.policy.explain.claim",
        {{"complaint", words.say("complaint." + storage::event_name(view.claim.complaint))},
         {"failure", words.say("failure." + storage::event_name(decision.failure))},
         {"value", view.value}});
    if (decision.at_stake)
        say(view.whole ? "command.policy.explain.together" : "command.policy.explain.costs_today",
            {{"price", *decision.at_stake}});
    say("command.policy.explain.decision",
        {{"outcome", outcome_in_words(decision.outcome, words)}, {"version", text::Code{decision.policy_version}}});
    if (decision.deciding_rule.empty())
        console.line(reason_in_words(decision, words));
    for (const auto& answer : decision.answers)
        say("command.policy.explain.rule",
            {{"answer", text::Choice{answer.rule == decision.deciding_rule ? "decided" : answer_name(answer)}},
             {"rule", text::Code{text::plain(answer.rule)}},
             {"outcome", outcome_in_words(answer.outcome, words)},
             {"says", text::plain(reason_in_words(answer, words))}});
    for (const auto& fact : decision.evidence)
        say("command.policy.explain.evidence", {{"direction", text::Choice{storage::event_name(fact.direction)}},
                                                {"fact", of_line(fact, receipt, words)}});
    for (const auto& change : decision.changes) {
        const auto [says, fact] = change_in_words(decision, change, words);
        say("command.policy.explain.change", {{"change", text::Phrase{says}}, {"fact", text::Phrase{fact}}});
    }
    if (decision.free_up_to)
        say("command.policy.explain.free_up_to", {{"value", *decision.free_up_to}});
    if (decision.changes.empty() && !decision.free_up_to && decision.circumstances) // those of before were not asked
        say("command.policy.explain.no_change");
    if (decision.left_today)
        say("command.policy.explain.left_today", {{"left", *decision.left_today}});
    say("command.policy.explain.say",
        {{"sentence", text::plain(sentence_for_customer(decision, offer_of(view), words))}});
}

Json document_of(const CaseView& view, const text::Words& english, const text::Words& persian) {
    const auto both = [&](const std::function<std::string(const text::Words&)>& sentence) {
        return Json::object(
            {{"en", text::without_isolates(sentence(english))}, {"fa", text::without_isolates(sentence(persian))}});
    };
    const auto& decision = view.decision;
    Json evidence = Json::array(), rules = Json::array(), changes = Json::array();
    for (const auto& fact : decision.evidence)
        evidence.push_back(
            Json::object({{"finding", storage::event_name(fact.finding)},
                          {"direction", storage::event_name(fact.direction)},
                          {"count", fact.count},
                          {"line", fact.line ? Json(static_cast<std::int32_t>(*fact.line)) : Json()},
                          {"at", fact.at ? Json(fact.at->to_iso()) : Json()},
                          {"sentence", both([&](const auto& words) { return fact_in_words(fact, words); })}}));
    for (const auto& answer : decision.answers)
        rules.push_back(
            Json::object({{"rule", answer.rule},
                          {"outcome", name_of(answer.outcome)},
                          {"answer", answer_name(answer)},
                          {"decided", answer.rule == decision.deciding_rule},
                          {"says", both([&](const auto& words) { return reason_in_words(answer, words); })}}));
    for (const auto& change : decision.changes)
        changes.push_back(Json::object({{"finding", storage::event_name(change.finding)},
                                        {"way", way_of(change)},
                                        {"outcome", name_of(change.outcome)}}));
    return Json::object(
        {{"id", view.id.text()},
         {"receipt", view.claim.told ? Json() : Json(view.claim.receipt.key.to_text())},
         {"line", static_cast<std::int32_t>(view.claim.line)},
         {"quantity", number_of(view.claim.quantity)},
         {"more", lines_of(view.claim.more)},
         {"opened_at", view.opened_at.to_iso()},
         {"complaint", storage::event_name(view.claim.complaint)},
         {"failure", storage::event_name(decision.failure)},
         {"value", view.value.to_decimal()},
         {"currency", view.value.currency().code()},
         {"at_stake", decision.at_stake.value_or(view.value).to_decimal()},
         {"outcome", name_of(decision.outcome)},
         {"may_be_countersigned", decision.may_be_countersigned},
         {"deciding_rule", decision.deciding_rule.empty() ? Json() : Json(decision.deciding_rule)},
         {"policy_version", decision.policy_version},
         {"reason", both([&](const auto& words) { return reason_in_words(decision, words); })},
         {"customer", both([&](const auto& words) { return sentence_for_customer(decision, offer_of(view), words); })},
         {"left_today", decision.left_today ? Json(decision.left_today->to_decimal()) : Json()},
         {"rules", rules},
         {"evidence", evidence},
         {"changes", changes},
         {"free_up_to", decision.free_up_to ? Json(decision.free_up_to->to_decimal()) : Json()}});
}

} // namespace

Exit policy_explain_command(const Console& console, const std::filesystem::path& data, const std::string& number) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto found = case_or_slip((*reader)->cases(), number);
    if (!found)
        return console.fail(found.error());
    if (!*found) {
        console.complain("command.policy.explain.none", {{"number", text::Code{text::plain(number)}}});
        return Exit::refused;
    }
    const auto& view = **found;
    const auto stored = (*reader)->facts().find_receipt(view.claim.receipt);
    if (!stored)
        return console.fail(stored.error());
    const auto receipt = view.claim.told ? std::optional(as_told(view.claim))
                         : *stored       ? std::optional((*stored)->receipt)
                                         : std::nullopt;
    const auto english = text::Words::open(console.folders().words(), "en");
    const auto persian = text::Words::open(console.folders().words(), "fa");
    for (const auto* words : {&english, &persian})
        if (!*words)
            return console.fail(Error{"read", "the word catalogues", words->error()});
    const bool persian_first = console.words().language() == Language::persian;
    tell(console, view, receipt, persian_first ? *persian : *english);
    console.line("");
    tell(console, view, receipt, persian_first ? *english : *persian);
    console.document(document_of(view, *english, *persian));
    return Exit::done;
}

} // namespace makegood
