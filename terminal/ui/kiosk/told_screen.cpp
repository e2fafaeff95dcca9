#include "terminal/ui/kiosk/form_column.hpp"

#include <algorithm>

// What is told where no receipt shows it: which goods and what happened to them, or how we shall say sorry.

namespace makegood::ui {

namespace {

std::string unit_in_words(const Scene& scene) {
    const auto word = "shop.money." + scene.state.told.unit;
    return scene.words.knows(word) ? scene.words.say(word) : scene.state.told.unit;
}

void add_price(Kit& kit, FormColumn& column, const char* question, const Scene& scene) {
    auto& price = scene.state.told.price;
    const auto label = scene.words.say(question, {{"unit", unit_in_words(scene)}});
    column.add(kit.field_height(), [&kit, &price, label](Rect place) {
        kit.field(place, "told.price", price, label, {}, FieldKind::text);
    });
}

void add_button(Kit& kit, FormColumn& column, const char* key, Look look, Icon icon, const Scene& scene,
                const ClaimTold& claim, Taken& taken) {
    const auto label = scene.words.say(key);
    column.add(kit.button_height(look, icon, label, {}, column.width()),
               [&kit, &taken, key, look, icon, label, claim](Rect place) {
                   if (kit.button(place, key, look, icon, label))
                       taken = claim;
               });
}

// What only a receipt can show is not asked about.
std::vector<Chip> what_happened(const Scene& scene) {
    std::vector<Chip> chips;
    for (const auto& one : problems())
        if (one.complaint != Complaint::service && one.complaint != Complaint::wrong_price &&
            one.complaint != Complaint::rung_up_twice)
            chips.push_back({std::string("told.") + one.key, scene.words.say(one.word),
                             scene.state.complaint == one.complaint, ClaimTold{one.complaint}, one.icon});
    const auto& service = *std::ranges::find(problems(), Complaint::service, &ProblemWords::complaint);
    chips.push_back({"told.service", scene.words.say(service.word), false, OpenTold{.of_service = true}, service.icon});
    return chips;
}

std::vector<Chip> items_told(const Scene& scene) {
    std::vector<Chip> chips;
    const auto& maybe = scene.state.told.maybe;
    for (std::size_t i = 0; i < maybe.size(); ++i)
        chips.push_back({"told.item." + std::to_string(i + 1),
                         maybe[i].name.empty() ? maybe[i].code.text() : maybe[i].name, false, MeanTold{i},
                         Icon::basket});
    return chips;
}

void add_goods(Kit& kit, FormColumn& column, const Scene& scene, Taken& taken) {
    const auto& words = scene.words;
    auto& told = scene.state.told;
    column.add_text("told.hint", words.say("told.hint"), Style::body, Ink::secondary);
    column.add(kit.field_height(), [&](Rect place) {
        if (kit.field(place, "told.item", told.item, words.say("told.item"), words.say("told.item_placeholder"),
                      FieldKind::text))
            taken = LookForTold{};
    });
    if (const auto maybe = items_told(scene); !maybe.empty())
        column.add(chip_flow_height(kit, maybe, column.width()), [&kit, &taken, maybe](Rect place) {
            if (auto tapped = chip_flow(kit, place, maybe))
                taken = std::move(tapped);
        });
    if (told.listed)
        column.add_text("told.listed", words.say("told.price_today", {{"price", *told.listed}}), Style::label,
                        Ink::ink);
    else
        add_price(kit, column, "told.price", scene);
    column.add(56, [&](Rect place) {
        told.count = kit.stepper(place, "told.count",
                                 {.value = told.count,
                                  .least = 1,
                                  .most = 99,
                                  .label = words.say("receipt.how_many"),
                                  .value_text = words.show(static_cast<std::int64_t>(told.count)),
                                  .less = words.say("receipt.less"),
                                  .more = words.say("receipt.more")});
    });
    column.add_chips("told.what_happened", scene, what_happened(scene), taken);
}

void add_service(Kit& kit, FormColumn& column, const Scene& scene, Taken& taken) {
    column.add_text("told.service_hint", scene.words.say("told.service_hint"), Style::body, Ink::secondary);
    add_button(kit, column, "told.apology", Look::primary, Icon::chat, scene, {Complaint::service}, taken);
    add_price(kit, column, "told.gesture", scene);
    add_button(kit, column, "told.give_gesture", Look::secondary, Icon::gift, scene, {Complaint::service, true}, taken);
}

} // namespace

Taken told_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    if (!kit.keyboard_up()) {
        const auto back = scene.words.say("manager.back");
        if (kit.button(area.cut_bottom(56).cut_start(std::min(area.width, 320.0f)), "told.back", Look::ghost,
                       Icon::back, back))
            taken = GoHome{};
        area.cut_bottom(12);
    }
    FormColumn column(kit, std::min(area.width, 720.0f) - Kit::scrollbar_room());
    scene.state.told.of_service ? add_service(kit, column, scene, taken) : add_goods(kit, column, scene, taken);
    column.draw(area, "told.form");
    return taken;
}

} // namespace makegood::ui
