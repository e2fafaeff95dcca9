#include "terminal/command/commands.hpp"
#include "terminal/command/receipt_document.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/left_behind_log.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
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
        const auto item = text::plain(entry.item.empty() ? entry.code.text() : entry.item);
        console.say("command.left_behind.row", {{"quantity", entry.quantity},
                                                {"item", item},
                                                {"state", console.words().say("left.state." + state)},
                                                {"when", entry.found_at}});
        Json steps = Json::array(), receipts = Json::array();
        for (const auto& move : *moves)
            steps.push_back(json_of(move));
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

} // namespace makegood
