#include "terminal/command/asked_pin.hpp"
#include "terminal/command/case_document.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/command/policy_files.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "workflows/business_day.hpp"

namespace makegood {

namespace {

constexpr int most_listed = 1'000;

Exit list_looks(const Console& console, const SecondLookOptions& options, Date today) {
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto cases = (*reader)->cases().waiting_for_a_look({today.days_since_1970 + 1}, most_listed);
    if (!cases)
        return console.fail(cases.error());
    Json listed = Json::array();
    for (const auto& view : *cases)
        for (const auto& look : view.looks) {
            if (look.looked_by)
                continue;
            const bool is_late = look.due < today;
            console.say("command.second_look.row",
                        {{"id", text::Code{view.id.text()}},
                         {"value", view.value},
                         {"who", text::Code{text::plain(look.given_by.text())}},
                         {"what", text::Choice{look.to_countersign ? "countersign" : "look"}},
                         {"due", look.due},
                         {"late", text::Choice{is_late ? "yes" : "no"}}});
            listed.push_back(Json::object({{"receipt", view.claim.receipt.key.to_text()},
                                           {"given_by", look.given_by.text()},
                                           {"due", look.due.to_iso()},
                                           {"overdue", is_late},
                                           {"to_countersign", look.to_countersign},
                                           {"case", document_of(view)}}));
        }
    if (cases->empty())
        console.say("command.second_look.none");
    console.document(listed);
    return Exit::done;
}

const char* refusal_key(DeskRefusalReason reason) {
    return reason == DeskRefusalReason::own_request          ? "command.second_look.own"
           : reason == DeskRefusalReason::nothing_to_look_at ? "command.second_look.not_wanted"
                                                             : "command.second_look.not_yours";
}

Exit look(const Console& console, const SecondLookOptions& options, const ApprovalTerms& terms,
          const SystemClock& clock) {
    SystemRandomness randomness;
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, "command-line", clock, randomness);
    if (!storage)
        return console.fail(storage.error());
    const auto who = identified(console, **storage, options.by, randomness);
    if (!who)
        return who.error();
    const CaseId id(options.case_id);
    const auto found = (*storage)->cases().find_case(id);
    const auto person = storage::StaffList((*storage)->connection()).find(*who);
    if (!found || !person)
        return console.fail(!found ? found.error() : person.error());
    const text::Arguments shown = {{"id", text::Code{text::plain(options.case_id)}}};
    if (const auto refusal = *found ? why_no_look_of(**found, **person, terms)
                                    : DeskRefusal{.reason = DeskRefusalReason::nothing_to_look_at}) {
        console.complain(refusal_key(refusal->reason), shown);
        return Exit::refused;
    }
    const Author author{*who, RequestId("look-" + std::to_string(randomness.next()))};
    bool countersigned = false;
    for (const auto& one : (*found)->looks) {
        if (!may_take(one, **found, **person, terms))
            continue;
        if (const auto taken = (*storage)->record(SecondLookTaken{id, one.grant}, author); !taken)
            return console.fail(taken.error());
        countersigned = countersigned || one.to_countersign;
    }
    console.say(countersigned ? "command.second_look.countersigned" : "command.second_look.taken", shown);
    console.document(Json::object({{"case", id.text()}, {"looked_by", who->text()}}));
    return Exit::done;
}

} // namespace

Exit second_look_command(const Console& console, const SecondLookOptions& options) {
    const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config)
        return console.fail(config.error());
    const SystemClock clock;
    if (options.case_id.empty())
        return list_looks(console, options, business_day_of(clock.now(), config->business_day_ends_minute).date);
    const auto policy = taken_policy(console, config->policy.empty() ? console.folders().policy() : config->policy);
    return policy ? look(console, options, policy->approval, clock) : Exit::refused;
}

} // namespace makegood
