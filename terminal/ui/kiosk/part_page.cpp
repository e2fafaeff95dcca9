#include "terminal/text/receipt_words.hpp"
#include "terminal/ui/kiosk/form_column.hpp"

#include <algorithm>

// How much of what is claimed goes one way, before the rest goes another.

namespace makegood::ui {

namespace {

constexpr float stepper_height = 56;

// Pieces are counted; what was weighed goes one way or the other.
Quantity step_of(Quantity claimed) {
    return claimed.is_whole() ? one_unit : claimed;
}

std::string item_of(const Claim& part, const Scene& scene) {
    const auto* line = scene.state.receipt ? find_line(scene.state.receipt->found.receipt, part.line) : nullptr;
    return line ? text::name_of(*line) : std::string();
}

void add_line(Kit& kit, FormColumn& column, const Claim& part, ClaimedLine& kept, const Scene& scene) {
    const auto& words = scene.words;
    const auto step = step_of(part.quantity);
    const auto key = "part.line." + std::to_string(static_cast<std::int32_t>(part.line));
    column.add_text(key + ".item", item_of(part, scene), Style::label, Ink::ink);
    column.add(stepper_height, [&kit, &kept, &words, key, step, all = part.quantity](Rect place) {
        const int value = kit.stepper(place, key,
                                      {.value = static_cast<int>(kept.quantity.milli() / step.milli()),
                                       .least = 0,
                                       .most = static_cast<int>(all.milli() / step.milli()),
                                       .label = words.say("receipt.how_many"),
                                       .value_text = words.show(kept.quantity),
                                       .less = words.say("receipt.less"),
                                       .more = words.say("receipt.more")});
        kept.quantity = Quantity::of_milli(value * step.milli());
    });
}

} // namespace

bool can_be_divided(const Claim& claim) {
    return !claim.more.empty() || (claim.quantity.is_whole() && claim.quantity > one_unit);
}

Taken part_page(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    Taken taken;
    const auto go_on = words.say("part.take");
    Rect bar = area.cut_bottom(std::max(56.0f, kit.button_height(Look::primary, Icon::forward, go_on, {}, 320)));
    area.cut_bottom(12);
    if (kit.button(bar.cut_start(std::min(bar.width / 2 - 8, 320.0f)), "part.back", Look::ghost, Icon::back,
                   words.say("manager.back")))
        taken = LeavePart{};
    if (kit.button(bar.cut_end(std::min(bar.width - 16, 320.0f)), "part.take", Look::primary, Icon::forward, go_on))
        taken = TellPart{};
    FormColumn column(kit, std::min(area.width, 720.0f) - Kit::scrollbar_room());
    const bool is_owed = scene.state.screen == Screen::done;
    column.add_text("part.question", words.say(is_owed ? "part.question_here" : "part.question"), Style::title,
                    Ink::ink);
    column.add_text("part.hint", words.say(is_owed ? "part.hint_here" : "part.hint"), Style::body, Ink::secondary);
    const auto parts = by_line(scene.state.current->claim);
    auto& kept = *scene.state.part;
    for (std::size_t i = 0; i < std::min(parts.size(), kept.size()); ++i)
        add_line(kit, column, parts[i], kept[i], scene);
    column.draw(area, "part.form");
    return taken;
}

} // namespace makegood::ui
