#include "terminal/plugin/hearing.hpp"

#include "terminal/plugin/given.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <exception>

namespace makegood::plugin {

namespace {

constexpr std::size_t longest_sentence = 300;
constexpr std::size_t longest_rule = 60;

std::string short_text(Given& given, const char* said, std::string_view name, std::size_t longest) {
    auto text = given.needed(said, name);
    if (text.size() > longest)
        given.refuse(name, "is longer than " + std::to_string(longest) + " bytes");
    return text::plain(text);
}

RuleAnswer answer_of(Given& given, const char* rule, Outcome outcome, const char* sentence) {
    const auto says = short_text(given, sentence, "sentence", longest_sentence);
    return {.rule = std::string(till_rule) + short_text(given, rule, "rule", longest_rule),
            .says = {says, says},
            .outcome = outcome,
            .spoke = true};
}

bool is_claimed(const Claim& claim, std::int32_t line) {
    const auto parts = by_line(claim);
    return std::ranges::any_of(parts, [&](const Claim& part) { return part.line == LineNumber{line}; });
}

// `work` reads what is said, and answers with what adds it.
template <class Work>
std::int32_t hear(makegood_hearing* face, Work work) noexcept {
    if (face == nullptr)
        return MAKEGOOD_BAD_ARGUMENT;
    auto& said = static_cast<Hearing*>(face)->said;
    try {
        Given given;
        const auto add = work(*static_cast<Hearing*>(face), given);
        if (!given.problem()) {
            add(said);
            return MAKEGOOD_OK;
        }
        said.problem = said.problem.value_or(*given.problem());
    } catch (const std::exception& exception) {
        said.problem = Failure{.detail = exception.what()};
    }
    return MAKEGOOD_BAD_ARGUMENT;
}

void refuse_where_only_a_veto_has_a_place(const Hearing& hearing, Given& given, std::string_view what) {
    if (hearing.place == Hearing::Place::for_a_veto)
        given.refuse(what, "has no place in this hook, where something is given already; a veto has");
}

std::int32_t add_evidence(makegood_hearing* face, std::int32_t direction, std::int32_t line, const char* sentence) {
    return hear(face, [&](const Hearing& hearing, Given& given) {
        refuse_where_only_a_veto_has_a_place(hearing, given, "evidence");
        if (line != 0 && !is_claimed(hearing.claim, line))
            given.refuse("line", "is none that is claimed");
        Evidence fact{.finding = Finding::told_by_till,
                      .direction = given.choice(direction, Direction::unknown, {}, "direction"),
                      .line = line == 0 ? std::nullopt : std::optional(LineNumber{line}),
                      .said = short_text(given, sentence, "sentence", longest_sentence)};
        return [fact = std::move(fact)](Said& said) { said.facts.push_back(fact); };
    });
}

std::int32_t add_answer(makegood_hearing* face, const char* rule, std::int32_t decision, const char* sentence) {
    return hear(face, [&](const Hearing& hearing, Given& given) {
        refuse_where_only_a_veto_has_a_place(hearing, given, "an answer");
        const auto outcome = given.choice(decision, Outcome::manager_decides, {}, "decision");
        auto answer = answer_of(given, rule, outcome, sentence);
        return [answer = std::move(answer)](Said& said) { said.answers.push_back(answer); };
    });
}

std::int32_t veto(makegood_hearing* face, const char* rule, const char* sentence) {
    return hear(face, [&](const Hearing&, Given& given) {
        auto answer = answer_of(given, rule, Outcome::manager_decides, sentence);
        return [answer = std::move(answer)](Said& said) { said.veto = said.veto.value_or(answer); };
    });
}

} // namespace

Hearing::Hearing(const Claim& of, Place where)
    : makegood_hearing{sizeof(makegood_hearing), plugin::add_evidence, plugin::add_answer, plugin::veto}, claim(of),
      place(where) {}

} // namespace makegood::plugin
