#include "terminal/plugin/answer_case.hpp"

#include "terminal/policy/decision_words.hpp"
#include "terminal/storage/event_names.hpp"

#include <algorithm>

namespace makegood::plugin {

namespace {

// The border counts from 1; 0 says nothing.
template <class Enum>
std::int32_t number_of(Enum value) {
    return static_cast<std::int32_t>(value) + 1;
}
static_assert(static_cast<int>(CaseState::closed) + 1 == MAKEGOOD_CLOSED);
static_assert(static_cast<int>(Complaint::quality) + 1 == MAKEGOOD_QUALITY);
static_assert(static_cast<int>(Remedy::apology) + 1 == MAKEGOOD_APOLOGY_LETTER);
static_assert(static_cast<int>(Outcome::manager_decides) + 1 == MAKEGOOD_MANAGER_DECIDES);
static_assert(static_cast<int>(Direction::unknown) + 1 == MAKEGOOD_NOT_KNOWN);
static_assert(static_cast<int>(ProofNeeded::both) + 1 == MAKEGOOD_PIN_AND_BADGE);
static_assert(static_cast<int>(SlipLineKind::bar_code) + 1 == MAKEGOOD_BAR_CODE);
static_assert(static_cast<int>(Language::persian) + 1 == MAKEGOOD_PERSIAN);

std::vector<const makegood_evidence*> evidence_of(Answer& answer, const CaseView& view, const text::Words& words) {
    std::vector<const makegood_evidence*> evidence;
    for (const auto& fact : view.decision.evidence)
        evidence.push_back(
            answer.make<makegood_evidence>({.direction = number_of(fact.direction),
                                            .line = fact.line ? static_cast<std::int32_t>(*fact.line) : 0,
                                            .finding = answer.text(storage::event_name(fact.finding)),
                                            .sentence = answer.text(fact_in_words(fact, words))}));
    return evidence;
}

std::vector<const makegood_rule_answer*> rules_of(Answer& answer, const CaseView& view, const text::Words& words) {
    std::vector<const makegood_rule_answer*> rules;
    for (const auto& rule : view.decision.answers)
        rules.push_back(answer.make<makegood_rule_answer>({.decision = number_of(rule.outcome),
                                                           .spoke = rule.spoke,
                                                           .decided = rule.rule == view.decision.deciding_rule,
                                                           .rule = answer.text(rule.rule),
                                                           .sentence = answer.text(reason_in_words(rule, words))}));
    return rules;
}

std::vector<const makegood_claimed_line*> lines_of(Answer& answer, const Claim& claim) {
    std::vector<const makegood_claimed_line*> lines;
    for (const auto& part : by_line(claim))
        lines.push_back(answer.make<makegood_claimed_line>(
            {.line = static_cast<std::int32_t>(part.line), .quantity_milli = part.quantity.milli()}));
    return lines;
}

void tell_remedy(makegood_case& told_case, Answer& answer, const CaseView& view) {
    const auto& remedy = *view.remedy;
    const auto* manager = std::get_if<ManagerAuthority>(&remedy.authority);
    told_case.remedy = number_of(remedy.offer.remedy);
    told_case.granted = told(remedy.value);
    told_case.given_by = answer.text(giver_of(remedy).text());
    told_case.confirmed_by = answer.text(manager != nullptr ? manager->approver.text() : "");
    told_case.promised_for = answer.text(remedy.offer.promised_for ? remedy.offer.promised_for->to_iso() : "");
    told_case.slip = told(answer, remedy.slip.number, remedy.slip.document, false);
}

} // namespace

const makegood_stock_movement* told(Answer& answer, const StockMovement& movement, const CaseId& case_id,
                                    CivilTime at) {
    return answer.make<makegood_stock_movement>({.code = answer.text(movement.code.text()),
                                                 .quantity_milli = movement.quantity.milli(),
                                                 .reason = answer.text(storage::event_name(movement.reason)),
                                                 .case_id = answer.text(case_id.text()),
                                                 .moved_at = answer.text(at.to_iso())});
}

const makegood_document* told(Answer& answer, const SlipNumber& number, const SlipDocument& document, bool is_copy) {
    std::vector<const makegood_document_line*> lines;
    for (const auto& line : document.lines)
        lines.push_back(answer.make<makegood_document_line>(
            {.style = number_of(line.kind), .text = answer.text(line.text), .value = answer.text(line.value)}));
    const auto count = lines.size();
    return answer.make<makegood_document>({.language = number_of(document.language),
                                           .number = answer.text(number.text()),
                                           .copy_mark = answer.text(is_copy ? document.copy_mark : ""),
                                           .lines = answer.list(std::move(lines)),
                                           .line_count = count});
}

const makegood_case* told(Answer& answer, const CaseView& view, const CaseSetting& setting) {
    const auto& words = setting.words;
    const auto offer = view.remedy     ? view.remedy->offer
                       : view.proposal ? view.proposal->offer
                                       : usual_offer(view.claim, true);
    const char* const nothing = answer.text("");
    makegood_case told_case{
        .state = number_of(view.state),
        .id = answer.text(view.id.text()),
        .receipt = view.claim.told ? nothing : answer.text(view.claim.receipt.key.to_text()),
        .revision = view.claim.receipt.revision,
        .line = static_cast<std::int32_t>(view.claim.line),
        .quantity_milli = view.claim.quantity.milli(),
        .complaint = number_of(view.claim.complaint),
        .decision = number_of(view.decision.outcome),
        .value = told(view.value),
        .failure = answer.text(storage::event_name(view.decision.failure)),
        .why = answer.text(reason_in_words(view.decision, words)),
        .to_say = answer.text(sentence_for_customer(view.decision, offer, words)),
        .proposal = view.proposal ? answer.text(view.proposal->id.text()) : nothing,
        .proposal_left_ms =
            view.proposal ? std::max<std::int64_t>(view.proposal->expires_wall_ms - setting.wall_ms, 0) : 0,
        .proof = number_of(proof_needed(setting.approval, judged_value(view))),
        .given_by = nothing,
        .confirmed_by = nothing,
        .promised_for = nothing,
        .declined_by = view.declined_by ? answer.text(view.declined_by->text()) : nothing,
        .declined_reason = answer.text(view.declined_reason),
    };
    auto evidence = evidence_of(answer, view, words);
    told_case.evidence_count = evidence.size();
    told_case.evidence = answer.list(std::move(evidence));
    auto rules = rules_of(answer, view, words);
    told_case.rule_count = rules.size();
    told_case.rules = answer.list(std::move(rules));
    auto lines = view.claim.told ? std::vector<const makegood_claimed_line*>() : lines_of(answer, view.claim);
    told_case.line_count = lines.size();
    told_case.lines = answer.list(std::move(lines));
    if (view.remedy)
        tell_remedy(told_case, answer, view);
    return answer.make(told_case);
}

} // namespace makegood::plugin
