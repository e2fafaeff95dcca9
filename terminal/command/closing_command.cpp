#include "terminal/command/commands.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/canonical.hpp"
#include "terminal/storage/closing.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/retention_trouble.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

namespace makegood {

namespace {

// How many days were closed.
storage::Stored<std::size_t> close_days(const Console& console, const ClosingOptions& options,
                                        const ShopConfig& config) {
    constexpr int events_in_bulk = 10'000;
    const SystemClock clock;
    SystemRandomness randomness;
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, config.terminal, clock, randomness);
    if (!storage)
        return refused(storage.error());
    storage::ClosingPass pass(config.business_day_ends_minute);
    for (bool more = true; more;) {
        const auto slice = pass.slice(**storage, events_in_bulk);
        if (!slice)
            return refused(slice.error());
        more = *slice;
    }
    return pass.closed().size();
}

const char* who_gave(const GrantedSum& sum) {
    return sum.with_manager ? "manager" : sum.to_countersign ? "countersign" : "alone";
}

void say(const Console& console, const storage::StoredClosing& closing) {
    const auto& day = closing.statement;
    console.say("command.closing.day", {{"day", day.day},
                                        {"terminal", text::Code{text::plain(day.terminal)}},
                                        {"first", day.first},
                                        {"last", day.last},
                                        {"head", text::Code{storage::to_hex(day.head).substr(0, 16)}}});
    console.say("command.closing.cases",
                {{"opened", day.tally.opened}, {"declined", day.tally.declined}, {"closed", day.tally.closed}});
    for (const auto& sum : day.tally.granted)
        console.say("command.closing.granted",
                    {{"remedy", console.words().say("remedy." + storage::event_name(sum.remedy))},
                     {"who", text::Choice{who_gave(sum)}},
                     {"count", sum.count},
                     {"worth", sum.worth}});
    for (const auto& sum : day.tally.taken_back)
        console.say("command.closing.taken_back", {{"count", sum.count}, {"worth", sum.worth}});
    for (const auto& sum : day.tally.gifts)
        console.say("command.closing.gifts", {{"count", sum.count}, {"worth", sum.worth}});
    console.say(
        "command.closing.open",
        {{"awaiting", day.open.awaiting_manager}, {"owed", day.open.owed}, {"left_behind", day.open.left_behind}});
    if (day.open.looks_overdue > 0)
        console.say("command.closing.looks_overdue", {{"count", day.open.looks_overdue}});
    if (day.open.countersigns_overdue > 0)
        console.say("command.closing.countersigns_overdue", {{"count", day.open.countersigns_overdue}});
    console.say("command.closing.key", {{"key", text::Code{storage::to_hex(closing.closed.key).substr(0, 16)}}});
}

Json document_of(const Money& worth, std::int64_t count) {
    return Json::object({{"count", count}, {"worth", worth.to_decimal()}, {"currency", worth.currency().code()}});
}

Json document_of(const storage::StoredClosing& closing) {
    const auto& day = closing.statement;
    Json events = Json::array(), granted = Json::array(), taken_back = Json::array(), gifts = Json::array();
    for (const auto& [type, count] : day.tally.events)
        events.push_back(Json::object({{"type", type}, {"count", count}}));
    for (const auto& sum : day.tally.granted) {
        auto row = document_of(sum.worth, sum.count);
        row.add("remedy", storage::event_name(sum.remedy));
        row.add("with_manager", sum.with_manager);
        row.add("to_countersign", sum.to_countersign);
        granted.push_back(std::move(row));
    }
    for (const auto& sum : day.tally.taken_back)
        taken_back.push_back(document_of(sum.worth, sum.count));
    for (const auto& sum : day.tally.gifts)
        gifts.push_back(document_of(sum.worth, sum.count));
    return Json::object({{"day", day.day.to_iso()},
                         {"terminal", day.terminal},
                         {"epoch", day.epoch},
                         {"first", day.first},
                         {"last", day.last},
                         {"head", storage::to_hex(day.head)},
                         {"events", events},
                         {"opened", day.tally.opened},
                         {"granted", granted},
                         {"taken_back", taken_back},
                         {"gifts", gifts},
                         {"declined", day.tally.declined},
                         {"closed", day.tally.closed},
                         {"open", Json::object({{"awaiting_manager", day.open.awaiting_manager},
                                                {"owed", day.open.owed},
                                                {"left_behind", day.open.left_behind},
                                                {"looks_overdue", day.open.looks_overdue},
                                                {"countersigns_overdue", day.open.countersigns_overdue}})},
                         {"previous", day.previous ? Json(day.previous->day.to_iso()) : Json()},
                         {"statement", closing.closed.statement},
                         {"key", storage::to_hex(closing.closed.key)},
                         {"signature", storage::to_hex(closing.closed.signature)}});
}

} // namespace

// Shows beside a running kiosk; signs only without one, which closes its days by itself.
Exit closing_command(const Console& console, const ClosingOptions& options) {
    const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config)
        return console.fail(config.error());
    if (options.sign) {
        const auto days = close_days(console, options, *config);
        if (!days)
            return console.fail(days.error());
        console.say("command.closing.signed", {{"days", *days}});
    }
    if (const auto trouble = storage::retention_trouble(options.data))
        console.complain("command.closing.retention", {{"time", trouble->at}, {"why", text::plain(trouble->why)}});
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto found = storage::closings((*reader)->connection(), options.day);
    if (!found)
        return console.fail(found.error());
    if (found->empty()) {
        console.document({});
        console.complain("command.closing.none");
        return Exit::refused;
    }
    say(console, found->back());
    console.document(document_of(found->back()));
    return Exit::done;
}

} // namespace makegood
