#include "terminal/text/place_words.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/receipt_parts.hpp"

namespace makegood::ui {

namespace {

Enabled no(std::string reason) {
    return {false, std::move(reason)};
}

// The sale that goods came back from, where the till knew it.
std::string came_from(const RetailTransaction& receipt, const LineItem& line, const text::Words& words) {
    for (const auto& link : receipt.links)
        if (link.reason == TransactionLink::Reason::returned && link.line.value_or(line.number) == line.number)
            return words.say("receipt.returned_from", {{"number", text::Code{text::plain(link.to.sequence)}}});
    return words.say("receipt.returned");
}

Suggestion of_log(std::size_t number, const LineItem& line, const LeftBehindEntry& entry, const Scene& scene) {
    const auto& words = scene.words;
    const auto when = words.age(entry.found_at, scene.now);
    return {{.key = "receipt.left_behind." + std::to_string(number),
             .row = {.icon = Icon::inventory,
                     .title = words.say("receipt.left_behind", {{"item", text::name_of(line)}}),
                     .detail = is_in_shop(entry.state)
                                   ? words.say("receipt.left_behind_kept",
                                               {{"when", when}, {"place", text::place_in_words(entry.place, words)}})
                                   : words.say("receipt.left_behind_gone", {{"when", when}}),
                     .badge_label = words.say("receipt.left_behind_badge"),
                     .badge_icon = Icon::check,
                     .badge_tone = Tone::ok,
                     .leads_on = true}},
            ClaimLeftBehind{line.number}};
}

Suggestion of_word(std::size_t number, const LineItem& line, const FoundReceipt::GivenByWord& given,
                   const Scene& scene) {
    const auto& words = scene.words;
    return {{.key = "receipt.by_word." + std::to_string(number),
             .row = {.icon = Icon::history,
                     .title = words.say("receipt.by_word", {{"item", text::name_of(line)}}),
                     .detail = words.say("receipt.by_word_detail", {{"when", words.age(given.at, scene.now)}}),
                     .leads_on = true}},
            TieByWord{given.case_id, line.number}};
}

} // namespace

Enabled claimable(const FoundReceipt& found, const LineItem& line, const FoundReceipt::LineHistory& history,
                  const Scene& scene) {
    const auto& words = scene.words;
    if (found.of_another_shop)
        return no(words.say("receipt.other_shop", {{"shop", text::Code{found.reference.key.business_unit.text()}}}));
    if (found.receipt.kind == RetailTransactionKind::suspended)
        return no(words.say("receipt.suspended"));
    if (line.voided)
        return no(words.say("receipt.voided"));
    if (line.kind == LineKind::returned)
        return no(came_from(found.receipt, line, words));
    if (found.receipt.kind != RetailTransactionKind::sale)
        return no(words.say("receipt.returned"));
    if (line.kind == LineKind::fee)
        return no(words.say("receipt.fee"));
    if (line.kind == LineKind::discount)
        return no(words.say("receipt.discount"));
    if (history.left.is_zero() && history.returns.last > history.last_made_good)
        return no(words.say("receipt.came_back_when", {{"when", words.age(*history.returns.last, scene.now)}}));
    if (history.left.is_zero())
        return no(history.last_made_good
                      ? words.say("receipt.made_good_when", {{"when", words.age(*history.last_made_good, scene.now)}})
                      : words.say("receipt.all_made_good"));
    return {};
}

std::optional<OpenTold> help_by_word(const FoundReceipt& found) {
    if (found.receipt.kind != RetailTransactionKind::sale)
        return std::nullopt;
    std::vector<ItemMeant> used_up;
    for (std::size_t i = 0; i < found.receipt.lines.size(); ++i)
        if (const auto& line = found.receipt.lines[i];
            is_goods(found.receipt, line) && found.history[i].left.is_zero() && found.history[i].last_made_good)
            used_up.push_back({line.code, line.name});
    if (used_up.empty())
        return std::nullopt;
    return OpenTold{false, used_up.size() == 1 ? std::optional(used_up.front()) : std::nullopt, found.reference};
}

std::vector<Suggestion> suggestions(const Scene& scene) {
    const auto& found = scene.state.receipt->found;
    std::vector<Suggestion> of_the_log, by_word;
    for (std::size_t i = 0; i < found.receipt.lines.size(); ++i) {
        const auto& line = found.receipt.lines[i];
        const auto& history = found.history[i];
        if (!claimable(found, line, history, scene).yes)
            continue;
        if (history.left_behind)
            of_the_log.push_back(of_log(of_the_log.size() + 1, line, *history.left_behind, scene));
        for (const auto& given : history.by_word)
            by_word.push_back(of_word(by_word.size() + 1, line, given, scene));
    }
    of_the_log.insert(of_the_log.end(), by_word.begin(), by_word.end());
    return of_the_log;
}

} // namespace makegood::ui
