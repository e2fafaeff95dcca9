#include "terminal/command/commands.hpp"
#include "terminal/command/policy_files.hpp"
#include "terminal/storage/storage.hpp"
#include "workflows/recovery/replay.hpp"

#include <map>
#include <tuple>

namespace makegood {

namespace {

constexpr int cases_at_a_time = 200;

struct Worth {
    std::int64_t cases = 0;
    std::int64_t minor_units = 0;
};

// What another policy would have said, case by case.
class Replay {
  public:
    Replay(const Console& console, const Policy& policy) : console_(console), policy_(policy) {}

    void ask(const CaseView& past) {
        ++cases_;
        const auto again = decide_again(policy_, past);
        const auto before = past.decision.outcome;
        if (!again) {
            untold_.push_back(past.id.text());
            return;
        }
        if (again->outcome == before) {
            ++same_;
            return;
        }
        ++(again->outcome < before ? freer_ : stricter_);
        auto& worth = worths_[{before, again->outcome, std::string(past.value.currency().code())}];
        ++worth.cases;
        worth.minor_units += past.value.minor_units();
        console_.say("command.policy.replay.case", {{"id", text::Code{past.id.text()}},
                                                    {"when", past.opened_at},
                                                    {"before", outcome_in_words(before, console_.words())},
                                                    {"after", outcome_in_words(again->outcome, console_.words())},
                                                    {"value", past.value}});
        changed_.push_back(Json::object({{"id", past.id.text()},
                                         {"opened_at", past.opened_at.to_iso()},
                                         {"before", name_of(before)},
                                         {"after", name_of(again->outcome)},
                                         {"rule", again->deciding_rule},
                                         {"value", past.value.to_decimal()},
                                         {"currency", past.value.currency().code()}}));
    }

    Exit tell() const {
        console_.say(cases_ == 0 ? "command.policy.replay.none" : "command.policy.replay.summary",
                     {{"cases", cases_}, {"freer", freer_}, {"stricter", stricter_}, {"same", same_}});
        Json worths = Json::array();
        for (const auto& [way, worth] : worths_) {
            const auto& [before, after, currency] = way;
            const Money value(worth.minor_units, *Currency::from_code(currency));
            console_.say("command.policy.replay.worth", {{"before", outcome_in_words(before, console_.words())},
                                                         {"after", outcome_in_words(after, console_.words())},
                                                         {"count", worth.cases},
                                                         {"value", value}});
            worths.push_back(Json::object({{"before", name_of(before)},
                                           {"after", name_of(after)},
                                           {"cases", worth.cases},
                                           {"value", value.to_decimal()},
                                           {"currency", currency}}));
        }
        Json untold = Json::array();
        for (const auto& id : untold_)
            untold.push_back(id);
        if (!untold_.empty())
            console_.say("command.policy.replay.cannot_tell", {{"count", untold_.size()}});
        for (const auto& id : untold_)
            console_.line(id);
        console_.document(Json::object({{"policy_version", policy_.version},
                                        {"cases", cases_},
                                        {"freer", freer_},
                                        {"stricter", stricter_},
                                        {"same", same_},
                                        {"cannot_tell", untold},
                                        {"changed", changed_},
                                        {"worth", worths}}));
        return untold_.empty() ? Exit::done : Exit::partly_done;
    }

  private:
    const Console& console_;
    const Policy& policy_;
    std::int64_t cases_ = 0, freer_ = 0, stricter_ = 0, same_ = 0;
    std::map<std::tuple<Outcome, Outcome, std::string>, Worth> worths_; // before, after, currency
    std::vector<std::string> untold_;
    Json changed_ = Json::array();
};

} // namespace

Exit policy_replay_command(const Console& console, const PolicyReplayOptions& options) {
    const auto policy = taken_policy(console, options.file);
    if (!policy)
        return Exit::refused;
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    Replay replay(console, *policy);
    for (CaseId last;;) {
        const auto some = (*reader)->cases().cases_after(last, cases_at_a_time);
        if (!some)
            return console.fail(some.error());
        for (const auto& past : *some)
            if (!options.since || past.opened_at.date() >= *options.since)
                replay.ask(past);
        if (some->empty())
            return replay.tell();
        last = some->back().id;
    }
}

} // namespace makegood
