#include "terminal/command/asked_pin.hpp"
#include "terminal/command/case_document.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "workflows/business_day.hpp"

#include <algorithm>

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
            console.say("command.second_look.row", {{"id", text::Code{view.id.text()}},
                                                    {"value", view.value},
                                                    {"who", text::Code{text::plain(look.given_by.text())}},
                                                    {"due", look.due},
                                                    {"late", text::Choice{is_late ? "yes" : "no"}}});
            listed.push_back(Json::object({{"receipt", view.claim.receipt.key.to_text()},
                                           {"given_by", look.given_by.text()},
                                           {"due", look.due.to_iso()},
                                           {"overdue", is_late},
                                           {"case", document_of(view)}}));
        }
    if (cases->empty())
        console.say("command.second_look.none");
    console.document(listed);
    return Exit::done;
}

Exit look(const Console& console, const SecondLookOptions& options, const SystemClock& clock) {
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
    if (!found)
        return console.fail(found.error());
    const text::Arguments shown = {{"id", text::Code{text::plain(options.case_id)}}};
    const auto waits = [](const SecondLook& one) { return !one.looked_by; };
    if (!*found || std::ranges::none_of((*found)->looks, waits)) {
        console.complain("command.second_look.not_wanted", shown);
        return Exit::refused;
    }
    if (!waits_for_a_look_of(**found, *who)) {
        console.complain("command.second_look.own", shown);
        return Exit::refused;
    }
    const Author author{*who, RequestId("look-" + std::to_string(randomness.next()))};
    for (const auto& one : (*found)->looks)
        if (waits(one) && one.given_by != *who)
            if (const auto taken = (*storage)->record(SecondLookTaken{id, one.grant}, author); !taken)
                return console.fail(taken.error());
    console.say("command.second_look.taken", shown);
    console.document(Json::object({{"case", id.text()}, {"looked_by", who->text()}}));
    return Exit::done;
}

} // namespace

Exit second_look_command(const Console& console, const SecondLookOptions& options) {
    const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config)
        return console.fail(config.error());
    const SystemClock clock;
    return options.case_id.empty()
               ? list_looks(console, options, business_day_of(clock.now(), config->business_day_ends_minute).date)
               : look(console, options, clock);
}

} // namespace makegood
