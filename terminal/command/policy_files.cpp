#include "terminal/command/policy_files.hpp"

#include "terminal/policy/policy_file.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

std::optional<Policy> taken_policy(const Console& console, const std::filesystem::path& file) {
    auto policy = read_policy(file);
    if (policy)
        return std::move(*policy);
    console.complain("command.policy.wrong", {{"detail", text::plain(policy.error().text())}});
    console.document(Json::object({{"taken", false}, {"error", text::plain(policy.error().text())}}));
    return std::nullopt;
}

std::string outcome_in_words(Outcome outcome, const text::Words& words) {
    return words.say("command.policy.outcome", {{"outcome", text::Choice{name_of(outcome)}}});
}

} // namespace makegood
