#include "terminal/command/commands.hpp"
#include "terminal/command/policy_files.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/recovery/policy_doubts.hpp"

namespace makegood {

namespace {

// In which the shop sells, where there is data that tells.
std::optional<Currency> shops_currency(const Console& console, const std::filesystem::path& data) {
    const auto reader = storage::StorageReader::open({data, console.folders().schema()});
    return reader ? (*reader)->facts().newest_currency().value_or(std::nullopt) : std::nullopt;
}

std::string name_of(PolicyDoubtKind kind) {
    switch (kind) {
    case PolicyDoubtKind::never_speaks:
        return "never_speaks";
    case PolicyDoubtKind::currency_missing:
        return "currency_missing";
    case PolicyDoubtKind::strangers_not_told:
        return "strangers_not_told";
    case PolicyDoubtKind::nothing_is_given_now:
        break;
    }
    return "nothing_is_given_now";
}

std::string in_words(const PolicyDoubt& doubt, const text::Words& words) {
    const bool of_budget = doubt.kind == PolicyDoubtKind::currency_missing && doubt.rule.empty();
    return words.say("command.policy.doubt." + (of_budget ? "budget_currency_missing" : name_of(doubt.kind)),
                     {{"line", doubt.line},
                      {"rule", text::Code{text::plain(doubt.rule)}},
                      {"currency", text::Code{doubt.currency ? std::string(doubt.currency->code()) : ""}}});
}

} // namespace

Exit policy_check_command(const Console& console, const PolicyCheckOptions& options) {
    auto file = options.file;
    if (file.empty()) {
        const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
        if (!config)
            return console.fail(config.error());
        file = config->policy.empty() ? console.folders().policy() : config->policy;
    }
    const auto policy = taken_policy(console, file);
    if (!policy)
        return Exit::refused;
    const auto doubts = doubts_about(*policy, shops_currency(console, options.data));
    console.say(doubts.empty() ? "command.policy.sound" : "command.policy.doubtful",
                {{"file", text::Code{text::plain(file.filename().string())}},
                 {"rules", policy->rules.size()},
                 {"version", text::Code{policy->version}}});
    Json list = Json::array();
    for (const auto& doubt : doubts) {
        const auto sentence = in_words(doubt, console.words());
        console.line(sentence);
        list.push_back(Json::object({{"kind", name_of(doubt.kind)},
                                     {"rule", doubt.rule.empty() ? Json() : Json(doubt.rule)},
                                     {"line", doubt.line == 0 ? Json() : Json(doubt.line)},
                                     {"currency", doubt.currency ? Json(doubt.currency->code()) : Json()},
                                     {"sentence", text::without_isolates(sentence)}}));
    }
    console.document(Json::object({{"taken", true},
                                   {"file", file.string()},
                                   {"version", policy->version},
                                   {"rules", policy->rules.size()},
                                   {"doubts", list}}));
    return Exit::done;
}

} // namespace makegood
