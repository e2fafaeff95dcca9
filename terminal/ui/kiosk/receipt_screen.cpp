#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/chip_flow.hpp"
#include "terminal/ui/kiosk/receipt_parts.hpp"

#include <algorithm>
#include <utility>

namespace makegood::ui {

namespace {

// What one of them cost, before anything was taken off.
std::optional<Money> price_of_one(const LineItem& line) {
    const auto full = line.discount ? add(line.amount, *line.discount) : line.amount;
    const auto price = full && !line.quantity.is_zero() ? share(*full, one_unit, line.quantity) : full;
    return price ? std::optional(*price) : std::nullopt;
}

// "0.742 kg × £2.49 · weighed · £0.50 off".
std::string details_of(const LineItem& line, const FoundReceipt::LineHistory& history, const Scene& scene) {
    const auto& words = scene.words;
    std::vector<std::string> parts;
    if (const auto price = price_of_one(line); price && (line.quantity != one_unit || line.unit != Unit::each))
        parts.push_back(words.say("receipt.line_price",
                                  {{"quantity", text::in_unit(line.quantity, line.unit, words)}, {"price", *price}}));
    if (line.entry_method != EntryMethod::unknown)
        parts.push_back(words.say(line.entry_method == EntryMethod::scanned ? "receipt.scanned"
                                  : line.entry_method == EntryMethod::keyed ? "receipt.keyed"
                                                                            : "receipt.weighed"));
    if (line.discount)
        parts.push_back(words.say("receipt.saved", {{"amount", *line.discount}}));
    if (!history.returns.settled.is_zero())
        parts.push_back(words.say("receipt.some_came_back",
                                  {{"quantity", text::in_unit(history.returns.settled, line.unit, words)}}));
    for (const auto& goods : history.returns.maybe)
        parts.push_back(words.say("receipt.maybe_came_back", {{"when", words.age(goods.at, scene.now)},
                                                              {"number", text::Code{text::plain(goods.number)}}}));
    std::string all;
    for (const auto& part : parts)
        all += (all.empty() ? "" : " · ") + part;
    return all;
}

std::string key_of(LineNumber line) {
    return "receipt.line." + std::to_string(static_cast<std::int32_t>(line));
}

// A line that was scanned may lie far from those in sight, and only what is near them can be revealed: the nearest of
// them. False where it is among them.
bool scroll_towards(Kit& kit, const std::vector<LineItem>& lines, LineNumber chosen) {
    const auto is_there = [&](std::size_t i) { return find(kit.tree(), key_of(lines[i].number)) != nullptr; };
    const auto at = static_cast<std::size_t>(std::ranges::find(lines, chosen, &LineItem::number) - lines.begin());
    if (at == lines.size() || is_there(at))
        return false;
    for (std::size_t away = 1; away < lines.size(); ++away)
        for (const auto i : {at - away, at + away}) // below zero it is beyond all lines
            if (i < lines.size() && is_there(i)) {
                kit.reveal(key_of(lines[i].number));
                return true;
            }
    return false;
}

ListItem row_of(const LineItem& line, const FoundReceipt::LineHistory& history, bool chosen, const Scene& scene) {
    const auto& words = scene.words;
    ListItem item{.key = key_of(line.number), .enabled = claimable(scene.state.receipt->found, line, history, scene)};
    auto& row = item.row;
    row.icon = Icon::basket;
    row.title = text::name_of(line);
    row.detail = item.enabled.yes ? details_of(line, history, scene) : item.enabled.reason;
    row.end = words.show(line.amount);
    row.selected = chosen;
    if (item.enabled.yes && !history.made_good.is_zero()) {
        row.badge_label = words.say("receipt.some_made_good", {{"quantity", history.made_good}});
        row.badge_icon = Icon::history;
        row.badge_tone = Tone::info;
    }
    return item;
}

// The widest amount of the receipt is its largest or its smallest.
float amounts_width(Kit& kit, const RetailTransaction& receipt, const text::Words& words) {
    const auto by_amount = [](const LineItem& one, const LineItem& other) {
        return one.amount.minor_units() < other.amount.minor_units();
    };
    const auto [least, most] = std::minmax_element(receipt.lines.begin(), receipt.lines.end(), by_amount);
    if (least == receipt.lines.end())
        return 0;
    return std::max(kit.text_width(words.show(least->amount), Style::label),
                    kit.text_width(words.show(most->amount), Style::label));
}

// Where there is no room for the card: when and how much, and what keeps the cashier from going on.
std::vector<std::string> short_facts(const Scene& scene) {
    const auto& words = scene.words;
    const auto& found = scene.state.receipt->found;
    std::vector<std::string> sentences{words.show(found.receipt.begun_at),
                                       words.say("receipt.total", {{"total", found.receipt.total}})};
    if (found.of_another_shop)
        sentences.push_back(
            words.say("receipt.other_shop", {{"shop", text::Code{found.reference.key.business_unit.text()}}}));
    return sentences;
}

float facts_line_height(Kit& kit, float width, const Scene& scene) {
    float height = 0;
    for (const auto& sentence : short_facts(scene))
        height += kit.text_height(sentence, Style::body, width);
    return height;
}

void facts_line(Kit& kit, Rect area, const Scene& scene) {
    constexpr const char* keys[] = {"receipt.when", "receipt.total", "receipt.other_shop"};
    const auto sentences = short_facts(scene);
    for (std::size_t i = 0; i < sentences.size(); ++i)
        kit.text(area.cut_top(kit.text_height(sentences[i], Style::body, area.width)), keys[i], sentences[i],
                 Style::body, i == 2 ? Ink::warn : Ink::ink);
}

std::vector<Chip> problem_chips(const Scene& scene) {
    const bool is_pricing = scene.state.receipt->right_price.has_value();
    const bool of_several = !scene.state.receipt->gathered.empty();
    std::vector<Chip> chips;
    for (const auto& one : problems())
        if (one.complaint != Complaint::service && (one.complaint != Complaint::wrong_price || !of_several))
            chips.push_back(
                {std::string("receipt.") + one.key, scene.words.say(one.word),
                 is_pricing ? one.complaint == Complaint::wrong_price : scene.state.complaint == one.complaint,
                 ChooseComplaint{one.complaint}, one.icon});
    return chips;
}

bool asks_how_many(const LineItem& line) {
    return line.quantity.is_whole() && line.quantity > one_unit;
}

// Unfolds below the chosen line: to how many something happened, what, and what a wrong price should have been.
float problem_height(Kit& kit, float width, const LineItem& line, const Scene& scene) {
    return 12 + (asks_how_many(line) ? 72.0f : 0.0f) + chip_flow_height(kit, problem_chips(scene), width) + 20 +
           (scene.state.receipt->right_price ? kit.field_height() + 12 : 0.0f);
}

Taken right_price(Kit& kit, Rect area, const LineItem& line, const Scene& scene) {
    const auto& words = scene.words;
    auto& receipt = *scene.state.receipt;
    const auto word = "shop.money." + receipt.price_unit;
    const std::string unit = words.knows(word) ? words.say(word) : receipt.price_unit;
    const auto question = line.unit == Unit::each
                              ? words.say("receipt.right_price", {{"unit", unit}})
                              : words.say("receipt.right_price_of",
                                          {{"quantity", text::in_unit(one_unit, line.unit, words)}, {"unit", unit}});
    const auto go_on = words.say("receipt.tell_price");
    area = area.cut_top(kit.field_height());
    Rect beside =
        area.cut_end(std::min(area.width * 0.45f, std::max(160.0f, kit.text_width(go_on, Style::label) + 96)));
    area.cut_end(12);
    const std::string key = "receipt.right_price";
    kit.field(area, key, *receipt.right_price, question, {}, FieldKind::text);
    if (std::exchange(receipt.begins_with_price, false))
        kit.begin_typing(key, FieldKind::text);
    const float height = kit.button_height(Look::primary, Icon::forward, go_on, {}, beside.width);
    if (kit.button(beside.cut_bottom(std::min(beside.height, height)), "receipt.tell_price", Look::primary,
                   Icon::forward, go_on))
        return TellRightPrice{};
    return std::nullopt;
}

Taken problem(Kit& kit, Rect area, const LineItem& line, const FoundReceipt::LineHistory& history, const Scene& scene) {
    const auto& words = scene.words;
    area.cut_top(12);
    if (asks_how_many(line)) {
        auto& count = scene.state.receipt->count;
        const auto left = history.left.milli() / 1000;
        count = kit.stepper(area.cut_top(56), "receipt.count",
                            {.value = count,
                             .least = 1,
                             .most = static_cast<int>(std::min<std::int64_t>(left, 9'999)),
                             .label = words.say("receipt.how_many"),
                             .value_text = words.show(static_cast<std::int64_t>(count)),
                             .less = words.say("receipt.less"),
                             .more = words.say("receipt.more")});
        area.cut_top(16);
    }
    const auto chips = problem_chips(scene);
    Taken taken = chip_flow(kit, area.cut_top(chip_flow_height(kit, chips, area.width)), chips);
    area.cut_top(12);
    if (scene.state.receipt->right_price)
        if (const auto told = right_price(kit, area, line, scene))
            taken = told;
    return taken;
}

bool is_chosen(LineNumber line, const ReceiptState& receipt) {
    return receipt.chosen == line ||
           std::ranges::find(receipt.gathered, line, &ClaimedLine::line) != receipt.gathered.end();
}

bool has_several_items(const Scene& scene) {
    const auto& found = scene.state.receipt->found;
    int items = 0;
    for (std::size_t i = 0; i < found.receipt.lines.size(); ++i)
        items += claimable(found, found.receipt.lines[i], found.history[i], scene).yes ? 1 : 0;
    return items > 1;
}

// Which item is it about; beside it, that it is about several.
Taken question(Kit& kit, Rect& area, const Scene& scene) {
    const auto& words = scene.words;
    const bool gathers = scene.state.receipt->gathers;
    const auto sentence = words.say(gathers ? "receipt.several_hint" : "receipt.question");
    const auto several = words.say("receipt.several");
    const bool asks = has_several_items(scene);
    const float beside = asks ? kit.chip_width(several) + 12 : 0;
    const float text_height = kit.text_height(sentence, Style::heading, area.width - beside);
    Rect line = area.cut_top(asks ? std::max(text_height, kit.chip_height()) : text_height);
    Rect chip = line.cut_end(beside);
    chip.cut_start(asks ? 12 : 0);
    kit.text(line.middle(line.width, text_height), "receipt.question", sentence, Style::heading);
    if (asks && kit.chip(chip.middle(chip.width, kit.chip_height()), "receipt.several", Icon::list, several, gathers))
        return GatherLines{};
    return std::nullopt;
}

} // namespace

std::span<const ProblemWords> problems() {
    static constexpr ProblemWords all[] = {
        {Complaint::not_among_the_goods, "not_among_the_goods", "complaint.not_among_the_goods", Icon::bag},
        {Complaint::damaged, "damaged", "complaint.damaged", Icon::broken},
        {Complaint::spoiled, "spoiled", "complaint.spoiled", Icon::expired},
        {Complaint::service, "service", "complaint.service", Icon::chat},
        {Complaint::wrong_item, "wrong_item", "complaint.wrong_item", Icon::swap},
        {Complaint::wrong_price, "wrong_price", "complaint.wrong_price", Icon::price},
        {Complaint::quality, "quality", "complaint.quality", Icon::flag},
        {Complaint::rung_up_twice, "rung_up_twice", "complaint.rung_up_twice", Icon::receipt},
    };
    return all;
}

const char* complaint_word(Complaint complaint) {
    return std::ranges::find(problems(), complaint, &ProblemWords::complaint)->word;
}

Taken receipt_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& found = scene.state.receipt->found;
    const auto& chosen = scene.state.receipt->chosen;

    // Beside a keyboard a small screen has room for what is typed and nothing else.
    if (scene.state.receipt->right_price && kit.keyboard_up() && kit.layout() == Layout::compact && chosen)
        if (const auto* line = find_line(found.receipt, *chosen))
            return right_price(kit, area, *line, scene);

    const bool one_pane = kit.layout() == Layout::compact;
    Rect side = one_pane ? area.cut_top(facts_line_height(kit, area.width, scene)) : area.cut_start(area.width * 0.34f);
    one_pane ? area.cut_top(12) : area.cut_start(20);
    Rect& with_back = one_pane ? area : side;
    Rect back = with_back.cut_bottom(56);
    with_back.cut_bottom(one_pane ? 12 : 16);
    if (kit.button(back, "receipt.back", Look::ghost, Icon::back, words.say("manager.back")))
        taken = GoHome{};
    if (const auto by_word = help_by_word(found)) {
        const auto label = words.say("find.no_receipt");
        const float height = kit.button_height(Look::secondary, Icon::chat, label, {}, with_back.width);
        if (kit.button(with_back.cut_bottom(height), "receipt.help_by_word", Look::secondary, Icon::chat, label))
            taken = *by_word;
        with_back.cut_bottom(12);
    }
    if (!one_pane)
        if (const auto shown = customer_facts_key(kit, with_back, scene))
            taken = shown;
    one_pane ? facts_line(kit, side, scene) : receipt_facts(kit, side, scene);

    if (const auto several = question(kit, area, scene))
        taken = several;
    area.cut_top(12);
    if (const auto told = scene.state.complaint) {
        const auto& problem = *std::ranges::find(problems(), *told, &ProblemWords::complaint);
        kit.badge(area.cut_top(kit.badge_height()), "receipt.told", problem.icon, words.say(problem.word), Tone::info);
        area.cut_top(12);
    }

    const auto& lines = found.receipt.lines;
    const float end_width = amounts_width(kit, found.receipt, words);
    const auto suggested = suggestions(scene);
    const auto item = [&](std::size_t row) {
        if (row < suggested.size())
            return suggested[row].item;
        const auto i = row - suggested.size();
        auto one = row_of(lines[i], found.history[i], is_chosen(lines[i].number, *scene.state.receipt), scene);
        one.row.end_width = end_width;
        if (chosen == lines[i].number)
            one.below = problem_height(kit, area.width - Kit::scrollbar_room(), lines[i], scene);
        return one;
    };
    const auto unfolded = [&](std::size_t row, Rect place) {
        const auto i = row - suggested.size();
        if (const auto told = problem(kit, place, lines[i], found.history[i], scene))
            taken = told;
    };
    if (const auto tapped = kit.list(area, "receipt.lines", suggested.size() + lines.size(), item, unfolded))
        taken = *tapped < suggested.size() ? suggested[*tapped].action
                                           : Action(ChooseLine{lines[*tapped - suggested.size()].number});
    if (auto& frames = scene.state.receipt->frames_to_reveal; frames > 0) {
        if (!chosen || !scroll_towards(kit, lines, *chosen))
            scene.state.receipt->right_price ? kit.reveal("receipt.tell_price")
                                             : kit.reveal("receipt.not_among_the_goods", "receipt.rung_up_twice");
        kit.ask_frame_at(kit.now_ms()); // shows where it went
        --frames;
    }
    return taken;
}

} // namespace makegood::ui
