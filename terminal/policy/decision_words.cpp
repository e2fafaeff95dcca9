#include "terminal/policy/decision_words.hpp"

#include "terminal/storage/event_names.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

// What is known of the finding, else one such thing.
Evidence fact_of(const Decision& decision, Finding finding) {
    const auto found = std::ranges::find(decision.evidence, finding, &Evidence::finding);
    return found == decision.evidence.end() ? Evidence{.finding = finding, .count = 1} : *found;
}

} // namespace

std::string reason_in_words(const RuleAnswer& answer, const text::Words& words) {
    if (is_of_the_house(answer.rule))
        return words.say("decision." + answer.rule);
    return answer.says.in(words.language());
}

std::string reason_in_words(const Decision& decision, const text::Words& words) {
    const auto* deciding = deciding_answer(decision);
    return deciding != nullptr ? reason_in_words(*deciding, words) : words.say("decision.no_rule");
}

std::string name_of(const Offer& offer) {
    if (is_goods(offer.remedy) && offer.promised_for)
        return "later";
    if (offer.remedy == Remedy::replacement && !offer.at_hand)
        return "fetch";
    return storage::event_name(offer.remedy);
}

std::string offer_in_words(const Offer& offer, const text::Words& words) {
    return words.say("remedy." + name_of(offer));
}

std::string sentence_for_customer(const Decision& decision, const Offer& offer, const text::Words& words) {
    const auto* deciding = deciding_answer(decision);
    if (deciding != nullptr && deciding->customer)
        return deciding->customer->in(words.language());
    if (decision.outcome != Outcome::give_now)
        return words.say("decision.say_manager");
    return words.say("decision.say_give." + name_of(offer));
}

std::string fact_in_words(const Evidence& fact, const text::Words& words) {
    if (fact.finding == Finding::told_by_till)
        return words.say("evidence.told_by_till", {{"said", text::plain(fact.said)}});
    return words.say("evidence." + storage::event_name(fact.finding),
                     {{"quantity", Quantity::of_milli(fact.count)}, {"count", fact.count}});
}

ChangeWords change_in_words(const Decision& decision, const Change& change, const text::Words& words) {
    return {words.say("decision.change", {{"way", text::Choice{way_of(change)}},
                                          {"outcome", text::Choice{storage::event_name(change.outcome)}}}),
            fact_in_words(fact_of(decision, change.finding), words)};
}

std::string way_of(const Change& change) {
    return change.if_it_spoke ? storage::event_name(*change.if_it_spoke) : "gone";
}

std::string fact_of_line_in_words(std::string_view fact, const LineItem& line, const text::Words& words) {
    return words.say("evidence.of_line", {{"item", text::name_of(line)}, {"fact", text::Phrase{std::string(fact)}}});
}

namespace {

// Journals of others may have ready ones that have no words here.
std::string in_words(const Remark& remark, const std::string& kind, const text::Words& words) {
    const auto key = kind + "." + remark.ready;
    const auto ready = words.knows(key) ? words.say(key) : remark.ready;
    const auto own = text::plain(remark.words);
    if (ready.empty() || own.empty())
        return ready + own;
    return words.say("answer.both", {{"ready", ready}, {"words", own}});
}

} // namespace

std::string question_in_words(const Remark& question, const text::Words& words) {
    return in_words(question, "question", words);
}

std::string answer_in_words(const Remark& answer, const text::Words& words) {
    return in_words(answer, "answer", words);
}

} // namespace makegood
