#include "terminal/command/asked_pin.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/command/receipt_document.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/left_behind_log.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "workflows/business_day.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr int most_of_each_state = 1'000;
constexpr std::size_t most_likely = 3;

constexpr std::string_view name_of(LeftBehindState state) {
    switch (state) {
    case LeftBehindState::kept:
        return "kept";
    case LeftBehindState::reserved:
        return "reserved";
    case LeftBehindState::handed_over:
        return "handed_over";
    case LeftBehindState::put_back:
        return "put_back";
    case LeftBehindState::disposed_of:
        return "disposed_of";
    case LeftBehindState::brought_back:
        break;
    }
    return "brought_back";
}

std::optional<LeftBehindState> state_named(std::string_view name) {
    for (const auto state : {LeftBehindState::kept, LeftBehindState::reserved, LeftBehindState::handed_over,
                             LeftBehindState::put_back, LeftBehindState::disposed_of, LeftBehindState::brought_back})
        if (name == name_of(state))
            return state;
    return std::nullopt;
}

std::string state_in_words(const Console& console, LeftBehindState state) {
    return console.words().say("left.state." + std::string(name_of(state)));
}

std::string item_of(const LeftBehindEntry& entry) {
    return text::plain(entry.item.empty() ? entry.code.text() : entry.item);
}

const char* key_of(LeftBehindRefusal refusal) {
    switch (refusal) {
    case LeftBehindRefusal::happened_in_the_future:
        return "command.left_behind.future";
    case LeftBehindRefusal::happened_before_the_last_step:
        return "command.left_behind.before_the_last_step";
    default:
        return "command.left_behind.elsewhere";
    }
}

Json text_or_nothing(const std::string& text) {
    return text.empty() ? Json() : Json(text::plain(text));
}

Json json_of(const LeftBehindMove& move) {
    return Json::object({{"state", name_of(move.to)},
                         {"by", move.by.text()},
                         {"place", text_or_nothing(move.place)},
                         {"note", text_or_nothing(move.note)},
                         {"happened_at", move.happened_at.to_iso()},
                         {"recorded_at", move.recorded_at.to_iso()},
                         {"case", text_or_nothing(move.made_good.text())}});
}

Json json_of(const storage::LeftBehindLog::LikelyReceipt& likely) {
    return Json::object({{"key", likely.reference.key.to_text()},
                         {"number", text::plain(likely.number)},
                         {"line", static_cast<std::int32_t>(likely.line)},
                         {"bought_at", likely.bought_at.to_iso()},
                         {"likelihood", likely.likelihood}});
}

} // namespace

Exit left_behind_command(const Console& console, const std::filesystem::path& data) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const storage::LeftBehindLog log((*reader)->connection());
    auto entries = log.in_shop(most_of_each_state);
    if (!entries)
        return console.fail(entries.error());
    const auto gone = log.gone(most_of_each_state);
    if (!gone)
        return console.fail(gone.error());
    const auto ends_minute = shop_config_in(data).value_or(ShopConfig{}).business_day_ends_minute;
    sort_by_urgency(*entries, business_day_of(SystemClock().now(), ends_minute).date);
    entries->insert(entries->end(), gone->begin(), gone->end());

    Json listed = Json::array();
    for (const auto& entry : *entries) {
        const auto moves = log.moves_of(entry.id);
        if (!moves)
            return console.fail(moves.error());
        const auto likely = log.likely_receipts(entry, most_likely);
        if (!likely)
            return console.fail(likely.error());
        const auto state = std::string(name_of(entry.state));
        console.say("command.left_behind.row", {{"quantity", entry.quantity},
                                                {"item", item_of(entry)},
                                                {"state", state_in_words(console, entry.state)},
                                                {"when", entry.found_at}});
        Json steps = Json::array(), receipts = Json::array();
        for (const auto& move : *moves) {
            steps.push_back(json_of(move));
            if (move.recorded_at.seconds - move.happened_at.seconds >= 60)
                console.say("command.left_behind.later", {{"state", state_in_words(console, move.to)},
                                                          {"when", move.happened_at},
                                                          {"recorded", move.recorded_at}});
        }
        for (const auto& one : *likely) {
            receipts.push_back(json_of(one));
            if (is_in_shop(entry.state))
                console.say("command.left_behind.likely",
                            {{"number", text::Code{text::plain(one.number)}}, {"when", one.bought_at}});
        }
        listed.push_back(Json::object(
            {{"id", entry.id.text()},
             {"label", text_or_nothing(entry.label)},
             {"state", state},
             {"code", text_or_nothing(entry.code.text())},
             {"item", text_or_nothing(entry.item)},
             {"quantity", number_of(entry.quantity)},
             {"lane", text_or_nothing(entry.lane.text())},
             {"place", text_or_nothing(entry.place)},
             {"note", text_or_nothing(entry.note)},
             {"perishable_until", entry.perishable_until ? Json(entry.perishable_until->to_iso()) : Json()},
             {"found_at", entry.found_at.to_iso()},
             {"reserved_for", text_or_nothing(entry.reserved_for)},
             {"case", text_or_nothing(entry.made_good.text())},
             {"steps", steps},
             {"likely_receipts", receipts}}));
    }
    console.document(listed);
    if (entries->empty())
        console.say("command.left_behind.none");
    return Exit::done;
}

Exit left_behind_move_command(const Console& console, const LeftBehindMoveOptions& options) {
    const auto to = state_named(options.to);
    if (!to)
        return Exit::usage;
    const SystemClock clock;
    SystemRandomness randomness;
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, "command-line", clock, randomness);
    if (!storage)
        return console.fail(storage.error());
    const auto who = identified(console, **storage, options.by, randomness);
    if (!who)
        return who.error();
    const storage::LeftBehindLog log((*storage)->connection());
    auto entry = log.find(LeftBehindId(options.entry));
    if (entry && !*entry)
        entry = log.find_labelled(options.entry);
    if (!entry)
        return console.fail(entry.error());
    if (!*entry) {
        console.complain("command.left_behind.unknown", {{"id", text::Code{text::plain(options.entry)}}});
        return Exit::refused;
    }
    const RequestId request("move-" + std::to_string(randomness.next()));
    const auto moved = (*storage)->handle(
        MoveEntry{request, *who, (*entry)->id, *to, options.place, options.note, options.happened_at});
    if (!moved)
        return console.fail(moved.error());
    const auto when = options.happened_at.value_or(clock.now());
    if (!*moved) {
        console.complain(key_of(moved->error()), {{"when", when}, {"state", state_in_words(console, (*entry)->state)}});
        return Exit::refused;
    }
    console.say("command.left_behind.moved",
                {{"item", item_of(**moved)}, {"state", state_in_words(console, *to)}, {"when", when}});
    console.document(Json::object({{"id", (*moved)->id.text()},
                                   {"state", name_of((*moved)->state)},
                                   {"happened_at", (*moved)->moved_at.to_iso()},
                                   {"recorded_at", (*moved)->moved_recorded_at.to_iso()}}));
    return Exit::done;
}

} // namespace makegood
