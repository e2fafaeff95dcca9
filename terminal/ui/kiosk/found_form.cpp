#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/form_column.hpp"
#include "terminal/ui/kiosk/left_behind_parts.hpp"

#include <algorithm>
#include <array>

// What is told of something that was just found: one scan and one tap are enough, the rest is there for who knows more.

namespace makegood::ui {

namespace {

constexpr std::array hours_ago = {0, 1, 24};
constexpr std::array days_it_may_last = {0, 1, 3, 7};

ChooseFound with(FoundChoices choices, auto FoundChoices::*what, auto value) {
    choices.*what = value;
    return {choices};
}

std::vector<Chip> items(const Scene& scene) {
    std::vector<Chip> row;
    const auto& maybe = scene.state.log.maybe;
    for (std::size_t i = 0; i < maybe.size(); ++i)
        row.push_back({"left.item." + std::to_string(i + 1),
                       maybe[i].name.empty() ? maybe[i].code.text() : maybe[i].name, false, MeanItem{i}, Icon::basket});
    return row;
}

std::vector<Chip> places(const Scene& scene) {
    std::vector<Chip> row;
    const auto& choices = scene.state.log.choices;
    for (const std::string place : usual_places)
        row.push_back({"left.place." + place, scene.words.say("left.place." + place), choices.place == place,
                       with(choices, &FoundChoices::place, place)});
    row.push_back({"left.place.other", scene.words.say("left.place.other"), choices.place.empty(),
                   with(choices, &FoundChoices::place, std::string()), Icon::edit});
    return row;
}

std::vector<Chip> lasting(const Scene& scene) {
    const auto& choices = scene.state.log.choices;
    const auto until = [&](std::optional<int> days) {
        auto chosen = choices;
        chosen.lasts_days = days;
        chosen.lasts_until_day = false;
        return ChooseFound{chosen};
    };
    const auto by_days = [&](std::optional<int> days) {
        return !choices.lasts_until_day && choices.lasts_days == days;
    };
    std::vector<Chip> row = {
        {"left.until.none", scene.words.say("left.until.none"), by_days(std::nullopt), until(std::nullopt)}};
    for (const int days : days_it_may_last)
        row.push_back({"left.until." + std::to_string(days), scene.words.say("left.days", {{"days", days}}),
                       by_days(days), until(days)});
    row.push_back({"left.until.day", scene.words.say("left.until.day"), choices.lasts_until_day,
                   with(choices, &FoundChoices::lasts_until_day, true), Icon::edit});
    return row;
}

std::vector<Chip> lanes(const Scene& scene) {
    const auto& choices = scene.state.log.choices;
    std::vector<Chip> row = {{"left.lane.none", scene.words.say("left.lane.none"), choices.lane.empty(),
                              with(choices, &FoundChoices::lane, WorkstationId())}};
    for (const auto& lane : scene.state.log.lanes)
        row.push_back({"left.lane." + lane.text(),
                       scene.words.say("receipt.lane", {{"lane", text::Code{text::plain(lane.text())}}}),
                       choices.lane == lane, with(choices, &FoundChoices::lane, lane)});
    return row;
}

std::vector<Chip> times(const Scene& scene) {
    std::vector<Chip> row;
    const auto& choices = scene.state.log.choices;
    for (const int hours : hours_ago)
        row.push_back({"left.when." + std::to_string(hours), scene.words.say("left.when." + std::to_string(hours)),
                       choices.hours_ago == hours, with(choices, &FoundChoices::hours_ago, hours)});
    row.push_back({"left.brought_back", scene.words.say("left.brought_back"), choices.brought_back,
                   with(choices, &FoundChoices::brought_back, !choices.brought_back), Icon::replay});
    return row;
}

} // namespace

Taken found_form(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    auto& log = scene.state.log;
    FormColumn column(kit, area.width - Kit::scrollbar_room());
    const auto field = [&](const char* key, TextFieldState& state, const char* placeholder, const Taken& changed) {
        column.add(kit.field_height(), [&kit, &words, &state, &taken, key, placeholder, changed](Rect place) {
            if (kit.field(place, key, state, words.say(key), words.say(placeholder), FieldKind::text) && changed)
                taken = changed;
        });
    };
    field("left.item", log.item, "left.item_placeholder", LookForFound{});
    if (const auto maybe = items(scene); !maybe.empty())
        column.add(chip_flow_height(kit, maybe, column.width()), [&kit, &taken, maybe](Rect place) {
            if (auto tapped = chip_flow(kit, place, maybe))
                taken = std::move(tapped);
        });
    column.add_chips("left.place", scene, places(scene), taken);
    if (log.choices.place.empty())
        field("left.place_words", log.place, "left.place_placeholder", {});
    column.add_chips("left.until", scene, lasting(scene), taken);
    if (log.choices.lasts_until_day)
        field("left.until_day", log.until, "left.until_placeholder", {});
    if (!log.lanes.empty())
        column.add_chips("left.lane", scene, lanes(scene), taken);
    field("left.note", log.note, "left.note_placeholder", {});
    column.add_chips("left.when", scene, times(scene), taken);
    const float count_height = kit.text_height(words.say("left.count"), Style::label, column.width()) + 6;
    column.add(count_height + 56, [&, count_height](Rect place) {
        kit.text(place.cut_top(count_height), "left.how_many", words.say("left.count"), Style::label);
        log.count = kit.stepper(place, "left.count",
                                {.value = log.count,
                                 .least = 1,
                                 .most = 99,
                                 .label = words.say("left.count"),
                                 .value_text = words.show(static_cast<std::int64_t>(log.count)),
                                 .less = words.say("receipt.less"),
                                 .more = words.say("receipt.more")});
    });
    column.draw(area, "left.form");
    return taken;
}

} // namespace makegood::ui
